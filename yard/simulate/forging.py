"""What a forger makes: entries in another's name, exchanges by his own key, forged entries between true ones."""

from __future__ import annotations

from random import Random
from typing import Any

from schemas import canonical
from schemas.entry.admit import EMPTY, Head
from schemas.entry.envelope import Draft, seal_entry
from schemas.entry.seal import Signer
from schemas.exchange import messages, stream
from schemas.exchange.messages import Frontier, Hello, Trailer
from yard.simulate import nonsense


class Forger:
    """Somebody with a key that nobody certified."""

    def __init__(self, key: Signer, chance: Random) -> None:
        self._key = key
        self._chance = chance

    def entry(self, author: bytes, seq: int, prev: bytes) -> bytes:
        """An entry in another's name, signed by the attacker."""
        kind, body, hlc = self._chance.choice(nonsense.bodies(self._chance, "420106-P0001"))
        seq, prev = max(seq, 1), prev if seq > 1 else EMPTY.id
        return seal_entry(Draft(author=author, seq=seq, prev=prev, hlc=hlc, kind=kind, body=body), self._key).data

    def message(
        self,
        target: bytes,
        entries: list[bytes],
        source: bytes | None = None,
        echo: bytes = bytes(16),
        feeds: dict[bytes, Head] | None = None,
    ) -> bytes:
        """An exchange by the attacker's key, whoever it says it is from."""
        held: Any = {author: (1, head.seq, head.id) for author, head in (feeds or {}).items()}
        hello = Hello(source=self._key.id, target=target, nonce=echo, hlc=1 << 16, feeds=held)
        said = messages.write_hello(hello, self._key)
        if source is not None:
            said = said.replace(self._key.id, source)
        frontier = Frontier(source=source or self._key.id, feeds=feeds or {}, hlc=1 << 16, echo=echo)
        signed = messages.write_frontier(frontier, self._key)
        trailer = Trailer(more=False, refused=(), frontier=signed, fold=1, digests={})
        return stream.write(said, entries, (), messages.write_trailer(trailer))


def spliced(request: bytes, forged: list[bytes]) -> bytes:
    """A request with forged entries in front of its own, each before the one whose place it wants."""
    parts = [spelled for _, spelled in canonical.sequence(request, "exchange.sequence")]
    body: list[bytes] = []
    for number, spelled in enumerate(parts[1:-1]):
        body += [forged[number]] if number < len(forged) else []
        body.append(spelled)
    body += forged[len(parts) - 2 :]
    return b"".join([parts[0], *body, parts[-1]])
