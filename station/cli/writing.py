"""`notes` and `records`: what people write together, and the fields of shared records with their values side by side."""

from __future__ import annotations

from argparse import Namespace
from uuid import UUID

from schemas.failures import BadInput
from station.cli.streams import Streams, read_bytes
from station.counter import asking
from station.counter.commands import AddLine, Command, MarkNote, SetField, WriteNote
from station.office import Office


def notes(args: Namespace, streams: Streams, office: Office) -> int:
    """List, read, write, add a line, mark."""
    if args.act == "list":
        streams.answer(office.ask(asking.Notes(args.record or "")))
    elif args.act == "read":
        streams.answer(office.ask(asking.Note(_record(args))))
    else:
        _do(args, streams, office, _note(args, streams, office))
    return 0


def records(args: Namespace, streams: Streams, office: Office) -> int:
    """List, show, set a field."""
    if args.act == "list":
        streams.answer(office.ask(asking.Records(args.record or "")))
    elif args.act == "show":
        streams.answer(office.ask(asking.Record(_record(args))))
    else:
        _do(args, streams, office, _field(args, streams, office))
    return 0


def _do(args: Namespace, streams: Streams, office: Office, command: Command) -> None:
    office.unlock(args.clerk, streams.pin(args.pin_fd))
    streams.answer(office.do(command))


def _note(args: Namespace, streams: Streams, office: Office) -> Command:
    record, command = _record(args), _command(args, office)
    clerk = _clerk(args)
    if args.act == "write":
        text = _words(args, streams, 0)
        return WriteNote(command=command, clerk=clerk, record=record, text=text, seen=args.seen)
    if args.act == "add":
        return AddLine(command=command, clerk=clerk, record=record, line=_words(args, streams, 0).rstrip("\n"))
    value = _words(args, streams, 1)
    mark = {"yes": True, "no": False}.get(value, value)
    return MarkNote(command=command, clerk=clerk, record=record, name=args.words[0], value=mark)


def _field(args: Namespace, streams: Streams, office: Office) -> Command:
    return SetField(
        command=_command(args, office),
        clerk=_clerk(args),
        record=_record(args),
        field=args.words[0] if args.words else "",
        value=_words(args, streams, 1),
        seen=tuple(_entry(seen) for seen in args.seen or ()),
        personal=args.personal,
    )


def _words(args: Namespace, streams: Streams, at: int) -> str:
    """The words at a place of the line, or of `--in`; BadInput `cli.one_of` unless they stand in one of both."""
    said = args.words[at:]
    if len(args.words) < at or len(said) + (args.source is not None) != 1:
        raise BadInput("cli.one_of", field="in", names="WORDS, --in")
    if said:
        return said[0]
    try:
        return read_bytes(args.source, streams.stdin).decode("utf-8")
    except UnicodeDecodeError as fault:
        raise BadInput("input.encoding", field="in", at=fault.start) from None


def _record(args: Namespace) -> str:
    if args.record is None:
        raise BadInput("cli.missing", field="record", name="record")
    return args.record


def _clerk(args: Namespace) -> str:
    if args.clerk is None:
        raise BadInput("cli.missing", field="clerk", name="clerk")
    return args.clerk


def _command(args: Namespace, office: Office) -> UUID:
    if args.command is None:
        return office.fresh_command()
    try:
        return UUID(args.command)
    except ValueError:
        raise BadInput("cli.uuid", field="command") from None


def _entry(text: str) -> bytes:
    try:
        entry = bytes.fromhex(text)
    except ValueError:
        entry = b""
    if len(entry) != 32:
        raise BadInput("cli.entry", field="seen")
    return entry
