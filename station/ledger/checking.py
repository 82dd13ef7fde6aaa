"""Proving the ledger: every byte, signature and link; every row worked out again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from schemas.apply import Cursor, digest_of, fold_all
from schemas.books import BOOKS
from schemas.entry.admit import EMPTY, Head, Verdict, admit, enrolment
from schemas.entry.envelope import Entry
from schemas.entry.kinds import facts_of
from schemas.entry.seal import short_id
from schemas.facts import ClerkAppointed
from schemas.failures import BadInput
from schemas.keep import Feeds
from schemas.signatures import clerks_before
from station.ledger import names

BATCH = 500


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that does not hold, and where."""

    author: bytes
    seq: int
    what: str


def digests(cursor: Cursor) -> dict[bytes, tuple[int, bytes, bytes]]:
    """For each feed: last seq, head id, and the digest of its rows, worked out from the tables."""
    heads = Feeds(cursor).heads()
    return {author: (head.seq, head.id, digest_of(cursor, author)) for author, head in sorted(heads.items())}


def verify(cursor: Cursor, issuer: bytes, progress: Callable[[int], None] = lambda _: None) -> list[Damage]:
    """Everything that does not hold; an empty list when all does."""
    feeds = Feeds(cursor)
    found: list[Damage] = []
    count = 0
    for author, head in sorted(feeds.heads().items()):
        last = _begins(feeds, author)
        for damage, at in _walk(feeds, author, issuer):
            last = at
            count += 1
            progress(count)
            if damage is not None:
                found.append(damage)
        if last != head:
            found.append(Damage(author, last.seq, "head"))
        if feeds.digests([author])[author][1] != digest_of(cursor, author):
            found.append(Damage(author, head.seq, "rows"))
    return found


def rebuild(cursor: Cursor, progress: Callable[[int], None] = lambda _: None) -> int:
    """Burn every book and fold all entries again; the number folded. The search index is made again from the blocks."""
    authors = sorted(Feeds(cursor).sites())
    for table in [*(f"book_{book.BOOK}" for book in BOOKS), "book_feed"]:
        cursor.execute(f"DELETE FROM {table}")
    names.forget_all(cursor)
    feeds = Feeds(cursor)
    folded = 0
    for author in authors:
        entries = _counted(feeds.walk(author), folded, progress)
        folded += fold_all(cursor, entries, "?", author, feeds.soundness.unsound(author))
    cursor.execute("SELECT entry.id FROM block JOIN entry ON entry.place = block.place WHERE opening IS NOT NULL")
    for (entry,) in cursor.fetchall():
        held = feeds.by_id(entry)
        for block in feeds.blocks([entry]):
            names.index(cursor, entry, block.said, facts_of(held.body) if held else ())
    return folded


def _counted(entries: Iterator[Entry], before: int, progress: Callable[[int], None]) -> Iterator[Entry]:
    for count, entry in enumerate(entries, start=before + 1):
        progress(count)
        yield entry


def _walk(feeds: Feeds, author: bytes, issuer: bytes) -> Iterator[tuple[Damage | None, Head]]:
    """Each entry of a feed or branch judged as if it came from a stranger, clerks' signatures too."""
    head, key = _begins(feeds, author), feeds.device_key(author) or b""
    clerks = clerks_before(feeds, author)
    for entry in feeds.walk(author):
        damage = _damage(entry, head, key, issuer, clerks)
        head = Head(entry.seq, entry.id)
        clerks.update(
            (short_id(fact.key), fact.key) for fact in facts_of(entry.body) if isinstance(fact, ClerkAppointed)
        )
        yield (Damage(author, entry.seq, damage) if damage else None), head


def _begins(feeds: Feeds, author: bytes) -> Head:
    """Behind what a feed or branch begins."""
    before = feeds.branches.ancestry(author)[1:]
    return feeds.heads(before).get(before[0], EMPTY) if before else EMPTY


def _damage(entry: Entry, head: Head, key: bytes, issuer: bytes, clerks: dict[bytes, bytes]) -> str | None:
    if entry.seq == 1:
        try:
            enrolment(entry, issuer)
        except BadInput as fault:
            return fault.code
    if admit(entry, head, key) is not Verdict.ADMITTED:
        return "chain"
    if entry.ckey is not None:
        clerk = clerks.get(entry.ckey)
        if clerk is None or not entry.clerk_signed_by(clerk):
            return "clerk"
    return None
