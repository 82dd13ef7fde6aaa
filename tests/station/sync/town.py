"""A real centre and real stations in one process, with ways between them that a test can cut. All data synthetic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from central.registry.codes import new_code
from schemas.entry.admit import Head
from schemas.entry.envelope import Entry
from schemas.facts import ClockJumped
from schemas.failures import Fault
from schemas.keep import Feeds
from schemas.rules.shelf import shipped_packs
from station.office import Office
from station.office.enrolling import enrol
from station.ports import Decision
from tests.builders import NoPapers, SeededIdentity, TestClock
from tests.central.doubles import STREET, WUCHANG, open_store
from yard.fakes.local_link import LocalLink

SITES = (WUCHANG.site, STREET.site)


class Line:
    """A way to a neighbour in the same process: the port `Link`."""

    def __init__(self, source: Office, target: Office) -> None:
        self._source, self._target = source, target
        self.cut = False

    def exchange(self, request: bytes) -> bytes:
        if self.cut:
            raise Fault("link.unreachable", url="neighbour")
        return self._target.answer_neighbour(request, self._source.ledger.author)


class Town:
    """One centre; stations enrolled there by their names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "centre").mkdir(parents=True)
        self.store = open_store(folder / "centre")
        self.link = LocalLink(self.store)
        self.offices: dict[str, Office] = {}

    def station(self, name: str, site: str = SITES[0], *, synced: bool = True) -> Office:
        """A station, enrolled."""
        with self.store.desk() as desk:
            issuer = self.store.issuer
            code = new_code(desk, desk, self.store.clock, self.store.identity, site=site, issuer=issuer, hours=24)
        identity = SeededIdentity(len(self.offices) + 1)
        ledger = enrol(self.folder / name, "memory:", code, TestClock(), identity, lambda _: self.link)
        office = Office(ledger, shipped_packs(), identity, NoPapers(), lambda _: self.link)
        self.offices[name] = office
        if synced:
            office.sync()
        return office

    def head(self, author: bytes) -> Head | None:
        """How far the centre holds a feed."""
        with self.store.database.reading() as cursor:
            return Feeds(cursor, self.store.database.mark).heads([author]).get(author)

    def block(self, entry: bytes) -> dict[str, Any] | None:
        """What the centre reads of an entry's block."""
        with self.store.database.reading() as cursor:
            found = Feeds(cursor, self.store.database.mark).blocks([entry])
            return found[0].said if found else None

    def digests(self) -> dict[bytes, tuple[int, bytes]]:
        """The centre's digests of all feeds."""
        with self.store.database.reading() as cursor:
            feeds = Feeds(cursor, self.store.database.mark)
            return feeds.digests(feeds.heads())

    def close(self) -> None:
        for office in self.offices.values():
            office.close()
        self.store.close()


def head_of(office: Office) -> Head:
    """How far a station has written."""
    with office.ledger.database.read() as cursor:
        return Feeds(cursor).heads([office.ledger.author])[office.ledger.author]


def heads_of(office: Office) -> dict[bytes, Head]:
    """All that a station holds."""
    with office.ledger.database.read() as cursor:
        return Feeds(cursor).heads()


def digests_of(office: Office) -> dict[bytes, tuple[int, bytes]]:
    """The digests of all feeds that a station holds."""
    with office.ledger.database.read() as cursor:
        feeds = Feeds(cursor)
        return feeds.digests(feeds.heads())


def note(office: Office, said: dict[str, Any] | None = None) -> Entry:
    """An entry with something said of a person, without the whole counter around it."""
    fact = ClockJumped(wall_ms=0, logical_ms=0)
    return office.ledger.journal.commit(lambda _: Decision(kind="counter.note/1", facts=(fact,), said=said))
