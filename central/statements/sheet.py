"""A statement as a sheet of cells that know where they stand, so that every complaint names line and column."""

from __future__ import annotations

import csv
import re
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from schemas.failures import BadInput
from schemas.money import MOST_FEN

MOST_BYTES = 64 << 20
"""The largest statement after unpacking, 64 MiB: a city's stress day of 55,600 lines takes 17 MB."""
_AMOUNT = re.compile(r"[+-]?(?:\d{1,14}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{1,2})?")
_FEE = re.compile(r"-?\d{1,14}(?:\.\d{1,5})?")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}")
_BY_EXCEL = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file: its number from 1 and its cells by the name that the mapping gives them."""

    line: int
    cells: Mapping[str, str]
    titles: Mapping[str, str]

    def text(self, name: str) -> str:
        """A cell's text; empty when the file has no such column."""
        return self.cells.get(name, "").strip()

    def number(self, name: str) -> str:
        """A cell that holds an account or order number; what a spreadsheet rounded is refused."""
        said = self.text(name)
        if _BY_EXCEL.fullmatch(said):
            raise self.complaint("statements.spreadsheet", name)
        return said

    def fen(self, name: str) -> int:
        """A cell of yuan in whole fen; an absent column is nothing."""
        said = self.text(name)
        if name not in self.cells:
            return 0
        if not _AMOUNT.fullmatch(said):
            raise self.complaint("statements.amount", name)
        fen = int(Decimal(said.replace(",", "")) * 100)
        if abs(fen) > MOST_FEN:
            raise self.complaint("statements.amount", name)
        return fen

    def fee(self, name: str) -> str:
        """A fee in yuan as it was written, up to five decimals."""
        said = self.text(name)
        if not _FEE.fullmatch(said):
            raise self.complaint("statements.amount", name)
        return said

    def money(self, name: str) -> int:
        """A bank's cell of yuan in fen, where an empty cell or a dash is nothing."""
        return 0 if self.text(name) in ("", "-") else self.fen(name)

    def moment(self, name: str) -> str:
        """A Chinese local time as ISO 8601 with its zone."""
        said = self.text(name)
        try:
            if not _MOMENT.fullmatch(said):
                raise ValueError(said)
            return datetime.fromisoformat(f"{said}+08:00").isoformat()
        except ValueError:
            raise self.complaint("statements.moment", name) from None

    def written(self, name: str, forms: Iterable[str]) -> datetime:
        """A Chinese local time written in one of these forms of `strptime`."""
        said = self.text(name)
        for form in forms:
            try:
                return datetime.strptime(f"{said}+0800", f"{form}%z")
            except ValueError:
                continue
        raise self.complaint("statements.moment", name)

    def complaint(self, code: str, name: str, **params: object) -> BadInput:
        """A BadInput that names this line and the column's own title."""
        title = self.titles.get(name, name)
        said = self.text(name)[:40]
        return BadInput(code, field=f"{self.line}:{title}", line=self.line, column=title, said=said, **params)


def unpacked(data: bytes) -> bytes:
    """The file's own bytes, unpacked if it came as gzip; BadInput `statements.gzip` or `statements.too_long`."""
    if not data.startswith(b"\x1f\x8b"):
        return _bounded(data)
    opener = zlib.decompressobj(wbits=31)
    try:
        plain = opener.decompress(data, MOST_BYTES + 1)
    except zlib.error:
        raise BadInput("statements.gzip") from None
    _bounded(plain)
    if not opener.eof or opener.unused_data:
        raise BadInput("statements.gzip")
    return plain


def _bounded(data: bytes) -> bytes:
    if len(data) > MOST_BYTES:
        raise BadInput("statements.too_long", most=MOST_BYTES)
    return data


def lines_of(data: bytes) -> list[str]:
    """The lines of a UTF-8 text, byte order mark and line ends taken off; BadInput `statements.encoding`."""
    try:
        return _lines(data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise _undecoded(data, fault, "UTF-8") from None


def chinese_lines_of(data: bytes) -> list[str]:
    """The lines of a text in UTF-8 or GBK, as banks and Alipay write; BadInput `statements.encoding`."""
    try:
        return _lines(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        try:
            return _lines(data.decode("gb18030"))
        except UnicodeDecodeError as fault:
            raise _undecoded(data, fault, "GBK") from None


def cells_of(text: str, number: int, titles: Sequence[str]) -> list[str]:
    """The cells of a line of CSV, as many as there are titles; BadInput `statements.cells`."""
    try:
        cells = next(csv.reader([text], strict=True), [])
    except csv.Error:
        raise BadInput("statements.quotes", field=f"{number}:{titles[0]}", line=number, column=titles[0]) from None
    if len(cells) != len(titles):
        column = titles[min(len(cells), len(titles)) - 1]
        says = {"line": number, "column": column, "has": len(cells), "wants": len(titles)}
        raise BadInput("statements.cells", field=f"{number}:{column}", **says)
    return cells


def titles_of(text: str) -> list[str]:
    """The titles of a header line."""
    return [title.strip() for title in next(csv.reader([text]), [])]


def plain(title: str) -> str:
    """A title as it is compared: brackets, signs and blanks in one width."""
    return "".join(unicodedata.normalize("NFKC", title).split())


def known_share(titles: Iterable[str], wanted: Mapping[str, Iterable[str]], needed: Sequence[str]) -> int:
    """How much of what a format needs stands in these titles, in percent."""
    held = {plain(title) for title in titles}
    return 100 * sum(any(plain(title) in held for title in wanted[name]) for name in needed) // len(needed)


def columns(
    titles: list[str], wanted: Mapping[str, Iterable[str]], needed: Iterable[str], line: int
) -> dict[str, tuple[int, str]]:
    """Where each wanted field stands, and under which title; BadInput `statements.header` when a needed one does not."""
    if len(set(titles)) != len(titles):
        twice = next(title for title in titles if titles.count(title) > 1)
        raise BadInput("statements.header_twice", field=f"{line}:{twice}", line=line, column=twice)
    places = {plain(title): (place, title) for place, title in enumerate(titles)}
    found: dict[str, tuple[int, str]] = {}
    for name, known in wanted.items():
        place = next((places[plain(title)] for title in known if plain(title) in places), None)
        if place is not None:
            found[name] = place
    for name in needed:
        if name not in found:
            title = next(iter(wanted[name]))
            raise BadInput("statements.header", field=f"{line}:{title}", line=line, column=title)
    return found


def _lines(text: str) -> list[str]:
    return [line.removesuffix("\r") for line in text.rstrip("\r\n").split("\n")]


def _undecoded(data: bytes, fault: UnicodeDecodeError, wants: str) -> BadInput:
    line = data.count(b"\n", 0, fault.start) + 1
    column = fault.start - data.rfind(b"\n", 0, fault.start)
    return BadInput("statements.encoding", field=f"{line}:{column}", line=line, column=column, wants=wants)
