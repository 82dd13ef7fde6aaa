"""The office: one command at a time, on the station's own lock; questions read what was committed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from threading import Event, Lock, RLock
from typing import Any, Protocol, TypeAlias, cast
from uuid import UUID

from schemas import signatures
from schemas.entry.envelope import Entry
from schemas.entry.seal import Signer
from schemas.facts import RedLetterIssued
from schemas.failures import Refusal
from schemas.keep import Feeds
from schemas.rules.pack import Pack
from station.counter.asking import Query, Status
from station.counter.commands import Command
from station.ledger import keys
from station.ledger.ledger import Ledger
from station.office import asking, diagnosis, errands, papering, parcels, proving, succeeding
from station.office.acting import Acting
from station.office.answers import instant
from station.office.neighbourhood import Neighbourhood
from station.office.noting import Noting
from station.office.outage import Outage
from station.office.papering import Wanted
from station.office.print_room import PrintRoom
from station.office.shelving import Shelving
from station.office.street import directory_answers
from station.ports import Identity, Link
from station.print.act import Moved
from station.print.sheets import names_of
from station.sync.offline import Probes

Moves: TypeAlias = Mapping[tuple[str, int], Moved]
"""Where the forms of a sale stand now, for those that were changed: (stock, part) → form."""


class Papers(Protocol):
    """Makes papers of committed entries."""

    def render(
        self,
        entry: Entry,
        said: dict[str, Any] | None,
        paper: str,
        part: int,
        to: str,
        *,
        moved: Moves = ...,
        reprint: str = "",
        shift: tuple[float, float] | None = None,
    ) -> bytes:
        """One paper as bytes of the kind `to`, on the forms that `moved` names; Refusal `paper.*` when there is none.

        `reprint` says which copy this is; with `shift` it goes onto a pre-printed form.
        """
        ...

    def needed(self, entry: Entry, said: dict[str, Any] | None, moved: Moves = ...) -> Sequence[tuple[str, int]]:
        """The papers that this entry calls for, as (paper, part), in the order in which they are printed."""
        ...

    def red(
        self,
        sale: Entry,
        said: dict[str, Any] | None,
        part: int,
        fact: RedLetterIssued,
        to: str,
        *,
        moved: Moves = ...,
        shift: tuple[float, float] | None = None,
    ) -> bytes:
        """A red-letter invoice against one invoice of a sale as bytes of the kind `to`."""
        ...

    def report(self, told: Mapping[str, Any], to: str, *, specimen: bool) -> bytes:
        """One of the ten reports as bytes of the kind `to`."""
        ...

    def sheet(self, name: str, given: Mapping[str, Any], to: str) -> bytes:
        """A notice or sheet of plain data as bytes of the kind `to`; BadInput `paper.unknown`, `paper.values`."""
        ...

    def closing(self, entry: Entry, paper: str, to: str, *, count: int, reprint: str = "") -> bytes:
        """The closing slip of a day's close, with the number of the day's entries, as bytes of the kind `to`."""
        ...

    def day(self, report: Mapping[str, Any], to: str, *, made_at: str, made_by: str, reprint: str = "") -> bytes:
        """The day sheet 日结单 of a day report as bytes of the kind `to`."""
        ...


class Office:
    """One site to its faces. Every call may raise a `schemas.failures.Failure`; nothing else is expected."""

    def __init__(
        self,
        ledger: Ledger,
        packs: Sequence[Pack],
        identity: Identity,
        papers: Papers,
        link: Callable[[str], Link],
        centre: str | None = None,
        papers_of: Callable[[Ledger], Papers] | None = None,
    ) -> None:
        self.ledger = ledger
        self._papers_of = papers_of
        self._shelving = Shelving(ledger, packs)
        self._identity = identity
        self._papers = papers
        self.stirred = Event()
        """Set when something was committed that may call for paper."""
        self._link = link
        self._centre = centre or ledger.standing.centre
        self._lock = RLock()
        self._errand = Lock()
        self._unlocked: dict[str, Signer] = {}
        self._changes = 0
        self._pens = Noting(ledger, identity)
        self._outage = Outage()
        self.neighbourhood = Neighbourhood(ledger, identity)
        self.print_room = PrintRoom(self)

    def unlock(self, clerk: str, pin: str) -> dict[str, Any]:
        """Unlock a clerk's key; Refusal `keys.clerk_unknown`, `keys.pin_wrong`, `keys.pin_locked`."""
        with self._lock:
            wall_ms = self.ledger.clock.wall_ms()
            with self.ledger.database.write() as cursor:
                signer = keys.unlock(cursor, clerk, pin, self.ledger.pepper, wall_ms)
            if signer is None:
                raise Refusal("keys.pin_wrong", field="pin")
            self._unlocked[clerk] = signer
            return asking.person(self.ledger, clerk)

    def lock(self) -> None:
        """Forget every clerk's key."""
        with self._lock:
            self._unlocked.clear()

    def succeed(self, code: str, clerk: str, second: str | None = None, url: str | None = None) -> dict[str, Any]:
        """Go on under a new key with a succession code 接续登记码; the head of the site agrees, and a second person.

        Refusal `succeed.…`, BadInput `enrolment.…`, Fault `link.…`; the same again finishes what was begun.
        """
        with self._errand, self._lock:
            agreed = self._key_of(clerk), self._key_of(second) if second else None
            link = cast("succeeding.SuccessionLink", self._link(url or self._centre))
            told = succeeding.succeed(self.ledger, self._identity, link, code, agreed)
            self._papers = self._papers_of(self.ledger) if self._papers_of else self._papers
            self._pens = Noting(self.ledger, self._identity)
            self.neighbourhood.close()
            self.neighbourhood = Neighbourhood(self.ledger, self._identity)
            self._changes += 1
            return told

    def check_signatures(self, most: int = 1 << 20) -> int:
        """Check up to so many entries' signatures one by one; how many were looked at, 0 when all have been checked."""
        done = 0
        while done < most:
            with self._lock, self.ledger.database.write() as cursor:
                step = signatures.check(Feeds(cursor), min(signatures.AT_ONCE, most - done))
            if not step:
                break
            done += step
        return done

    def _key_of(self, clerk: str) -> Signer:
        signer = self._unlocked.get(clerk)
        if signer is None:
            raise Refusal("keys.locked", field="clerk", clerk=clerk)
        return signer

    def do(self, command: Command) -> dict[str, Any]:
        """Do one command, durably; the same command id gives the same answer."""
        with self._lock:
            answer = Acting(self.ledger, self._shelving.at_hand().packs, self._unlocked, self._pens, self._outage).do(
                command
            )
            self._changes += 1
            self.stirred.set()
            return answer

    def do_agreed(self, command: Command, second: str, pin: str) -> dict[str, Any]:
        """Do one command to which a second person agrees by PIN; that key is forgotten again unless it was open before.

        Refusal `keys.clerk_unknown`, `keys.pin_wrong`, `keys.pin_locked`, and those of the command.
        """
        with self._lock:
            was_open = second in self._unlocked
            self.unlock(second, pin)
            try:
                return self.do(command)
            finally:
                if not was_open:
                    del self._unlocked[second]

    def ask(self, query: Query) -> dict[str, Any]:
        """Read: nothing changes."""
        with self._lock:
            told = asking.Asking(self.ledger, self._shelving.at_hand(), self._papers).ask(query)
            return {**told, "offline": self._outage.plain()} if isinstance(query, Status) else told

    def sync(self, url: str | None = None) -> dict[str, Any]:
        """One round with the centre, or with the neighbour at `https://host:port`. Fault `link.*` when there is no way.

        The counter never waits for it.
        """
        if url and url.startswith("https://") and url.rstrip("/") != self._centre.rstrip("/"):
            try:
                return self._met(url)
            except Refusal as refusal:
                if refusal.code != "lan.not_of_city":
                    raise
        with self._errand:
            told = errands.with_centre(self.ledger, self._identity, self._link(url or self._centre))
            self._outage.ended()
            self._changes += 1
            return told

    def why_offline(self, probes: Probes | None = None) -> dict[str, Any]:
        """Where the way to the centre breaks off, within ten seconds: `place`, its words, and what the probes saw.

        Until the centre answers again the status shows the place, and what is written meanwhile notes it.
        """
        told = diagnosis.why_offline(self._centre, self.neighbourhood.near(), self._link, probes)
        self._outage.found(told["place"], self.ledger.clock.wall_ms())
        self._changes += 1
        return told

    def export(self, to: str) -> tuple[bytes, dict[str, Any]]:
        """A parcel for `centre` or a device that was met, and what it carries; BadInput `parcel.addressee`."""
        with self._errand:
            return parcels.export(self.ledger, self._identity, to)

    def take_in(self, data: bytes) -> dict[str, Any]:
        """Take a parcel in; the same again changes nothing."""
        with self._errand:
            told = parcels.take_in(self.ledger, self._identity, data)
            self._changes += 1
            return told

    def take_directory(self, data: bytes) -> dict[str, Any]:
        """Take in a file of the directory 名录 that the centre has made for this device; Refusal and BadInput `directory.*`."""
        with self._errand:
            return directory_answers.take(self.ledger, data)

    def _met(self, url: str) -> dict[str, Any]:
        told = self.neighbourhood.meet(url)
        self._changes += 1
        return told

    def answer_neighbour(self, request: bytes, peer: bytes) -> bytes:
        """The reply to the neighbour whose key opened the pipe, when what it acknowledges is on the disk."""
        reply, kept = self.neighbourhood.answer(request, peer)
        self._changes += bool(kept)
        return reply

    def digest(self) -> dict[str, Any]:
        """For each feed: last seq, head, digest of its rows as the tables stand."""
        with self._lock:
            return proving.digest(self.ledger)

    def verify(self, progress: Callable[[int], None], slip: str | None = None) -> dict[str, Any]:
        """Every byte, signature, link and row judged; with `slip`, this device's feed against its closing slip."""
        with self._lock:
            return proving.verify(self.ledger, progress, slip)

    def rebuild(self, progress: Callable[[int], None]) -> dict[str, Any]:
        """Burn the books and fold all entries again."""
        with self._lock:
            self._changes += 1
            return proving.rebuild(self.ledger, progress)

    def whole_feeds(self) -> dict[bytes, Sequence[bytes]]:
        """The bytes of every entry that is held, by author: what a clerk may take away."""
        return proving.whole_feeds(self.ledger)

    def fresh_command(self) -> UUID:
        """A new command id."""
        return self._identity.command()

    def close(self) -> None:
        """Let go of the home."""
        self.neighbourhood.close()
        with self._lock:
            self.ledger.close()

    def paper_of(self, entry: bytes, wanted: Wanted) -> bytes:
        """A paper for a printer, from the committed entry."""
        with self.ledger.database.read() as cursor:
            found = Feeds(cursor).by_id(entry)
            assert found is not None, "a job's entry is held"
            return papering.made(self.ledger, cursor, self._papers, found, wanted)

    def sheet(self, name: str, given: Mapping[str, Any], to: str) -> bytes:
        """A notice or sheet filled with what is given, over what the site knows of itself; BadInput `paper.*`."""
        known = {
            **{field: self.ledger.profile[field] for field in ("authority", "collecting_unit")},
            "unit": self.ledger.profile["name"],
            "site_name": self.ledger.profile["name"],
            "made_at": instant(self.ledger.clock.wall_ms() << 16)[:16].replace("T", " "),
        }
        wanted = names_of(name)
        return self._papers.sheet(
            name, {field: text for field, text in known.items() if field in wanted} | dict(given), to
        )

    def queue_papers(self) -> int:
        """Queue the papers of what was committed since the last look; the number queued."""
        return papering.catch_up(self.ledger, self._papers)

    def announce(self) -> None:
        """Something changed that is no commit: a paper came out."""
        self._changes += 1

    def changes(self) -> int:
        """A counter that grows with each commit, from whatever side it came."""
        return self._changes
