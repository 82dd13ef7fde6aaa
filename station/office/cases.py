"""Cases and the reverse audit at the office: what the centre told this site, read from its channel; what the site says back."""

from __future__ import annotations

from typing import Any

from schemas.apply import Cursor
from schemas.books import AccessRow, CaseRow, CaseWordRow
from schemas.books.cases import owed_by, standing
from schemas.books.staged import columns
from schemas.entry.certificate import CHANNEL
from schemas.failures import Refusal
from schemas.instants import in_china
from station.counter.cases import DIGITS_LEAST, decide_answer
from station.counter.casework import Accesses, AnswerCase, Cases
from station.ledger.ledger import Ledger
from station.ports import Decision


class CaseDesk:
    """Questions and acts about this site's cases, within one transaction."""

    def __init__(self, ledger: Ledger, cursor: Cursor) -> None:
        self._cursor = cursor
        self._site = ledger.profile["site"]

    def decide(self, command: AnswerCase, clerk: bytes) -> Decision:
        """The act; Refusal `cases.unknown` when no case, or more than one, begins with those digits."""
        fits = [row for row in self._rows() if row.case.hex().startswith(command.case.lower())]
        if len(command.case) < DIGITS_LEAST or len(fits) != 1:
            raise Refusal("cases.unknown", field="case", case=command.case)
        return decide_answer(command, fits[0], clerk)

    def told(self, query: Cases | Accesses) -> dict[str, Any]:
        """The answer as plain data."""
        if isinstance(query, Accesses):
            return {"accesses": self._accesses(query.most)}
        words = self._words()
        rows = [row for row in self._rows() if query.closed or not row.closed]
        return {"cases": [_plain(row, words) for row in rows]}

    def _rows(self) -> list[CaseRow]:
        names = ", ".join(f'c."{name}"' for name in columns(CaseRow))
        sql = f"SELECT {names} FROM book_case c JOIN feed f ON f.author = c.owner WHERE f.site = ? ORDER BY c.day DESC, c.seq"
        self._cursor.execute(sql, (CHANNEL + self._site,))
        return [CaseRow(*row) for row in self._cursor.fetchall()]

    def _words(self) -> list[CaseWordRow]:
        names = ", ".join(f'w."{name}"' for name in columns(CaseWordRow))
        sql = f"SELECT {names} FROM book_case_word w JOIN feed f ON f.author = w.owner WHERE f.site = ? ORDER BY w.seq, w.part"
        self._cursor.execute(sql, (self._site,))
        return [CaseWordRow(*row) for row in self._cursor.fetchall()]

    def _accesses(self, most: int) -> list[dict[str, Any]]:
        names = ", ".join(f'a."{name}"' for name in columns(AccessRow))
        sql = f"""SELECT {names} FROM book_access a JOIN feed f ON f.author = a.owner WHERE f.site = ?
 ORDER BY a.seq DESC, a.part LIMIT ?"""
        self._cursor.execute(sql, (CHANNEL + self._site, most))
        return [_access(AccessRow(*row)) for row in self._cursor.fetchall()]


def _plain(row: CaseRow, words: list[CaseWordRow]) -> dict[str, Any]:
    owed = owed_by(row, words)
    return {
        "case": row.case.hex(),
        "day": row.day,
        "class": row.kind,
        "document_fen": row.document_fen,
        "money_fen": row.money_fen,
        "difference_fen": row.money_fen - row.document_fen,
        "standing": standing(row, words),
        "decision": row.decision,
        "closed": row.closed,
        "borne_by": owed.hex() if owed else None,
        "entry": row.entry.hex(),
        "words": [
            {"act": word.act, "words": word.words, "entry": word.entry.hex()} for word in words if word.case == row.case
        ],
    }


def _access(row: AccessRow) -> dict[str, Any]:
    return {
        "at": in_china(row.at_ms).isoformat(timespec="seconds"),
        "act": row.act,
        "subject": row.subject,
        "by": row.by,
        "why": row.why,
        "count": row.count,
    }
