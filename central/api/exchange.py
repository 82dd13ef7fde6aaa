"""The centre's side of an exchange, in one transaction: bytes in and bytes out, by `POST /v1/sync` or as a parcel."""

from __future__ import annotations

from central.store.contact import last_told, note_contact, scope_of
from central.store.feeds import locked, reading
from central.store.ring import BOX
from central.store.store import Store
from schemas import canonical
from schemas.books.fold import VERSION
from schemas.entry import clock
from schemas.exchange import messages, parcel, stream
from schemas.exchange.answer import Side, answer
from schemas.exchange.difference import LINE, STICK, Bounds
from schemas.exchange.messages import Hello
from schemas.failures import BadInput

NONCE = 16


def respond(store: Store, request: bytes, *, bounds: Bounds = LINE, most_bytes: int = stream.MOST_BYTES) -> bytes:
    """The reply; what its frontier acknowledges has reached the disk when this returns.

    BadInput `exchange.…` when Hello or Trailer does not hold; single bad entries are refused within the reply.
    """
    hello, now = _hello(request), store.clock.wall_ms()
    device = hello.source
    with locked(store.database, device) as (feeds, cursor):
        last = last_told(store.database, cursor, device)
        side = Side(
            signer=store.authority,
            store=feeds,
            issuer=store.issuer,
            scope=scope_of(store.database, cursor, device, store.authority.id, hello.feeds or last),
            hlc=clock.tick(0, wall_ms=now),
            nonce=store.identity.fresh(NONCE),
            fold=VERSION,
            centre=store.authority.id,
            box=store.ring.secret(BOX),
        )
        reply, _, _ = answer(request, side, last, bounds=bounds, most_bytes=most_bytes)
        note_contact(store.database, cursor, device, now, hello.feeds)
    return reply


def respond_parcel(store: Store, data: bytes) -> bytes:
    """A parcel that a person brought, and the parcel that he takes back; again changes nothing.

    BadInput `parcel.…` when it is not whole or not for this centre, `exchange.…` when what is in it does not hold.
    """
    request = parcel.unpack(data, store.ring.secret(BOX))
    reply = respond(store, request, bounds=STICK, most_bytes=parcel.MOST_PLAIN_BYTES)
    device = _hello(request).source
    with reading(store.database) as feeds:
        box = feeds.box_key(device)
    assert box is not None, "who is answered is held"
    return parcel.pack(reply, box)


def _hello(request: bytes) -> Hello:
    """Who says to speak, and of what; `answer` judges the signature."""
    first = next(iter(canonical.sequence(request, "exchange.sequence")), None)
    if first is None:
        raise BadInput("exchange.sequence", reason="no hello or no trailer", at=0)
    return messages.read_hello(first[1])[0]
