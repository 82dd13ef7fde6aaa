"""The neighbourhood of a site: who is near, who witnesses, and a round with each of them over the local network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from threading import Lock
from typing import Any

from schemas.entry.admit import EMPTY, Head
from schemas.entry.seal import short_id
from schemas.exchange import messages
from schemas.exchange.scope import shared_with_neighbour
from schemas.failures import Failure, Fault, Refusal
from schemas.keep import Feeds
from station.ledger.ledger import Ledger
from station.ledger.peers import addresses, frontier_of, note_address
from station.office import errands
from station.ports import Identity
from station.sync import schedule
from station.sync.lan_link import LanLink
from station.sync.pipe import Pipe, make_pipe
from station.sync.schedule import Neighbour

MOST_OPEN = 4
"""How many pipes are kept open after an errand: those to the witnesses, and one more."""
_NOT_MINE = ("lan.self", "lan.no_device", "lan.not_of_city", "link.refused")


class Neighbourhood:
    """Calls neighbours one after another; answers them whenever they call."""

    def __init__(self, ledger: Ledger, identity: Identity) -> None:
        self._ledger = ledger
        self._identity = identity
        self._calling = Lock()
        self._near: dict[str, Neighbour] = {}
        self._open: dict[str, LanLink] = {}
        with ledger.database.read() as cursor:
            for author, url in addresses(cursor):
                self._near[url] = Neighbour(url=url, author=author)

    @cached_property
    def pipe(self) -> Pipe:
        """TLS with this device's certificate."""
        return make_pipe(self._ledger.device, self._ledger.standing.city, self._identity.fresh(16))

    @property
    def city(self) -> str:
        """What the beacons of one city share; it tells a stranger nothing."""
        return short_id(self._ledger.standing.issuer).hex()

    @property
    def instance(self) -> str:
        """A name for this process alone: two stations with one name stay two."""
        return f"ys-{self._identity.fresh(8).hex()}"

    def meet(self, url: str) -> dict[str, Any]:
        """A round with who listens there. Refusal `lan.*`, Fault `link.*`; who was met is remembered."""
        with self._calling:
            state = _hash(self._heads())
            link, told = self._through_a_pipe(url)
            if self._at(url).author != link.peer:
                with self._ledger.database.write() as cursor:
                    note_address(cursor, link.peer, url)
            self._near[url] = schedule.answered(self._at(url), link.peer, state, self._now_ms())
            return told

    def close(self) -> None:
        """Let go of every pipe that is open."""
        with self._calling:
            for link in self._open.values():
                link.close()
            self._open.clear()

    def _through_a_pipe(self, url: str) -> tuple[LanLink, dict[str, Any]]:
        """An errand through the pipe that is open to there, or a new one; the neighbour may have closed it meanwhile."""
        kept = self._open.pop(url, None)
        if kept is not None:
            try:
                return self._errand(url, kept)
            except Fault:
                kept.close()
        return self._errand(url, LanLink(url, self.pipe))

    def _errand(self, url: str, link: LanLink) -> tuple[LanLink, dict[str, Any]]:
        try:
            told = errands.with_neighbour(self._ledger, self._identity, link, link.peer)
        except Failure:
            link.close()
            raise
        self._open[url] = link
        if len(self._open) > MOST_OPEN:
            self._open.pop(next(iter(self._open))).close()
        return link, told

    def answer(self, request: bytes, peer: bytes) -> tuple[bytes, int]:
        """The reply to a neighbour, and how many entries he brought."""
        return errands.answer_neighbour(self._ledger, self._identity, request, peer)

    def hear(self, urls: Iterable[str]) -> None:
        """Hints of a beacon or a list: addresses to try."""
        for url in urls:
            if url not in self._near and (len(self._near) < schedule.MOST_NEAR or self._forgot_one()):
                self._near[url] = Neighbour(url=url)

    def push(self, answered: Callable[[], None]) -> int:
        """Call whoever is to be called now; how many answered. Those who do not are left in peace for a while."""
        reached = 0
        heads = self._heads()
        lacking = self._lacking(heads)
        for one in schedule.calls(self._ledger.author, _hash(heads), lacking, self.near(), self._now_ms()):
            try:
                self.meet(one.url)
                reached += 1
                answered()
            except Failure as failure:
                self._failed(one, failure)
        return reached

    def near(self) -> list[Neighbour]:
        """What is known of each address."""
        return list(self._near.values())

    def _forgot_one(self) -> bool:
        """Make room: addresses where nobody of this city answered go first."""
        idle = next((one.url for one in self._near.values() if one.author is None and one.failed), None)
        return idle is not None and self._near.pop(idle) is not None

    def _failed(self, one: Neighbour, failure: Failure) -> None:
        """One who said no is not asked again soon; my own address is forgotten."""
        if isinstance(failure, Refusal) and failure.code == "lan.self":
            self._near[one.url] = Neighbour(url=one.url, author=self._ledger.author, called_ms=self._now_ms())
            return
        silent = schedule.silent(self._at(one.url), self._now_ms())
        self._near[one.url] = schedule.refused(silent) if failure.code in _NOT_MINE else silent

    def _at(self, url: str) -> Neighbour:
        return self._near.get(url) or Neighbour(url=url)

    def _heads(self) -> dict[bytes, Head]:
        """What is held of the feeds that are shared here."""
        with self._ledger.database.read() as cursor:
            feeds = Feeds(cursor)
            return feeds.heads(shared_with_neighbour(feeds.sites()))

    def _lacking(self, heads: Mapping[bytes, Head]) -> frozenset[bytes]:
        """The neighbours whose newest frontier does not cover what is held."""
        authors = {one.author for one in self.near() if one.author is not None}
        with self._ledger.database.read() as cursor:
            return frozenset(author for author in authors if _lacks(frontier_of(cursor, author), heads))

    def _now_ms(self) -> int:
        return self._ledger.clock.wall_ms()


def _hash(heads: Mapping[bytes, Head]) -> bytes:
    return messages.holds(messages.frontier_map(heads))


def _lacks(known: Mapping[bytes, Head], heads: Mapping[bytes, Head]) -> bool:
    return any(head.seq > known.get(author, EMPTY).seq for author, head in heads.items())
