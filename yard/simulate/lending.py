"""Neighbours who help each other out: one lends a part of his allowance over the LAN, the other takes it, mostly."""

from __future__ import annotations

from random import Random

from station.counter.acts import BorrowAllowance, LendAllowance
from yard.simulate.clerk import Clerks
from yard.simulate.station import CLERK, StationNode
from yard.simulate.travel import Travel

_FEN_EACH = 10_000_000


class Lending:
    """All loans of the city, as two clerks make them."""

    def __init__(self, clerks: Clerks, chance: Random, travel: Travel) -> None:
        self._clerks = clerks
        self._chance = chance
        self._travel = travel

    def lend(self, node: StationNode, other: StationNode, on: str) -> None:
        """Meet, offer, meet, take; the offer may be too large, the meeting may fail, and some take twice or not at all."""
        if node.author == other.author:
            return
        self._travel.meet(node, other)
        command, count = node.identity.command(), self._chance.randint(1, 8)
        offer = LendAllowance(
            command=command, clerk=CLERK, on=on, to=other.author.hex(), amount_fen=count * _FEN_EACH, count=count
        )
        lent = self._clerks.do(node, command, offer)
        self._travel.meet(other, node)
        if lent is None:
            return
        for _ in range(self._chance.choice((0, 1, 1, 1, 2))):
            command = other.identity.command()
            self._clerks.do(other, command, BorrowAllowance(command=command, clerk=CLERK, on=on, loan=lent["entry"]))
