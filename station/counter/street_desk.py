"""What every room of the street station has in common: an act is one more on a shared record, said as plain data.

A room decides for its own kind of record: it is given the acts that stand, and gives one more, or a Refusal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.acts import Act as RecordAct
from schemas.canonical import is_list
from schemas.facts.acts import RecordActed
from schemas.failures import BadInput, Refusal
from schemas.identifiers.normal import normalise
from station.counter.noting import require_line, require_words
from station.counter.recording import RECORD
from station.counter.street import StreetAct
from station.ports import Decision

MOST_ITEMS = 200
REFERENCE = re.compile(r"(?:[a-z]{1,20}/)?(?:[0-9a-f]{32}|[0-9a-f]{64})")
"""An entry or a record by its digest: its digits are nobody's number, whatever they look like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where an act is done: the site's code and kind, how a person is referred to, and the acts on the record."""

    site: str
    site_kind: str
    refer: Callable[[str], bytes]
    acts: Sequence[RecordAct] = ()
    heads: tuple[bytes, ...] = ()


def fresh_record(kind: str, act: StreetAct, desk: Desk) -> str:
    """The name of a record that this act begins: site, day, and the beginning of the command's id."""
    return f"{kind}/{desk.site}-{act.on.replace('-', '')}-{act.command.hex[:8]}"


def require_record(kind: str, act: StreetAct) -> str:
    """The record that the act names; BadInput `records.record` unless it is one of this kind."""
    record = act.record
    if record is None or not RECORD.fullmatch(record) or not record.startswith(f"{kind}/"):
        raise BadInput("records.record", field="record")
    return record


def detail_of(said: Mapping[str, Any], fields: Mapping[str, type], *, may: Mapping[str, type]) -> dict[str, Any]:
    """The fields of a document, each of its type; BadInput `street.field` for one that is missing, strange or of another type."""
    shapes = {**fields, **may}
    for name in sorted({*fields, *said} - {"person"}):
        if name not in shapes or (name not in said) or not _fits(said[name], shapes[name]):
            raise BadInput("street.field", field=name, name=name)
    return {name: value for name, value in said.items() if name != "person"}


def acted(act: StreetAct, record: str, desk: Desk, detail: dict[str, Any], kind: str) -> Decision:
    """The act as a decision; whom it speaks of stands in the personal block."""
    person = act.said.get("person")
    who = desk.refer(person_key(person)) if person is not None else None
    fact = RecordActed(record=record, act=act.step, on=act.on, after=list[Any](desk.heads), detail=detail, person=who)
    return Decision(kind=kind, facts=(fact,), said={"person": person} if person is not None else None)


def person_key(person: object) -> str:
    """The normalised id by which a person is referred to; BadInput `street.person` unless name and id stand."""
    known: Any = person
    if not isinstance(person, dict) or not all(isinstance(known.get(name), str) for name in ("name", "id")):
        raise BadInput("street.person", field="person")
    if not all(isinstance(value, str) and len(value) <= MOST_ITEMS for value in known.values()):
        raise BadInput("street.person", field="person")
    key = normalise(known["id"])
    if not key:
        raise BadInput("street.person", field="person")
    return key


def require_known(words: Sequence[str], word: str, name: str) -> None:
    """Refusal `street.word` unless this word is one of those."""
    if word not in words:
        raise Refusal("street.word", field=name, name=name, words=", ".join(words))


def _fits(value: object, kind: type) -> bool:
    if type(value) is not kind:
        return False
    if isinstance(value, str):
        require_line(value)
        if not REFERENCE.fullmatch(value):
            require_words(value)
    if is_list(value):
        return len(value) <= MOST_ITEMS and all(_fits(part, str) for part in value)
    return True
