"""Deciding on invoices ordered ahead 预约领票 and sent by post 邮寄: every hand that takes them over signs where it did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from schemas.acts import Act as RecordAct
from schemas.acts.mailing import Mailing, read_mailing, step
from schemas.acts.supply import read_supply
from schemas.facts.acts import RecordActed
from schemas.failures import BadInput, Refusal
from station.counter.street import StreetAct
from station.counter.street_desk import Desk, acted, fresh_record, require_record
from station.counter.supplies import SupplyView, leaves_the_stock, require_supply, signed_detail
from station.ports import Decision

KIND = "street.mailing/1"
RECORDS = "mailing"
_NEEDS: dict[str, dict[str, type]] = {
    "order": {"household": str, "kind": str, "count": int, "way": str},
    "cancel": {"reason": str},
    "send": {"code": str, "first": str, "last": str, "tracking": str, "seal": str},
    "receive": {"by": str, "seal_whole": bool},
    "open": {"witness": str},
    "count": {"found": int, "missing": list, "signature": bytes},
    "come_back": {"reason": str},
    "lose": {"found_on": str, "reason": str},
    "settle": {"acts": list},
}


def decide_mailing(act: StreetAct, desk: Desk, view: SupplyView) -> Decision:
    """One act of the chain; BadInput `street.*`, `supply.*`, `mailing.counted`; Refusals `mailing.*`, `supply.*`, `forms.*`."""
    if act.step not in _NEEDS:
        raise BadInput("street.step", field="step", step=act.step)
    detail = signed_detail(act.said, _NEEDS[act.step], may={})
    begins = act.record is None and act.step == "order"
    record = fresh_record(RECORDS, act, desk) if begins else require_record(RECORDS, act)
    mailing = read_mailing(record, desk.acts)
    if not begins and not mailing.state:
        raise Refusal("mailing.none", field="record", record=record)
    step(mailing, RecordAct(id=bytes(32), record=record, name=act.step, on=act.on, detail=detail))
    decision = acted(act, record, desk, detail, KIND)
    match act.step:
        case "order":
            require_household(act, detail)
            return decision
        case "send":
            return replace(decision, facts=(*decision.facts, _leaving(act, mailing, detail, view)))
        case "count":
            return replace(decision, facts=(*decision.facts, *_arriving(act, mailing, detail, view)))
        case _:
            return decision


def require_household(act: StreetAct, detail: Mapping[str, Any]) -> None:
    """Whose invoices they shall be, and who takes them; BadInput `records.record`, `street.person`."""
    require_record("supply", replace(act, record=detail["household"]))
    if "person" not in act.said:
        raise BadInput("street.person", field="person")


def _leaving(act: StreetAct, mailing: Mailing, detail: Mapping[str, Any], view: SupplyView) -> Any:
    supply = read_supply(view.acts(mailing.household))
    asked = {**detail, "kind": mailing.kind}
    require_supply(supply, view, mailing.household, act.on, asked)
    return leaves_the_stock(act.on, detail, view.forms(detail["code"]))


def _arriving(act: StreetAct, mailing: Mailing, detail: Mapping[str, Any], view: SupplyView) -> tuple[RecordActed, ...]:
    """What was in the piece is in the household's hands; nothing where all was missing."""
    span = mailing.span
    assert span is not None, "what is counted was sent"
    if not detail["found"]:
        return ()
    first, last = (f"{number:0{mailing.width}d}" for number in span)
    said = {"kind": mailing.kind, "code": mailing.code, "first": first, "last": last, "missing": detail["missing"]}
    heads = read_supply(view.acts(mailing.household)).heads
    return (
        RecordActed(
            record=mailing.household,
            act="arrive",
            on=act.on,
            after=list[Any](heads),
            detail={**said, "from": mailing.record},
            person=mailing.person,
        ),
    )
