"""Making a report: gathering its rows, its head and its foot; and as bytes of a workbook or of CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from schemas.apply import Cursor
from schemas.books.reports import Budget, Person, Report, Source, make
from schemas.entry.kinds import facts_of
from schemas.facts import DayClosed
from schemas.failures import BadInput
from schemas.instants import in_china
from schemas.keep import Feeds
from schemas.periods import period_of, read_day
from schemas.rules.counter import budget_of
from schemas.rules.pack import Pack
from schemas.rules.shelf import known_pack
from schemas.sheets import write_csv, write_xlsx
from station.counter import questions
from station.ledger import counter_queries, queries
from station.ledger.journal import block_of
from station.ledger.ledger import Ledger
from station.ledger.peers import frontier_of
from station.office import viewing
from station.office.street.rolls import rolls

MOST_DAYS = 366
MONTHLY = ("fee", "invoice-stock", "tax-accounts")
"""Reports whose period is the month, where none is named."""
NAMED = ("levies",)
"""Reports in which taxpayers stand by name."""


def report(
    ledger: Ledger, cursor: Cursor, packs: Sequence[Pack], query: questions.Report, today: str
) -> dict[str, Any]:
    """The report as plain data, and as `data` bytes where a form is named; BadInput `reports.*`."""
    first, last = _days(query, today)
    desk = known_pack(packs, read_day(last, "last"))
    lines = rolls(ledger, cursor, packs, query.report, first, last)
    source = replace(gather(ledger, cursor, desk, first, last, named=query.report in NAMED), **lines)
    made = make(query.report, source, _about(ledger, cursor, query, first, last))
    told = made.to_json()
    return told | ({"data": written(made, query.form)} if query.form else {})


def written(made: Report, form: str) -> bytes:
    """A report as bytes: `xlsx`, `csv` or `json`; BadInput `reports.form`."""
    if form == "xlsx":
        return write_xlsx(made.pages())
    if form == "csv":
        return write_csv(made.flat())
    if form == "json":
        return (json.dumps(made.to_json(), ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    raise BadInput("reports.form", field="to", form=form)


def gather(ledger: Ledger, cursor: Cursor, desk: Pack | None, first: str, last: str, *, named: bool) -> Source:
    """All that a report of these days may look at."""
    me = ledger.author
    earlier = _rows(cursor, me, "", _before(first))
    rows = _rows(cursor, me, first, last)
    levies = rows["levies"]
    places = [row.seq for book in ("levies", "invoices") for row in rows[book]]
    head = Feeds(cursor).heads([me])[me]
    held = frontier_of(cursor, ledger.standing.authority).get(me)
    cash_in, cash_out = counter_queries.cash_between(cursor, me, first, last)
    seqs = sorted(places)
    return Source(
        profile=ledger.profile,
        first=first,
        last=last,
        **rows,
        days=counter_queries.days(cursor, me, first, last),
        supplements=[
            row
            for day in counter_queries.days(cursor, me, first, last)
            for row in counter_queries.supplements(cursor, me, day.on)
        ],
        refusals=counter_queries.refusals(cursor, me, first, last),
        blocks=queries.granted(cursor, me),
        before=Source(profile=ledger.profile, first="", last=_before(first), **earlier),
        counted=_counted(ledger, cursor, last),
        drawer_fen=viewing.drawer(ledger, cursor, last),
        drawer_before_fen=viewing.drawer(ledger, cursor, _before(first)),
        cash_in_fen=cash_in,
        cash_out_fen=cash_out,
        last_seq=head.seq,
        unsent=head.seq - (held.seq if held else 0),
        reprints=counter_queries.further_copies(cursor, seqs[0], seqs[-1]) if seqs else 0,
        people=_people(cursor, me, places) if named else {},
        clerks={row.ckey: row.name for row in queries.clerks(cursor, me)},
        clerk_of=_clerks(cursor, me, places),
        packs=_packs(desk, levies),
        budgets=_budgets(desk, last),
        fee_shares=_fees(desk, ledger.profile["kind"], last, levies),
        in_order_drawn=counter_queries.drawn(cursor, me),
    )


def _rows(cursor: Cursor, me: bytes, first: str, last: str) -> dict[str, Any]:
    return {
        "payments": counter_queries.payments_between(cursor, me, first, last),
        "levies": counter_queries.levies_between(cursor, me, first, last),
        "vouchers": counter_queries.vouchers_between(cursor, me, first, last),
        "invoices": counter_queries.invoices_between(cursor, me, first, last),
        "reds": counter_queries.red_letters(cursor, me, first, last),
        "refunds": counter_queries.refunds(cursor, me, first, last),
        "deposits": counter_queries.deposits(cursor, me, first, last),
        "asides": counter_queries.asides_between(cursor, me, first, last),
    }


def _before(first: str) -> str:
    return (date.fromisoformat(first) - timedelta(days=1)).isoformat()


def _days(query: questions.Report, today: str) -> tuple[str, str]:
    """The days that are meant: those named, the day, or its month."""
    on = read_day(query.on or query.last or today, "on")
    first, last = read_day(query.first or on.isoformat(), "first"), read_day(query.last or on.isoformat(), "last")
    if query.report in MONTHLY and query.first is None:
        period = period_of("month", on)
        first, last = period.first, period.last
    if not first <= last or (last - first).days > MOST_DAYS:
        raise BadInput("reports.days", field="first")
    return first.isoformat(), last.isoformat()


def _about(
    ledger: Ledger, cursor: Cursor, query: questions.Report, first: str, last: str
) -> dict[str, str | int | None]:
    me = ledger.author
    head = Feeds(cursor).heads([me])[me]
    people = {row.clerk: row.name for row in queries.clerks(cursor, me)}
    return {
        "unit": ledger.profile["name"],
        "collecting_unit": ledger.profile["collecting_unit"],
        "site": ledger.profile["site"],
        "first": first,
        "last": last,
        "made_at": in_china(ledger.clock.wall_ms()).isoformat(timespec="seconds"),
        "made_by": people.get(query.made_by or "", ""),
        "reviewer": "",
        "head_of_site": next((row.name for row in queries.clerks(cursor, me) if row.role == "head"), ""),
        "feed": me.hex(),
        "last_seq": head.seq,
        "digest": head.id.hex(),
    }


def _counted(ledger: Ledger, cursor: Cursor, on: str) -> list[tuple[int, int]]:
    """The drawer as it was counted at the close of a day."""
    day = queries.day(cursor, ledger.author, on)
    entry = Feeds(cursor).at(ledger.author, day.closed_seq) if day and day.closed_seq else None
    closed = next((fact for fact in facts_of(entry.body) if isinstance(fact, DayClosed)), None) if entry else None
    return [(value, pieces) for value, pieces in (closed.counted if closed and closed.counted else ())]


def _people(cursor: Cursor, me: bytes, places: Iterable[int]) -> dict[int, Person]:
    """Who paid, by the place of the entry, as far as the blocks are held in clear."""
    feeds, found = Feeds(cursor), dict[int, Person]()
    for seq in sorted(set(places)):
        entry = feeds.at(me, seq)
        block = block_of(cursor, entry) if entry else None
        given = (block.said.get("application") or block.said.get("collection")) if block else None
        payer: Any = given.get("taxpayer") if isinstance(given, dict) else None
        if isinstance(payer, dict):
            found[seq] = Person(
                str(payer.get("name", "")), str(payer.get("id_type") or payer.get("kind", "")), str(payer.get("id", ""))
            )
    return found


def _clerks(cursor: Cursor, me: bytes, places: Iterable[int]) -> dict[int, bytes | None]:
    feeds = Feeds(cursor)
    entries = ((seq, feeds.at(me, seq)) for seq in set(places))
    return {seq: entry.ckey for seq, entry in entries if entry is not None}


def _packs(desk: Pack | None, levies: Iterable[Any]) -> dict[bytes | None, str]:
    """How each pack is called; one that is not at hand by the beginning of its digest."""
    named: dict[bytes | None, str] = {row.pack: row.pack.hex()[:8] for row in levies if row.pack is not None}
    return named | ({desk.digest: f"{desk.id} {desk.version}"} if desk else {})


def _budgets(desk: Pack | None, on: str) -> Mapping[str, Budget]:
    rows = budget_of(desk, date.fromisoformat(on)) if desk else {}
    return {tax: Budget(row.levy_item, row.title, row.subject, row.central.percent) for tax, row in rows.items()}


def _fees(desk: Pack | None, site: str, on: str, levies: Iterable[Any]) -> list[tuple[str, str, int]]:
    """For each row of the fee in force: its taxes, the share, and what is due on what was collected."""
    if desk is None:
        return []
    sums: dict[str, int] = {}
    for row in levies:
        if row.state == "collected":
            sums[row.tax] = sums.get(row.tax, 0) + row.due_fen
    rows = [fee for fee in desk.fees if site in fee.sites and fee.row.stands_on(date.fromisoformat(on))]
    return [
        (", ".join(fee.taxes), fee.share.percent, fee.share.of(sum(sums.get(tax, 0) for tax in fee.taxes)))
        for fee in rows
    ]
