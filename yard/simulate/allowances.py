"""The law of allowances: what is out of the centre's sight is at most what was granted, whoever lent to whom."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.entry.admit import EMPTY
from yard.simulate.centre import CentreNode
from yard.simulate.record import Record
from yard.simulate.station import StationNode
from yard.simulate.watch import Watch


def within_allowance(record: Record, watch: Watch, centre: CentreNode, node: StationNode) -> None:
    """What a device has issued and the centre does not hold is at most what it was allowed to issue alone.

    What it lent and did not get back is no longer its own; what it borrowed is, until it knows that the centre holds the taking.
    """
    known = watch.known
    chain = watch.held.get(node.name, {}).get(node.author, [])
    if not chain or not known.seen[chain[-1]].invoices or node.author in known.copied:
        return
    may = known.allowed.get(node.author, 0) - known.loans.debit(chain)
    if _issued(watch, chain[watch.head(centre, node.author).seq :]) <= may:
        return
    behind = chain[node.believed().get(node.author, EMPTY).seq :]
    alone, may = _issued(watch, behind), may + known.loans.credit(behind)
    if alone > may:
        record.broke("within_allowance", f"{node.name} issued {alone} alone and may {may}")


def city_within_allowances(record: Record, watch: Watch, centre: CentreNode, nodes: Iterable[StationNode]) -> None:
    """Whatever was lent to whom: all that is out of the centre's sight together is at most what it ever granted."""
    known = watch.known
    if known.copied:
        return
    there = {node.author: watch.head(centre, node.author).seq for node in nodes}
    alone = sum(
        _issued(watch, watch.held.get(node.name, {}).get(node.author, [])[there[node.author] :]) for node in nodes
    )
    may = sum(known.allowed.values())
    if alone > may:
        record.broke("within_allowance", f"{alone} invoices are out together, {may} were granted")


def _issued(watch: Watch, chain: Iterable[bytes]) -> int:
    return sum(watch.known.seen[entry].invoices for entry in chain)
