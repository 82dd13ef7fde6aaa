"""Statement files at rest: raw bytes with their SHA-256, and their lines. Each file, and each line, is taken in once."""

from __future__ import annotations

from dataclasses import dataclass

from central.ports.statement import Line, Statement
from central.store.database import Database
from schemas.apply import Cursor
from schemas.failures import BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of an import: `known` when this very file stood here before; `fresh` lines that are new."""

    file: bytes
    known: bool
    lines: int
    fresh: int


def keep_statement(database: Database, statement: Statement, raw: bytes, *, name: str, at: str) -> Imported:
    """Keep a file and those of its lines that no other file has brought.

    BadInput `statements.contradicts` when a line came before for another amount; then nothing is kept.
    """
    with database.writing() as cursor:
        cursor.execute(database.sql("SELECT lines FROM statement WHERE file = ?"), (statement.sha256,))
        if cursor.fetchone() is not None:
            return Imported(file=statement.sha256, known=True, lines=len(statement.lines), fresh=0)
        before = _before(database, cursor, statement)
        fresh = [line for line in statement.lines if not _stands(line, before)]
        put = (
            "INSERT INTO statement (file, format, channel, name, imported_at, lines, raw) VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        said = (statement.sha256, statement.format, statement.channel, name, at, len(statement.lines), raw)
        cursor.execute(database.sql(put), said)
        days = [(statement.sha256, statement.channel, day) for day in statement.days]
        cursor.executemany(database.sql("INSERT INTO statement_day (file, channel, day) VALUES (?, ?, ?)"), days)
        _put_lines(database, cursor, statement, fresh)
    return Imported(file=statement.sha256, known=False, lines=len(statement.lines), fresh=len(fresh))


def _key(line: Line) -> tuple[str, str, str]:
    return line.account, line.reference, line.refund_no


def _before(database: Database, cursor: Cursor, statement: Statement) -> dict[tuple[str, str, str], int]:
    """The amounts of lines of the same channel and days that other files have brought."""
    found: dict[tuple[str, str, str], int] = {}
    sql = "SELECT account, reference, refund_no, amount_fen FROM statement_line WHERE channel = ? AND day = ?"
    for day in statement.days:
        cursor.execute(database.sql(sql), (statement.channel, day))
        found |= {(account, reference, refund): fen for account, reference, refund, fen in cursor.fetchall()}
    return found


def _stands(line: Line, before: dict[tuple[str, str, str], int]) -> bool:
    fen = before.get(_key(line))
    if fen is not None and fen != line.amount_fen:
        raise BadInput("statements.contradicts", field=f"{line.row}", line=line.row, reference=line.reference)
    return fen is not None


def _put_lines(database: Database, cursor: Cursor, statement: Statement, lines: list[Line]) -> None:
    sql = (
        "INSERT INTO statement_line (file, place, channel, account, reference, refund_no, order_no, terminal, at, day,"
        " kind, state, amount_fen, fee) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    )
    rows = [
        (
            statement.sha256,
            line.row,
            statement.channel,
            line.account,
            line.reference,
            line.refund_no,
            line.order_no,
            line.terminal,
            line.at,
            line.on,
            str(line.kind),
            str(line.state),
            line.amount_fen,
            line.fee,
        )
        for line in lines
    ]
    cursor.executemany(database.sql(sql), rows)
