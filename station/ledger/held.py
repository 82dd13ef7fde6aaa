"""What this ledger holds, as findings read it, with what its peers have signed beyond it."""

from __future__ import annotations

from schemas.apply import Cursor
from schemas.holding import Holding
from station.ledger.peers import frontiers


class Held(Holding):
    """A `Reader` on one cursor of this station."""

    def __init__(self, cursor: Cursor) -> None:
        told = (
            (author, head.seq)
            for frontier, _, _ in frontiers(cursor)
            for author, head in sorted((frontier.feeds or {}).items())
        )
        super().__init__(cursor, told=told)
