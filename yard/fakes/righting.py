"""Putting right in the office in memory: its plain sales as the rows that the real law looks at, decided by that law.

It keeps the facts of each act and what they leave of a sale; nothing here judges.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from schemas.books import DayRow, InvoiceRow, LevyRow, PaymentRow, ReddenedRow, VoucherRow
from schemas.failures import Refusal
from station.counter import acts, reddening, undoing, voiding
from station.counter.commands import VoidInvoice
from station.counter.questions import Righting
from station.counter.refunds import alone_fen, shares, stage_of, way
from station.counter.views import NumberBlock, VoidView
from station.office.answers import facts_told
from station.ports import Decision

SOMEBODY = bytes(16)
_DEVICE = bytes(16)
_FIRST_RED = 500_001
_PAPERS = (("red", "red-letter-invoice"), ("refund", "refund-application"))


@dataclass
class Rights:
    """What was put right of which sale, by the sale's id, and the acts; `drawer_fen` is the cash at hand, `closed` the day's state."""

    red: dict[str, list[dict[str, Any]]] = field(default_factory=dict[str, list[dict[str, Any]]])
    asked: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])
    back: set[str] = field(default_factory=set[str])
    acts: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])

    def do(
        self, sales: dict[str, dict[str, Any]], act: Righting, stamp: dict[str, Any], drawer_fen: int, closed: bool
    ) -> dict[str, Any]:
        """One act; `stamp` is what every entry has."""
        sale = sale_of(sales, act)
        told = told_of(self.decide(sale, act, drawer_fen, closed))
        self.keep(sale, told)
        papers = [paper for name, paper in _PAPERS if told.get(name)]
        self.acts[stamp["entry"]] = (
            stamp | told | {"said": None, "papers": [{"paper": one, "part": 0, "state": "queued"} for one in papers]}
        )
        return stamp | told

    def decide(self, sale: dict[str, Any], act: Righting, drawer_fen: int, closed: bool) -> Decision:
        """The real decision on this sale."""
        day = _day(act.on, closed)
        match act:
            case VoidInvoice():
                return voiding.decide_void(act, self._void_view(sale, act, day, drawer_fen), SOMEBODY)
            case acts.IssueRedLetter():
                return reddening.decide_red(act, self._red_view(sale, act, day, drawer_fen), SOMEBODY, None)
            case acts.ReverseCollection():
                return undoing.decide_undo(act, self._money_view(sale, day, drawer_fen), SOMEBODY, None)
            case acts.CorrectPayment():
                row = next((paid for paid in self._payments(sale) if paid.order_no == act.order_no), None)
                return undoing.decide_method(act, row, day, day, SOMEBODY)
            case acts.RequestRefund():
                return undoing.decide_refund(act, self._money_view(sale, day, drawer_fen))

    def keep(self, sale: dict[str, Any], told: dict[str, Any]) -> None:
        """What an act leaves of its sale."""
        ref = sale["entry"]
        if told.get("voided"):
            sale["state"] = "voided"
        if told.get("red"):
            self.red.setdefault(ref, []).append(told["red"] | {"on": told["on"], "of": told["of"]})
        if told.get("paid_back"):
            self.back.add(ref)
        for tax, fen in (told.get("refund") or {}).get("taxes", {}).items():
            held = self.asked.setdefault(ref, {})
            held[tax] = held.get(tax, 0) + fen
        if told.get("was"):
            next(paid for paid in sale["payments"] if paid["order_no"] == told["order_no"])["method"] = told["method"]

    def followed(self, sale: dict[str, Any]) -> dict[str, Any]:
        """The answer to `Followed`."""
        red = self.red.get(sale["entry"], [])
        return {
            "invoices": [self._standing(sale, one) for one in sale.get("invoices", ())],
            "red": [{"entry": sale["entry"], **{name: one[name] for name in ("code", "number", "on", "total_fen")}} for one in red],
            "refunds": [],
            "requested_fen": sum(self.asked.get(sale["entry"], {}).values()),
            "payments": [
                {"order_no": paid.order_no, "method": paid.method, "amount_fen": paid.amount_fen, "state": paid.state}
                for paid in self._payments(sale)
            ],
        }  # fmt: skip

    def ways(self, sale: dict[str, Any], on: str, closed: bool) -> dict[str, Any]:
        """The answer to `RefundWays`."""
        stages = {given: stage_of(sale["on"], on, _day(on, closed), handed_over=given) for given in (False, True)}
        paid = [row for row in self._payments(sale) if row.state == "taken"]
        return {
            "entry": sale["entry"], "on": on, "collected": shares(self._levies(sale), 1, 1),
            "requested": self.asked.get(sale["entry"], {}), "alone_fen": alone_fen(None),
            "ways": [{"handed_over": given, "stage": stage, "payments": [_way(stage, row) for row in paid]} for given, stage in stages.items()],
        }  # fmt: skip

    def _standing(self, sale: dict[str, Any], one: dict[str, Any]) -> dict[str, Any]:
        gone = self._reddened(sale, one["number"])
        left = one["total_fen"] - (gone.net_fen + gone.vat_fen if gone else 0)
        return {
            "code": one["code"],
            "number": one["number"],
            "total_fen": one["total_fen"],
            "left_fen": left,
            "state": sale["state"],
        }

    def _reddened(self, sale: dict[str, Any], number: str) -> ReddenedRow | None:
        red = [one for one in self.red.get(sale["entry"], []) if one["of"].endswith(number)]
        if not red:
            return None
        net, vat = (-sum(one[name] for one in red) for name in ("net_fen", "vat_fen"))
        return ReddenedRow(_DEVICE, bytes.fromhex(sale["entry"]), "", number, net, vat, len(red))

    def _void_view(self, sale: dict[str, Any], act: VoidInvoice, day: DayRow, drawer_fen: int) -> VoidView:
        row = _invoice(sale, act.number)
        return VoidView(
            day=day, invoice=row, sisters=len(sale["invoices"]), payments=self._payments(sale), voucher=_voucher(sale),
            levies=self._levies(sale), sale_gross_fen=_gross(sale), drawer_fen=drawer_fen,
            reddened=self._reddened(sale, act.number) is not None, requested=self.asked.get(sale["entry"], {}),
        )  # fmt: skip

    def _red_view(
        self, sale: dict[str, Any], act: acts.IssueRedLetter, day: DayRow, drawer_fen: int
    ) -> reddening.RedView:
        next_red = _FIRST_RED + sum(len(red) for red in self.red.values())
        block = NumberBlock(block="r", source="specimen", code="042002600104", next=next_red, last=next_red, width=8)
        return reddening.RedView(
            day=day, sale_day=day, invoice=_invoice(sale, act.number), reddened=self._reddened(sale, act.number),
            sisters=len(sale["invoices"]), payments=self._payments(sale), voucher=_voucher(sale), levies=self._levies(sale),
            blocks=[block], drawer_fen=drawer_fen, sale_gross_fen=_gross(sale), requested=self.asked.get(sale["entry"], {}),
        )  # fmt: skip

    def _money_view(self, sale: dict[str, Any], day: DayRow, drawer_fen: int) -> undoing.MoneyView:
        return undoing.MoneyView(
            entry=bytes.fromhex(sale["entry"]), on=sale["on"], is_dues="invoices" not in sale, day=day,
            payments=self._payments(sale), voucher=_voucher(sale), levies=self._levies(sale), postings=(),
            drawer_fen=drawer_fen, requested=self.asked.get(sale["entry"], {}),
        )  # fmt: skip

    def _payments(self, sale: dict[str, Any]) -> list[PaymentRow]:
        state = "reversed" if sale["entry"] in self.back else "taken"
        return [
            PaymentRow(_DEVICE, paid["order_no"], sale["seq"], sale["on"], paid["method"], paid["amount_fen"], None, None, state, None)
            for paid in sale["payments"]
        ]  # fmt: skip

    def _levies(self, sale: dict[str, Any]) -> list[LevyRow]:
        state = "reversed" if sale["entry"] in self.back else "collected"
        return [replace(row, state=state) for row in _levies(sale)]


def told_of(decision: Decision) -> dict[str, Any]:
    """What a decision says of itself."""
    return facts_told(decision.facts)


def sale_of(sales: dict[str, dict[str, Any]], act: Righting) -> dict[str, Any]:
    """The sale that an act speaks of; Refusal `show.unknown`."""
    for sale in sales.values():
        match act:
            case VoidInvoice() | acts.IssueRedLetter():
                found = any(one["number"] == act.number for one in sale.get("invoices", ()))
            case acts.CorrectPayment():
                found = any(paid["order_no"] == act.order_no for paid in sale["payments"])
            case _:
                found = sale["entry"] == act.entry
        if found:
            return sale
    raise Refusal("show.unknown", field="entry", ref="")


def _levies(sale: dict[str, Any]) -> list[LevyRow]:
    """What was collected, by tax: that of a working, or of the dues that were named."""
    if sale.get("taxes"):
        sums = [(line["tax"], line["due_fen"], 0) for line in sale["taxes"]]
    else:
        dues = (sale["said"].get("collection") or {}).get("dues", ())
        sums = [(due["tax"], due["principal_fen"], due["late_fee_fen"]) for due in dues]
    return [
        LevyRow(_DEVICE, sale["seq"], part, sale["on"], _DEVICE, tax, tax, "", "", 0, "", fen, 0, None, fen, late, "counter", None,
                None, "collected")
        for part, (tax, fen, late) in enumerate(sums)
    ]  # fmt: skip


def _invoice(sale: dict[str, Any], number: str) -> InvoiceRow | None:
    one = next((one for one in sale["invoices"] if one["number"] == number), None)
    if one is None:
        return None
    on, voided = sale["on"], sale["on"] if sale["state"] == "voided" else None
    return InvoiceRow(
        _DEVICE, one["code"], number, sale["seq"], bytes.fromhex(sale["entry"]), on, on, "specimen", one["net_fen"],
        one["vat_fen"], None, None, _DEVICE, _DEVICE, None, sale["state"], voided,
    )  # fmt: skip


def _voucher(sale: dict[str, Any]) -> VoucherRow | None:
    if not sale["payments"]:
        return None
    one, entry = sale["voucher"], bytes.fromhex(sale["entry"])
    return VoucherRow(
        _DEVICE,
        one["code"],
        one["number"],
        sale["seq"],
        entry,
        sale["on"],
        "receipt",
        sale["total_fen"],
        "issued",
        None,
    )


def _gross(sale: dict[str, Any]) -> int:
    return sum(one["total_fen"] for one in sale["invoices"]) or 1


def _day(on: str, closed: bool) -> DayRow:
    return DayRow(_DEVICE, on, "closed" if closed else "open", 1, 0, 0, None, None, None)


def _way(stage: str, row: PaymentRow) -> dict[str, Any]:
    found = way(stage, row.method)
    return {
        "order_no": row.order_no,
        "method": row.method,
        "amount_fen": row.amount_fen,
        "route": found.route,
        "authoriser": found.authoriser,
    }
