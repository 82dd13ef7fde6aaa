"""What the store holds of the law: the packs that the authority has published, and the workings of the sales."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from central.store.database import Database
from schemas.apply import Cursor
from schemas.entry.clock import wall_of
from schemas.entry.kinds import facts_of
from schemas.facts import RulesPublished, TaxAssessed
from schemas.instants import in_china
from schemas.keep import Feeds
from schemas.rules.publishing import Publication

_STANDING = (
    """ AND EXISTS (SELECT 1 FROM book_invoice i WHERE i.owner = a.owner AND i.seq = a.seq AND i.state = 'issued')"""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """A sale that is held: its entry, its place, whose site, its business day, its working."""

    entry: bytes
    feed: bytes
    seq: int
    site: str
    on: str
    fact: TaxAssessed


def published(database: Database, cursor: Cursor, authority: bytes) -> tuple[tuple[Publication, bytes], ...]:
    """The packs in the public feed in the order of their publication, each with the id of its entry."""
    sql = "SELECT pack, seq FROM book_pack WHERE owner = ? ORDER BY seq, pack"
    cursor.execute(database.sql(sql), (authority,))
    feeds = Feeds(cursor, database.mark)
    return tuple(_published(feeds, authority, seq, pack) for pack, seq in cursor.fetchall())


def sales(database: Database, cursor: Cursor, first: str, last: str, *, standing: bool) -> Iterator[Sale]:
    """Every working of the business days from `first` to `last`; with `standing`, without sales all of whose invoices are void."""
    sql = """SELECT a.entry, a.owner, a.seq, f.site, a."on" FROM book_assessment a JOIN feed f ON f.author = a.owner
 WHERE a."on" BETWEEN ? AND ?"""
    order = ' ORDER BY a."on", a.owner, a.seq'
    cursor.execute(database.sql(sql + (_STANDING if standing else "") + order), (first, last))
    feeds = Feeds(cursor, database.mark)
    for entry, owner, seq, site, on in cursor.fetchall():
        held = feeds.by_id(entry)
        assert held is not None, "a row's entry is held"
        fact = next(fact for fact in facts_of(held.body) if isinstance(fact, TaxAssessed))
        yield Sale(entry=entry, feed=owner, seq=seq, site=site, on=on, fact=fact)


def _published(feeds: Feeds, authority: bytes, seq: int, pack: bytes) -> tuple[Publication, bytes]:
    entry = feeds.at(authority, seq)
    assert entry is not None, "a row's entry is held"
    facts = (fact for fact in facts_of(entry.body) if isinstance(fact, RulesPublished))
    fact = next(fact for fact in facts if fact.pack == pack)
    return Publication(**asdict(fact), on=in_china(wall_of(entry.hlc)).date()), entry.id
