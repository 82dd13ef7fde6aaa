"""Vouchers on their way to the treasury, and cases, as the books have them. A `Matters`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from central.ports.matters import HeldCase, Unremitted
from central.store.database import Database
from schemas.apply import Cursor
from schemas.books import CaseRow, CaseWordRow
from schemas.books.staged import columns
from schemas.entry.certificate import CHANNEL

_OF_SITE = "owner IN (SELECT author FROM feed WHERE site = ?)"
_BORNE = """EXISTS (SELECT 1 FROM book_remitted r JOIN feed f ON f.author = r.owner
 WHERE f.site LIKE ? AND r.feed = v.owner AND r.code = v.code AND v.number BETWEEN r.first AND r.last)"""
_VOUCHERS = f"""SELECT v.owner, v."on", v.code, v.number, v.state, v.total_fen FROM book_voucher v
 WHERE v.{_OF_SITE} AND v."on" BETWEEN ? AND ? AND NOT {_BORNE} ORDER BY v.owner, v.code, v.number"""
_TAXES = f"""SELECT l.owner, l.voucher, l.tax, sum(l.due_fen), sum(l.late_fee_fen) FROM book_levy l
 WHERE l.{_OF_SITE} AND l."on" BETWEEN ? AND ? AND l.state = 'collected' AND l.voucher IS NOT NULL
 GROUP BY l.owner, l.voucher, l.tax"""


class BookMatters:
    """Questions within one transaction, reading or writing."""

    def __init__(self, database: Database, cursor: Cursor) -> None:
        self._database = database
        self._cursor = cursor

    def unremitted(self, site: str, first: str, last: str) -> tuple[Unremitted, ...]:
        """The vouchers of a site's days that no remittance bears."""
        taxes: dict[tuple[bytes, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for owner, voucher, tax, due, late in self._all(_TAXES, site, first, last):
            taxes[owner, voucher][tax] += int(due)
            if late:
                taxes[owner, voucher]["late_fee"] += int(late)
        return tuple(
            Unremitted(
                feed=owner,
                on=on,
                code=code,
                number=number,
                stands=state == "issued",
                total_fen=total,
                taxes=dict(taxes[owner, f"{code}-{number}"]),
            )
            for owner, on, code, number, state, total in self._all(_VOUCHERS, site, first, last, CHANNEL + "%")
        )

    def remitted(self, number: str) -> bool:
        """Whether a remittance of this number stands in a channel of ours."""
        sql = "SELECT 1 FROM book_remittance r JOIN feed f ON f.author = r.owner WHERE r.number = ? AND f.site LIKE ?"
        return bool(self._all(sql, number, CHANNEL + "%"))

    def cases(self, *, site: str | None = None, still_open: bool = False) -> tuple[HeldCase, ...]:
        """Cases, newest day first; those of one site, those that are not closed."""
        names = ", ".join(f'c."{name}"' for name in columns(CaseRow))
        sql = f"""SELECT f.site, {names} FROM book_case c JOIN feed f ON f.author = c.owner WHERE f.site LIKE ?
 AND (? = 0 OR c.closed = '') ORDER BY c.day DESC, f.site, c.seq"""
        wanted = CHANNEL + (site if site is not None else "%")
        found = [(row[0].removeprefix(CHANNEL), CaseRow(*row[1:])) for row in self._all(sql, wanted, int(still_open))]
        words = self._words({own for own, _ in found})
        return tuple(HeldCase(site=own, row=row, words=tuple(words[own, row.case])) for own, row in found)

    def _words(self, sites: Iterable[str]) -> dict[tuple[str, bytes], list[CaseWordRow]]:
        names = ", ".join(f'w."{name}"' for name in columns(CaseWordRow))
        sql = f"SELECT f.site, {names} FROM book_case_word w JOIN feed f ON f.author = w.owner ORDER BY w.owner, w.seq, w.part"
        wanted, words = set(sites), defaultdict[tuple[str, bytes], list[CaseWordRow]](list)
        for site, *values in self._all(sql):
            if site in wanted:
                row = CaseWordRow(*values)
                words[site, row.case].append(row)
        return words

    def _all(self, sql: str, *values: object) -> list[Any]:
        self._cursor.execute(self._database.sql(sql), values)
        return self._cursor.fetchall()
