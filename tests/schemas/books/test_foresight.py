"""Reading ahead changes nothing but how often the tables are asked; a fold is spared only what it would pass over."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.apply import Books, rows_of
from schemas.books.fold import act_of, concerned
from schemas.books.foresight import foreseen
from schemas.entry import envelope
from schemas.entry.envelope import Carried, Entry
from schemas.entry.kinds import Unknown
from schemas.facts import FACTS, InvoiceIssued, VoucherIssued
from tests.builders import Bureau
from tests.schemas.books.folding import Feed, Shelf
from tests.schemas.books.test_findings import ACTS, written

_VECTORS = json.loads((files("schemas") / "vectors" / "feeds.json").read_text("utf-8"))
KNOWN: list[Entry] = [envelope.read(bytes.fromhex(data)) for feed in _VECTORS["good"] for data in feed["feed"]]


class Counting:
    """A cursor that counts its questions to the books."""

    def __init__(self, cursor: Any) -> None:
        self._cursor, self.asked = cursor, 0
        self.executemany, self.fetchone, self.fetchall = cursor.executemany, cursor.fetchone, cursor.fetchall

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        self.asked += sql.startswith("SELECT") and "book_feed" not in sql
        return self._cursor.execute(sql, parameters)


def sales(count: int) -> Feed:
    feed = Feed("post")
    for number in range(count):
        numbered = {"on": "2026-09-18", "code": "1", "number": str(number)}
        sold = {"source": "specimen", "net_fen": 1, "vat_fen": 0, "rate": None, "block": "b"}
        feed.write(
            InvoiceIssued(**numbered, **sold, taxpayer=number.to_bytes(16, "big"), buyer=bytes(16)),
            VoucherIssued(**numbered, voucher="cash_receipt", total_fen=1, block="v"),
        )
    return feed


def test_a_run_asks_for_its_rows_together() -> None:
    cursor = Counting(Bureau().cursor)
    feed = sales(150)
    Books(cursor).fold(feed.entries, feed.author)
    assert cursor.asked < 10


@settings(derandomize=True, max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), ACTS), min_size=4, max_size=16))
def test_read_ahead_or_one_by_one_the_rows_are_the_same(acts: list[tuple[int, Any]]) -> None:
    for feed in written(acts):
        cursor, plain = Bureau().cursor, Shelf().fold(feed.entries)
        ahead = Books(cursor)
        ahead.fold(feed.entries, feed.author)
        ahead.flush()
        assert set(rows_of(cursor, feed.author)) == set(plain.kept.values())


def test_a_key_that_no_table_could_hold_is_not_asked_for() -> None:
    feed = Feed("post")
    voucher = VoucherIssued(on="2026-09-18", code="1", number="1\0", voucher="v", total_fen=1, block="b")
    entry = feed.write(voucher)
    assert foreseen([act_of(entry)]) == {}


def test_a_fold_that_is_not_concerned_writes_nothing() -> None:
    everybody = concerned(frozenset(FACTS) | {Unknown})
    for entry in KNOWN:
        act, plain, all_asked = act_of(entry), Shelf(), Shelf()
        for fold in concerned(frozenset(map(type, act.facts))):
            fold(act, plain)
        for fold in everybody:
            fold(act, all_asked)
        assert plain.kept == all_asked.kept


def test_what_is_carried_on_says_what_it_commits_to() -> None:
    assert {entry.pd is None for entry in KNOWN} == {True, False}
    for entry in KNOWN:
        assert Carried(entry.author, entry.seq, entry.id, entry.data).pd == entry.pd
