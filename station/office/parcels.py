"""Parcels 离线包 at the office: what a person carries to the centre or a neighbour, and what a person brings."""

from __future__ import annotations

from typing import Any

from schemas.exchange import parcel
from schemas.exchange.answer import ask, take
from schemas.exchange.difference import STICK
from schemas.exchange.scope import is_device, shared_with_centre, shared_with_neighbour
from schemas.failures import BadInput
from schemas.keep import Feeds
from station.ledger.ledger import Ledger
from station.ledger.peers import frontier_of, note_carried
from station.office.errands import note_refused, side_of, taking_in, told_off
from station.ports import Identity

CENTRE = "centre"
NOBODY = b""
"""Who brought a file whose bytes name nobody."""
_LEAST_DIGITS = 8


def export(ledger: Ledger, identity: Identity, to: str) -> tuple[bytes, dict[str, Any]]:
    """The parcel for `centre` or for a device named by at least eight digits of its author; and what is in it.

    It carries all that the addressee has not acknowledged yet, as far as a parcel's bounds go: `more` says that it does
    not carry all. BadInput `parcel.addressee` when nobody of that name was met.
    """
    target, box = _addressee(ledger, to)
    with ledger.database.read() as cursor:
        known = frontier_of(cursor, target)
    shared = shared_with_centre if target == ledger.standing.authority else shared_with_neighbour
    side = side_of(ledger, identity, shared)
    message = ask(side, target, known, STICK)
    heads = side.store.heads(side.scope)
    waiting = sum(max(0, head.seq - known[a].seq if a in known else head.seq) for a, head in heads.items())
    data = parcel.pack(message, box)
    return data, {"to": target.hex(), "waiting": waiting, "bytes": len(data)}


def take_in(ledger: Ledger, identity: Identity, data: bytes) -> dict[str, Any]:
    """Take a parcel in; again changes nothing. BadInput `parcel.*` or `exchange.*` when it is not whole, ours or for us."""
    with told_off(ledger, NOBODY, data):
        message = parcel.unpack(data, ledger.standing.box)
        with taking_in(ledger, side_of(ledger, identity, shared_with_centre)) as side:
            source, outcome = take(message, side, parcel.MOST_PLAIN_BYTES)
    note_refused(ledger, source, outcome.received.refused)
    ledger.journal.hear(outcome.received.clock)
    with ledger.database.write() as cursor:
        note_carried(cursor, source, outcome.frontier_bytes, ledger.clock.wall_ms())
        held = (outcome.frontier.feeds or {}).get(ledger.author)
    return {
        "from": source.hex(),
        "received": outcome.received.kept,
        "known": outcome.received.known,
        "refused": [[entry.hex(), reason] for entry, reason in outcome.received.refused],
        "differing": [author.hex() for author in outcome.differing],
        "more": outcome.more,
        "held": held.seq if held else 0,
    }


def _addressee(ledger: Ledger, to: str) -> tuple[bytes, bytes]:
    """Whose feed it is, and the box key to which a parcel for it is sealed."""
    wanted = to.strip().lower()
    with ledger.database.read() as cursor:
        feeds = Feeds(cursor)
        sites = feeds.sites()
        devices = (author for author, site in sites.items() if is_device(site) and author != ledger.author)
        found = [author for author in devices if len(wanted) >= _LEAST_DIGITS and author.hex().startswith(wanted)]
        if wanted == CENTRE:
            found = [author for author in sites if author == ledger.standing.authority]
        box = feeds.box_key(found[0]) if len(found) == 1 else None
    if box is None:
        raise BadInput("parcel.addressee", field="to", to=to)
    return found[0], box
