"""Deciding on an act of a case 办件: the engine that everybody reads it with must take it as it stands now."""

from __future__ import annotations

from schemas.acts import Act as RecordAct
from schemas.failures import BadInput, Refusal
from schemas.matters import Catalogue, read_case
from schemas.matters.case import step
from station.counter.street import StreetAct
from station.counter.street_desk import Desk, acted, detail_of, fresh_record, require_record
from station.ports import Decision

KIND = "street.matter/1"
RECORDS = "matter"
_NEEDS: dict[str, dict[str, type]] = {
    "notice": {},
    "accept": {"materials": list},
    "ask": {"materials": list},
    "supply": {"materials": list},
    "hand_over": {"office": str},
    "answer": {"office": str, "answer": str},
    "extend": {"days": int, "reason": str},
    "decide": {"outcome": str},
    "deliver": {"way": str},
    "withdraw": {"reason": str},
    "settle": {"acts": list},
}
_MAY: dict[str, dict[str, type]] = {
    "notice": {"matter": str},
    "accept": {"matter": str},
    "answer": {"paper_no": str},
    "decide": {"paper_no": str},
}
_NEVER_SEEN = bytes(32)


def decide_matter(act: StreetAct, desk: Desk, catalogue: Catalogue) -> Decision:
    """One act of a case; BadInput `street.*`, `records.record`; Refusal `matters.*` where it is not allowed now."""
    if act.step not in _NEEDS:
        raise BadInput("street.step", field="step", step=act.step)
    detail = detail_of(act.said, _NEEDS[act.step], may=_MAY.get(act.step, {}))
    begins = act.record is None and act.step in ("notice", "accept")
    record = fresh_record(RECORDS, act, desk) if begins else require_record(RECORDS, act)
    if not begins and not desk.acts:
        raise Refusal("matters.no_case", field="record", record=record)
    if act.step == "notice":
        detail["told"] = _told(detail, desk, catalogue, record)
    if act.step == "settle":
        detail["acts"] = [_entry(text) for text in detail["acts"]]
    case = read_case(record, desk.acts, catalogue)
    step(case, RecordAct(id=_NEVER_SEEN, record=record, name=act.step, on=act.on, detail=detail), catalogue)
    return acted(act, record, desk, detail, KIND)


def _told(detail: dict[str, object], desk: Desk, catalogue: Catalogue, record: str) -> list[str]:
    """All that has to be brought, told once 一次性告知."""
    code = read_case(record, desk.acts, catalogue).matter or str(detail.get("matter", ""))
    return [material.code for material in catalogue.matter(code).materials if material.must]


def _entry(text: str) -> bytes:
    try:
        entry = bytes.fromhex(text)
    except ValueError:
        entry = b""
    if len(entry) != len(_NEVER_SEEN):
        raise BadInput("street.field", field="acts", name="acts")
    return entry
