"""What travels: catching up after 30 days, an exchange with nothing new, bytes on the wire, and appending to a long ledger."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import zstandard

from schemas import canonical, signatures
from schemas.apply import Books
from schemas.books import ClerkRow
from schemas.books.fold import VERSION
from schemas.entry import envelope
from schemas.entry.admit import EMPTY, Head
from schemas.entry.envelope import Draft, Entry, seal_entry
from schemas.exchange import answer as sides
from schemas.exchange.receive import receive
from schemas.exchange.side import Side
from schemas.keep import Feeds
from station.counter.commands import IssueInvoice
from station.ledger import shape
from station.ledger.database import Database
from station.ledger.exchange import LedgerStore, within
from station.office import Office
from yard.bench.ground import ON, a_town
from yard.bench.measure import Measurement, measured, percentile, timed
from yard.bench.sales import sale
from yard.bench.starting import grow
from yard.demo.day import CLERK
from yard.demo.settings import POST, STREET
from yard.town import Town

MISSED = 3_000
"""Entries of 30 days offline, at 100 a day."""
BATCH = 1_000
LONG = 1_000_000
SHORT = 1_000
EXCHANGES = 60
SALES = 40
_KEY = bytes(range(32))
ENVELOPE_BYTES = 190
"""What an entry's envelope and signatures weigh beside its body."""


def catch_up() -> Iterator[Measurement]:
    """A neighbour takes in 3,000 entries: by chain head, by every signature, and without the books."""
    with a_town() as town:
        office = town.settle(POST, "post")
        grow(office, MISSED)
        runs = _runs(office)
        every = [_taken(town, office, runs, f"every{at}", every=True) for at in range(3)]
        alone = [_taken(town, office, runs, f"alone{at}", every=True, fold=False) for at in range(3)]
        heads = [_taken(town, office, runs, f"heads{at}", every=False) for at in range(3)]
        stored = [_taken(town, office, runs, f"stored{at}", every=False, fold=False) for at in range(3)]
        office.close()
    yield _speed("catch_up", heads, every, "every device and clerk signature before it is acknowledged")
    yield _speed("catch_up_stored", stored, alone, "every device and clerk signature before it is acknowledged")


def idle_exchange() -> Iterator[Measurement]:
    """An exchange in which neither side has anything new, over a ledger of a million entries."""
    with a_town() as town:
        office, other = town.settle(POST, "post"), town.settle(STREET, "street")
        office.sync()
        long = Facing(office, other)
        short = timed([long.once for _ in range(EXCHANGES)])
        lengthen(office, LONG)
        took = timed([long.once for _ in range(EXCHANGES)])
        office.close()
        other.close()
    yield measured("idle_exchange", took, short, "the same over a ledger of a few entries")
    yield _plain("idle_exchange_bytes", [float(long.bytes)], [2_000.0], "bytes", "the goal")


def wire_bytes() -> Iterator[Measurement]:
    """Bytes on the wire for an entry of a batch of 1,000, against what its body weighs compressed, and an envelope."""
    with a_town() as town:
        office = town.settle(POST, "post")
        grow(office, BATCH)
        run = _entries(office)[-BATCH:]
        office.close()
    packed = len(zstandard.compress(b"".join(entry.data for entry in run))) / len(run)
    bodies = len(zstandard.compress(b"".join(canonical.encode(entry.body) for entry in run))) / len(run)
    yield _plain("wire_bytes", [packed], [bodies + ENVELOPE_BYTES], "bytes", "zstd of the bodies + 190")


def append_growth() -> Iterator[Measurement]:
    """A sale at entry 1,000,000 against one at entry 1,000, on the same file."""
    with a_town() as town:
        office = town.settle(POST, "post")
        lengthen(office, SHORT, own=True)
        few = timed([_selling(office, number) for number in range(SALES)])
        lengthen(office, LONG, own=True)
        many = timed([_selling(office, SALES + number) for number in range(SALES)])
        office.close()
    yield measured("append_growth", many, few, "the same at entry 1,000")


class Facing:
    """One ledger seen from two sides: what is exchanged is what two stations with the same feeds would exchange."""

    def __init__(self, office: Office, other: Office) -> None:
        self._office, self._other = office, other
        self.bytes = 0
        with other.ledger.database.read() as cursor:
            opening = Feeds(cursor).raw(other.ledger.author, 0, 1)
        with within(office.ledger.database, office.ledger.author) as store:
            receive(opening, store, office.ledger.standing.issuer)

    def once(self) -> None:
        """Ask, answer, conclude."""
        mine, theirs = self._side(self._office), self._side(self._other)
        known = mine.store.heads(mine.scope)
        request = sides.ask(mine, theirs.signer.id, known)
        reply, _, _ = sides.answer(request, theirs)
        sides.conclude(reply, mine, theirs.signer.id)
        self.bytes = len(request) + len(reply)

    def _side(self, speaker: Office) -> Side:
        store = LedgerStore(self._office.ledger.database, self._office.ledger.author)
        return Side(
            signer=speaker.ledger.device,
            store=store,
            issuer=speaker.ledger.standing.issuer,
            scope=frozenset(store.sites()),
            hlc=speaker.ledger.journal.reading(),
            nonce=os.urandom(16),
            fold=VERSION,
        )


