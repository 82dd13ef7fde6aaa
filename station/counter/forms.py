"""Deciding on pre-numbered forms 空白票证: which may be loaded, what becomes of one that is spoiled. Money never moves here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.books import AsideRow, InvoiceRow, NumbersRow, RollRow, VoucherRow
from schemas.facts import FormReissued, FormsLoaded, FormsSetAside
from schemas.failures import BadInput, Refusal
from station.counter.paperwork import LoadForms, SetFormsAside
from station.counter.views import Number, NumberBlock, draw
from station.ports import Decision

LOAD_KIND = "forms.load/1"
ASIDE_KIND = "forms.aside/1"
SETTLE_KIND = "forms.settle/1"
REPEAT_KIND = "forms.repeat/1"
STOCKS = ("invoice", "voucher")
SUPPLY = "supply"
"""Blank invoices for households: handed over or set aside, never printed here."""
WAYS = ("spoiled", "lost", "returned")
MOST_FORMS = 10_000
"""The most forms of one act."""
MOST_REASON = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsView:
    """What is known of the forms of one stock.

    `blocks` were granted, `left` can still be drawn; `due` is the code and number that goes on paper next, if one is known;
    `sold` are the sales on forms of the code, `parts` which invoice of its sale each number is; `printed` came
    out whole, `busy` are on their way to a printer or in doubt, `red` carry a red letter.
    """

    blocks: Sequence[NumbersRow]
    left: Sequence[NumberBlock]
    rolls: Sequence[RollRow] = ()
    aside: Sequence[AsideRow] = ()
    due: tuple[str, str] | None = None
    sold: Sequence[InvoiceRow | VoucherRow] = ()
    parts: Mapping[str, int]
    printed: frozenset[str] = frozenset()
    busy: frozenset[str] = frozenset()
    red: frozenset[str] = frozenset()


def decide_load(command: LoadForms, view: FormsView, witness: bytes | None, clerk: bytes) -> Decision:
    """The fact that forms lie in a printer.

    BadInput `forms.stock`, `forms.range`; Refusals `forms.not_granted`, `forms.busy`, `forms.not_next`, `forms.two_persons`.
    """
    first, last, width = require_range(command.stock, command.first, command.last)
    require_granted(view.blocks, command.code, first, last, width)
    if view.busy:
        raise Refusal("forms.busy", field="first", number=min(view.busy))
    if view.due is not None and (command.code, f"{first:0{width}d}") != view.due:
        raise Refusal("forms.not_next", field="first", series=view.due[0], number=view.due[1])
    if _is_new(view.rolls, command.code, first, last) and witness in (None, clerk):
        raise Refusal("forms.two_persons", field="witness")
    loaded = FormsLoaded(
        on=command.on,
        printer=command.printer,
        stock=command.stock,
        code=command.code,
        first=first,
        last=last,
        width=width,
        witness=witness,
    )
    return Decision(kind=LOAD_KIND, facts=(loaded,))


def decide_aside(command: SetFormsAside, view: FormsView) -> Decision:
    """The facts of forms that are taken out of use; a spoiled form's sale goes on the next one.

    BadInput `forms.stock`, `forms.range`, `forms.how`, `forms.reason`; Refusals `forms.not_granted`, `forms.busy`,
    `forms.already`, `forms.sold`, `forms.other_month`, `numbers.exhausted`.
    """
    first, last, width = require_range(command.stock, command.first, command.last, (*STOCKS, SUPPLY))
    if command.how not in WAYS:
        raise BadInput("forms.how", field="how")
    if not 0 < len(command.reason.strip()) <= MOST_REASON:
        raise BadInput("forms.reason", field="reason", most=MOST_REASON)
    require_granted(view.blocks, command.code, first, last, width)
    require_free(view, command.code, first, last, width)
    sold = [row for row in view.sold if first <= int(row.number) <= last]
    blank = _blank_spans(first, last, {int(row.number) for row in sold})
    aside = tuple(_aside(command, span, width) for span in blank)
    return Decision(kind=ASIDE_KIND, facts=(*reissued(command, view, sold, (first, last), command.how), *aside))


def reissued(
    command: Any, view: FormsView, sold: Sequence[InvoiceRow | VoucherRow], span: tuple[int, int], how: str
) -> tuple[FormReissued, ...]:
    """Each sale on the next number that is not itself among those taken out of use."""
    for row in sold:
        _require_reissuable(row, command.on, how, view)
    fresh = [_beyond(block, command.code, *span) for block in view.left]
    numbers = draw(fresh, len(sold), command.stock)
    return tuple(_moved(command, view, row, number, how) for row, number in zip(sold, numbers, strict=True))


def require_range(stock: str, first: str, last: str, stocks: Sequence[str] = STOCKS) -> tuple[int, int, int]:
    """The range as whole numbers and the width of its numbers; BadInput `forms.stock`, `forms.range`."""
    if stock not in stocks:
        raise BadInput("forms.stock", field="stock")
    plain = all(part.isascii() and part.isdigit() and len(part) <= 20 for part in (first, last))
    if not plain or len(first) != len(last) or not 0 <= int(last) - int(first) < MOST_FORMS:
        raise BadInput("forms.range", field="first", most=MOST_FORMS)
    return int(first), int(last), len(first)


def require_granted(blocks: Sequence[NumbersRow], code: str, first: int, last: int, width: int) -> None:
    """Refusal `forms.not_granted` unless one granted block holds all of the range."""
    for block in blocks:
        if block.code == code and block.width == width and block.first <= first and last <= block.last:
            return
    raise Refusal("forms.not_granted", field="first", series=code, first=f"{first:0{width}d}", last=f"{last:0{width}d}")


def require_free(view: FormsView, code: str, first: int, last: int, width: int) -> None:
    """Refusals `forms.busy`, `forms.red`, `forms.already` when a form of the range is on its way, carries a red letter or is gone."""
    for number in sorted(view.busy):
        if first <= int(number) <= last:
            raise Refusal("forms.busy", field="first", number=number)
    for number in sorted(view.red):
        if first <= int(number) <= last:
            raise Refusal("forms.red", field="first", number=number)
    for row in view.aside:
        if row.code == code and row.first <= last and first <= row.last:
            raise Refusal("forms.already", field="first", number=f"{max(row.first, first):0{width}d}")


def _require_reissuable(row: InvoiceRow | VoucherRow, on: str, how: str, view: FormsView) -> None:
    if row.state != "issued":
        raise Refusal("forms.already", field="first", number=row.number)
    if how == "returned" or (how == "lost" and row.number in view.printed):
        raise Refusal("forms.sold", field="first", number=row.number)
    if row.on[:7] != on[:7] and row.number in view.printed:
        raise Refusal("forms.other_month", field="first", number=row.number, month=row.on[:7])


def _is_new(rolls: Sequence[RollRow], code: str, first: int, last: int) -> bool:
    """Whether a form of the range was never loaded before."""
    known = sorted((roll.first, roll.last) for roll in rolls if roll.code == code)
    for start, end in known:
        if start <= first <= end:
            first = end + 1
    return first <= last


def _blank_spans(first: int, last: int, sold: set[int]) -> list[tuple[int, int]]:
    """The stretches of a range that carry no sale."""
    spans: list[tuple[int, int]] = []
    for number in range(first, last + 1):
        if number in sold:
            continue
        if spans and spans[-1][1] == number - 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return spans


def _beyond(block: NumberBlock, code: str, first: int, last: int) -> NumberBlock:
    """What is left of a block without the range that is taken out of use."""
    if block.code != code:
        return block
    return NumberBlock(
        block=block.block,
        source=block.source,
        code=block.code,
        next=block.next,
        last=block.last,
        width=block.width,
        holes=block.holes | frozenset(range(max(first, block.next), min(last, block.last) + 1)),
    )


def _aside(command: SetFormsAside, span: tuple[int, int], width: int) -> FormsSetAside:
    return FormsSetAside(
        on=command.on,
        stock=command.stock,
        code=command.code,
        first=span[0],
        last=span[1],
        width=width,
        how=command.how,
        reason=command.reason.strip(),
    )


def _moved(command: Any, view: FormsView, row: InvoiceRow | VoucherRow, number: Number, how: str) -> FormReissued:
    return FormReissued(
        on=command.on,
        entry=row.entry,
        stock=command.stock,
        part=view.parts[row.number],
        code=row.code,
        number=row.number,
        to_code=number.code,
        to_number=number.number,
        block=number.block,
        source=number.source,
        how=how,
        reason=command.reason.strip(),
    )
