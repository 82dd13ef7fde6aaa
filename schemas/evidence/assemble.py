"""An exchange with nobody in particular: a Hello that names every feed to its head, all entries, a Trailer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from schemas.entry import envelope
from schemas.entry.admit import Head
from schemas.entry.seal import Signer
from schemas.exchange import messages, stream
from schemas.exchange.messages import Frontier, Hello, Trailer

NO_FOLD = 0
"""The evidence tells no digests of rows, so it names no version of the folds that make them."""


def whole_exchange(device: Signer, feeds: Mapping[bytes, Sequence[bytes]], *, hlc: int, nonce: bytes) -> bytes:
    """All of these feeds, author → the bytes of its entries from the first, as one exchange signed by `device`.

    Personal blocks stay at the site. The bound on the size of an exchange is for links; this one is for a disk.
    """
    heads = {author: _head(run) for author, run in feeds.items()}
    named = {author: (1, head.seq, head.id) for author, head in heads.items()}
    hello = Hello(source=device.id, target=device.id, nonce=nonce, hlc=hlc, feeds=named)
    frontier = messages.write_frontier(Frontier(source=device.id, feeds=heads, hlc=hlc, echo=nonce), device)
    trailer = Trailer(more=False, refused=(), frontier=frontier, fold=NO_FOLD, digests={})
    entries = (data for run in feeds.values() for data in run)
    return stream.write(messages.write_hello(hello, device), entries, (), messages.write_trailer(trailer))


def _head(run: Sequence[bytes]) -> Head:
    last = envelope.read(run[-1])
    assert last.seq == len(run), "a feed is taken away from its first entry"
    return Head(last.seq, last.id)
