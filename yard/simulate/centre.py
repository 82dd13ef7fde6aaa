"""The centre of a simulated city: the real store, registry and exchange on a disk that may lose its power."""

from __future__ import annotations

from collections import Counter

from central.api.exchange import respond
from central.registry.codes import new_code
from central.registry.enrolment import enrol
from central.registry.grants import Numbers, grant_allowance, grant_numbers
from central.registry.roster import revoke
from central.registry.sites import register_site
from central.store.ring import channel_key
from schemas.facts import NumbersGranted, SiteRegistered
from schemas.failures import Fault
from schemas.keep import Feeds
from yard.fakes.identity import SeededIdentity
from yard.fakes.memory_centre import MemoryRing, empty_disk, open_store
from yard.fakes.memory_disk import PowerCut
from yard.fakes.virtual_clock import Timeline, VirtualClock

STOCKS = (("invoice", "样", 8), ("voucher", "样缴", 7))
NAME = "centre"


class CentreNode:
    """One centre. Its frontier acknowledges only what its disk has."""

    def __init__(self, timeline: Timeline, seed: str, faults: Counter[str]) -> None:
        self.name = NAME
        self.clock = VirtualClock(timeline)
        self.faults = faults
        self._identity = SeededIdentity(f"{seed}/centre")
        self._ring = MemoryRing(self._identity)
        self.disk = empty_disk()
        self.store = open_store(self.disk, self._ring, self.clock, self._identity)

    def respond(self, request: bytes) -> bytes:
        """The reply to an exchange; Fault `link.unreachable` when the power fails meanwhile."""
        try:
            return respond(self.store, request)
        except PowerCut:
            self.faults["centre_power_cut"] += 1
            self.restart()
            raise Fault("link.unreachable", url=NAME) from None

    def restart(self) -> None:
        """The power is back."""
        self.disk.disarm()
        self.store = open_store(self.disk, self._ring, self.clock, self._identity)

    def register(self, site: SiteRegistered) -> None:
        """Put a site on the roster and open its channel."""
        with self.store.desk() as desk:
            register_site(desk, desk, site)

    def code(self, site: str) -> str:
        """A code for one more device of a site."""
        with self.store.desk() as desk:
            return new_code(desk, desk, self.clock, self._identity, site=site, issuer=self.store.issuer)

    def enrol(self, request: bytes) -> bytes:
        """The answer to an enrolment."""
        with self.store.desk() as desk:
            return enrol(request, desk, desk, desk, self.clock)

    def grant(self, site: str, device: bytes, stock: str, count: int) -> NumbersGranted:
        """One more block of numbers for a device."""
        code, width = next((code, width) for name, code, width in STOCKS if name == stock)
        wanted = Numbers(stock=stock, source="specimen", code=code, count=count, width=width)
        with self.store.desk() as desk:
            return grant_numbers(desk, desk, site, wanted, device)

    def allow(self, site: str, device: bytes, count: int) -> None:
        """An allowance of so many invoices, for a week."""
        with self.store.desk() as desk:
            grant_allowance(desk, desk, site, amount_fen=10**12, count=count, hours=168, device=device)

    def open_channel(self, site: str) -> None:
        """Open a site's channel, if it does not stand yet."""
        with self.store.desk() as desk:
            desk.channel(site)

    def revoke(self, site: str, device: bytes) -> None:
        """Take a device out of service."""
        with self.store.desk() as desk:
            revoke(desk, desk, site, device, "复制的磁盘")

    def keys(self, site: str) -> dict[bytes, bytes]:
        """Author → public key of the authority's feeds that this site follows."""
        signers = (self.store.authority, self._ring.signer(channel_key(site)))
        return {signer.id: signer.public for signer in signers}

    def growing(self, device: bytes) -> list[bytes]:
        """The parts of a device's feed that may still grow: one, where it never parted."""
        with self.store.database.reading() as cursor:
            return Feeds(cursor).branches.leaves(device)

    def forks(self) -> dict[bytes, int]:
        """At how many places the feed of a device is known to have parted, by author."""
        with self.store.database.reading() as cursor:
            return dict(Counter(parting.device for parting in Feeds(cursor).branches.partings()))
