"""Invoice code and number 发票代码、发票号码: always text (a code may begin with 0), and what their places say.

A paper invoice has a code of 10 digits (to 2017) or 12 (since 2018, STA公告2017年第44号) and a number of 8; an invoice
of the electronic platform 数电票 has a number of 20 digits and no code. The places of the 10-digit code follow the
public verification page of the tax administration (8th digit the kind, 9th the copies); others are left unsaid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from schemas.failures import BadInput
from schemas.identifiers.normal import normalise

Kind = Literal["ordinary", "special", "freight", "roll", "electronic", "electronic_special", "toll", "platform"]

_TEN: dict[str, Kind] = {
    "1": "special",
    "5": "special",
    "3": "ordinary",
    "6": "ordinary",
    "2": "freight",
    "7": "freight",
}
_TWELVE: dict[str, tuple[Kind, int | None]] = {
    "04": ("ordinary", 2),
    "05": ("ordinary", 5),
    "06": ("roll", 1),
    "07": ("roll", 1),
    "11": ("electronic", None),
    "12": ("toll", None),
    "13": ("electronic_special", None),
}


@dataclass(frozen=True, slots=True)
class InvoiceNumber:
    """One invoice's code and number, and what they say; None where they say nothing.

    `year` is the year of printing (code) or issue (platform), `province` two digits of GB/T 2260.
    """

    code: str
    number: str
    kind: Kind | None
    copies: int | None
    year: int
    province: str

    def __str__(self) -> str:
        """`CODE-NUMBER`, or the number alone where there is no code."""
        return f"{self.code}-{self.number}" if self.code else self.number


def read_invoice_number(code: str, number: str, field: str | None = None) -> InvoiceNumber:
    """Read a code (10 or 12 digits, or empty) with its number (8 digits, or 20 without a code)."""
    code, number = normalise(code), normalise(number)
    if not code:
        return _platform(number, field)
    if len(code) not in (10, 12) or not _digits(code):
        raise BadInput("identifiers.invoice_code", field=field)
    if len(number) != 8 or not _digits(number):
        raise BadInput("identifiers.invoice_number", field=field)
    return _twelve(code, number) if len(code) == 12 else _ten(code, number)


def read_invoice(text: str, field: str | None = None) -> InvoiceNumber:
    """Read `CODE-NUMBER` as a person types it, or the 20 digits of a platform invoice.

    >>> str(read_invoice("042002600104-00000017"))
    '042002600104-00000017'
    """
    code, _, number = normalise(text).rpartition("-")
    return read_invoice_number(code, number, field)


def _platform(number: str, field: str | None) -> InvoiceNumber:
    if len(number) != 20 or not _digits(number):
        raise BadInput("identifiers.invoice_number", field=field)
    return InvoiceNumber("", number, "platform", None, 2000 + int(number[:2]), number[2:4])


def _ten(code: str, number: str) -> InvoiceNumber:
    kind = _TEN.get(code[7]) if code[9] == "0" else None
    copies = int(code[8]) if kind and code[8] != "0" else None
    return InvoiceNumber(code, number, kind, copies, 2000 + int(code[4:6]), code[:2])


def _twelve(code: str, number: str) -> InvoiceNumber:
    kind, copies = _TWELVE.get(code[10:], (None, None)) if code[0] == "0" else (None, None)
    return InvoiceNumber(code, number, kind, copies, 2000 + int(code[5:7]), code[1:3])


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
