"""A draft that was kept is found again, by its clerk only, the newest first."""

import sqlite3
from pathlib import Path

import pytest

from station.ui import drafts, parked
from station.ui.draft_store import DraftStore, SqlDraftStore
from station.ui.drafts import begin
from yard.fakes.drafts import MemoryDrafts


@pytest.fixture(params=["memory", "sql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> DraftStore:
    return MemoryDrafts() if request.param == "memory" else SqlDraftStore(sqlite3.connect(tmp_path / "drafts"))


def test_the_draft_kept_last_comes_first(store: DraftStore) -> None:
    for key in ("a", "b", "a"):
        store.keep("demo", key, key * 2)
    assert store.kept("demo") == [("a", "aa"), ("b", "bb")]


def test_a_draft_is_its_own_clerks(store: DraftStore) -> None:
    store.keep("demo", "a", "1")
    store.drop("other", "a")
    assert store.kept("other") == []
    assert store.kept("demo") == [("a", "1")]


def test_a_dropped_draft_is_gone_and_dropping_twice_is_no_failure(store: DraftStore) -> None:
    store.keep("demo", "a", "1")
    store.drop("demo", "a")
    store.drop("demo", "a")
    assert store.kept("demo") == []


def test_drafts_outlive_the_process(tmp_path: Path) -> None:
    draft = drafts.write(begin("c1", "2026-09-18"), "陈")
    parked.keep(SqlDraftStore(sqlite3.connect(tmp_path / "drafts")), "demo", draft)
    assert parked.open_drafts(SqlDraftStore(sqlite3.connect(tmp_path / "drafts")), "demo") == [draft]


def test_an_empty_draft_is_not_worth_keeping(store: DraftStore) -> None:
    parked.keep(store, "demo", begin("c1", "2026-09-18"))
    assert parked.open_drafts(store, "demo") == []
