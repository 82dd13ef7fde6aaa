"""Deciding on a household's quota 定期定额: assessments, suspensions, declarations, notices served and objections; penalties never."""

from __future__ import annotations

from schemas.acts import Act as RecordAct
from schemas.failures import BadInput, Refusal
from schemas.periods import read_day
from schemas.rules.quota_record import (
    QuotaRecord,
    read_assessment,
    read_declared,
    read_quota,
    read_served,
    read_span,
)
from station.counter.street import StreetAct
from station.counter.street_desk import Desk, acted, detail_of, require_record
from station.ports import Decision

KIND = "street.quota/1"
RECORDS = "quota"
_NEEDS: dict[str, dict[str, type]] = {
    "assess": {
        "notice_no": str, "first": str, "last": str, "quota_fen": int, "item": str, "district": str, "location": str,
        "filing": str,
    },
    "suspend": {"first": str, "last": str},
    "resume": {},
    "declare": {"month": str, "declared_fen": int},
    "serve": {"paper": str, "number": str, "way": str},
    "object": {"notice_no": str, "reason": str},
}  # fmt: skip
_MAY: dict[str, dict[str, type]] = {"assess": {"pit_rate": str}, "serve": {"receipt": str, "pay_by": str}}


def decide_quota(act: StreetAct, desk: Desk) -> Decision:
    """One act; BadInput `street.*`, `quotas.*`; Refusal `quotas.*`, `street.word`."""
    if act.step not in _NEEDS:
        raise BadInput("street.step", field="step", step=act.step)
    record = require_record(RECORDS, act)
    detail = detail_of(act.said, _NEEDS[act.step], may=_MAY.get(act.step, {}))
    probe = RecordAct(id=bytes(32), record=record, name=act.step, on=act.on, detail=detail)
    _require(probe, read_quota(desk.acts))
    return acted(act, record, desk, detail, KIND)


def _require(act: RecordAct, known: QuotaRecord) -> None:
    """What one act needs, alone and behind what stands."""
    match act.name:
        case "assess":
            read_assessment(act.detail)
        case "suspend":
            first, last = read_span(act.detail)
            if first < read_day(act.on, "on"):
                raise Refusal("quotas.suspend_before", field="first", on=act.on)
            if any(start <= last and first <= end for start, end in known.suspensions):
                raise Refusal("quotas.suspended", field="first")
        case "resume":
            day = read_day(act.on, "on")
            if not any(start <= day <= end for start, end in known.suspensions):
                raise Refusal("quotas.not_suspended", field="on", on=act.on)
        case "declare":
            read_declared(act.detail)
        case "serve":
            read_served(act)
        case _:
            until = known.objection_until(str(act.detail["notice_no"]))
            if until is None:
                raise Refusal("quotas.not_served", field="notice_no", notice_no=act.detail["notice_no"])
            if read_day(act.on, "on") > until:
                raise Refusal("quotas.objection_late", field="on", until=until.isoformat())
