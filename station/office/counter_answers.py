"""Answering what is asked of the counter's further acts. Nothing here writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from schemas.application import Application, DuesAsked, parse_application, parse_dues
from schemas.apply import Cursor
from schemas.books import PaymentRow
from schemas.periods import period_of, read_day
from schemas.rules.assess import quote
from schemas.rules.case import obligation_day
from schemas.rules.pack import Pack
from schemas.rules.prior import Prior
from schemas.rules.shelf import known_pack, pack_for
from station.counter import questions
from station.counter.dueing import DuesView, period_asked, work_dues
from station.counter.refunds import alone_fen, shares, stage_of, way
from station.ledger import counter_queries, queries
from station.ledger.ledger import Ledger
from station.office import lending, reporting, reports, righting, viewing, watching
from station.office.batching import import_batch, split_sheets
from station.office.counter_viewing import money_view
from station.office.hand_answers import HandAnswers
from station.office.receiving import documents_due, reception


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
            case questions.RefundWays():
                return self._ways(query)
            case questions.Foresee():
                return righting.foresee(self._ledger, self._cursor, self._packs, query.command)
            case questions.Followed():
                return righting.followed(self._ledger, self._cursor, query)
            case questions.Report():
                return reports.report(self._ledger, self._cursor, self._packs, query, self._on(None))
            case questions.Reception():
                day = read_day(query.application.get("on"), "on")
                return reception(self._ledger, self._cursor, pack_for(self._packs, day), query.application)
            case questions.DocumentsDue():
                return documents_due(self._ledger, self._cursor)
            case questions.Loans():
                return lending.loans_plain(self._ledger, self._cursor, watching.allowance(self._ledger, self._cursor))
            case questions.ImportBatch():
                return import_batch(query, self._ledger.profile["kind"], self._desk, self._quote)
            case questions.SplitSheets():
                return split_sheets(query, self._desk, self._quote)
            case _:
                on = self._on(getattr(query, "on", None))
                return HandAnswers(self._ledger, self._cursor, self._packs, on).ask(query)

    def _desk(self, on: date) -> Pack | None:
        return known_pack(self._packs, on)

    def _quote(self, given: dict[str, Any]) -> dict[str, Any]:
        application = parse_application(given)
        person = self._ledger.refer(viewing.person_key(application.taxpayer))
        pack = pack_for(self._packs, obligation_day(application))
        return quote(application, viewing.prior_of(self._cursor, person, application), pack).to_json()

    def _ways(self, query: questions.RefundWays) -> dict[str, Any]:
        on = self._on(query.on)
        view = money_view(self._ledger, self._cursor, query.entry, on)
        desk = known_pack(self._packs, read_day(on, "on"))
        return {"entry": query.entry, "on": on, "collected": shares(view.levies, 1, 1), "requested": view.requested} | {
            "ways": [
                {
                    "handed_over": handed_over,
                    "stage": stage,
                    "payments": [_way(stage, paid) for paid in view.payments if paid.state == "taken"],
                }
                for handed_over in (False, True)
                for stage in [stage_of(view.on, on, view.day, handed_over=handed_over)]
            ],
            "alone_fen": alone_fen(desk),
        }

    def _on(self, on: str | None) -> str:
        """The day asked for, or the newest that is open, or the one the clock says."""
        if on is not None:
            return read_day(on, "on").isoformat()
        days = queries.open_days(self._cursor, self._ledger.author)
        return days[0].on if days else reporting.today(self._ledger.clock.wall_ms())

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


def _way(stage: str, paid: PaymentRow) -> dict[str, Any]:
    found = way(stage, paid.method)
    return {
        "order_no": paid.order_no,
        "method": paid.method,
        "amount_fen": paid.amount_fen,
        "route": found.route,
        "authoriser": found.authoriser,
    }
