"""A text that no table holds is set aside on either database, and the exchange goes on."""

from __future__ import annotations

from central.store.database import Database
from schemas.apply import Books
from schemas.facts import PaymentTaken, VoucherIssued
from tests.schemas.books.folding import Feed


def test_a_key_with_a_nul_is_set_aside(database: Database) -> None:
    feed = Feed("post")
    feed.write(VoucherIssued(on="2026-09-18", code="1", number="1\0", voucher="v", total_fen=1, block="b"))
    feed.write(PaymentTaken(on="2026-09-18", order_no="\0", method="cash", amount_fen=1))
    with database.writing() as cursor:
        books = Books(cursor, database.mark)
        books.fold(feed.entries, feed.author)
        books.flush()
        cursor.execute("SELECT count(*) FROM book_quarantine")
        assert cursor.fetchone()[0] == 2
