"""Answering questions: what stands in the ledger, as plain data. Nothing here writes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from schemas.application import parse_application
from schemas.apply import Cursor
from schemas.assessment import agrees, prior_map, reassess
from schemas.entry.envelope import Entry
from schemas.entry.kinds import facts_of
from schemas.facts import TaxAssessed
from schemas.failures import BadInput, Refusal
from schemas.keep import Feeds
from schemas.paper import OUTPUTS
from schemas.periods import read_day
from schemas.rules.assess import quote
from schemas.rules.case import obligation_day
from schemas.rules.publishing import PackShelf
from schemas.rules.shelf import pack_for
from station.counter import asking, paperwork
from station.counter.casework import Accesses, Cases
from station.counter.questions import CounterQuery, Report
from station.counter.street import StreetQuestion
from station.ledger import lineage, names, queries
from station.ledger.journal import block_of
from station.ledger.ledger import Ledger
from station.ledger.peers import frontier_of, witnesses
from station.office import paper_answers, papering, reporting, sharing, viewing, watching
from station.office.answers import answer_of, facts_plain, instant, plain, postings_plain
from station.office.cases import CaseDesk
from station.office.counter_answers import CounterAnswers
from station.office.finding import findings
from station.office.practising import is_practice
from station.office.shelving import rules_plain
from station.office.street import StreetAnswers
from station.office.troubles import parted_plain, signatures_plain
from station.print.act import SPECIMEN

if TYPE_CHECKING:
    from station.office.office import Papers

_LEAST_DIGITS = 8


class Asking:
    """Questions to one ledger."""

    def __init__(self, ledger: Ledger, shelf: PackShelf, papers: Papers) -> None:
        self._ledger = ledger
        self._shelf = shelf
        self._packs = shelf.packs
        self._papers = papers

    def ask(self, query: asking.Query) -> dict[str, Any]:
        """The answer as plain data."""
        with self._ledger.database.read() as cursor:
            match query:
                case asking.Status():
                    return self._status(cursor)
                case asking.QuoteApplication():
                    return self._quote(cursor, query.application)
                case asking.Find():
                    return self._find(cursor, query.text.strip(), query.most)
                case asking.Show():
                    return self._show(cursor, self._entry(cursor, query.ref))
                case asking.Why():
                    return self._why(self._entry(cursor, query.ref))
                case asking.DayReport():
                    return reporting.day_report(self._ledger, cursor, self._day(cursor, query.on))
                case asking.Unsettled() | asking.People():
                    return self._listed(cursor, query)
                case asking.Paper():
                    return self._paper(cursor, query)
                case asking.Record() | asking.Records() | asking.Note() | asking.Notes() | asking.Refused():
                    return sharing.told(cursor, query)
                case Cases() | Accesses():
                    return CaseDesk(self._ledger, cursor).told(query)
                case asking.Findings():
                    return findings(self._ledger, cursor, self._shelf.every)
                case _:
                    return self._elsewhere(cursor, query)

    def _elsewhere(self, cursor: Cursor, query: paperwork.PaperQuery | CounterQuery | StreetQuestion) -> dict[str, Any]:
        """Questions that other rooms of the office answer."""
        if isinstance(query, paperwork.PrintQueue | paperwork.Forms | paperwork.Printers):
            return paper_answers.told(self._ledger, cursor, query)
        if isinstance(query, StreetQuestion):
            return StreetAnswers(self._ledger, cursor, self._packs).ask(query)
        if isinstance(query, Report) and query.form in OUTPUTS:
            return self._report(cursor, query)
        return CounterAnswers(self._ledger, cursor, self._packs).ask(query)

    def _report(self, cursor: Cursor, query: Report) -> dict[str, Any]:
        """A report on paper; it is a specimen where the site has no number of a real source."""
        told = CounterAnswers(self._ledger, cursor, self._packs).ask(replace(query, form=None))
        real = any(row.source != SPECIMEN for row in queries.granted(cursor, self._ledger.author))
        assert query.form is not None
        return told | {"data": self._papers.report(told, query.form, specimen=not real)}

    def _listed(self, cursor: Cursor, query: asking.Unsettled | asking.People) -> dict[str, Any]:
        if isinstance(query, asking.People):
            return {"people": people(self._ledger, cursor)}
        rows = queries.unsettled(cursor, self._ledger.author)
        return {"payments": [reporting.payment_plain(row) for row in rows]}

    def _status(self, cursor: Cursor) -> dict[str, Any]:
        me = self._ledger.author
        feeds = Feeds(cursor)
        head = lineage.own_head(cursor, me)
        held = lineage.held_by(cursor, me, frontier_of(cursor, self._ledger.standing.authority))
        sent = held.seq if held else 0
        oldest = feeds.at(me, sent + 1) if sent < head.seq else None
        return {
            "site": self._ledger.profile["site"],
            "name": self._ledger.profile["name"],
            "site_kind": self._ledger.profile["kind"],
            "practice": is_practice(self._ledger.profile),
            "collecting_unit": self._ledger.profile["collecting_unit"],
            "device": me.hex(),
            "on": self._day(cursor, None),
            "last": head.seq,
            "head": head.id.hex(),
            "outbox": {"count": head.seq - sent, "oldest_at": instant(oldest.hlc) if oldest else None},
            "centre": {"held": sent, "heard_ms": _heard(cursor, self._ledger.standing.authority)},
            "witnesses": len(witnesses(cursor, me, self._ledger.standing.authority)),
            "numbers": {stock: _left(cursor, me, stock) for stock in ("invoice", "voucher")},
            "allowance": watching.allowance_plain(watching.allowance(self._ledger, cursor)),
            "unsettled": len(queries.unsettled(cursor, me)),
            "papers_waiting": _papers_waiting(cursor),
            "people": len(queries.clerks(cursor, me)),
            "parted": parted_plain(self._ledger, cursor),
            "signatures": signatures_plain(cursor),
            "rules": rules_plain(self._shelf, read_day(self._day(cursor, None), "on")),
        }

    def _day(self, cursor: Cursor, on: str | None) -> str:
        """The day asked for, or the newest that is open, or the one the clock says (in China's zone)."""
        if on is not None:
            return read_day(on, "on").isoformat()
        days = queries.open_days(cursor, self._ledger.author)
        return days[0].on if days else reporting.today(self._ledger.clock.wall_ms())

    def _quote(self, cursor: Cursor, given: dict[str, Any]) -> dict[str, Any]:
        application = parse_application(given)
        person = self._ledger.refer(viewing.person_key(application.taxpayer))
        pack = pack_for(self._packs, obligation_day(application))
        prior = viewing.prior_of(cursor, person, application)
        return {**quote(application, prior, pack).to_json(), "prior": prior_map(prior)}

    def _find(self, cursor: Cursor, text: str, most: int) -> dict[str, Any]:
        if not text:
            raise BadInput("find.empty", field="text")
        found = [*queries.numbered(cursor, text), *names.find(cursor, text, most)]
        feeds = Feeds(cursor)
        entries = [feeds.by_id(entry) for entry in dict.fromkeys(found)]
        return {"found": [self._brief(cursor, entry) for entry in entries[:most] if entry is not None]}

    def _brief(self, cursor: Cursor, entry: Entry) -> dict[str, Any]:
        block = block_of(cursor, entry)
        return {**answer_of(entry), "said": plain(block.said) if block else None, "state": self._state(cursor, entry)}

    def _state(self, cursor: Cursor, entry: Entry) -> str | None:
        states = {row.state for row in queries.invoices_of(cursor, entry.author, entry.seq)}
        return states.pop() if len(states) == 1 else "mixed" if states else None

    def _show(self, cursor: Cursor, entry: Entry) -> dict[str, Any]:
        block = block_of(cursor, entry)
        clerks = {row.ckey: row for row in queries.clerks(cursor, entry.author)}
        clerk = clerks.get(entry.ckey) if entry.ckey else None
        return {
            **answer_of(entry),
            "prev": entry.prev.hex(),
            "clerk": {"id": clerk.clerk, "name": clerk.name} if clerk else None,
            "clerk_signature": entry.clerk_signed_by(clerk.key) if clerk else None,
            "facts": facts_plain(entry),
            "postings": postings_plain(entry),
            "said": plain(block.said) if block else None,
            "state": self._state(cursor, entry),
            "interval": watching.interval_plain(cursor, entry),
            "papers": queries.papers_of(cursor, lineage.paper_key(cursor, self._ledger.author, entry.id)),
        }

    def _why(self, entry: Entry) -> dict[str, Any]:
        fact = next((fact for fact in facts_of(entry.body) if isinstance(fact, TaxAssessed)), None)
        if fact is None:
            raise Refusal("why.no_working", field="ref")
        worked = reassess(fact, self._shelf.every)
        if worked is None:
            raise Refusal("why.pack_missing", pack=fact.pack.hex()[:16])
        return {"entry": entry.id.hex(), "agrees": agrees(fact, worked), **worked.to_json()}

    def _paper(self, cursor: Cursor, query: asking.Paper) -> dict[str, Any]:
        entry = self._entry(cursor, query.ref)
        wanted = papering.Wanted(paper=query.paper, to=query.to, part=query.part)
        data = papering.made(self._ledger, cursor, self._papers, entry, wanted)
        return {"entry": entry.id.hex(), "paper": query.paper, "to": query.to, "data": data}

    def _entry(self, cursor: Cursor, ref: str) -> Entry:
        """The entry that a person means; Refusal `show.unknown`, BadInput `show.ambiguous`."""
        wanted = ref.strip()
        code, dash, number = wanted.rpartition("-")
        if dash:
            cursor.execute(
                "SELECT entry FROM book_invoice WHERE code = ? AND number = ? UNION"
                " SELECT entry FROM book_voucher WHERE code = ? AND number = ?",
                (code, number, code, number),
            )
        elif len(wanted) >= _LEAST_DIGITS and all(letter in "0123456789abcdefABCDEF" for letter in wanted):
            low = bytes.fromhex(wanted.ljust(64, "0")[:64])
            high = bytes.fromhex(wanted.ljust(64, "f")[:64])
            cursor.execute("SELECT id FROM entry WHERE id BETWEEN ? AND ? LIMIT 2", (low, high))
        else:
            raise BadInput("show.ref", field="ref")
        found = [row[0] for row in cursor.fetchall()]
        if len(found) > 1:
            raise BadInput("show.ambiguous", field="ref", count=len(found))
        entry = Feeds(cursor).by_id(found[0]) if found else None
        if entry is None:
            raise Refusal("show.unknown", field="ref", ref=wanted)
        return entry


def people(ledger: Ledger, cursor: Cursor) -> list[dict[str, Any]]:
    """The people of this site."""
    return [{"clerk": row.clerk, "name": row.name, "role": row.role} for row in queries.clerks(cursor, ledger.author)]


def person(ledger: Ledger, clerk: str) -> dict[str, Any]:
    """One person of this site."""
    with ledger.database.read() as cursor:
        return next(found for found in people(ledger, cursor) if found["clerk"] == clerk)


def _left(cursor: Cursor, device: bytes, stock: str) -> int:
    return sum(left.count for left in queries.blocks_left(cursor, device, stock))


def _heard(cursor: Cursor, peer: bytes) -> int | None:
    cursor.execute("SELECT heard_ms FROM peer WHERE author = ?", (peer,))
    found = cursor.fetchone()
    return found[0] if found else None


def _papers_waiting(cursor: Cursor) -> int:
    cursor.execute("SELECT COUNT(*) FROM paper WHERE state IN ('queued', 'sending', 'unknown')")
    return cursor.fetchone()[0]
