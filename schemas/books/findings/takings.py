"""A day closed with a difference in the drawer 长款或短款. It is named, and it is nobody's debt."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.books.days import DayRow
from schemas.books.findings.finding import Finding, refs
from schemas.books.findings.reader import Judge, Reader
from schemas.money import plain_yuan

KIND = "takings_difference"


def find(reader: Reader, _judge: Judge) -> Iterator[Finding]:
    """Each closed day whose count was not what the books say."""
    for row in reader.rows(DayRow, state="closed"):
        if row.difference_fen and row.closed_seq is not None:
            figures = {"on": row.on, "difference": plain_yuan(row.difference_fen)}
            yield Finding(KIND, (row.owner, row.on), refs((row.owner, row.closed_seq)), figures)
