"""`POST /v1/sync`: the bytes of an exchange in, the bytes of the reply out, in one transaction."""

from __future__ import annotations

from central.store.contact import keep_forks, last_told, note_contact, scope_of
from central.store.feeds import locked
from central.store.ring import BOX
from central.store.store import Store
from schemas import canonical
from schemas.books.fold import VERSION
from schemas.entry import clock
from schemas.exchange import messages
from schemas.exchange.answer import Side, answer
from schemas.exchange.messages import Hello
from schemas.failures import BadInput

NONCE = 16


def respond(store: Store, request: bytes) -> bytes:
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
        reply, _, received = answer(request, side, last)
        note_contact(store.database, cursor, device, now, hello.feeds)
        keep_forks(store.database, cursor, received.forked, now)
    return reply


def _hello(request: bytes) -> Hello:
    """Who says to speak, and of what; `answer` judges the signature."""
    first = next(iter(canonical.sequence(request, "exchange.sequence")), None)
    if first is None:
        raise BadInput("exchange.sequence", reason="no hello or no trailer", at=0)
    return messages.read_hello(first[1])[0]
