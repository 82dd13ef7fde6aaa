"""Answering what is asked of the counter's further acts. Nothing here writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from schemas.application import Application, DuesAsked, parse_dues
from schemas.apply import Cursor
from schemas.periods import period_of
from schemas.rules.pack import Pack
from schemas.rules.prior import Prior
from schemas.rules.shelf import pack_for
from station.counter import questions
from station.counter.dueing import DuesView, period_asked, work_dues
from station.ledger import counter_queries
from station.ledger.ledger import Ledger
from station.office import viewing


class CounterAnswers:
    """Questions to one ledger, answered from one view of it."""

    def __init__(self, ledger: Ledger, cursor: Cursor, packs: Sequence[Pack]) -> None:
        self._ledger = ledger
        self._cursor = cursor
        self._packs = packs

    def ask(self, query: questions.CounterQuery) -> dict[str, Any]:
        """The answer as plain data."""
        match query:
            case questions.QuoteDues():
                return self._dues(parse_dues(query.asked))

    def _dues(self, asked: DuesAsked) -> dict[str, Any]:
        person = self._ledger.refer(viewing.person_key(asked.taxpayer))
        period = period_asked(asked)
        months = [month.first for month in asked.quota.months] if asked.quota else []
        view = DuesView(
            invoiced={first: self._invoiced(person, first) for first in months},
            collected=counter_queries.collected(self._cursor, person, period) if period and asked.quota else {},
            prior=self._prior(person, asked.application),
        )
        return work_dues(asked, view, lambda on: pack_for(self._packs, on))

    def _invoiced(self, person: bytes, first: date) -> int:
        return counter_queries.invoiced_net(self._cursor, person, period_of("month", first))

    def _prior(self, person: bytes, application: Application | None) -> Prior:
        return viewing.prior_of(self._cursor, person, application) if application else Prior()
