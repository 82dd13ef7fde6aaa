"""The courier 一次往返: hello, what the other lacks, its reply, until both stand at the same heads."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from schemas.entry.admit import EMPTY, Head
from schemas.exchange.answer import Outcome, Side, ask, conclude
from schemas.failures import Fault
from station.ports import Link

MOST_ROUNDS = 200
"""How many exchanges one errand makes at most."""


@dataclass(slots=True)
class Errand:
    """What one errand brought."""

    sent: int = 0
    received: int = 0
    rounds: int = 0
    refused: list[tuple[bytes, str]] = field(default_factory=list[tuple[bytes, str]])
    turned_away: list[tuple[bytes, str]] = field(default_factory=list[tuple[bytes, str]])
    """Of what was refused, what this side did not take."""
    differing: tuple[bytes, ...] = ()
    frontier: bytes = b""
    clock: int = 0
    """What the peer's logical clock said last."""


def run(
    side: Callable[[], Side],
    link: Link,
    peer: bytes,
    known: dict[bytes, Head],
    taking: Callable[[Side], AbstractContextManager[Side]] = nullcontext,
) -> Errand:
    """Exchange with `peer` until neither has more; `known` is what its last frontier said.

    `taking` gives the side within whose one transaction a reply is taken in: others may bring the same meanwhile.

    Faults of the link pass through: what was acknowledged before stays acknowledged.
    """
    errand = Errand()
    awaited: tuple[tuple[bytes, str], ...] = ()
    for _ in range(MOST_ROUNDS):
        mine = side()
        reply = link.exchange(ask(mine, peer, known, awaited=awaited))
        with taking(mine) as within:
            outcome = conclude(reply, within, peer, known)
        moved = _note(errand, outcome, known)
        known = dict(outcome.frontier.feeds or {})
        again = awaited != outcome.awaited_by_peer
        awaited = outcome.awaited_by_peer
        if not (outcome.more or again or (moved and _behind(side(), known, outcome))):
            return errand
    raise Fault("link.endless", rounds=MOST_ROUNDS)


def _note(errand: Errand, outcome: Outcome, before: dict[bytes, Head]) -> bool:
    """Add a round to the errand; whether it brought either side on. A peer may hold less than I share, and keep to that."""
    errand.rounds += 1
    errand.received += outcome.received.kept
    after = outcome.frontier.feeds or {}
    errand.sent += sum(max(0, head.seq - before.get(author, EMPTY).seq) for author, head in after.items())
    errand.refused += list(outcome.refused_by_peer) + outcome.received.refused
    errand.turned_away += outcome.received.refused
    errand.differing = outcome.differing
    errand.frontier = outcome.frontier_bytes
    errand.clock = outcome.received.clock
    return outcome.received.kept > 0 or after != before


def _behind(side: Side, known: dict[bytes, Head], outcome: Outcome) -> bool:
    """Whether the peer still lacks something that it did not refuse."""
    if outcome.refused_by_peer:
        return False
    heads = side.store.heads(side.scope)
    return any(head.seq > known.get(author, EMPTY).seq for author, head in heads.items())
