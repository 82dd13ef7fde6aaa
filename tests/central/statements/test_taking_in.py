"""An import is an entry that says who and why; it counts once, and is taken back by another entry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from central.registry.statements import withdraw
from central.statements.formats import read_statement
from central.store.store import Store
from schemas.entry.kinds import facts_of
from schemas.facts import StatementImported, StatementWithdrawn
from schemas.failures import BadInput, Failure, Refusal
from schemas.keep import Feeds
from tests.central.doubles import DAY, open_store, taken_in
from tests.central.statements import bills
from tests.central.statements.samples import SAMPLES

ONE = bills.bill(bills.paid("YS1", 100), order_fen=100)
TWO = bills.bill(bills.paid("YS1", 100), bills.paid("YS2", 200), order_fen=300)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path)
    yield made
    made.close()


def money(store: Store) -> list[int]:
    with store.asking() as asked:
        return sorted(line.amount_fen for line in asked.sides(DAY).money)


def last_fact(store: Store) -> object:
    with store.database.reading() as cursor:
        feeds = Feeds(cursor)
        entry = feeds.at(store.authority.id, feeds.heads([store.authority.id])[store.authority.id].seq)
    assert entry is not None
    return facts_of(entry.body)[0]


def test_an_import_is_an_entry_of_the_public_feed_with_who_and_what(store: Store) -> None:
    kept = taken_in(store, TWO)
    fact = last_fact(store)
    assert isinstance(fact, StatementImported)
    assert (fact.file, fact.by, fact.lines, fact.paid_fen, fact.days) == (kept.file, "陈核算", 2, 300, [DAY])


def test_what_was_taken_back_no_longer_counts_and_what_another_file_brought_too_still_does(store: Store) -> None:
    both = taken_in(store, TWO)
    taken_in(store, ONE)
    assert money(store) == [100, 200]
    with store.desk() as desk:
        withdraw(desk, desk.files, both.file, by="陈核算", why="下错了商户号")
    assert money(store) == [100]
    assert isinstance(last_fact(store), StatementWithdrawn)
    assert taken_in(store, TWO).fresh == 1
    assert money(store) == [100, 200]


def test_a_file_is_taken_back_once_and_only_with_a_reason(store: Store) -> None:
    kept = taken_in(store, ONE)
    with store.desk() as desk:
        with pytest.raises(BadInput, match=r"central\.reason"):
            withdraw(desk, desk.files, kept.file, by="陈核算", why=" ")
        with pytest.raises(Refusal, match=r"statements\.not_held"):
            withdraw(desk, desk.files, bytes(32), by="陈核算", why="x")
        withdraw(desk, desk.files, kept.file, by="陈核算", why="x")
    with store.desk() as desk, pytest.raises(Refusal, match=r"statements\.withdrawn_twice"):
        withdraw(desk, desk.files, kept.file, by="陈核算", why="x")


def test_nothing_of_a_file_that_contradicts_is_held(store: Store) -> None:
    taken_in(store, ONE)
    before = held(store)
    with pytest.raises(Failure, match=r"statements\.contradicts"):
        taken_in(store, bills.bill(bills.paid("YS2", 5), bills.paid("YS1", 101), order_fen=106))
    assert held(store) == before


def test_how_a_refund_ended_is_learnt_from_a_later_file(store: Store) -> None:
    for state in ("PROCESSING", "SUCCESS"):
        lines = bills.paid("YS1", 100), bills.refunded("YS1", 100, state=state)
        taken_in(store, bills.bill(*lines, order_fen=100, refund_fen=100))
    with store.asking() as asked:
        assert sum(line.moved_fen for line in asked.sides(DAY).money) == 0


@pytest.mark.parametrize("name", SAMPLES)
def test_every_format_can_be_kept_and_its_lines_come_back(name: str, store: Store) -> None:
    statement = read_statement(SAMPLES[name])
    assert taken_in(store, SAMPLES[name]).fresh == len(statement.lines)
    assert held(store)[1] == len(statement.lines)
    assert taken_in(store, SAMPLES[name]).known


def held(store: Store) -> tuple[int, int]:
    with store.database.reading() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM statement), (SELECT count(*) FROM statement_line)")
        return tuple(cursor.fetchone())
