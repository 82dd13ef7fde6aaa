"""Doing what a person says of paper 票证操作: forms and queue move in the same transaction as the entry that says so."""

from __future__ import annotations

from schemas.apply import Cursor
from schemas.facts import FormReissued, PaperRepeated, PaperSettled
from schemas.failures import BadInput, Refusal
from schemas.keep import Feeds
from station.counter import forms
from station.counter.paperwork import LoadForms, RepeatPaper, SetFormsAside, SettlePaper
from station.ledger.ledger import Ledger
from station.office import printer_settings, printing
from station.office.form_state import forms_view
from station.office.papering import LISTS
from station.office.sheet_values import RED
from station.ports import Decision
from station.print.jobs import Event, Job, State, after, may_print_again
from station.print.rolls import FORMS

OUTCOMES = {"whole": Event.WHOLE, "nothing": Event.NOTHING, "torn": Event.TORN}
TORN = "torn"
_FORM = {"invoice": "ordinary-invoice", "voucher": "tax-voucher"}


class Forming:
    """Decides on paper and moves the queue, on the cursor of the entry's own transaction."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def load(self, cursor: Cursor, command: LoadForms, clerk: bytes, witness: bytes | None) -> Decision:
        """Forms into a printer; Refusal `printer.unknown`, `forms.not_for_this` and those of the decision."""
        setting = printer_settings.printer(cursor, command.printer)
        if command.stock in forms.STOCKS and command.stock not in setting.preprinted:
            raise Refusal("forms.not_for_this", field="printer", printer=setting.name)
        view = forms_view(self._ledger, cursor, command.stock, command.code)
        return forms.decide_load(command, view, witness, clerk)

    def set_aside(self, cursor: Cursor, command: SetFormsAside) -> Decision:
        """Forms out of use; what waited to be printed on them does not wait any more."""
        view = forms_view(self._ledger, cursor, command.stock, command.code)
        decision = forms.decide_aside(command, view)
        self._withdraw(cursor, decision, f"forms.{command.how}")
        return decision

    def settle(self, cursor: Cursor, command: SettlePaper) -> Decision:
        """What came out. A torn form is void and its sale goes on the next; a torn slip is printed again.

        BadInput `forms.outcome`; Refusals `print.job_state`, and those of a form that is spoiled.
        """
        event = OUTCOMES.get(command.outcome)
        if event is None:
            raise BadInput("forms.outcome", field="outcome")
        job = printing.job_at(self._ledger, cursor, command.job)
        state = after(job, event)
        settled = PaperSettled(
            on=command.on, entry=job.entry, paper=job.paper, part=job.part, copy=job.copy, outcome=command.outcome
        )
        printing.move(cursor, job.job, state, command.reason.strip() or command.outcome)
        if state is State.REPRINT:
            printing.again(cursor, job.job, command.reason.strip() or command.outcome, in_place=True)
        reissued = self._torn(cursor, command, job) if state is State.SPOILED else ()
        decision = Decision(kind=forms.SETTLE_KIND, facts=(settled, *reissued))
        self._withdraw(cursor, decision, TORN)
        return decision

    def repeat(self, cursor: Cursor, command: RepeatPaper, name: str) -> Decision:
        """A further copy; BadInput `forms.reason`, Refusal `print.once` for papers that are printed once."""
        reason = command.reason.strip()
        if not 0 < len(reason) <= forms.MOST_REASON:
            raise BadInput("forms.reason", field="reason", most=forms.MOST_REASON)
        job = printing.job_at(self._ledger, cursor, command.job)
        if not may_print_again(job):
            raise Refusal("print.once", field="job")
        queued = printing.job_at(self._ledger, cursor, printing.again(cursor, job.job, reason, clerk=name))
        repeated = PaperRepeated(
            on=command.on, entry=job.entry, paper=job.paper, part=job.part, copy=queued.copy, reason=reason
        )
        return Decision(kind=forms.REPEAT_KIND, facts=(repeated,))

    def _torn(self, cursor: Cursor, command: SettlePaper, job: Job) -> tuple[FormReissued, ...]:
        """The sale of a torn form on the next one; a torn list without a number of its own is queued again."""
        if job.paper == RED:
            raise Refusal("forms.red", field="job", number=job.number)
        stock = FORMS.get(job.paper)
        if stock is None or not job.number:
            printing.again(cursor, job.job, TORN, in_place=True)
            return ()
        view = forms_view(self._ledger, cursor, stock, job.code)
        sold = [row for row in view.sold if row.number == job.number]
        aside = SetFormsAside(
            command=command.command,
            clerk=command.clerk,
            on=command.on,
            stock=stock,
            code=job.code,
            first=job.number,
            last=job.number,
            how="spoiled",
            reason=command.reason.strip() or TORN,
        )
        return forms.reissued(aside, view, sold, (int(job.number), int(job.number)), "spoiled")

    def _withdraw(self, cursor: Cursor, decision: Decision, reason: str) -> None:
        """Take what stands under a spoiled number off the queue: the form, its list, and the slip that names it."""
        for fact in decision.facts:
            if not isinstance(fact, FormReissued):
                continue
            sale = Feeds(cursor).by_id(fact.entry)
            assert sale is not None, "what is reissued is held"
            form = _FORM[fact.stock]
            spoilt = (reason, fact.code, fact.number, form)
            cursor.execute(
                "UPDATE paper SET state = 'spoiled', reason = ? WHERE code = ? AND number = ? AND paper = ?"
                " AND state IN ('queued', 'printed', 'confirmed')",
                spoilt,
            )
            cursor.execute(
                "UPDATE paper SET state = 'spoiled', reason = ? WHERE seq = ? AND state = 'queued'"
                " AND (paper = 'slip' OR (paper = ? AND part = ?))",
                (reason, sale.seq, LISTS[form], fact.part),
            )


def moved_queue(cursor: Cursor, source: str, target: str) -> int:
    """Put what waits for one printer to another; the number moved. A job on its way or in doubt stays for its answer.

    Refusal `printer.unknown`; the pre-numbered forms must be loaded in the other printer before it prints on them.
    """
    if target:
        printer_settings.printer(cursor, target)
    cursor.execute("SELECT COUNT(*) FROM paper WHERE state = 'queued' AND printer = ?", (source,))
    count: int = cursor.fetchone()[0]
    cursor.execute("UPDATE paper SET printer = ? WHERE state = 'queued' AND printer = ?", (target, source))
    return count
