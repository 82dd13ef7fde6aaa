"""The words of the command line that the office of a home does."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from schemas.failures import BadInput, Breach
from station.cli.batch import answer_documents, inner
from station.cli.streams import Streams
from station.counter import asking
from station.counter.commands import (
    AppointClerk,
    CloseDay,
    CollectTax,
    Command,
    IntendPayment,
    IssueInvoice,
    OpenDay,
    SettleIntent,
    VoidInvoice,
)
from station.office import Office
from station.office.setting_up import Ways
from station.settings import CHECKED_AT_ONCE
from station.sync import stick


def enrol(args: Namespace, streams: Streams, ways: Ways) -> int:
    """Make a home, then the first sync; on a stick in two halves: `--request` writes what is carried to the centre,

    `--answer` reads what is carried back.
    """
    home = Path(args.home)
    if args.request:
        require(args, ("code",))
        stick.write(Path(args.request), ways.ask(home, args.central or "", args.code))
        streams.answer({"file": Path(args.request).name})
        return 0
    if not args.answer:
        require(args, ("central", "code"))
    office = (
        ways.accept(home, stick.read(Path(args.answer))) if args.answer else ways.enrol(home, args.central, args.code)
    )
    try:
        told = {} if args.answer else {"sync": office.sync()}
        streams.answer({**office.ask(asking.Status()), **told})
    finally:
        office.close()
    return 0


def succeed(args: Namespace, streams: Streams, office: Office) -> int:
    """Go on under a new key."""
    unlock_all(args, streams, office)
    streams.answer(office.succeed(args.code, args.clerk, args.authoriser, args.url))
    return 0


def issue(args: Namespace, streams: Streams, office: Office) -> int:
    """Issue invoices, one application after another; the PIN is asked for once."""
    unlock_all(args, streams, office)
    return answer_documents(
        args,
        streams,
        lambda given: office.do(
            IssueInvoice(
                clerk=args.clerk,
                application=inner(given, "application"),
                intent=args.intent,
                authoriser=args.authoriser,
            )
        ),
    )


def collect(args: Namespace, streams: Streams, office: Office) -> int:
    """Collect taxes that are owed."""
    _unlock(args, streams, office)
    return answer_documents(
        args,
        streams,
        lambda given: office.do(
            CollectTax(clerk=args.clerk, collection=inner(given, "collection"), intent=args.intent)
        ),
    )


def void(args: Namespace, streams: Streams, office: Office) -> int:
    """Void an invoice."""
    unlock_all(args, streams, office)
    code, _, number = args.invoice.rpartition("-")
    command = VoidInvoice(
        command=command_id(args, office),
        clerk=args.clerk,
        code=code,
        number=number,
        reason=args.reason,
        on=entered_on(args, office),
        authoriser=args.authoriser,
        handed_over=args.handed_over,
    )
    streams.answer(office.do(command))
    return 0


def pay(args: Namespace, streams: Streams, office: Office) -> int:
    """Payment intents."""
    if args.act == "list":
        streams.answer(office.ask(asking.Unsettled()))
        return 0
    require(args, ("clerk", *(("method", "amount_fen", "purpose") if args.act == "intend" else ("order", "outcome"))))
    _unlock(args, streams, office)
    command, on = command_id(args, office), entered_on(args, office)
    done: Command
    if args.act == "intend":
        done = IntendPayment(
            command=command,
            clerk=args.clerk,
            on=on,
            method=args.method,
            amount_fen=args.amount_fen,
            for_command=_uuid(args.purpose, "for"),
        )
    else:
        done = SettleIntent(
            command=command,
            clerk=args.clerk,
            on=on,
            order_no=args.order,
            outcome=args.outcome,
            reference=args.reference,
        )
    streams.answer(office.do(done))
    return 0


def day(args: Namespace, streams: Streams, office: Office) -> int:
    """The business day."""
    if args.act == "report":
        streams.answer(office.ask(asking.DayReport(args.on)))
        return 0
    require(args, ("clerk",))
    _unlock(args, streams, office)
    command, on = command_id(args, office), entered_on(args, office)
    done: Command
    if args.act == "open":
        done = OpenDay(command=command, clerk=args.clerk, on=on, float_fen=args.float_fen)
    else:
        done = CloseDay(command=command, clerk=args.clerk, on=on, counted=counted(args.counted), note=args.note)
    streams.answer(office.do(done))
    return 0


def clerk(args: Namespace, streams: Streams, office: Office) -> int:
    """The people of this site."""
    if args.act == "list":
        streams.answer(office.ask(asking.People()))
        return 0
    require(args, ("clerk", "name"))
    if args.by:
        office.unlock(args.by, streams.pin(args.by_pin_fd))
    command = AppointClerk(
        command=office.fresh_command(),
        clerk=args.clerk,
        name=args.name,
        role=args.role,
        pin=streams.pin(args.pin_fd),
        by=args.by,
    )
    streams.answer(office.do(command))
    return 0


def sync(args: Namespace, streams: Streams, office: Office) -> int:
    """One round with the centre; a digest that differs is damage."""
    told = office.sync(args.url)
    office.check_signatures(CHECKED_AT_ONCE)
    streams.answer(told)
    if told["differing"]:
        raise Breach("sync.differs", feeds=", ".join(told["differing"]))
    return 0


def paper(args: Namespace, streams: Streams, office: Office) -> int:
    """A paper of a committed entry into a file."""
    kind, name = args.to
    made = office.ask(asking.Paper(args.ref, args.paper, kind, args.part))
    try:
        Path(name).write_bytes(made["data"])
    except OSError:
        raise BadInput("cli.file_out", field="to", file=Path(name).name) from None
    streams.answer({"entry": made["entry"], "paper": args.paper, "to": kind, "bytes": len(made["data"])})
    return 0


def ledger(args: Namespace, streams: Streams, office: Office) -> int:
    """Digest, verify, rebuild."""
    if args.act == "digest":
        streams.answer(office.digest())
        return 0
    if args.act == "rebuild":
        streams.answer(office.rebuild(_progress(streams)))
        return 0
    told = office.verify(_progress(streams), args.slip)
    streams.answer(told)
    if told["damage"]:
        raise Breach("ledger.damaged", count=len(told["damage"]))
    slip = told.get("slip")
    if slip is not None and not slip["complete"]:
        code = "ledger.slip_missing" if slip["verdict"] == "missing" else "ledger.slip_other"
        raise Breach(code, on=slip["on"], count=slip["missing"], first=slip["from"] or "", last=slip["last"])
    return 0


def evidence(args: Namespace, streams: Streams, office: Office) -> int:
    """The clerk's take-away."""
    from station.cli.taking import take_evidence

    streams.answer(take_evidence(office, Path(args.file)))
    return 0


