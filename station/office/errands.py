"""Errands of the site: a round with the centre, a round with a neighbour, and answering a neighbour's."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from schemas import canonical
from schemas.books.fold import VERSION as FOLD
from schemas.exchange.answer import Side, answer
from schemas.exchange.scope import is_device, shared_with_centre, shared_with_neighbour
from schemas.failures import BadInput, Refusal
from schemas.keep import Feeds
from station.ledger import lineage, refusals
from station.ledger.exchange import LedgerStore, within
from station.ledger.ledger import Ledger
from station.ledger.peers import frontier_of, note_frontier, witnesses
from station.ports import Identity, Link
from station.sync import courier

Shared = Callable[[Mapping[bytes, str]], frozenset[bytes]]
"""Which of the feeds held, by the `site` of their certificates, are shared."""


def with_centre(ledger: Ledger, identity: Identity, link: Link) -> dict[str, Any]:
    """Send what the centre lacks, neighbours' feeds included; take what it has for this site; compare digests."""
    return _round(ledger, identity, link, ledger.standing.authority, shared_with_centre)


def with_neighbour(ledger: Ledger, identity: Identity, link: Link, peer: bytes) -> dict[str, Any]:
    """Exchange with another station of the bureau; its frontier over my head makes it a witness.

    BadInput `certificate.issuer` or `exchange.signature` when it is none; Fault `link.*` when there is no way.
    """
    if peer == ledger.author:
        raise Refusal("lan.self")
    told = _round(ledger, identity, link, peer, shared_with_neighbour)
    with ledger.database.read() as cursor:
        _require_device(Feeds(cursor), peer)
        count = len(witnesses(cursor, ledger.author, ledger.standing.authority))
    return {"peer": peer.hex(), **told, "witnesses": count}


def answer_neighbour(ledger: Ledger, identity: Identity, request: bytes, peer: bytes) -> tuple[bytes, int]:
    """The reply to a neighbour and how many entries he brought, in one transaction: what its frontier acknowledges is on
    the disk when this returns.

    `peer` is whose key opened the pipe; Refusal `lan.other_speaker` when another speaks through it, `lan.no_device` when
    it is no device of the bureau. What is refused, in part or whole, is written down.
    """
    with told_off(ledger, peer, request):
        with within(ledger.database, ledger.author) as store:
            side = _side(ledger, identity, store, store.shared(shared_with_neighbour) | {peer})
            reply, source, received = answer(request, side)
            if source != peer:
                raise Refusal("lan.other_speaker")
            _require_device(store, peer)
        note_refused(ledger, peer, received.refused)
    ledger.journal.hear(received.clock)
    return reply, received.kept


@contextmanager
def told_off(ledger: Ledger, source: bytes, message: bytes) -> Generator[None]:
    """Write down that a whole message of `source` was refused, with the reason; then the failure goes on its way."""
    try:
        yield
    except (BadInput, Refusal) as failure:
        note_refused(ledger, source, [(canonical.digest(message), failure.code)])
        raise


def note_refused(ledger: Ledger, source: bytes, refused: Collection[tuple[bytes, str]]) -> None:
    """Write down what was not taken of a sender's message."""
    if refused:
        with ledger.database.write() as cursor:
            refusals.note(cursor, source, refused, ledger.clock.wall_ms())


def side_of(ledger: Ledger, identity: Identity, shared: Shared) -> Side:
    """This station in an exchange, each step of which reaches the disk by itself."""
    store = LedgerStore(ledger.database, ledger.author)
    return _side(ledger, identity, store, store.shared(shared))


@contextmanager
def taking_in(ledger: Ledger, side: Side) -> Generator[Side]:
    """The same side within one transaction: what it takes in stands on the disk whole when this ends, or not at all."""
    with within(ledger.database, ledger.author) as store:
        yield replace(side, store=store)


def _side(ledger: Ledger, identity: Identity, store: LedgerStore, scope: frozenset[bytes]) -> Side:
    standing = ledger.standing
    return Side(
        signer=ledger.device,
        store=store,
        issuer=standing.issuer,
        scope=scope,
        hlc=ledger.journal.reading(),
        nonce=identity.fresh(16),
        fold=FOLD,
        centre=standing.authority,
        box=standing.box,
    )


class _Heard:
    """A link whose last reply is remembered, for the record of what was refused."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self.last = b""

    def exchange(self, request: bytes) -> bytes:
        """The peer's reply."""
        self.last = self._link.exchange(request)
        return self.last


def _round(ledger: Ledger, identity: Identity, link: Link, peer: bytes, shared: Shared) -> dict[str, Any]:
    with ledger.database.read() as cursor:
        known = frontier_of(cursor, peer)
    heard = _Heard(link)
    try:
        errand = courier.run(
            lambda: side_of(ledger, identity, shared), heard, peer, known, lambda side: taking_in(ledger, side)
        )
    except BadInput as failure:
        note_refused(ledger, peer, [(canonical.digest(heard.last), failure.code)])
        raise
    note_refused(ledger, peer, errand.turned_away)
    ledger.journal.hear(errand.clock)
    with ledger.database.write() as cursor:
        note_frontier(cursor, peer, errand.frontier, ledger.clock.wall_ms())
        head = lineage.own_head(cursor, ledger.author)
        held = lineage.held_by(cursor, ledger.author, frontier_of(cursor, peer))
    return {
        "sent": errand.sent,
        "received": errand.received,
        "rounds": errand.rounds,
        "refused": [[entry.hex(), reason] for entry, reason in errand.refused],
        "differing": [author.hex() for author in errand.differing],
        "last": head.seq,
        "held": held.seq if held else 0,
        "equal": not errand.differing and held == head,
    }


def _require_device(feeds: Feeds | LedgerStore, peer: bytes) -> None:
    """A neighbour is a device; the authority's keys have no place on a local line."""
    if not is_device(feeds.sites().get(peer, "")):
        raise Refusal("lan.no_device")
