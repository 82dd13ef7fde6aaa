"""The book of published packs: one row a pack, in the feed that published it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from schemas.books import PackRow
from schemas.entry.kinds import fact_map, facts_of
from schemas.facts import RulesPublished
from tests.schemas.books.folding import Feed, Shelf, interleaved
from tests.schemas.rules.packs import a_pack, published

FACT = published(a_pack("hubei-2028", "2028-01-01", "2029-12-31"))


def test_a_published_pack_is_one_row_of_its_feed() -> None:
    feed = Feed("authority")
    entry = feed.write(FACT)
    (row,) = Shelf().fold(feed.entries).rows(PackRow)
    assert row == PackRow(feed.author, FACT.pack, entry.seq, "hubei-2028", "1", "2028-01-01", "2029-12-31")


def test_the_same_pack_again_changes_nothing_and_another_version_is_another_row() -> None:
    feed = Feed("authority")
    for fact in (FACT, FACT, published(a_pack("hubei-2028", "2028-01-01", "2029-12-31", "2"))):
        feed.write(fact)
    rows = Shelf().fold(feed.entries).rows(PackRow)
    assert [(row.seq, row.version) for row in rows] == [(1, "1"), (3, "2")]


def test_the_order_in_which_feeds_arrive_changes_no_row() -> None:
    feeds = [Feed("authority"), Feed("stranger")]
    for feed in feeds:
        feed.write(FACT)
        feed.write(replace(FACT, pack=b"x" * 32))
    rows = [set(Shelf().fold(interleaved([f.entries for f in feeds], Random(seed))).rows(PackRow)) for seed in range(5)]
    assert len(rows[0]) == 4
    assert all(other == rows[0] for other in rows)


def test_a_pack_comes_out_of_its_map_as_it_went_in() -> None:
    (read,) = facts_of({"facts": [fact_map(FACT)]})
    assert isinstance(read, RulesPublished)
    assert read == FACT
    assert date.fromisoformat(read.first) < date.fromisoformat(read.last)
