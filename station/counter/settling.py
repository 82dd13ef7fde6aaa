"""Deciding on a settlement 票款结报 and on what is said later of a closed day 日结后补录."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.books import DayRow, DepositRow, PaymentRow, SettlementRow, VoucherRow
from schemas.facts import DaySupplemented, VouchersSettled
from schemas.failures import BadInput, Refusal
from station.counter.acts import SettleVouchers, SupplementDay
from station.counter.closing import counted_pieces, difference_postings
from station.counter.undoing import reason_of
from station.counter.views import require_open
from station.ports import Decision

SETTLE_KIND = "counter.settlement/1"
SUPPLEMENT_KIND = "counter.supplement/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleView:
    """What the books say of the days to settle; `deposits` are those that no settlement has counted yet."""

    today: DayRow | None
    days: Sequence[DayRow]
    vouchers: Sequence[VoucherRow]
    payments: Sequence[PaymentRow]
    deposits: Sequence[DepositRow]
    earlier: Sequence[SettlementRow]


def settlement(on: str, first: str, last: str, view: SettleView) -> VouchersSettled:
    """The settlement as the books have it: stubs by kind and code, money by deposit and by other methods.

    BadInput `settle.days`; Refusals `settle.open`, `settle.again`, `settle.nothing`.
    """
    if not first <= last <= on:
        raise BadInput("settle.days", field="last", first=first, last=last)
    again = next((row for row in view.earlier if row.first <= last and first <= row.last), None)
    if again is not None:
        raise Refusal("settle.again", field="first", first=again.first, last=again.last)
    still_open = next((day for day in view.days if day.state != "closed"), None)
    if still_open is not None:
        raise Refusal("settle.open", field="last", on=still_open.on)
    if not view.vouchers:
        raise Refusal("settle.nothing", field="first")
    taken = (row for row in view.payments if row.state == "taken" and row.method != "cash")
    return VouchersSettled(
        on=on,
        first=first,
        last=last,
        lines=_lines(view.vouchers),
        due_fen=sum(row.total_fen for row in view.vouchers if row.state == "issued"),
        deposited_fen=sum(row.amount_fen for row in view.deposits),
        electronic_fen=sum(row.amount_fen for row in taken),
        slips=[row.slip_no for row in view.deposits],
    )


def decide_settle(command: SettleVouchers, view: SettleView) -> Decision:
    """Vouchers and money settled; what is not deposited yet stays owed by the collecting unit and is told, not hidden."""
    require_open(view.today, command.on)
    return Decision(kind=SETTLE_KIND, facts=(settlement(command.on, command.first, command.last, view),))


def decide_supplement(command: SupplementDay, today: DayRow | None, day: DayRow | None) -> Decision:
    """What is said later of a closed day; a count made after all moves its difference on the day it is made.

    Refusals `supplement.open`, `day.closed`; BadInput `refund.reason`, `day.denomination`.
    """
    require_open(today, command.on)
    note = reason_of(command.note)
    if day is None or day.state != "closed" or day.cash_fen is None:
        raise Refusal("supplement.open", field="of", on=command.of)
    counted = None if command.counted is None else counted_pieces(command.counted)
    said = day.cash_fen + (day.difference_fen or 0)
    difference = None if counted is None else sum(value * pieces for value, pieces in counted) - said
    fact = DaySupplemented(on=command.on, of=command.of, note=note, counted=counted, difference_fen=difference)
    return Decision(kind=SUPPLEMENT_KIND, facts=(fact,), postings=difference_postings(difference or 0))


def _lines(vouchers: Iterable[VoucherRow]) -> list[object]:
    """By kind and code: [voucher, code, first, last, issued, total, voided]; a spoiled form counts among the voided."""
    groups: dict[tuple[str, str], list[VoucherRow]] = {}
    for row in vouchers:
        groups.setdefault((row.voucher, row.code), []).append(row)
    return [
        [
            *key,
            min(row.number for row in rows),
            max(row.number for row in rows),
            sum(row.state == "issued" for row in rows),
            sum(row.total_fen for row in rows if row.state == "issued"),
            sum(row.state != "issued" for row in rows),
        ]
        for key, rows in sorted(groups.items())
    ]
