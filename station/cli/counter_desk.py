"""The words of the counter's further acts, done with the office of a home."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from schemas.failures import BadInput, Refusal
from station.cli.batch import answer_documents
from station.cli.desk import command_id, counted, entered_on, require, unlock_all
from station.cli.streams import Streams, documents, read_bytes
from station.counter import acts, questions
from station.counter.commands import IssueInvoice
from station.office import Office


def dues(args: Namespace, streams: Streams, office: Office) -> int:
    """What a taxpayer owes; nothing is kept."""
    return answer_documents(args, streams, lambda given: office.ask(questions.QuoteDues(given)))


def reverse(args: Namespace, streams: Streams, office: Office) -> int:
    """A red letter against an invoice."""
    unlock_all(args, streams, office)
    code, _, number = args.invoice.rpartition("-")
    act = acts.IssueRedLetter(
        **_who(args, office),
        code=code,
        number=number,
        reason=args.reason,
        gross_fen=args.gross_fen,
        authoriser=args.authoriser,
        handed_over=args.handed_over,
        payee=_payee(args),
    )
    streams.answer(office.do(act))
    return 0


def undo(args: Namespace, streams: Streams, office: Office) -> int:
    """A collection of dues undone on its day."""
    unlock_all(args, streams, office)
    act = acts.ReverseCollection(
        **_who(args, office),
        entry=args.ref,
        reason=args.reason,
        handed_over=args.handed_over,
        authoriser=args.authoriser,
    )
    streams.answer(office.do(act))
    return 0


def correct(args: Namespace, streams: Streams, office: Office) -> int:
    """A wrong payment method put right."""
    unlock_all(args, streams, office)
    act = acts.CorrectPayment(
        **_who(args, office),
        order_no=args.order,
        method=args.method,
        reason=args.reason,
        reference=args.reference,
        authoriser=args.authoriser,
    )
    streams.answer(office.do(act))
    return 0


def refund(args: Namespace, streams: Streams, office: Office) -> int:
    """An application for taxes back, forwarded."""
    unlock_all(args, streams, office)
    act = acts.RequestRefund(
        **_who(args, office),
        entry=args.ref,
        reason=args.reason,
        taxes=_taxes(args.taxes),
        arrived_on=args.arrived_on,
        payee=_payee(args) or {},
    )
    streams.answer(office.do(act))
    return 0


def ways(args: Namespace, streams: Streams, office: Office) -> int:
    """How the money of an entry goes back, were it undone now."""
    streams.answer(office.ask(questions.RefundWays(args.ref, args.on)))
    return 0


def _who(args: Namespace, office: Office) -> dict[str, Any]:
    return {"command": command_id(args, office), "clerk": args.clerk, "on": entered_on(args, office)}


def _payee(args: Namespace) -> dict[str, str] | None:
    given = {"name": args.payee_name, "bank": args.payee_bank, "account": args.payee_account}
    return {name: text for name, text in given.items() if text} or None


def _taxes(text: str | None) -> dict[str, int] | None:
    if text is None:
        return None
    try:
        return {tax: int(fen) for tax, fen in (part.split("=") for part in text.split(",") if part)}
    except ValueError:
        raise BadInput("cli.taxes", field="taxes") from None


def handover(args: Namespace, streams: Streams, office: Office) -> int:
    """What there is to hand over, or the hand-over itself."""
    if args.act == "show":
        streams.answer(office.ask(questions.Handover(args.on)))
        return 0
    require(args, ("clerk", "receiver", "counted"))
    unlock_all(args, streams, office)
    act = acts.HandOver(
        **_who(args, office),
        receiver=args.receiver,
        counted=counted(args.counted) or {},
        seals=tuple(args.seal),
        keys=tuple(args.key),
        drafts=args.drafts,
        note=args.note,
    )
    streams.answer(office.do(act))
    return 0


def countersign(args: Namespace, streams: Streams, office: Office) -> int:
    """Sign as the second person, or list what waits for it."""
    if args.act == "list":
        streams.answer(office.ask(questions.ToCountersign()))
        return 0
    require(args, ("clerk", "entry"))
    unlock_all(args, streams, office)
    streams.answer(office.do(acts.Countersign(**_who(args, office), entry=args.entry)))
    return 0


def deposit(args: Namespace, streams: Streams, office: Office) -> int:
    """Bring cash to the bank, or see how much waits for it."""
    if args.act == "show":
        streams.answer(office.ask(questions.Drawer(args.on)))
        return 0
    if args.act == "list":
        on = entered_on(args, office)
        streams.answer(office.ask(questions.Deposits(args.first or on, args.last or on)))
        return 0
    require(args, ("clerk", "reviewer", "counted", "slip", "bag", "seal"))
    unlock_all(args, streams, office)
    act = acts.DepositCash(
        **_who(args, office),
        slip_no=args.slip,
        bag_no=args.bag,
        seal_no=args.seal,
        counted=counted(args.counted) or {},
        reviewer=args.reviewer,
    )
    streams.answer(office.do(act))
    return 0


def settle(args: Namespace, streams: Streams, office: Office) -> int:
    """Settle vouchers and money, or see what a settlement would say."""
    told = office.ask(questions.Settlement(args.first, args.last))
    if args.act == "show":
        streams.answer(told)
        return 0
    require(args, ("clerk",))
    unlock_all(args, streams, office)
    streams.answer(office.do(acts.SettleVouchers(**_who(args, office), first=told["first"], last=told["last"])))
    return 0


def supplement(args: Namespace, streams: Streams, office: Office) -> int:
    """Say something later of a closed day."""
    unlock_all(args, streams, office)
    act = acts.SupplementDay(**_who(args, office), of=args.of, note=args.note, counted=counted(args.counted))
    streams.answer(office.do(act))
    return 0


def batch(args: Namespace, streams: Streams, office: Office) -> int:
    """Many buyers from a sheet: checked, and issued as one act where that is said."""
    given = _document(args, streams)
    told = office.ask(questions.ImportBatch(given, read_bytes(args.rows, streams.stdin)))
    if not args.issue:
        streams.answer(told)
        return 0
    require(args, ("clerk",))
    if told["bad"] and not args.leave_out:
        raise Refusal("batch.rows_bad", field="rows", bad=told["bad"])
    if told["application"] is None:
        raise BadInput("batch.no_columns", field="rows")
    unlock_all(args, streams, office)
    answer = office.do(IssueInvoice(clerk=args.clerk, application=told["application"], intent=args.intent))
    streams.answer({**answer, "left_out": [row["line"] for row in told["rows"] if not row["ok"]]})
    return 0


def sheets(args: Namespace, streams: Streams, office: Office) -> int:
    """One amount over the cap of an edition as several sheets; nothing is kept."""
    streams.answer(office.ask(questions.SplitSheets(_document(args, streams), args.edition)))
    return 0


def _document(args: Namespace, streams: Streams) -> dict[str, Any]:
    """The one JSON document of `--in`."""
    many, given = documents(read_bytes(args.source, streams.stdin))
    document = next(given)
    if many or not isinstance(document, dict):
        raise BadInput("application.object", field="in")
    return document


def report(args: Namespace, streams: Streams, office: Office) -> int:
    """One of the ten reports, as JSON or into a file."""
    target = Path(args.to) if args.to else None
    query = questions.Report(
        report=args.name,
        on=args.on,
        first=args.first,
        last=args.last,
        made_by=args.clerk,
        form=target.suffix.lstrip(".").lower() if target else None,
    )
    told = office.ask(query)
    data = told.pop("data", None)
    if target is None or data is None:
        streams.answer(told)
        return 0
    try:
        target.write_bytes(data)
    except OSError:
        raise BadInput("cli.file_out", field="to", file=target.name) from None
    lines = sum(len(section["lines"]) for section in told["sections"])
    streams.answer({"report": args.name, "file": target.name, "bytes": len(data), "lines": lines})
    return 0


def refuse(args: Namespace, streams: Streams, office: Office) -> int:
    """Take a request not, with all that is to be brought told once."""
    unlock_all(args, streams, office)
    person = {"name": args.name, "id": args.id, "phone": args.phone}
    act = acts.RefuseService(
        **_who(args, office),
        reason=args.reason,
        matter=args.matter,
        bring=tuple(args.bring),
        where=args.where,
        person={name: text for name, text in person.items() if text},
    )
    streams.answer(office.do(act))
    return 0


def reception(args: Namespace, streams: Streams, office: Office) -> int:
    """What is missing, refused, or issued before."""
    return answer_documents(args, streams, lambda given: office.ask(questions.Reception(given)))


def documents_due(args: Namespace, streams: Streams, office: Office) -> int:
    """Documents that are still to come, or taken in."""
    if args.act == "list":
        streams.answer(office.ask(questions.DocumentsDue()))
        return 0
    require(args, ("clerk", "entry", "source"))
    unlock_all(args, streams, office)
    documents_ = tuple(_document(args, streams).get("documents", ()))
    streams.answer(office.do(acts.SupplyDocuments(**_who(args, office), entry=args.entry, documents=documents_)))
    return 0


WITH_OFFICE: dict[str, Callable[[Namespace, Streams, Office], int]] = {
    "dues": dues,
    "reverse": reverse,
    "undo": undo,
    "correct": correct,
    "refund": refund,
    "ways": ways,
    "handover": handover,
    "countersign": countersign,
    "deposit": deposit,
    "settle": settle,
    "supplement": supplement,
    "batch": batch,
    "sheets": sheets,
    "report": report,
    "refuse": refuse,
    "reception": reception,
    "documents": documents_due,
}
