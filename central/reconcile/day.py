"""One site's business day as the centre sees it: three sums, its differences first, and how it stands. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from central.ports.day import DayBook, Site
from central.reconcile.classes import DIFFERENT, SETTLED, WAITING, Class
from central.reconcile.match import Match


class Standing(StrEnum):
    """How a site's day stands, worst first."""

    DIFFERENT = "different"
    SILENT = "silent"
    WAITING = "waiting"
    MATCHED = "matched"


_ORDER = tuple(Standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDay:
    """A site's day. `books` has one line for each device that has said anything of that day; amounts in fen."""

    site: Site
    on: str
    books: tuple[DayBook, ...]
    matches: tuple[Match, ...]
    heard_ms: int

    @property
    def standing(self) -> Standing:
        """Different when an amount or a drawer is; silent when nothing of that day came; waiting while something is due."""
        if self.differences or self.drawer_fen:
            return Standing.DIFFERENT
        if not self.books:
            return Standing.SILENT
        if not self.closed or self.waiting:
            return Standing.WAITING
        return Standing.MATCHED

    @property
    def closed(self) -> bool:
        """Whether every device that worked that day has closed it."""
        return bool(self.books) and all(book.closed for book in self.books)

    @property
    def differences(self) -> tuple[Match, ...]:
        """What asks for work."""
        return tuple(match for match in self.matches if match.kind in DIFFERENT)

    @property
    def waiting(self) -> tuple[Match, ...]:
        """What is due and opens nothing."""
        return tuple(match for match in self.matches if match.kind in WAITING)

    @property
    def settled(self) -> tuple[Match, ...]:
        """What is equal on all sides."""
        return tuple(match for match in self.matches if match.kind in SETTLED)

    @property
    def document_fen(self) -> int:
        """What the vouchers that stand come to."""
        return sum(match.document_fen for match in self.matches)

    @property
    def payment_fen(self) -> int:
        """What the counter has taken."""
        return sum(match.payment_fen for match in self.matches)

    @property
    def money_fen(self) -> int:
        """What the other side has told of."""
        return sum(match.money_fen for match in self.matches)

    @property
    def transit_fen(self) -> int:
        """What the counter has taken and the other side has yet to tell of."""
        return sum(match.payment_fen - match.money_fen for match in self.matches if match.kind is Class.IN_TRANSIT)

    @property
    def awaited_fen(self) -> int:
        """What the other side has told of and the site's ledger cannot have told of yet."""
        return sum(match.money_fen for match in self.matches if match.kind is Class.LEDGER_AWAITED)

    @property
    def difference_fen(self) -> int:
        """The sum of all differences, without regard to their sign."""
        return sum(abs(match.difference_fen) for match in self.differences) + abs(self.drawer_fen)

    @property
    def drawer_fen(self) -> int:
        """Counted less booked cash at the close 长短款; advanced or kept by the collecting unit, nobody's debt."""
        return sum(book.difference_fen for book in self.books)


def site_day(site: Site, on: str, books: Iterable[DayBook], matches: Iterable[Match], heard_ms: int) -> SiteDay:
    """A site's day with its differences first, then what waits, then what is settled; each in the order of the acts."""
    ranked = sorted(matches, key=lambda match: (_rank(match), _place(match)))
    return SiteDay(site=site, on=on, books=tuple(books), matches=tuple(ranked), heard_ms=heard_ms)


def worst_first(days: Iterable[SiteDay]) -> tuple[SiteDay, ...]:
    """Days in the order in which they ask for work: by standing, then by the sum that differs or waits."""
    return tuple(sorted(days, key=lambda day: (_ORDER.index(day.standing), -_weight(day), day.site.site)))


def finding_id(match: Match) -> str:
    """The id of a difference: SHA-256 of its class and natural key, so that both sides name it alike."""
    return sha256(f"{match.kind} {natural_key(match)}".encode()).hexdigest()


def natural_key(match: Match) -> str:
    """What an amount is known by, whichever class it is in today."""
    if match.payment is not None:
        return f"payment {match.payment.feed.hex()} {match.payment.order_no}"
    if match.documents:
        return f"document {match.documents[0].feed.hex()} {match.documents[0].seq}"
    return f"money {match.money[0].channel} {match.money[0].reference} {match.money[0].refund_no}"


def _rank(match: Match) -> int:
    return 0 if match.kind in DIFFERENT else 1 if match.kind in WAITING else 2


def _place(match: Match) -> tuple[str, bytes, int, str]:
    if match.payment is not None:
        return "", match.payment.feed, match.payment.seq, match.payment.order_no
    if match.documents:
        return "", match.documents[0].feed, match.documents[0].seq, ""
    return match.money[0].at, b"", match.money[0].row, ""


def _weight(day: SiteDay) -> int:
    return day.difference_fen or day.transit_fen
