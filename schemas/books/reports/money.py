"""代征税款台账, 票款结报缴销单, 代征手续费结算表, 税收会计取数表: where each tax came from and where its money stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemas.books.levies import LevyRow
from schemas.books.reports.report import Section, section
from schemas.books.reports.source import Budget, Person, Source
from schemas.sheets import Cell

_LEVIES = (
    "place", "on", "taxpayer", "id_type", "id", "authority", "tax", "levy_item", "period_from", "period_to", "base_fen", "rate",
    "before_fen", "relief_code", "relief_fen", "paid_fen", "late_fee_fen", "voucher", "voucher_number", "invoice_codes",
    "invoice_numbers", "methods", "order_numbers", "deposited_on", "slips", "remittance", "arrived_on", "subject", "central_share",
    "treasury", "clerk", "state", "pack",
)  # fmt: skip
_STUBS = ("voucher", "code", "first_number", "last_number", "issued_count", "paid_fen", "voided_count")
_SETTLED = (
    "stubs_count", "report_copies_count", "stock_before_count", "received_count", "returned_count", "lost_count", "stock_after_count",
    "due_fen", "electronic_fen", "deposited_fen", "slips", "owed_fen",
)  # fmt: skip
_FEES = ("taxes", "remitted_fen", "refunded_fen", "base_fen", "share", "fee_fen")
_ACCOUNTS = (
    "tax", "levy_item", "subject", "level", "treasury", "assessed_fen", "relief_fen", "collected_fen", "in_transit_fen", "deposited_fen",
    "arrived_fen", "refund_asked_fen", "arrears_fen",
)  # fmt: skip
_NO_BUDGET = Budget("", "", "", "")


def levies(source: Source) -> tuple[Section, ...]:
    """One line a tax line."""
    return (
        section("levies", _LEVIES, (_levy(source, place, row) for place, row in enumerate(source.levies, start=1))),
    )


def _levy(source: Source, place: int, row: LevyRow) -> Sequence[Cell]:
    person = source.people.get(row.seq, Person())
    invoices = [invoice for invoice in source.invoices if invoice.seq == row.seq and invoice.state != "spoiled"]
    paid = [payment for payment in source.payments if payment.seq == row.seq and payment.state in ("taken", "reversed")]
    banked = (
        next((deposit for deposit in source.deposits if deposit.on >= row.on), None) if _is_cash(source, row) else None
    )
    budget = source.budgets.get(row.tax, _NO_BUDGET)
    kind = next((v.voucher for v in source.vouchers if row.voucher == f"{v.code}-{v.number}"), "")
    return (
        place, row.on, person.name, person.id_type, person.id, source.profile["authority"], row.tax, row.levy_item, row.period_from,
        row.period_to, row.base_fen, row.rate, row.before_fen, row.relief_code, row.relief_fen, row.due_fen, row.late_fee_fen, kind,
        row.voucher, ", ".join(sorted({i.code for i in invoices})), ", ".join(i.number for i in invoices),
        ", ".join(sorted({p.method for p in paid})), ", ".join(p.order_no for p in paid), banked.on if banked else None,
        banked.slip_no if banked else None, None, None, budget.subject, budget.central, None,
        source.clerks.get(source.clerk_of.get(row.seq), ""), _state(source, row), source.packs.get(row.pack, ""),
    )  # fmt: skip


def _is_cash(source: Source, row: LevyRow) -> bool:
    return any(p.seq == row.seq and p.method == "cash" and p.state == "taken" for p in source.payments)


def _state(source: Source, row: LevyRow) -> str:
    """正常 · 冲正 · 作废 · 退税: what became of a line; `withheld` and `none` were never collected here."""
    if row.state == "reversed":
        return "reversed"
    invoices = [invoice for invoice in source.invoices if invoice.seq == row.seq]
    if any(refund.of_entry == invoice.entry for refund in source.refunds for invoice in invoices):
        return "refund_asked"
    return "voided" if invoices and all(invoice.state == "voided" for invoice in invoices) else row.state


def settlement(source: Source) -> tuple[Section, ...]:
    """Stubs by kind and code, then stock, money and what is still owed."""
    return (
        section("stubs", _STUBS, _stubs(source)),
        section("settled", _SETTLED, (_settled(source),)),
    )


def _stubs(source: Source) -> Iterable[Sequence[Cell]]:
    for voucher, code in sorted({(row.voucher, row.code) for row in source.vouchers}):
        rows = [row for row in source.vouchers if (row.voucher, row.code) == (voucher, code)]
        issued = [row.total_fen for row in rows if row.state == "issued"]
        numbers = [row.number for row in rows]
        yield (voucher, code, min(numbers), max(numbers), len(issued), sum(issued), len(rows) - len(issued))


def _settled(source: Source) -> Sequence[Cell]:
    used = len(source.vouchers)
    due = sum(row.total_fen for row in source.vouchers if row.state == "issued")
    electronic = sum(p.amount_fen for p in source.payments if p.state == "taken" and p.method != "cash")
    deposited = sum(row.amount_fen for row in source.deposits)
    blocks = [block for block in source.blocks if block.stock == "voucher"]
    received = sum(block.last - block.first + 1 for block in blocks)
    gone = {
        how: sum(a.last - a.first + 1 for a in source.asides if a.stock == "voucher" and a.how == how)
        for how in ("returned", "lost", "spoiled")
    }
    used_before = len(source.before.vouchers) if source.before else 0
    after = received - used_before - used - sum(gone.values())
    slips = ", ".join(row.slip_no for row in source.deposits)
    return (
        used, used, received - used_before, 0, gone["returned"], gone["lost"], after, due, electronic, deposited, slips,
        due - electronic - deposited,
    )  # fmt: skip


def fee(source: Source) -> tuple[Section, ...]:
    """The fee on what was collected, net of refunds that were asked for; the share and what is due come from the pack."""
    stood = [row for row in source.levies if row.state == "collected"]
    refunded = sum(row.total_fen for row in source.refunds)
    lines = [
        (taxes, sum(row.due_fen for row in stood if row.tax in taxes.split(", ")), refunded if place == 0 else 0)
        for place, (taxes, _, _) in enumerate(source.fee_shares)
    ]
    return (
        section(
            "fee",
            _FEES,
            (
                (taxes, remitted, back, remitted - back, share, due)
                for (taxes, remitted, back), (_, share, due) in zip(lines, source.fee_shares, strict=True)
            ),
        ),
    )


def accounts(source: Source) -> tuple[Section, ...]:
    """By tax and budget level: assessed, relieved, collected, where the money stands as far as this site knows."""
    stood = [row for row in source.levies if row.state in ("collected", "none")]
    total = sum(row.due_fen for row in stood if row.state == "collected") or 1
    deposited = sum(row.amount_fen for row in source.deposits)
    asked = sum(row.total_fen for row in source.refunds)
    rows: list[Sequence[Cell]] = []
    left = {"deposited": deposited, "asked": asked}
    taxes = sorted({(row.tax, row.levy_item) for row in stood})
    for place, (tax, item) in enumerate(taxes):
        mine = [row for row in stood if (row.tax, row.levy_item) == (tax, item)]
        collected = sum(row.due_fen for row in mine if row.state == "collected")
        last = place == len(taxes) - 1
        share = {
            name: left[name] if last else whole * collected // total
            for name, whole in (("deposited", deposited), ("asked", asked))
        }
        left = {name: left[name] - share[name] for name in left}
        budget = source.budgets.get(tax, _NO_BUDGET)
        rows.append(
            (
                tax, item, budget.subject, budget.central, None, sum(row.before_fen for row in mine), sum(row.relief_fen for row in mine),
                collected, collected - share["deposited"], share["deposited"], None, share["asked"], None,
            )
        )  # fmt: skip
    return (section("accounts", _ACCOUNTS, rows),)
