"""`printer`, `papers` and `forms`: printers and their queues, what came out of them, pre-numbered forms."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any, cast

from schemas.failures import BadInput
from station.cli.streams import Streams, documents, read_bytes
from station.counter import paperwork
from station.counter.asking import Status
from station.counter.paperwork import LoadForms, RepeatPaper, SetFormsAside, SettlePaper
from station.office import Office, printer_desk
from station.office.paper_answers import job_plain
from station.print.setting import ANY, PrinterSetting


def printer(args: Namespace, streams: Streams, office: Office) -> int:
    """Printers: nobody's key is needed; what they print is another matter."""
    room = office.print_room
    match args.act:
        case "list":
            told = {**office.ask(paperwork.Printers()), "troubles": printer_desk.troubles(room)}
        case "find":
            told = printer_desk.found()
        case "queue":
            told = office.ask(paperwork.PrintQueue(waiting=not args.all))
        case "run":
            told = {"jobs": [job_plain(job) for job in room.pass_once()], "troubles": printer_desk.troubles(room)}
        case "add":
            told = printer_desk.keep(room, _setting(args))
        case "remove":
            told = printer_desk.forget(room, _name(args))
        case "adjust":
            told = printer_desk.adjust(room, _name(args), _tenths(args.right, "right"), _tenths(args.down, "down"))
        case "move":
            told = {"moved": room.move(_name(args), _said(args.target, "to"))}
        case _:
            told = printer_desk.try_out(room, _name(args), ruler=args.act == "ruler")
    streams.answer(told)
    return 0


def sheet(args: Namespace, streams: Streams, office: Office) -> int:
    """A notice or sheet from a JSON document into a file."""
    kind, name = args.to
    _, given = documents(read_bytes(args.source, streams.stdin))
    document = next(given)
    if not isinstance(document, dict):
        raise BadInput("application.object", field="in")
    data = office.sheet(args.name, cast("dict[str, Any]", document), kind)
    try:
        Path(name).write_bytes(data)
    except OSError:
        raise BadInput("cli.file_out", field="to", file=Path(name).name) from None
    streams.answer({"sheet": args.name, "to": kind, "bytes": len(data)})
    return 0


def papers(args: Namespace, streams: Streams, office: Office) -> int:
    """Say what came out of a job in doubt, or print a further copy."""
    office.unlock(args.clerk, streams.pin(args.pin_fd))
    common = {"command": office.fresh_command(), "clerk": args.clerk, "on": _on(args, office), "job": args.job}
    if args.act == "again":
        streams.answer(office.do(RepeatPaper(**common, reason=args.reason)))
    else:
        streams.answer(office.do(SettlePaper(**common, outcome=args.act, reason=args.reason)))
    return 0


def forms(args: Namespace, streams: Streams, office: Office) -> int:
    """Pre-numbered forms: how they stand, load them, take them out of use."""
    if args.act == "list":
        streams.answer(office.ask(paperwork.Forms()))
        return 0
    clerk = _said(args.clerk, "clerk")
    office.unlock(clerk, streams.pin(args.pin_fd))
    if args.authoriser:
        office.unlock(args.authoriser, streams.pin(args.authoriser_pin_fd))
    common = {
        "command": office.fresh_command(),
        "clerk": clerk,
        "on": _on(args, office),
        "stock": _said(args.stock, "stock"),
        "code": _said(args.code, "code"),
        "first": _said(args.first, "first"),
        "last": args.last or args.first,
    }
    if args.act == "load":
        streams.answer(office.do(LoadForms(**common, printer=_said(args.printer, "printer"), witness=args.authoriser)))
    else:
        streams.answer(office.do(SetFormsAside(**common, how=_said(args.how, "how"), reason=args.reason)))
    return 0


def _setting(args: Namespace) -> PrinterSetting:
    takes = args.takes or ("escpos" if args.kind in ("network", "usb", "serial") else "pdf")
    return PrinterSetting(
        name=_name(args),
        kind=_said(args.kind, "kind"),
        address=_said(args.address, "address"),
        takes=takes,
        width=args.width,
        papers=tuple(part for part in (args.papers or ANY).split(",") if part),
        preprinted=tuple(part for part in (args.preprinted or "").split(",") if part),
        right_tenths=_tenths(args.right, "right"),
        down_tenths=_tenths(args.down, "down"),
    )


def _name(args: Namespace) -> str:
    return _said(args.name, "name")


def _said(value: str | None, name: str) -> str:
    if not value:
        raise BadInput("cli.missing", field=name, name=name)
    return value


def _tenths(text: str, name: str) -> int:
    """Millimetres with at most one decimal as tenths; BadInput `printer.step`."""
    whole, _, tenth = text.lstrip("+-").partition(".")
    if not (whole.isascii() and whole.isdigit() and len(whole) <= 3 and (not tenth or tenth in "0123456789")):
        raise BadInput("printer.step", field=name)
    tenths = int(whole) * 10 + int(tenth or 0)
    return -tenths if text.startswith("-") else tenths


def _on(args: Namespace, office: Office) -> str:
    return args.on or office.ask(Status())["on"]