def pins(args: Namespace, streams: Streams) -> list[str]:
    """The PINs that a command will ask for, in the order in which it asks."""
    if (
        getattr(args, "act", None) in ("report", "list", "read", "show")
        or getattr(args, "clerk", None) is None
        or not hasattr(args, "pin_fd")
    ):
        return []
    if getattr(args, "clerk", "") is None:
        return []
    asked: list[str] = []
    if getattr(args, "by", None):
        asked.append(streams.pin(args.by_pin_fd))
    asked.append(streams.pin(args.pin_fd))
    if getattr(args, "authoriser", None):
        asked.append(streams.pin(args.authoriser_pin_fd))
    return asked


def _asks(build: Callable[[Namespace], asking.Query]) -> Callable[[Namespace, Streams, Office], int]:
    def handle(args: Namespace, streams: Streams, office: Office) -> int:
        streams.answer(office.ask(build(args)))
        return 0

    return handle


def _unlock(args: Namespace, streams: Streams, office: Office) -> None:
    office.unlock(args.clerk, streams.pin(args.pin_fd))


def unlock_all(args: Namespace, streams: Streams, office: Office) -> None:
    """Unlock the one who acts, and the one who authorises if there is one."""
    _unlock(args, streams, office)
    if getattr(args, "authoriser", None):
        office.unlock(args.authoriser, streams.pin(args.authoriser_pin_fd))


