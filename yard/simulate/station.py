"""A station of a simulated city: the real office, counter, ledger and errands on a disk that may lose its power."""

from __future__ import annotations

from collections import Counter
from typing import Any, cast

from schemas.books.fold import VERSION as FOLD
from schemas.enrolment import plain_code, read_answer, write_request
from schemas.entry.admit import Head
from schemas.entry.seal import Signer, box_public
from schemas.exchange.answer import Outcome, Side, answer, ask, conclude
from schemas.facts import SiteRegistered
from schemas.rules.shelf import shipped_packs
from station.counter.appointing import decide_appoint
from station.counter.commands import AppointClerk
from station.ledger.exchange import LedgerStore
from station.ledger.journal import Journal
from station.ledger.ledger import Standing
from station.ledger.peers import frontier_of, note_frontier
from station.office import Office, Papers
from station.ports import Link
from yard.fakes.identity import SeededIdentity
from yard.fakes.memory_disk import MemoryDisk
from yard.fakes.memory_ledger import MemoryDatabase, MemoryLedger, create, empty_disk
from yard.fakes.virtual_clock import VirtualClock
from yard.simulate.centre import CentreNode

CLERK = "li"
NO_PAPERS = cast(Papers, None)
"""Papers are made from entries when somebody asks for one; here nobody does."""


class Till(Office):
    """An office whose clerk's key is handed over: PINs are slow on purpose and are proved elsewhere."""

    def hand_key(self, signer: Signer) -> None:
        """Unlock the clerk."""
        self._unlocked[CLERK] = signer


class StationNode:
    """One device of a site. `journal` and `sync_every` are where a bug may be planted."""

    def __init__(
        self,
        name: str,
        site: SiteRegistered,
        clock: VirtualClock,
        faults: Counter[str],
        *,
        seed: str,
        journal: type[Journal] = Journal,
        sync_every: int = 1,
    ) -> None:
        self._seed = seed
        self.name = name
        self.site = site
        self.clock = clock
        self.faults = faults
        self.journal = journal
        self.identity = SeededIdentity(f"{seed}/{name}")
        self.clerk = Signer(self.identity.fresh(32))
        self.disk = empty_disk(sync_every=sync_every)
        self.link: Link | None = None
        self.author = b""
        self.public = b""

    def enrol(self, centre: CentreNode) -> None:
        """Become a device of the site, as `station.office.enrolling` does, and appoint the clerk."""
        code = plain_code(centre.code(self.site.site))
        device, box = Signer(self.identity.fresh(32)), self.identity.fresh(32)
        said = read_answer(centre.enrol(write_request(code, device, box_public(box))), code, device, box)
        standing = Standing(
            device=device.secret,
            box=box,
            certificate=said.certificate,
            issuer=said.issuer,
            city=said.city,
            authority=said.authority,
            channel=said.channel,
            profile=said.profile,
            centre="simulated",
        )
        create(self.disk, standing, said.certified, self.clock, self.identity)
        self.author, self.public = device.id, device.public
        self.boot()
        appointed = AppointClerk(command=self.identity.command(), clerk=CLERK, name="样例", role="head", pin="")
        self.ledger.journal.commit(
            lambda _: decide_appoint(appointed, self.clerk.public), command=appointed.command.bytes
        )

    def boot(self) -> None:
        """Open the ledger on the disk and sit down at it."""
        self.ledger = MemoryLedger(
            self.open_database(self.disk), self.disk.mark, self.clock, self.identity, self.journal
        )
        self.office = Till(self.ledger, shipped_packs(), self.identity, NO_PAPERS, self._way)
        self.office.hand_key(self.clerk)

    def open_database(self, disk: MemoryDisk) -> MemoryDatabase:
        """The database on a disk."""
        return MemoryDatabase(disk)

    def power_up(self, *, mark_lags: bool) -> None:
        """The power is back after a cut: what the disk kept is there, the mark beside it may lag."""
        self.faults["power_cut"] += 1
        self.disk.disarm()
        if mark_lags:
            self.disk.mark.lag()
        self.disk = self.disk.survivor()
        self.boot()

    def restore(self, backup: MemoryDisk, *, with_mark: bool) -> None:
        """An older copy of the file takes the place of the one in use; the mark stays unless all of the home is older."""
        mark = self.disk.mark
        self.disk = backup.copy()
        if not with_mark:
            self.disk.mark.restore(mark.data)
        self.boot()

    def twin(self, name: str, clock: VirtualClock) -> StationNode:
        """Another computer with a copy of this disk."""
        made = type(self)(name, self.site, clock, self.faults, seed=self._seed, journal=self.journal)
        made.disk, made.clerk, made.link = self.disk.copy(), self.clerk, self.link
        made.author, made.public = self.author, self.public
        made.boot()
        return made

    def sync(self) -> dict[str, Any]:
        """One round with the centre."""
        return self.office.sync()

    def believed(self) -> dict[bytes, Head]:
        """What this station takes for certain that the centre holds."""
        with self.ledger.database.read() as cursor:
            return frontier_of(cursor, self.ledger.standing.authority)

    def side(self, scope: frozenset[bytes]) -> Side:
        """This station in an exchange with anybody."""
        return Side(
            signer=self.ledger.device,
            store=LedgerStore(self.ledger.database, self.author),
            issuer=self.ledger.standing.issuer,
            scope=scope,
            hlc=self.ledger.journal.reading(),
            nonce=self.identity.fresh(16),
            fold=FOLD,
            centre=self.ledger.standing.authority,
            box=self.ledger.standing.box,
        )

    def answer(self, request: bytes, scope: frozenset[bytes]) -> bytes:
        """The reply to a neighbour."""
        return answer(request, self.side(scope))[0]

    def meet(self, peer: bytes, scope: frozenset[bytes], link: Link) -> Outcome:
        """One exchange with a peer over a link; his frontier is kept."""
        side = self.side(scope)
        with self.ledger.database.read() as cursor:
            known = frontier_of(cursor, peer)
        outcome = conclude(link.exchange(ask(side, peer, known)), side, peer, known)
        with self.ledger.database.write() as cursor:
            note_frontier(cursor, peer, outcome.frontier_bytes, self.clock.wall_ms())
        return outcome

    def for_stick(self, peer: bytes, scope: frozenset[bytes]) -> bytes:
        """What a stick to `peer` carries: everything of the scope."""
        return ask(self.side(scope), peer, {})

    def _way(self, _: str) -> Link:
        assert self.link is not None, "a station is wired before it travels"
        return self.link
