"""The book of statement files 对账文件登记: which count, by the newest word of the feed that took them in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from schemas.books.quarantine import set_aside
from schemas.books.shelf import Act, Shelf
from schemas.facts import StatementImported, StatementWithdrawn


@dataclass(frozen=True, slots=True)
class StatementFileRow:
    """A file by its SHA-256; `state` is `standing` or `withdrawn`; `seq` is the place of its last import; sums in fen."""

    BOOK: ClassVar[str] = "statement_file"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "file")
    owner: bytes
    file: bytes
    seq: int
    state: str
    format: str
    channel: str
    name: str
    lines: int
    paid_fen: int
    refunded_fen: int
    by: str


def fold(act: Act, shelf: Shelf) -> None:
    """An import makes a file stand; a withdrawal needs one that does."""
    for part, fact in enumerate(act.facts):
        if isinstance(fact, StatementImported):
            shelf.get(StatementFileRow, act.owner, fact.file)
            shelf.put(_row(act, fact))
        elif isinstance(fact, StatementWithdrawn):
            row = shelf.get(StatementFileRow, act.owner, fact.file)
            if row is None or row.state != "standing":
                set_aside(act, shelf, part, "withdrawn_without_import")
                continue
            shelf.put(replace(row, state="withdrawn"))


def _row(act: Act, fact: StatementImported) -> StatementFileRow:
    return StatementFileRow(
        owner=act.owner,
        file=fact.file,
        seq=act.entry.seq,
        state="standing",
        format=fact.format,
        channel=fact.channel,
        name=fact.name,
        lines=fact.lines,
        paid_fen=fact.paid_fen,
        refunded_fen=fact.refunded_fen,
        by=fact.by,
    )
