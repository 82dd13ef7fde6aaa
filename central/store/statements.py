"""Statement files at rest: raw bytes with their SHA-256, and all their lines. What counts of them the centre's feed says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from central.ports.statement import Imported, Line, Statement
from central.store.database import Database
from schemas.apply import Cursor
from schemas.failures import BadInput

_COLUMNS = (
    "file", "place", "channel", "account", "reference", "refund_no", "order_no", "terminal", "at", "day", "kind", "state",
    "amount_fen", "fee", "settled_on", "document_no", "note", "subject", "level", "same",
)  # fmt: skip
NOT_WITHDRAWN = "NOT IN (SELECT file FROM book_statement_file WHERE owner = ? AND state = 'withdrawn')"
"""Behind the name of a file's column: that the public feed, which is the parameter, has not taken it back."""


def kept_files(database: Database, cursor: Cursor, files: Iterable[bytes]) -> dict[bytes, bytes]:
    """The raw bytes of statement files by their SHA-256."""
    wanted = sorted(files)
    marks = ", ".join("?" * len(wanted)) or "NULL"
    cursor.execute(database.sql(f"SELECT file, raw FROM statement WHERE file IN ({marks})"), wanted)
    return {bytes(file): bytes(raw) for file, raw in cursor.fetchall()}


class StatementFiles:
    """The files within one transaction; `authority` is the author of the feed that takes them in. A `StatementShelf`."""

    def __init__(self, database: Database, cursor: Cursor, authority: bytes) -> None:
        self._database = database
        self._cursor = cursor
        self._authority = authority

    def standing(self, file: bytes) -> str | None:
        """`standing` or `withdrawn`; None for a file that was never taken in."""
        sql = "SELECT state FROM book_statement_file WHERE owner = ? AND file = ?"
        self._cursor.execute(self._database.sql(sql), (self._authority, file))
        found = self._cursor.fetchone()
        return found[0] if found else None

    def measure(self, statement: Statement) -> Imported:
        """What an import would bring; BadInput `statements.contradicts` when a line came before for another amount."""
        known = self.standing(statement.sha256) == "standing"
        before = self._before(statement)
        fresh = sum(not _stands(line, before) for line in statement.lines)
        return Imported(file=statement.sha256, known=known, lines=len(statement.lines), fresh=0 if known else fresh)

    def keep(self, statement: Statement, raw: bytes, *, name: str, at: str) -> None:
        """Keep the bytes of a file and all its lines, once."""
        self._cursor.execute(self._database.sql("SELECT 1 FROM statement WHERE file = ?"), (statement.sha256,))
        if self._cursor.fetchone() is not None:
            return
        put = (
            "INSERT INTO statement (file, format, channel, name, imported_at, lines, raw) VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        said = (statement.sha256, statement.format, statement.channel, name, at, len(statement.lines), raw)
        self._cursor.execute(self._database.sql(put), said)
        days = [(statement.sha256, statement.channel, day) for day in statement.days]
        self._many("statement_day", ("file", "channel", "day"), days)
        self._many("statement_line", _COLUMNS, [_row(statement, line) for line in statement.lines])

    def _many(self, table: str, columns: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> None:
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        self._cursor.executemany(self._database.sql(sql), rows)

    def _before(self, statement: Statement) -> dict[tuple[str, ...], int]:
        """The amounts of lines of the same channel and days that other files have brought."""
        found: dict[tuple[str, ...], int] = {}
        sql = f"""SELECT account, reference, refund_no, same, kind, amount_fen FROM statement_line
 WHERE channel = ? AND day = ? AND file <> ? AND file {NOT_WITHDRAWN}"""
        for day in {line.on for line in statement.lines}:
            values = (statement.channel, day, statement.sha256, self._authority)
            self._cursor.execute(self._database.sql(sql), values)
            found |= {
                (account, reference, same or refund, kind): fen
                for account, reference, refund, same, kind, fen in self._cursor.fetchall()
            }
        return found


def _stands(line: Line, before: dict[tuple[str, ...], int]) -> bool:
    fen = before.get(line.key)
    if fen is not None and fen != line.amount_fen:
        raise BadInput("statements.contradicts", field=f"{line.row}", line=line.row, reference=line.reference)
    return fen is not None


def _row(statement: Statement, line: Line) -> tuple[object, ...]:
    return (
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
        line.settled_on,
        line.document_no,
        line.note,
        line.subject,
        line.level,
        line.same,
    )
