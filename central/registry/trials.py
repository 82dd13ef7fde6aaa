"""Changing the law without fear 规则试算: a new pack tried on real sales, and old sales worked out again by their own pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.assessment import agrees, reassess, restated
from schemas.facts import TaxAssessed
from schemas.failures import Failure, Refusal
from schemas.rules.answer import Quote
from schemas.rules.compare import Trial, try_pack
from schemas.rules.pack import Pack
from schemas.rules.shelf import pack_for

_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)
"""What a working of another shape than ours raises; entries come from feeds that nobody can change any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A sale whose working does not come out again: why, what it says and what comes out in fen, how much more by tax.

    `reason` is `differs`, `refused` (with the refusal's `code`), `pack_missing` or `unreadable`.
    """

    reason: str
    said_fen: int | None
    worked_fen: int | None = None
    by_tax: dict[str, int] | None = None
    code: str | None = None


@dataclass(slots=True)
class Tally:
    """What all sales of a trial come to. Amounts in fen, of those sales that both packs take; `payers` by person."""

    sales: int = 0
    unreadable: int = 0
    changed: int = 0
    refused_before: int = 0
    refused_after: int = 0
    before_fen: int = 0
    after_fen: int = 0
    by_tax: dict[str, int] = field(default_factory=dict[str, int])
    payers: dict[bytes, int] = field(default_factory=dict[bytes, int])

    def add(self, taxpayer: bytes, trial: Trial | None) -> None:
        """Count one sale; None is one that cannot be read."""
        self.sales += 1
        if trial is None:
            self.unreadable += 1
            return
        self.changed += trial.changed
        self.refused_before += trial.refused_before is not None
        self.refused_after += trial.refused_after is not None
        if trial.before_fen is not None and trial.after_fen is not None:
            self.before_fen += trial.before_fen
            self.after_fen += trial.after_fen
            self.payers[taxpayer] = self.payers.get(taxpayer, 0) + trial.after_fen - trial.before_fen
        for tax, fen in trial.by_tax.items():
            self.by_tax[tax] = self.by_tax.get(tax, 0) + fen


def try_sale(ref: str, fact: TaxAssessed, packs: Sequence[Pack], new: Pack) -> Trial | None:
    """A sale under the pack that it was worked out by and under `new`; None when it cannot be read.

    Where its own pack is not at hand, the one of its day among `packs` stands in.
    """
    others = [pack for pack in packs if pack.digest != new.digest]
    try:
        case, prior = restated(fact)
        own = next((pack for pack in packs if pack.digest == fact.pack), None)
        return try_pack([(ref, case, prior)], own or pack_for(others, case.obligation_on), new)[0]
    except (*_UNREADABLE, Refusal):
        return None


def recompute(fact: TaxAssessed, packs: Sequence[Pack]) -> Difference | None:
    """Work a sale out again by the pack that it cites; None when it comes out to the fen."""
    said = fact.quote.get("total_fen")
    try:
        worked = reassess(fact, packs)
        if worked is None:
            return Difference(reason="pack_missing", said_fen=said)
        if agrees(fact, worked):
            return None
        return Difference(reason="differs", said_fen=said, worked_fen=worked.total_fen, by_tax=_by_tax(fact, worked))
    except Failure as refused:
        return Difference(reason="refused", said_fen=said, code=refused.code)
    except _UNREADABLE:
        return Difference(reason="unreadable", said_fen=said)


def _by_tax(fact: TaxAssessed, worked: Quote) -> dict[str, int]:
    """How much more of each tax comes out than was said; only what differs."""
    more: dict[str, int] = {}
    for line in fact.quote["taxes"]:
        more[line["tax"]] = more.get(line["tax"], 0) - line["due_fen"]
    for line in worked.taxes:
        more[line.tax] = more.get(line.tax, 0) + line.due_fen
    return {tax: fen for tax, fen in more.items() if fen}