def lengthen(office: Office, to: int, *, own: bool = False) -> None:
    """Fill a feed up to `to` entries with bytes that nobody reads, and a true entry at the end; the books see none of it."""
    ledger = office.ledger
    with ledger.database.write() as cursor:
        feeds = Feeds(cursor)
        author = ledger.author if own else next(one for one in feeds.sites() if one != ledger.author)
        span, head = feeds.branches.stretch(author), feeds.heads([author]).get(author, EMPTY)
        assert span is not None, "a town's feeds are held"
        cursor.execute(
            "WITH RECURSIVE n(i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            " INSERT INTO entry (place, id, feed, command, data) SELECT (? << 40) | i, randomblob(32), ?, NULL, zeroblob(300)"
            " FROM n",
            (head.seq + 1, to - 1, span.number, span.number),
        )
        draft = Draft(
            author=author, seq=to, prev=bytes(range(32)), hlc=1 << 16, kind="bench.filler/1", body={"facts": []}
        )
        last = seal_entry(draft, ledger.device)
        place = span.number << 40 | to
        cursor.execute(
            "INSERT INTO entry (place, id, feed, data) VALUES (?, ?, ?, ?)", (place, last.id, span.number, last.data)
        )
        cursor.execute("UPDATE book_feed SET last = ?, head = ? WHERE author = ?", (to, last.id, author))
        if own:
            cursor.execute("UPDATE paper_mark SET seq = ?", (to,))
    if own:
        ledger.watermark.raise_to(Head(to, last.id))


def _entries(office: Office) -> list[Entry]:
    with office.ledger.database.read() as cursor:
        return list(Feeds(cursor).walk(office.ledger.author))


def _runs(office: Office) -> list[list[bytes]]:
    """A feed as the exchanges bring it: a thousand entries at a time."""
    spelled = [entry.data for entry in _entries(office)]
    return [spelled[at : at + BATCH] for at in range(0, len(spelled), BATCH)]


def _taken(town: Town, office: Office, runs: list[list[bytes]], name: str, *, every: bool, fold: bool = True) -> float:
    """Entries a second of one core into a fresh neighbour's file, each batch on the disk before the next."""
    folder = town.folder / name
    shutil.copytree(_empty(town), folder)
    database = Database(folder, _KEY)
    count, started = 0, time.process_time()
    for run in runs:
        with database.write() as cursor:
            feeds = Feeds(cursor)
            if not fold:
                feeds.books = _NoBooks(cursor)
            count += receive(run, feeds, office.ledger.standing.issuer).kept
            if every:
                _check_every(run, office, feeds, fold=fold)
    took = time.process_time() - started
    database.close()
    assert count == sum(map(len, runs)), "everything was taken in"
    return count / took


def _check_every(run: list[bytes], office: Office, feeds: Feeds, *, fold: bool) -> None:
    """Each device's and clerk's signature, by the product's own check where there are books to find the clerks in."""
    if fold:
        while signatures.check(feeds):
            pass
        return
    clerks = {row.ckey: row.key for row in _clerks(office)}
    for data in run:
        assert signatures.fault_of(envelope.read(data), office.ledger.device.public, clerks) is None, "all are true"


def _clerks(office: Office) -> list[ClerkRow]:
    with office.ledger.database.read() as cursor:
        return Feeds(cursor).rows(ClerkRow, office.ledger.author)


def _empty(town: Town) -> Path:
    """A ledger's file with its tables and nothing in them."""
    folder = town.folder / "empty"
    if not folder.exists():
        folder.mkdir()
        database = Database(folder, _KEY)
        with database.write() as cursor:
            shape.bring(cursor)
        database.close()
    return folder


class _NoBooks(Books):
    """Books in which nothing is written but how far a feed has come."""

    def fold(self, run: Iterable[Entry], owner: bytes, unsound: Mapping[int, str] | None = None) -> None:
        """The head moves on."""
        assert not unsound, "nothing is known to be unsound here"
        self._moved.update((owner, Head(entry.seq, entry.id)) for entry in run)


def _selling(office: Office, number: int) -> Callable[[], object]:
    return lambda: office.do(IssueInvoice(clerk=CLERK, application=sale(number, ON)))


def _speed(name: str, took: list[float], baseline: list[float], what: str) -> Measurement:
    return _plain(name, took, baseline, "entries/s", what)


def _plain(name: str, values: list[float], baseline: list[float], unit: str, what: str) -> Measurement:
    return Measurement(
        name=name,
        value=percentile(values, 50),
        unit=unit,
        p50=percentile(values, 50),
        p95=percentile(values, 95),
        p99=percentile(values, 99),
        n=len(values),
        baseline_what=what,
        baseline=percentile(baseline, 50),
    )
