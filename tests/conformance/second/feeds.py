"""Whole feeds, from enrolment to head: every signature, every link."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.conformance.second.cbor import is_a, require
from tests.conformance.second.envelope import Certificate, Entry, certificate, entry, sha


@dataclass
class Feed:
    """One author's entries, checked from the first to the last."""

    author: bytes
    key: bytes
    certificate: Certificate
    entries: list[Entry] = field(default_factory=list)

    @property
    def head(self) -> bytes:
        return self.entries[-1].id


def facts(said: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The maps of all facts of one name in an entry's payload."""
    pairs = said["body"].get("facts", [])
    require(is_a(pairs, list), "facts")
    return [pair[1] for pair in pairs if is_a(pair, list) and len(pair) == 2 and pair[0] == name]


def feed(run: list[bytes], issuer: bytes, clerks: dict[bytes, bytes] | None = None) -> Feed:
    """Check one author's whole feed: enrolment, every signature, every link.

    `clerks` maps a clerk's short id to the raw key; keys appointed inside the feed are learnt on the way.
    """
    keys = dict(clerks or {})
    first = entry(run[0])
    require(first.said["seq"] == 1 and first.said["kind"] == "device.enrolled/1", "first entry")
    enrolled = facts(first.said, "device.enrolled/1")
    require(len(enrolled) == 1 and set(enrolled[0]) == {"key", "box", "certificate"}, "enrolment fact")
    fact = enrolled[0]
    require(all(is_a(value, bytes) for value in fact.values()) and len(fact["box"]) == 32, "enrolment values")
    certified = certificate(fact["certificate"], issuer)
    require(certified.key == fact["key"] and sha(fact["key"])[:16] == first.said["author"], "key, author, certificate")
    checked = Feed(first.said["author"], fact["key"], certified)
    for data in run:
        _append(checked, entry(data), keys)
    return checked


def _append(checked: Feed, new: Entry, keys: dict[bytes, bytes]) -> None:
    last = checked.entries[-1] if checked.entries else None
    require(new.said["author"] == checked.author, "another's entry in this feed")
    require(new.said["seq"] == (last.said["seq"] if last else 0) + 1, "gap or repeat")
    require(new.said["prev"] == (last.id if last else bytes(32)), "prev is not the entry before")
    require(new.by_device(checked.key), "device signature")
    for appointed in facts(new.said, "roster.clerk_appointed/1"):
        keys[sha(appointed["key"])[:16]] = appointed["key"]
    if "csig" in new.said:
        require(new.said["ckey"] in keys, "unknown clerk")
        require(new.by_clerk(keys[new.said["ckey"]]), "clerk signature")
    checked.entries.append(new)
