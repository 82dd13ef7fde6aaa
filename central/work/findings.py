"""The findings 差错 of everything that the centre holds, by the same checks as at a station: the same thing, the same id.

They are worked out anew each time they are asked for, so that a grant or a revocation that has just arrived counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from central.store.contact import all_told
from central.store.rules import published
from central.store.store import Store
from schemas import signatures
from schemas.books.findings import Finding, find_all
from schemas.holding import Holding
from schemas.judging import PackJudge
from schemas.keep import Feeds
from schemas.rules.publishing import fill_shelf
from schemas.rules.shelf import shipped_packs


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, the sites whose feeds are part of it, and the entries of its evidence that are held."""

    finding: Finding
    sites: tuple[str, ...]
    entries: tuple[bytes | None, ...]


def found_at_centre(store: Store) -> Iterator[Found]:
    """Every finding, by kind and id."""
    with store.database.reading() as cursor:
        feeds = Feeds(cursor, store.database.mark)
        said = [publication for publication, _ in published(store.database, cursor, store.authority.id)]
        packs = fill_shelf(shipped_packs(), said, "").every
        reader = Holding(cursor, store.database.mark, all_told(store.database, cursor))
        sites = feeds.sites()
        for finding in find_all(reader, PackJudge(feeds, packs, store.authority.id)):
            authors = {sites.get(ref.author, "") for ref in finding.evidence}
            entries = tuple(feeds.id_at(ref.author, ref.seq) for ref in finding.evidence)
            yield Found(finding, tuple(sorted(authors - {""})), entries)


def check_signatures(store: Store) -> int:
    """Check every signature that was not checked one by one yet; how many entries were looked at."""
    done = 0
    while True:
        with store.database.writing() as cursor:
            step = signatures.check(Feeds(cursor, store.database.mark))
        if not step:
            return done
        done += step
