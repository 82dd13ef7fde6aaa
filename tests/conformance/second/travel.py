"""What travels beside entries: personal blocks, slips' claims, the messages of an exchange, and an exchange as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.conformance.second.cbor import Refused, are, is_a, items, one, require
from tests.conformance.second.curve import ed25519
from tests.conformance.second.envelope import Entry, bstr, certificate, entry, pairs, sha, sign1
from tests.conformance.second.feeds import Feed, facts, feed


def block(data: bytes, owner: Entry) -> dict[str, Any]:
    """Read a personal block in clear and hold it against its entry's commitment."""
    parts = one(data)
    require(are(parts, bytes, bytes, dict), "block")
    require(len(parts[1]) == 16 and all(is_a(key, str) for key in parts[2]), "block salt or map")
    require(parts[0] == owner.id, "block of another entry")
    opening = b"\x82" + data[1 + len(bstr(parts[0])) :]
    require(owner.said.get("pd") == sha(opening), "block does not open its commitment")
    return parts[2]


ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def base45(text: str) -> bytes:
    """Decode Base45 (RFC 9285)."""
    require(all(character in ALPHABET for character in text) and len(text) % 3 != 1, "base45")
    out = b""
    for start in range(0, len(text), 3):
        group = [ALPHABET.index(character) for character in text[start : start + 3]]
        number = sum(digit * 45**place for place, digit in enumerate(group))
        require(number < 256 ** (len(group) - 1), "base45")
        out += number.to_bytes(len(group) - 1, "big")
    return out


def claim(text: str, issuer: bytes) -> dict[int, Any]:
    """Read the claim of a slip's QR and check it by the certificate that stands beside it."""
    require(text[:4] in ("YS1:", "YS2:"), "prefix")
    data = base45(text[4:])
    parts = [raw for _, raw in items(data)]
    require(len(data) <= 330 and len(parts) == 2, "claim and certificate")
    signed, certified = sign1(parts[0]), certificate(parts[1], issuer)
    require(signed.kid == sha(certified.key)[:16], "claim by another device")
    require(ed25519(certified.key, signed.signature, signed.signed), "claim signature")
    said = one(signed.payload)
    kinds = [str, str, int, int, int, int, bytes] if text[2] == "1" else [bytes, int, bytes, int, int, dict]
    require(is_a(said, dict) and list(said) == list(range(1, len(kinds) + 1)), "claim keys")
    require(are(list(said.values()), *kinds), "claim types")
    sizes = {7: 16} if text[2] == "1" else {1: 16, 3: 32}
    require(all(len(said[key]) == size for key, size in sizes.items()), "claim lengths")
    day = _days_since_1970(said[3] if text[2] == "1" else said[5])
    require(certified.from_day <= day <= certified.to_day, "claim outside its certificate")
    return said


def _days_since_1970(yyyymmdd: int) -> int:
    try:
        return date(yyyymmdd // 10_000, yyyymmdd // 100 % 100, yyyymmdd % 100).toordinal() - 719_163
    except (ValueError, OverflowError):
        raise Refused("a day that no calendar has") from None


def signed_map(data: bytes, keys: set[str], optional: set[str], key: bytes) -> dict[str, Any]:
    """Read a Hello or a Frontier signed by `key`."""
    envelope = sign1(data)
    said = one(envelope.payload)
    require(is_a(said, dict) and keys <= set(said) <= keys | optional and said["v"] == 1, "message keys")
    require(is_a(said["from"], bytes) and envelope.kid == said["from"] == sha(key)[:16], "message author")
    require(ed25519(key, envelope.signature, envelope.signed), "message signature")
    require(is_a(said["hlc"], int) and said["hlc"] >= 0, "message clock")
    return said


def _encoded_map(data: bytes, name: str) -> bytes:
    return next(raw for key, raw in pairs(sign1(data).payload) if key == name)[1 + len(name) :]


def _feeds_map(data: bytes, said: dict[str, Any], shape: list[type]) -> None:
    require(is_a(said["holds"], bytes) and len(said["holds"]) == 32, "holds")
    if "feeds" not in said:
        return
    require(is_a(said["feeds"], dict), "feeds")
    for author, held in said["feeds"].items():
        require(is_a(author, bytes) and len(author) == 16, "feeds author")
        require(are(held, *shape) and len(held[-1]) == 32, "feeds value")
    require(said["holds"] == sha(_encoded_map(data, "feeds")), "holds is not the hash of feeds")


def hello(data: bytes, key: bytes) -> dict[str, Any]:
    """Read a Hello signed by `key`."""
    said = signed_map(data, {"v", "from", "to", "nonce", "hlc", "holds"}, {"feeds"}, key)
    require(is_a(said["to"], bytes) and is_a(said["nonce"], bytes), "hello types")
    _feeds_map(data, said, [int, int, bytes])
    return said


def frontier(data: bytes, key: bytes) -> dict[str, Any]:
    """Read a Frontier signed by `key`."""
    said = signed_map(data, {"v", "from", "holds", "hlc", "echo"}, {"feeds"}, key)
    require(is_a(said["echo"], bytes), "frontier types")
    _feeds_map(data, said, [int, bytes])
    return said


def trailer(data: bytes) -> dict[str, Any]:
    """Read a Trailer; its frontier is judged by `frontier`."""
    said = one(data)
    keys = {"more", "refused", "frontier", "fold"}
    require(is_a(said, dict) and keys <= set(said) <= keys | {"digests"}, "trailer keys")
    require(is_a(said["more"], bool) and is_a(said["frontier"], bytes) and is_a(said["fold"], int), "trailer")
    require(is_a(said["refused"], list), "refused")
    for pair in said["refused"]:
        require(are(pair, bytes, str), "refused")
    for author, held in said.get("digests", {}).items():
        require(is_a(author, bytes) and len(author) == 16, "digests author")
        require(are(held, int, bytes) and len(held[1]) == 32, "digests")
    return said


def exchange(data: bytes, issuer: bytes) -> dict[bytes, Feed]:
    """Check a whole exchange that carries whole feeds: messages, every feed, every block in clear."""
    parts = [raw for _, raw in items(data)]
    require(len(parts) >= 2, "no hello or no trailer")
    runs: dict[bytes, list[bytes]] = {}
    blocks: list[bytes] = []
    for raw in parts[1:-1]:
        if raw[0] == 0x84:
            runs.setdefault(entry(raw).said["author"], []).append(raw)
        else:
            require(raw[0] in (0x82, 0x83), "neither entry nor block")
            blocks += [raw] if raw[0] == 0x83 else []
    clerks = {sha(key)[:16]: key for run in runs.values() for key in _appointed(run)}
    feeds = {author: feed(run, issuer, clerks) for author, run in runs.items()}
    owners = {new.id: new for checked in feeds.values() for new in checked.entries}
    for raw in blocks:
        owner = one(raw)[0]
        require(owner in owners, "block of an entry that is not here")
        block(raw, owners[owner])
    source = one(sign1(parts[0]).payload)["from"]
    require(source in feeds, "hello by a device whose feed is not here")
    greeted = hello(parts[0], feeds[source].key)
    frontier(trailer(parts[-1])["frontier"], feeds[source].key)
    for author, (first, last, head) in greeted.get("feeds", {}).items():
        require(author in feeds and (first, last, head) == (1, len(feeds[author].entries), feeds[author].head), "holds")
    return feeds


def _appointed(run: list[bytes]) -> Iterator[bytes]:
    for raw in run:
        for fact in facts(entry(raw).said, "roster.clerk_appointed/1"):
            require(is_a(fact.get("key"), bytes), "appointment")
            yield fact["key"]
