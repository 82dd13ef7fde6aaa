"""The working of an application as it stands in an entry: without a name, and able to be worked out again to the fen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from schemas.application import Application
from schemas.facts import TaxAssessed
from schemas.rules.answer import Quote
from schemas.rules.assess import quote_case
from schemas.rules.case import Case, Party, Priced, case_of
from schemas.rules.pack import Pack
from schemas.rules.prior import Prior, Sums
from schemas.rules.rates import read_rate

_PLAIN = ("district", "place", "payer", "period", "months", "pit_method")


def assess(application: Application, prior: Prior, pack: Pack, taxpayer: bytes) -> tuple[TaxAssessed, Quote]:
    """Work an application out; the fact to keep, and the quote with its steps."""
    case = case_of(application)
    worked = quote_case(case, prior, pack)
    fact = TaxAssessed(
        on=case.on.isoformat(),
        taxpayer=taxpayer,
        asked=_asked(case),
        prior=prior_map(prior),
        quote=_kept(worked),
        pack=pack.digest,
        bound_on=case.obligation_on.isoformat(),
    )
    return fact, worked


def reassess(fact: TaxAssessed, packs: Sequence[Pack]) -> Quote | None:
    """The same working again, from the pack of its day; None when that pack is not at hand."""
    pack = next((pack for pack in packs if pack.digest == fact.pack), None)
    return None if pack is None else quote_case(*restated(fact), pack)


def restated(fact: TaxAssessed) -> tuple[Case, Prior]:
    """What was asked and what was known, as any pack can work it out again."""
    return _case(fact), _prior(fact.prior)


def agrees(fact: TaxAssessed, worked: Quote) -> bool:
    """Whether a working gives what the fact says, to the fen."""
    return _kept(worked) == fact.quote


def prior_map(prior: Prior) -> dict[str, Any]:
    """Prior sums as data."""
    said: dict[str, Any] = _sums(prior)
    return said | {"at_most": _sums(prior.at_most)} if prior.at_most else said


def _prior(said: dict[str, Any]) -> Prior:
    known = {name: said[name] for name in ("day_gross_fen", "month_gross_fen", "quarter_gross_fen")}
    return Prior(**known, at_most=Sums(**said["at_most"]) if "at_most" in said else None)


def _sums(sums: Sums) -> dict[str, int]:
    return {
        "day_gross_fen": sums.day_gross_fen,
        "month_gross_fen": sums.month_gross_fen,
        "quarter_gross_fen": sums.quarter_gross_fen,
    }


def _kept(worked: Quote) -> dict[str, Any]:
    """What stays of an answer: the pack tells citations and words again at any time."""
    amounts = worked.amounts()
    kept = {name: value for name, value in amounts.items() if name not in ("pack", "assumptions", "taxes")}
    kept["taxes"] = [{name: value for name, value in line.items() if name != "cites"} for line in amounts["taxes"]]
    return kept


def _asked(case: Case) -> dict[str, Any]:
    said: dict[str, Any] = {name: getattr(case, name) for name in _PLAIN if getattr(case, name) is not None}
    if case.pit_rate is not None:
        said["pit_rate"] = case.pit_rate.text
    said["invoices"] = [
        [
            party.kind,
            party.no_id_reason,
            [[line.item, line.charged_fen, line.net_priced, line.discount_fen] for line in lines],
        ]
        for party, lines in case.invoices
    ]
    return said


def _case(fact: TaxAssessed) -> Case:
    said = fact.asked
    return Case(
        on=date.fromisoformat(fact.on),
        obligation_on=date.fromisoformat(fact.bound_on),
        **{name: said.get(name) for name in _PLAIN},  # pyright: ignore[reportArgumentType] -- as `_asked` wrote them
        invoices=tuple(
            (
                Party(kind, reason),
                tuple(Priced(*line) for line in lines),
            )
            for kind, reason, lines in said["invoices"]
        ),
        pit_rate=read_rate(said["pit_rate"]) if "pit_rate" in said else None,
    )