def entered_on(args: Namespace, office: Office) -> str:
    """The business day that was said, or the one the site is in."""
    return args.on or office.ask(asking.Status())["on"]


def command_id(args: Namespace, office: Office) -> UUID:
    """The command's id that was said, or a new one."""
    return _uuid(args.command, "command") if args.command else office.fresh_command()


def _uuid(text: str, field: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadInput("cli.uuid", field=field) from None


def require(args: Namespace, names: tuple[str, ...]) -> None:
    """BadInput `cli.missing` at the first of these words that was not said."""
    for name in names:
        if getattr(args, name) is None:
            raise BadInput("cli.missing", field=name, name=name.replace("_", "-"))


def counted(text: str | None) -> dict[int, int] | None:
    """A drawer as it is written, `10000=3,500=2`; BadInput `cli.counted`."""
    if text is None:
        return None
    try:
        pairs = [part.split("=") for part in text.split(",") if part]
        return {int(value): int(pieces) for value, pieces in pairs}
    except ValueError:
        raise BadInput("cli.counted", field="counted") from None


def _progress(streams: Streams) -> Callable[[int], None]:
    def tell(count: int) -> None:
        if count % 5_000 == 0:
            streams.say(f"{count:,} …")

    return tell


def _export(args: Namespace, streams: Streams, office: Office) -> int:
    from station.cli.carrying import export

    return export(args, streams, office)


def _offline(_: Namespace, streams: Streams, office: Office) -> int:
    """Where the way to the centre breaks off."""
    streams.answer(office.why_offline())
    return 0


def _import(args: Namespace, streams: Streams, office: Office) -> int:
    from station.cli.carrying import import_

    return import_(args, streams, office)


def _printer(args: Namespace, streams: Streams, office: Office) -> int:
    from station.cli.printing import printer

    return printer(args, streams, office)


def _papers(args: Namespace, streams: Streams, office: Office) -> int:
    from station.cli.printing import papers

    return papers(args, streams, office)


def _sheet(args: Namespace, streams: Streams, office: Office) -> int:
    from station.cli.printing import sheet

    return sheet(args, streams, office)


def _forms(args: Namespace, streams: Streams, office: Office) -> int:
    from station.cli.printing import forms

    return forms(args, streams, office)


def _notes(args: Namespace, streams: Streams, office: Office) -> int:
    from station.cli.writing import notes

    return notes(args, streams, office)


def _records(args: Namespace, streams: Streams, office: Office) -> int:
    from station.cli.writing import records

    return records(args, streams, office)


def _cases(args: Namespace, streams: Streams, office: Office) -> int:
    from station.cli.cases import cases

    return cases(args, streams, office)


WITH_OFFICE: dict[str, Callable[[Namespace, Streams, Office], int]] = {
    "succeed": succeed,
    "issue": issue,
    "collect": collect,
    "cases": _cases,
    "void": void,
    "pay": pay,
    "day": day,
    "clerk": clerk,
    "sync": sync,
    "print": paper,
    "ledger": ledger,
    "evidence": evidence,
    "offline": _offline,
    "export": _export,
    "import": _import,
    "printer": _printer,
    "papers": _papers,
    "sheet": _sheet,
    "forms": _forms,
    "notes": _notes,
    "records": _records,
    "status": _asks(lambda _: asking.Status()),
    "findings": _asks(lambda _: asking.Findings()),
    "refused": _asks(lambda args: asking.Refused(args.most)),
    "show": _asks(lambda args: asking.Show(args.ref)),
    "why": _asks(lambda args: asking.Why(args.ref)),
    "find": _asks(lambda args: asking.Find(args.text, args.most)),
}
