"""The registry's desk: the authority's pen, its registers and its codes, within one write transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from central.ports.authority import Code
from central.ports.machine import Clock, Identity
from central.store.database import Database
from central.store.feeds import hold
from central.store.journal import Journal
from central.store.matters import BookMatters
from central.store.ring import AUTHORITY, CITY, EPOCH, ISSUING, Ring, channel_key
from central.store.statements import StatementFiles
from schemas.apply import Cursor
from schemas.books import AllowanceRow, NumbersRow, SiteRow
from schemas.books.staged import columns
from schemas.branches import Branches
from schemas.enrolment import INFO_CITY
from schemas.entry import certificate, seal
from schemas.entry.admit import Head
from schemas.entry.certificate import CHANNEL, PUBLIC_FEED, Certificate
from schemas.entry.envelope import Entry
from schemas.facts import SiteRegistered
from schemas.failures import Refusal
from schemas.keep import Feeds

_DAY_MS = 86_400_000
_OWN_DAYS = 10 * 366
"""How long the authority's own feeds are certified."""


class Desk:
    """One transaction at the desk; it is an `Authority`, a `Register` and the `Codes` at once."""

    def __init__(self, database: Database, cursor: Cursor, ring: Ring, clock: Clock, identity: Identity) -> None:
        self._database = database
        self._cursor = cursor
        self._ring = ring
        self._clock = clock
        self._identity = identity
        self._journal = Journal(database, clock)

    @property
    def issuer(self) -> bytes:
        """The public key of the bureau's issuing key."""
        return self._ring.signer(ISSUING).public

    @property
    def author(self) -> bytes:
        """The author of the public feed."""
        return self._ring.signer(AUTHORITY).id

    def open(self) -> None:
        """Begin the public feed."""
        self._begin(self._ring.signer(AUTHORITY), PUBLIC_FEED)

    def publish(self, kind: str, facts: Sequence[Any]) -> Entry:
        """Write an entry into the public feed."""
        return self._journal.commit(self._cursor, self._ring.signer(AUTHORITY), kind, facts)

    def tell(self, site: str, kind: str, facts: Sequence[Any]) -> Entry:
        """Write an entry into a site's channel."""
        self.channel(site)
        return self._journal.commit(self._cursor, self._ring.signer(channel_key(site)), kind, facts)

    def channel(self, site: str) -> bytes:
        """The author of a site's channel; it is opened when it does not stand yet."""
        if not self._ring.has(channel_key(site)):
            self._ring.add(channel_key(site), self._identity)
        signer = self._ring.signer(channel_key(site))
        self._begin(signer, CHANNEL + site)
        return signer.id

    def certify(self, certified: Certificate) -> bytes:
        """A device certificate by the issuing key."""
        return certificate.issue(certified, self._ring.signer(ISSUING))

    def city(self, box: bytes) -> dict[str, Any]:
        """The city's key of the epoch, sealed to a device's box key."""
        return {"epoch": EPOCH, "sealed": seal.seal_to(box, INFO_CITY, self._ring.secret(CITY))}

    def site(self, site: str) -> SiteRegistered | None:
        """A site of the roster, as the public feed has it."""
        names = [name for name in columns(SiteRow) if name != "owner"]
        found = self._all(f"SELECT {', '.join(names)} FROM book_site WHERE owner = ? AND site = ?", self.author, site)
        return SiteRegistered(**dict(zip(names, found[0], strict=True))) if found else None

    def devices(self, site: str) -> tuple[bytes, ...]:
        """The authors of a site's devices: enrolled here, whether their feed has arrived or not."""
        found = self._all("SELECT author FROM enrolled WHERE site = ? ORDER BY at_ms, author", site)
        return tuple(row[0] for row in found)

    def blocks(self, stock: str, code: str) -> tuple[NumbersRow, ...]:
        """All blocks that the authority's channels have granted of one stock and code."""
        names = ", ".join(f"n.{name}" for name in columns(NumbersRow))
        sql = f"""SELECT {names} FROM book_numbers n JOIN feed f ON f.author = n.owner
 WHERE n.stock = ? AND n.code = ? AND f.site LIKE ? ORDER BY n.first"""
        return tuple(NumbersRow(*row) for row in self._all(sql, stock, code, CHANNEL + "%"))

    def head(self, author: bytes) -> Head | None:
        """The head held of a feed or branch."""
        return Feeds(self._cursor, self._database.mark).heads([author]).get(author)

    def granted(self, device: bytes) -> tuple[NumbersRow, ...]:
        """All blocks that the authority's channels have granted to a device."""
        names = ", ".join(f"n.{name}" for name in columns(NumbersRow))
        sql = f"""SELECT {names} FROM book_numbers n JOIN feed f ON f.author = n.owner
 WHERE n.device = ? AND f.site LIKE ? ORDER BY n.seq, n.block"""
        return tuple(NumbersRow(*row) for row in self._all(sql, device, CHANNEL + "%"))

    def allowance(self, device: bytes) -> AllowanceRow | None:
        """The newest allowance that the authority's channels have granted to a device."""
        names = ", ".join(f"a.{name}" for name in columns(AllowanceRow))
        sql = f"""SELECT {names} FROM book_allowance a JOIN feed f ON f.author = a.owner
 WHERE a.device = ? AND f.site LIKE ? ORDER BY a.seq DESC LIMIT 1"""
        found = self._all(sql, device, CHANNEL + "%")
        return AllowanceRow(*found[0]) if found else None

    def sources(self, allowance: AllowanceRow) -> dict[str, int]:
        """The bounds that an allowance sets for single number sources."""
        sql = "SELECT source, amount_fen FROM book_allowance_source WHERE device = ? AND owner = ? AND seq = ?"
        return dict(self._all(sql, allowance.device, allowance.owner, allowance.seq))

    def revoked(self) -> frozenset[bytes]:
        """The devices that the public feed has revoked."""
        return frozenset(row[0] for row in self._all("SELECT device FROM book_revocation WHERE owner = ?", self.author))

    def growing(self, device: bytes) -> tuple[bytes, ...]:
        """The branches of a device's feed that may still grow."""
        return tuple(Branches(self._cursor, self._database.mark).leaves(device))

    def keep(self, code: Code) -> None:
        """Keep a new code."""
        sql = "INSERT INTO enrol_code (code, site, until_ms, succeeds) VALUES (?, ?, ?, ?)"
        self._cursor.execute(self._database.sql(sql), (code.digest, code.site, code.until_ms, code.succeeds))

    def find(self, digest: bytes) -> Code | None:
        """The code with this hash."""
        sql = """SELECT c.code, c.site, c.until_ms, e.author, e.answer, c.succeeds FROM enrol_code c
 LEFT JOIN enrolled e ON e.code = c.code WHERE c.code = ?"""
        found = self._all(sql, digest)
        if not found:
            return None
        code, site, until_ms, author, answer, succeeds = found[0]
        return Code(digest=code, site=site, until_ms=until_ms, author=author, answer=answer, succeeds=succeeds)

    def use(self, code: Code, author: bytes, at_ms: int, answer: bytes) -> None:
        """Note that a code has been used; Refusal `central.device_twice` for a key that has a certificate already."""
        if self._all("SELECT 1 FROM enrolled WHERE author = ?", author):
            raise Refusal("central.device_twice", field="key")
        sql = "INSERT INTO enrolled (author, code, site, at_ms, answer) VALUES (?, ?, ?, ?, ?)"
        self._cursor.execute(self._database.sql(sql), (author, code.digest, code.site, at_ms, answer))

    @property
    def files(self) -> StatementFiles:
        """The statement files within this transaction."""
        return StatementFiles(self._database, self._cursor, self.author)

    @property
    def matters(self) -> BookMatters:
        """Vouchers and cases within this transaction."""
        return BookMatters(self._database, self._cursor)

    def _begin(self, signer: seal.Signer, site: str) -> None:
        today = self._clock.wall_ms() // _DAY_MS
        certified = Certificate(signer.public, site, max(0, today - 1), today + _OWN_DAYS)
        self._journal.open(self._cursor, signer, self._ring.box(), self.certify(certified), self.issuer)

    def _all(self, sql: str, *values: object) -> Any:
        self._cursor.execute(self._database.sql(sql), values)
        return self._cursor.fetchall()


@contextmanager
def desk(database: Database, ring: Ring, clock: Clock, identity: Identity) -> Iterator[Desk]:
    """The desk for one transaction. One hand writes the authority's feeds at a time."""
    with database.writing() as cursor:
        hold(database, cursor, ring.signer(AUTHORITY).id)
        yield Desk(database, cursor, ring, clock, identity)
