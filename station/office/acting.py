"""Doing a command: a known id gives its old answer; else view, decision, commit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from schemas.application import Application, parse_application, parse_collection
from schemas.apply import Cursor
from schemas.entry.envelope import Entry
from schemas.entry.seal import Signer, short_id
from schemas.facts import ContactNoted
from schemas.failures import Refusal
from schemas.keep import Feeds
from schemas.paper.printable import require_printable
from schemas.periods import read_day
from schemas.rules.case import obligation_day
from schemas.rules.pack import Pack
from schemas.rules.shelf import known_pack, pack_for
from station.counter import appointing, closing, collecting, intents, issuing, noting, recording, voiding
from station.counter import commands as said
from station.counter.acts import CounterAct
from station.counter.cases import CASE_KIND
from station.counter.casework import AnswerCase
from station.counter.forms import ASIDE_KIND, LOAD_KIND, REPEAT_KIND, SETTLE_KIND
from station.counter.paperwork import LoadForms, PaperCommand, RepeatPaper, SetFormsAside, SettlePaper
from station.counter.street import StreetAct
from station.ledger import keys, queries
from station.ledger.journal import block_of
from station.ledger.ledger import Ledger
from station.office import lending, righting, viewing, watching
from station.office.answers import answer_of
from station.office.cases import CaseDesk
from station.office.counter_acting import CounterActing, Pen
from station.office.forming import Forming
from station.office.noting import Noting
from station.office.outage import Outage
from station.office.street import StreetActing
from station.ports import Decision

Given = TypeVar("Given")


class Acting:
    """One command's way from words to an entry, in the name of a clerk whose key is unlocked."""

    def __init__(
        self,
        ledger: Ledger,
        packs: Sequence[Pack],
        unlocked: Mapping[str, Signer],
        pens: Noting,
        outage: Outage,
    ) -> None:
        self._ledger = ledger
        self._packs = packs
        self._unlocked = unlocked
        self._pens = pens
        self._outage = outage

    def do(self, command: said.Command) -> dict[str, Any]:
        """The contract's answer of one command."""
        match command:
            case said.IssueInvoice():
                return self._issue(command)
            case said.CollectTax():
                return self._collect(command)
            case said.VoidInvoice():
                return self._void(command)
            case said.IntendPayment():
                return self._intend(command)
            case said.SettleIntent():
                return self._resolve(command)
            case said.OpenDay() | said.CloseDay():
                return self._day(command)
            case said.AppointClerk():
                return self._appoint(command)
            case said.SetField():
                return self._set_field(command)
            case LoadForms() | SetFormsAside() | SettlePaper() | RepeatPaper():
                return self._paper(command)
            case said.WriteNote() | said.AddLine() | said.MarkNote():
                return self._note(command)
            case StreetAct():
                decide, kind = StreetActing(self._ledger).way(command)
                return self._once(decide, command.command, command.clerk, kind)
            case _:
                return self._elsewhere(command)

    def _elsewhere(self, command: AnswerCase | CounterAct) -> dict[str, Any]:
        """Acts that other rooms of the office know."""
        if isinstance(command, AnswerCase):
            return self._answer_case(command)
        return CounterActing(self._ledger, self._packs, Pen(self._once, self._signer)).do(command)

    def _issue(self, command: said.IssueInvoice) -> dict[str, Any]:
        application = parse_application(command.application)
        require_printable(issuing.as_given(application))
        known = self._known(_id(application.command))
        if known is not None:
            return self._same(known, "application", issuing.as_given(application))
        pack, desk = self._pack_for(application), pack_for(self._packs, application.on)
        authoriser = self._second(command.authoriser, command.clerk)

        def decide(cursor: Cursor) -> Decision:
            on = application.on.isoformat()
            view = viewing.sale_view(self._ledger, cursor, on, application.taxpayer, command.intent, application)
            return issuing.decide_issue(application, view, pack, desk, authoriser)

        return self._commit(decide, _id(application.command), command.clerk)

    def _collect(self, command: said.CollectTax) -> dict[str, Any]:
        collection = parse_collection(command.collection)
        require_printable(collecting.as_given(collection))
        known = self._known(_id(collection.command))
        if known is not None:
            return self._same(known, "collection", collecting.as_given(collection))
        desk = known_pack(self._packs, collection.on)

        def decide(cursor: Cursor) -> Decision:
            on = collection.on.isoformat()
            view = viewing.sale_view(self._ledger, cursor, on, collection.taxpayer, command.intent, None)
            return collecting.decide_collect(collection, view, desk)

        return self._commit(decide, _id(collection.command), command.clerk)

    def _void(self, command: said.VoidInvoice) -> dict[str, Any]:
        authoriser = self._signer(command.authoriser).id if command.authoriser else None
        desk = known_pack(self._packs, read_day(command.on, "on"))

        def decide(cursor: Cursor) -> Decision:
            return righting.decide(self._ledger, cursor, command, authoriser, desk)

        return self._once(decide, command.command, command.clerk, voiding.KIND)

    def _intend(self, command: said.IntendPayment) -> dict[str, Any]:
        read_day(command.on, "on")

        def decide(cursor: Cursor) -> Decision:
            stem = viewing.order_stem(self._ledger, command.on)
            count = queries.order_count(cursor, self._ledger.author, stem)
            earlier = queries.unsettled(cursor, self._ledger.author)
            return intents.decide_intend(command, f"{stem}{count + 1:06d}", earlier)

        return self._once(decide, command.command, command.clerk, intents.INTEND_KIND)

    def _resolve(self, command: said.SettleIntent) -> dict[str, Any]:
        read_day(command.on, "on")

        def decide(cursor: Cursor) -> Decision:
            row = queries.payment(cursor, self._ledger.author, command.order_no)
            return intents.decide_resolve(command, row)

        return self._once(decide, command.command, command.clerk, intents.RESOLVE_KIND)

    def _day(self, command: said.OpenDay | said.CloseDay) -> dict[str, Any]:
        read_day(command.on, "on")

        def decide(cursor: Cursor) -> Decision:
            view = viewing.day_view(self._ledger, cursor, command.on)
            if isinstance(command, said.OpenDay):
                return closing.decide_open(command, view)
            return closing.decide_close(command, view)

        kind = closing.OPEN_KIND if isinstance(command, said.OpenDay) else closing.CLOSE_KIND
        return self._once(decide, command.command, command.clerk, kind)

    def _appoint(self, command: said.AppointClerk) -> dict[str, Any]:
        if self._known(_id(command.command)) is None and command.by:
            self._signer(command.by)

        def decide(cursor: Cursor) -> Decision:
            appointing.require_appointable(command, queries.clerks(cursor, self._ledger.author))
            signer = keys.new_clerk(cursor, command.clerk, command.pin, self._ledger.pepper)
            return appointing.decide_appoint(command, signer.public)

        return self._once(decide, command.command, command.by, appointing.KIND)

    def _set_field(self, command: said.SetField) -> dict[str, Any]:
        def decide(cursor: Cursor) -> Decision:
            values = queries.field_values(cursor, command.record).get(command.field, ())
            return recording.decide_field(command, values)

        return self._once(decide, command.command, command.clerk, recording.KIND)

    def _paper(self, command: PaperCommand) -> dict[str, Any]:
        read_day(command.on, "on")
        forming = Forming(self._ledger)

        def decide(cursor: Cursor) -> Decision:
            match command:
                case LoadForms():
                    witness = self._signer(command.witness).id if command.witness else None
                    return forming.load(cursor, command, self._signer(command.clerk).id, witness)
                case SetFormsAside():
                    return forming.set_aside(cursor, command)
                case SettlePaper():
                    return forming.settle(cursor, command)
                case RepeatPaper():
                    name = self._ledger.clerk_name(self._signer(command.clerk).id)
                    return forming.repeat(cursor, command, name)

        return self._once(decide, command.command, command.clerk, _PAPER_KINDS[type(command)])

    def _note(self, command: said.WriteNote | said.AddLine | said.MarkNote) -> dict[str, Any]:
        def decide(cursor: Cursor) -> Decision:
            return self._pens.decide(cursor, command)

        return self._once(decide, command.command, command.clerk, noting.KIND)

    def _answer_case(self, command: AnswerCase) -> dict[str, Any]:
        def decide(cursor: Cursor) -> Decision:
            return CaseDesk(self._ledger, cursor).decide(command, self._signer(command.clerk).id)

        return self._once(decide, command.command, command.clerk, CASE_KIND)

    def _once(
        self, decide: Callable[[Cursor], Decision], command: UUID, clerk: str | None, kind: str
    ) -> dict[str, Any]:
        """A command without a document of its own: its id and the kind of act say whether it was done."""
        known = self._known(command.bytes)
        if known is not None:
            if known.kind != kind:
                raise Refusal("command.reused", field="command")
            return answer_of(known)
        return self._commit(decide, command.bytes, clerk)

    def _commit(self, decide: Callable[[Cursor], Decision], command: bytes, clerk: str | None) -> dict[str, Any]:
        signer = self._signer(clerk) if clerk is not None else None
        wall_ms = self._ledger.clock.wall_ms()
        missed = self._outage.due(wall_ms)

        def noted(cursor: Cursor) -> Decision:
            decision = decide(cursor)
            told = {fact.peer for fact in decision.facts if isinstance(fact, ContactNoted)}
            heard = (fact for fact in watching.due_contacts(self._ledger, cursor) if fact.peer not in told)
            returned = lending.due_returns(self._ledger, cursor)
            return replace(decision, facts=(*decision.facts, *heard, *returned, *missed))

        entry = self._ledger.journal.commit(noted, command=command, clerk=signer)
        if missed:
            self._outage.written(wall_ms)
        return answer_of(entry)

    def _signer(self, clerk: str) -> Signer:
        """The key of a clerk who is unlocked and still this site's."""
        signer = self._unlocked.get(clerk)
        if signer is None:
            raise Refusal("keys.locked", field="clerk", clerk=clerk)
        assert signer.id == short_id(signer.public)
        return signer

    def _second(self, authoriser: str | None, clerk: str) -> bytes | None:
        """The short id of a second person who is unlocked; Refusal `refund.same_person` when it is the same."""
        if authoriser == clerk:
            raise Refusal("refund.same_person", field="authoriser")
        return self._signer(authoriser).id if authoriser else None

    def _known(self, command: bytes) -> Entry | None:
        with self._ledger.database.read() as cursor:
            return Feeds(cursor).by_command(self._ledger.author, command)

    def _same(self, known: Entry, name: str, given: dict[str, Any]) -> dict[str, Any]:
        """The first answer again; Refusal `command.reused` when the id came with another document before."""
        with self._ledger.database.read() as cursor:
            block = block_of(cursor, known)
        if block is not None and block.said.get(name) != given:
            raise Refusal("command.reused", field="command")
        return answer_of(known)

    def _pack_for(self, application: Application) -> Pack:
        return pack_for(self._packs, obligation_day(application))


_PAPER_KINDS: dict[type[PaperCommand], str] = {
    LoadForms: LOAD_KIND,
    SetFormsAside: ASIDE_KIND,
    SettlePaper: SETTLE_KIND,
    RepeatPaper: REPEAT_KIND,
}


def _id(command: UUID | str) -> bytes:
    return (command if isinstance(command, UUID) else UUID(command)).bytes
