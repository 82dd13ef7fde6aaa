"""The world that is attacked: a centre, a station, its honest neighbour, and two enrolled devices that turn hostile.

The `insider` forks his own feed at will, which closes it; the `scribe` keeps his whole and writes hostile notes in true entries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from central.api.exchange import respond, respond_parcel
from schemas import canonical
from schemas.entry.envelope import Draft, Entry, seal_entry
from schemas.entry.kinds import body_of
from schemas.exchange.answer import ask
from schemas.exchange.difference import STICK
from schemas.exchange.scope import shared_with_centre, shared_with_neighbour
from schemas.facts import NoteUpdated
from schemas.failures import BadInput, Failure, Refusal
from schemas.keep import Feeds
from station.office.errands import side_of, with_neighbour
from station.office.parcels import NOBODY
from tests.builders import SeededIdentity
from tests.station.sync.town import SITES, Line, Town, head_of, note

SAID = {"application": {"taxpayer": {"name": "陈喆"}}}
UNRECORDED = "unrecorded"


@dataclass
class Tally:
    """What came of the attacks."""

    refused: dict[str, int] = field(default_factory=dict[str, int])
    taken: int = 0
    broken: list[str] = field(default_factory=list[str])

    def count(self, reason: str) -> None:
        self.refused[reason] = self.refused.get(reason, 0) + 1


class World:
    """Doors to attack; each says what it refused, and checks that the refusal was written down."""

    def __init__(self, folder: Path) -> None:
        self.town = Town(folder)
        self.here, self.there = self.town.station("here"), self.town.station("there", SITES[1])
        self.insider = self.town.station("insider", SITES[1])
        self.scribe = self.town.station("scribe", SITES[1])
        for office in (self.here, self.there, self.insider, self.scribe):
            note(office, SAID)
            office.sync()
        for office in (self.there, self.insider, self.scribe):
            with_neighbour(office.ledger, SeededIdentity(7), Line(office, self.here), self.here.ledger.author)
        self.hand_over()
        for office in (self.here, self.there, self.insider, self.scribe, self.here):
            office.sync()
        note(self.insider, SAID)
        self.tally = Tally()
        self.nonces = SeededIdentity(8)
        self.before = self.digests()

    @property
    def station(self) -> bytes:
        """The station that is attacked."""
        return self.here.ledger.author

    @property
    def centre(self) -> bytes:
        """The centre that is attacked."""
        return self.town.store.authority.id

    def request(self, target: bytes) -> bytes:
        """An honest request of the device that turns hostile."""
        shared = shared_with_centre if target == self.centre else shared_with_neighbour
        return ask(side_of(self.insider.ledger, SeededIdentity(9), shared), target, {})

    def parcel_message(self, target: bytes) -> bytes:
        """What an honest parcel of it holds."""
        side = side_of(self.insider.ledger, SeededIdentity(9), shared_with_centre)
        return ask(side, target, {}, STICK)

    def to_station(self, request: bytes) -> None:
        """By the pipe: the sender is whose key opened it."""
        peer = self.insider.ledger.author
        self._try(lambda: self.here.answer_neighbour(request, peer), peer, request)

    def to_centre(self, request: bytes) -> None:
        """By HTTPS; the centre answers with the reason."""
        self._try(lambda: respond(self.town.store, request), None)

    def by_stick(self, data: bytes) -> None:
        """A file into the station: nobody can say who brought it."""
        self._try(lambda: self.here.take_in(data), NOBODY, data)

    def by_stick_to_centre(self, data: bytes) -> None:
        """A file into the centre."""
        self._try(lambda: respond_parcel(self.town.store, data), None)

    def pure(self, done: Callable[[], object]) -> None:
        """Bytes that a person's hand brings to a reader which keeps nothing."""
        self._try(done, None)

    def sign(self, record: str, nonce: bytes, update: bytes) -> Entry:
        """An update of a note as a true entry of the hostile device, kept in its own feed."""
        with self.scribe.ledger.database.write() as cursor:
            feeds = Feeds(cursor)
            head = head_of_feed(feeds, self.scribe.ledger.author)
            draft = Draft(
                author=self.scribe.ledger.author,
                seq=head[0] + 1,
                prev=head[1],
                hlc=self.scribe.ledger.journal.reading() + head[0],
                kind="writing.updated/1",
                body=body_of([NoteUpdated(record=record, nonce=nonce, update=update)]),
            )
            entry = seal_entry(draft, self.scribe.ledger.device)
            feeds.keep([entry], own=True)
        return entry

    def hand_over(self) -> None:
        """Give the station all that the hostile device has signed."""
        me = self.scribe
        with_neighbour(me.ledger, SeededIdentity(10), Line(me, self.here), self.here.ledger.author)

    def digests(self) -> dict[str, dict[bytes, tuple[int, bytes]]]:
        """The digests of every honest feed, at the station and at the centre."""
        hostile = {self.insider.ledger.author, self.scribe.ledger.author}
        with self.here.ledger.database.read() as cursor:
            feeds = Feeds(cursor)
            here = feeds.digests(feeds.heads())
        there = self.town.digests()
        return {
            "station": {author: told for author, told in here.items() if author not in hostile},
            "centre": {author: told for author, told in there.items() if author not in hostile},
        }

    def close(self) -> None:
        self.town.close()

    def _try(self, done: Callable[[], object], source: bytes | None, data: bytes = b"") -> None:
        try:
            done()
        except (BadInput, Refusal) as failure:
            self.tally.count(failure.code)
            if source is not None and not self._is_recorded(source, data, failure.code):
                self.tally.broken.append(f"{UNRECORDED}: {failure.code}")
        except Failure as failure:
            self.tally.broken.append(f"no refusal: {failure.code}")
        else:
            self.tally.taken += 1

    def _is_recorded(self, source: bytes, data: bytes, code: str) -> bool:
        with self.here.ledger.database.read() as cursor:
            sql = "SELECT times FROM refused WHERE source = ? AND what = ? AND reason = ?"
            cursor.execute(sql, (source, canonical.digest(data), code))
            return cursor.fetchone() is not None


def head_of_feed(feeds: Feeds, author: bytes) -> tuple[int, bytes]:
    head = feeds.heads([author])[author]
    return head.seq, head.id


def make(folder: Path) -> World:
    """The world, in a folder of the attack's own."""
    folder.mkdir(parents=True, exist_ok=True)
    made = World(folder)
    assert head_of(made.insider).seq > 1
    return made
