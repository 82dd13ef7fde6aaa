"""Tables of text in files: .xlsx, .csv, pasted cells. The one door for openpyxl: bytes in, rows of text out, and back.

Nothing of a workbook but its cells is read: no formula is worked out, no link followed. A file is bounded before it is opened.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from schemas.failures import BadInput

MOST_BYTES = 8 << 20
MOST_UNPACKED_BYTES = 64 << 20
MOST_ROWS = 2_000
MOST_COLUMNS = 60
MOST_CELL = 1_000
_PACKED = b"PK\x03\x04"
_DELIMITERS = "\t,;，"

Cell = str | int | None
"""What is written into a cell: text, a whole number, or nothing."""


def read_sheet(data: bytes) -> list[list[str]]:
    """The rows of the first sheet, or of the text, each cell stripped; rows stand at their own line, empty ones too.

    BadInput `sheets.too_large`, `sheets.unreadable`, `sheets.empty`, `sheets.too_many`.
    """
    if len(data) > MOST_BYTES:
        raise BadInput("sheets.too_large", field="in", most=MOST_BYTES >> 20)
    rows = _workbook(data) if data.startswith(_PACKED) else _text(data)
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise BadInput("sheets.empty", field="in")
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise BadInput("sheets.too_many", field="in", rows=MOST_ROWS, columns=MOST_COLUMNS)
    return rows


def write_xlsx(pages: Iterable[tuple[str, Sequence[Sequence[Cell]]]]) -> bytes:
    """A workbook of pages (title, rows), the first row of each in bold; text stays text, so no cell becomes a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book: Any = Workbook()
    book.remove(book.active)
    for title, rows in pages:
        page = book.create_sheet(_title(title))
        for place, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                cell = page.cell(row=place, column=column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
                    cell.number_format = "@"
                if place == 1:
                    cell.font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Rows as CSV in UTF-8 with the mark that spreadsheets look for; what a spreadsheet would work out is kept as text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([_harmless(value) for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _workbook(data: bytes) -> list[list[str]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED_BYTES:
                raise BadInput("sheets.too_large", field="in", most=MOST_UNPACKED_BYTES >> 20)
        book: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        page = book.worksheets[0]
        rows: list[list[str]] = []
        for row in page.iter_rows(values_only=True, max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1):
            rows.append(_trimmed([_cell(value) for value in row]))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError, SyntaxError):
        raise BadInput("sheets.unreadable", field="in") from None
    return rows


def _text(data: bytes) -> list[list[str]]:
    """UTF-8 with or without its mark, or GB18030 as old spreadsheets write; the delimiter is the one of the first line."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise BadInput("sheets.unreadable", field="in")
    if "\0" in text:
        raise BadInput("sheets.unreadable", field="in")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        return [
            _trimmed([cell.strip() for cell in row])
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error:
        raise BadInput("sheets.unreadable", field="in") from None


def _cell(value: object) -> str:
    """A cell as a person reads it: a whole number without a point, whatever the workbook keeps."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)[:MOST_CELL].strip()


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row


def _title(title: str) -> str:
    return "".join(" " if letter in "[]:*?/\\" else letter for letter in title)[:31] or "1"


def _harmless(value: Cell) -> Cell:
    """A leading sign that a spreadsheet takes for a formula is kept from it by an apostrophe, amounts apart."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return value if value.replace("-", "", 1).replace(",", "").replace(".", "", 1).isdecimal() else f"'{value}"
    return value
