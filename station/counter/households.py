"""Deciding on the record of a household 户: fields said together in one act, joins and partings; nothing is ever deleted.

A household's record is named by the reference to its identity, so that two stations that register it apart write on one
record. Its values that speak of people stand in the personal block.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.books import FieldRow
from schemas.books.households import IDENTITY, JOINED
from schemas.canonical import is_list, is_map
from schemas.facts import FieldSet
from schemas.failures import BadInput, Refusal
from schemas.identifiers.normal import normalise
from station.counter.noting import require_line, require_words
from station.counter.recording import MOST_CHARACTERS
from station.counter.street import StreetAct
from station.counter.street_desk import require_record
from station.ports import Decision

KIND = "street.household/1"
RECORDS = "household"
PERSONAL = frozenset({"name", "operator", "operator_id", "phone", "address", "account"})
"""Name, the person who runs it, place of business, bank account: in the personal block."""
CLEAR = frozenset(
    {
        "industry",
        "district",
        "street",
        "filing",
        "item",
        "location",
        "pit_rate",
        "invoice_kinds",
        "agreement",
        "standing",
    }
    | {"manager", "priority"}
)
STANDINGS = ("open", "suspended", "closed")
FILINGS = ("month", "quarter")
MOST_FIELDS = 40

Values = Mapping[str, Sequence[FieldRow]]


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdView:
    """What stands on a record: its values by field; `refer` makes the reference to an identity; `known` asks for a record."""

    values: Values
    refer: Callable[[str], bytes]
    known: Callable[[str], bool]


def record_of(identity: object, refer: Callable[[str], bytes]) -> str:
    """The record of the household with this credit code or identity number; BadInput `households.identity`."""
    key = normalise(identity) if isinstance(identity, str) else ""
    if not key or len(key) > 40:
        raise BadInput("households.identity", field="identity")
    return f"{RECORDS}/{refer(key).hex()}"


def decide_household(act: StreetAct, view: HouseholdView) -> Decision:
    """One act on a household; BadInput `street.*`, `households.*`; Refusal `households.*`, `records.moved`."""
    match act.step:
        case "register":
            return _register(act, view)
        case "set":
            return _set(act, view, require_record(RECORDS, act), _fields(act))
        case "join":
            return _join(act, view)
        case "part":
            return _write(act, view, require_record(RECORDS, act), {JOINED: ""}, {})
        case _:
            raise BadInput("street.step", field="step", step=act.step)


def _register(act: StreetAct, view: HouseholdView) -> Decision:
    """A new household; Refusal `households.known` when its record stands here."""
    identity = act.said.get(IDENTITY)
    record = record_of(identity, view.refer)
    if view.known(record):
        raise Refusal("households.known", field=IDENTITY, record=record)
    values = {"standing": "open", **_fields(act)}
    if "name" not in values:
        raise BadInput("street.field", field="name", name="name")
    return _write(act, view, record, {IDENTITY: record.partition("/")[2], **values}, {IDENTITY: str(identity)})


def _set(act: StreetAct, view: HouseholdView, record: str, values: dict[str, str]) -> Decision:
    if not view.known(record):
        raise Refusal("households.unknown", field="record", record=record)
    identity = act.said.get(IDENTITY)
    if identity is None:
        return _write(act, view, record, values, {})
    referred = record_of(identity, view.refer).partition("/")[2]
    return _write(act, view, record, {**values, IDENTITY: referred}, {IDENTITY: str(identity)})


def _join(act: StreetAct, view: HouseholdView) -> Decision:
    """Two records of one household; the other stays as it is."""
    record, into = require_record(RECORDS, act), act.said.get("into")
    if not isinstance(into, str) or not view.known(into) or not view.known(record):
        raise Refusal("households.unknown", field="into", record=str(into))
    if into == record:
        raise Refusal("households.itself", field="into")
    return _write(act, view, record, {JOINED: into}, {})


def _write(
    act: StreetAct, view: HouseholdView, record: str, values: dict[str, str], hidden: dict[str, str]
) -> Decision:
    """Each value as a fact; what it replaces is what stands, if the writer has seen all of it."""
    seen = _seen(act)
    facts: list[FieldSet] = []
    for field, value in sorted(values.items()):
        standing = {row.entry for row in view.values.get(field, ())}
        if seen is None and len(standing) > 1:
            raise Refusal("households.unsettled", field=field, name=field, count=len(standing))
        if seen is not None and not standing <= seen:
            raise Refusal("records.moved", field="seen", count=len(standing - seen))
        kept = None if field in PERSONAL else value
        facts.append(FieldSet(record=record, field=field, value=kept, supersedes=list[Any](sorted(standing))))
    if not facts:
        raise BadInput("street.field", field="fields", name="fields")
    said = {**{field: value for field, value in values.items() if field in PERSONAL}, **hidden}
    return Decision(kind=KIND, facts=tuple(facts), said={"values": said} if said else None)


def _fields(act: StreetAct) -> dict[str, str]:
    """The fields of the document; BadInput `street.field` names one that is no field or whose value is none."""
    said = act.said.get("fields", {})
    if not is_map(said) or len(said) > MOST_FIELDS:
        raise BadInput("street.field", field="fields", name="fields")
    for field, value in said.items():
        if field not in PERSONAL | CLEAR or not isinstance(value, str) or len(value) > MOST_CHARACTERS:
            raise BadInput("street.field", field=str(field), name=str(field))
        if field in CLEAR:
            require_line(value)
            require_words(value)
        words = {"standing": STANDINGS, "filing": FILINGS}.get(field)
        if words is not None and value not in words:
            raise BadInput("street.field", field=field, name=field)
    return dict(said)


def _seen(act: StreetAct) -> frozenset[bytes] | None:
    """The entries whose values were on the screen; None where the act does not say."""
    said = act.said.get("seen")
    if said is None:
        return None
    try:
        return frozenset(bytes.fromhex(entry) for entry in said) if is_list(said) else _no_seen()
    except (TypeError, ValueError):
        return _no_seen()


def _no_seen() -> frozenset[bytes]:
    raise BadInput("street.field", field="seen", name="seen")
