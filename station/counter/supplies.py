"""Deciding on invoices for households 发票领用: what is allowed, handed over with both signatures, checked, given back, lost.

The clerk signs by the entry, the receiver on paper or glass: `signature` is the SHA-256 of what was signed. Forms that are
handed over leave the station's own stock in the same entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from schemas.acts import Act as RecordAct
from schemas.acts.mailing import read_mailing
from schemas.acts.mailing import step as mail_step
from schemas.acts.ranges import size
from schemas.acts.supply import Supply, read_range, read_supply, step
from schemas.canonical import is_list
from schemas.facts import FormsSetAside
from schemas.facts.acts import RecordActed
from schemas.failures import BadInput, Refusal
from schemas.periods import read_day
from station.counter.forms import FormsView, require_free, require_granted
from station.counter.street import StreetAct
from station.counter.street_desk import Desk, acted, detail_of, require_record
from station.ports import Decision

KIND = "street.supply/1"
RECORDS = "supply"
STOCK = "supply"
"""The stock of household invoices, apart from the forms that the station issues itself."""
SIGNATURE_BYTES = 32
_RANGE: dict[str, type] = {"code": str, "first": str, "last": str}
_NEEDS: dict[str, dict[str, type]] = {
    "allow": {"kind": str, "month_count": int, "hold_count": int, "sheet_fen": int, "paper_no": str},
    "hand_over": {"kind": str, **_RANGE, "signature": bytes},
    "check": {**_RANGE, "used": int, "voided": int, "net_fen": int},
    "give_back": {**_RANGE, "signature": bytes},
    "report_loss": {**_RANGE, "found_on": str, "reason": str},
    "settle": {"acts": list},
}
_MAY: dict[str, dict[str, type]] = {"hand_over": {"order": str}}
_NEVER_SEEN = bytes(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyView:
    """What is known: the station's own forms of the code, how the household stands, the acts on an order."""

    forms: Callable[[str], FormsView]
    standing: Callable[[str], str | None]
    acts: Callable[[str], Sequence[RecordAct]]


def decide_supply(act: StreetAct, desk: Desk, view: SupplyView) -> Decision:
    """One act; BadInput `street.*`, `supply.*`, `records.record`; Refusals `supply.*`, `forms.*`, `mailing.not_now`."""
    if act.step not in _NEEDS:
        raise BadInput("street.step", field="step", step=act.step)
    record = require_record(RECORDS, act)
    detail = signed_detail(act.said, _NEEDS[act.step], may=_MAY.get(act.step, {}))
    supply = read_supply(desk.acts)
    probe = RecordAct(id=_NEVER_SEEN, record=record, name=act.step, on=act.on, detail=detail)
    step(supply, probe)
    if act.step == "report_loss" and read_day(detail["found_on"], "found_on") > read_day(act.on, "on"):
        raise BadInput("supply.found_later", field="found_on", on=act.on)
    if act.step != "hand_over":
        return acted(act, record, desk, detail, KIND)
    if "person" not in act.said:
        raise BadInput("street.person", field="person")
    require_supply(supply, view, record, act.on, detail)
    decision = acted(act, record, desk, detail, KIND)
    leaving = leaves_the_stock(act.on, detail, view.forms(detail["code"]))
    return replace(decision, facts=(*decision.facts, leaving, *_fetched(act, detail, record, view)))


def require_supply(supply: Supply, view: SupplyView, record: str, on: str, detail: Mapping[str, Any]) -> None:
    """Refusals `supply.standing`, `supply.not_allowed`, `supply.old_first`, `supply.month_full`."""
    standing = view.standing(record)
    if standing in ("suspended", "closed"):
        raise Refusal("supply.standing", field="record", standing=standing)
    kind = detail["kind"]
    allowed = supply.allowed.get(kind)
    if allowed is None:
        raise Refusal("supply.not_allowed", field="kind", kind=kind)
    wanted = size([read_range(detail)[0]])
    held, taken = supply.held(kind), supply.taken(kind, on[:7])
    if held + wanted > allowed.hold_count:
        raise Refusal("supply.old_first", field="last", held=held, most=allowed.hold_count)
    if taken + wanted > allowed.month_count:
        raise Refusal("supply.month_full", field="last", taken=taken, most=allowed.month_count)


def leaves_the_stock(on: str, detail: Mapping[str, Any], forms: FormsView) -> FormsSetAside:
    """The forms leave the station's stock, from its lowest number on; Refusals `forms.not_granted`, `forms.already`, `forms.not_next`."""
    (first, last), width = read_range(detail)
    code = detail["code"]
    require_granted(forms.blocks, code, first, last, width)
    require_free(forms, code, first, last, width)
    next_ = min((block.next for block in forms.left if block.code == code), default=first)
    if first != next_:
        raise Refusal("forms.not_next", field="first", series=code, number=f"{next_:0{width}d}")
    return FormsSetAside(
        on=on, stock=STOCK, code=code, first=first, last=last, width=width, how="supplied", reason="supply"
    )


def _fetched(act: StreetAct, detail: Mapping[str, Any], record: str, view: SupplyView) -> tuple[RecordActed, ...]:
    """An order that ends with this hand-over; Refusal `mailing.other` when it is another household's or of another count."""
    order = detail.get("order")
    if order is None:
        return ()
    mailing = read_mailing(order, view.acts(order))
    mail_step(mailing, RecordAct(id=_NEVER_SEEN, record=order, name="fetch", on=act.on))
    if (mailing.household, mailing.kind, mailing.count) != (record, detail["kind"], size([read_range(detail)[0]])):
        raise Refusal("mailing.other", field="order", record=order)
    return (RecordActed(record=order, act="fetch", on=act.on, after=list[Any](mailing.heads), detail={}),)


def signed_detail(said: Mapping[str, Any], fields: Mapping[str, type], *, may: Mapping[str, type]) -> dict[str, Any]:
    """The fields of a document; a signature and the acts that are named are hexadecimal there and bytes here."""
    plain = {name: value for name, value in said.items() if name not in ("signature", "acts")}
    rest = {name: kind for name, kind in fields.items() if name not in ("signature", "acts")}
    detail = detail_of(plain, rest, may=may)
    if "signature" in fields:
        detail["signature"] = _digest(said.get("signature"), "signature")
    if "acts" in fields:
        named = said.get("acts")
        if not is_list(named):
            raise BadInput("street.field", field="acts", name="acts")
        detail["acts"] = [_digest(one, "acts") for one in named]
    return detail


def _digest(said: object, name: str) -> bytes:
    try:
        found = bytes.fromhex(said) if isinstance(said, str) else b""
    except ValueError:
        found = b""
    if len(found) != SIGNATURE_BYTES:
        raise BadInput("street.field", field=name, name=name)
    return found
