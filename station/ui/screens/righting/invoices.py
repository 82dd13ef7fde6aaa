"""Which invoice of a sale is meant, where a sale has several."""

from __future__ import annotations

from collections.abc import Callable

from schemas.failures import BadInput
from schemas.money import yuan
from station.ui import typed
from station.ui.forms import Question, Said
from station.ui.righting_reading import Case, Issued


def invoice_question(case: Case) -> tuple[Question, ...]:
    """Asked only of a sale with more than one invoice that stands: its number, or the last digits of it."""
    standing = standing_invoices(case)
    if len(standing) < 2:
        return ()
    return (Question(name="invoice", read=_reader(case), show=lambda said: _shown(case, said)),)


def standing_invoices(case: Case) -> tuple[Issued, ...]:
    """The invoices that are neither void nor wholly taken back."""
    return tuple(one for one in case.invoices if one.state == "issued" and one.left_fen)


def invoice_said(case: Case, said: Said) -> Issued:
    """The invoice that is meant; the first one as long as nothing was said."""
    named = [one for one in case.invoices if one.number == said.get("invoice")]
    return (*named, *standing_invoices(case), *case.invoices)[0]


def _reader(case: Case) -> Callable[[str, str], str]:
    def read(text: str, at: str) -> str:
        wanted = typed.number(text)
        found = [one.number for one in standing_invoices(case) if wanted and one.number.endswith(wanted)]
        if len(found) != 1:
            raise BadInput("righting.invoice", field=at, count=len(standing_invoices(case)))
        return found[0]

    return read


def _shown(case: Case, number: str) -> str:
    left = next((one.left_fen for one in case.invoices if one.number == number), 0)
    return f"{number} · {yuan(left)}"
