"""The lines of one invoice 明细行: one of them is open in the draft, the others stand before and after it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from schemas.application.models import MOST_LINES
from schemas.failures import BadInput
from station.ui.drafts import Draft, unsettle, visit
from station.ui.sale_fields import LINE, LINE_SAYS, Field

Line = Mapping[str, str]


def lines(draft: Draft) -> tuple[Line, ...]:
    """All lines that have a price, in the order of the invoice."""
    here = (_line(draft),) if draft.said(Field.AMOUNT) else ()
    return (*draft.before, *here, *draft.after)


def add(draft: Draft) -> Draft:
    """The draft with one more line at the end, its item asked; BadInput `sale.lines` where no more fit."""
    held = lines(draft)
    if len(held) >= MOST_LINES:
        raise BadInput("sale.lines", field=Field.ITEM, most=MOST_LINES)
    return _opened(draft, held, {}, ())


def turn_to(draft: Draft, place: int) -> Draft:
    """The draft with the line at `place`, from 0, open at its price."""
    held = lines(draft)
    return visit(_opened(draft, held[:place], held[place], held[place + 1 :]), Field.AMOUNT)


def remove(draft: Draft, place: int) -> Draft:
    """The draft without the line at `place`, its last line open; the only line is never removed."""
    held = lines(draft)
    if len(held) < 2:
        return draft
    left = (*held[:place], *held[place + 1 :])
    return _opened(draft, left[:-1], left[-1], ())


def abandon(draft: Draft) -> Draft | None:
    """The draft without the line that was begun and says nothing; None where the open line is the only one or says something."""
    if not draft.before or draft.at is not Field.ITEM or _line(draft) or draft.typed.get(Field.ITEM):
        return None
    return _opened(draft, draft.before[:-1], draft.before[-1], draft.after)


def toggle_tax(draft: Draft) -> Draft:
    """The draft whose open line is priced without tax 不含税 instead of with it 含税, or the other way round."""
    return replace(draft, values={**draft.values, "net": "" if draft.said("net") else "1"})


def _line(draft: Draft) -> Line:
    return {name: draft.said(name) for name in LINE_SAYS if draft.said(name)}


def _opened(draft: Draft, before: tuple[Line, ...], here: Line, after: tuple[Line, ...]) -> Draft:
    """The draft with another line open; an empty one is asked from its item on, a whole one waits for the payment."""
    draft = unsettle(draft)
    values = {name: said for name, said in draft.values.items() if name not in LINE_SAYS}
    answered = (draft.answered | set(LINE)) if here else draft.answered - set(LINE)
    typed = {name: text for name, text in draft.typed.items() if name not in LINE}
    offers = {name: said for name, said in draft.offers.items() if name not in LINE_SAYS}
    at = Field.METHOD if here else Field.ITEM
    return replace(
        draft,
        at=at,
        values={**values, **here},
        answered=answered,
        typed=typed,
        offers=offers,
        before=before,
        after=after,
    )
