"""The words of the street station: every act is a document of `--in`, every question a word and its options."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from schemas.failures import BadInput, Breach
from schemas.matters import check_catalogue, load_catalogue, shipped_catalogue
from station.cli.batch import answer_documents
from station.cli.desk import entered_on
from station.cli.streams import Streams
from station.counter.street import StreetAct, StreetQuestion
from station.office import Office

_RESERVED = frozenset({"id", "command", "on", "step", "record", "room"})


def act(args: Namespace, streams: Streams, office: Office, room: str) -> int:
    """Do each document of `--in` in a room; the PIN is asked for once."""
    if args.clerk is None or args.source is None:
        missing = "clerk" if args.clerk is None else "in"
        raise BadInput("cli.missing", field=missing, name=missing)
    office.unlock(args.clerk, streams.pin(args.pin_fd))
    on = None

    def done(document: Any) -> dict[str, Any]:
        nonlocal on
        if not isinstance(document, dict) or not isinstance(document.get("step"), str):
            raise BadInput("street.field", field="step", name="step")
        on = document.get("on") or args.on or on or entered_on(args, office)
        return office.do(
            StreetAct(
                command=_command(document, office),
                clerk=args.clerk,
                on=on,
                room=room,
                step=document["step"],
                record=document.get("record"),
                said={name: value for name, value in document.items() if name not in _RESERVED},
            )
        )

    return answer_documents(args, streams, done)


def ask(args: Namespace, streams: Streams, office: Office, room: str, *names: str) -> int:
    """One question with the options that were said, or with each document of `--in`."""
    if args.source is None:
        said = {name: value for name in (*names, "on") if (value := getattr(args, name)) is not None}
        streams.answer(office.ask(StreetQuestion(room=room, ask=args.act, record=args.record, said=said)))
        return 0
    return answer_documents(args, streams, lambda said: office.ask(_question(room, args, said)))


def matters(args: Namespace, streams: Streams, office: Office) -> int:
    """Cases 办件."""
    if args.act == "do":
        return act(args, streams, office, "matters")
    if args.act == "check":
        return check(args, streams)
    return ask(args, streams, office, "matters", "state", "matter")


def household(args: Namespace, streams: Streams, office: Office) -> int:
    """Households 户."""
    if args.act == "do":
        return act(args, streams, office, "household")
    return ask(args, streams, office, "household", "field", "text")


def directory(args: Namespace, streams: Streams, office: Office) -> int:
    """The directory 名录: take a file in, search, open, sum the looks."""
    if args.act == "take":
        if args.record is None:
            raise BadInput("cli.missing", field="record", name="FILE")
        streams.answer(office.take_directory(_file(Path(args.record))))
        return 0
    if args.act == "do":
        return act(args, streams, office, "directory")
    if args.act in ("search", "open"):
        if args.clerk is None:
            raise BadInput("cli.missing", field="clerk", name="clerk")
        office.unlock(args.clerk, streams.pin(args.pin_fd))
    return ask(args, streams, office, "directory", "text", "clerk")


def _file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise BadInput("cli.file", field="in", file=path.name) from None


def quota(args: Namespace, streams: Streams, office: Office) -> int:
    """Quotas and what is owed by them 定期定额."""
    if args.act == "do":
        return act(args, streams, office, "quota")
    return ask(args, streams, office, "quota")


def slots(args: Namespace, streams: Streams, office: Office) -> int:
    """Appointments 预约."""
    if args.act == "do":
        return act(args, streams, office, "slots")
    return ask(args, streams, office, "slots", "site")


def queue(args: Namespace, streams: Streams, office: Office) -> int:
    """The room 大厅: who waits, how long, and how full the stations are."""
    if args.act == "do":
        return act(args, streams, office, "queue")
    return ask(args, streams, office, "queue", "site")


def supply(args: Namespace, streams: Streams, office: Office) -> int:
    """Invoices for households 发票领用."""
    if args.act == "do":
        return act(args, streams, office, "supply")
    return ask(args, streams, office, "supply", "code", "count")


def mailing(args: Namespace, streams: Streams, office: Office) -> int:
    """Invoices ordered ahead and sent by post 邮寄领票."""
    if args.act == "do":
        return act(args, streams, office, "mailing")
    return ask(args, streams, office, "mailing")


def check(args: Namespace, streams: Streams) -> int:
    """Prove the catalogue sound, the shipped one or one in a folder; Breach `matters.unsound`."""
    catalogue = shipped_catalogue() if args.dir is None else load_catalogue(*_pages(Path(args.dir)))
    faults = check_catalogue(catalogue)
    streams.answer(
        {
            "matters": len(catalogue.matters),
            "flows": sorted(catalogue.flows),
            "unconfirmed": sorted(code for code, matter in catalogue.matters.items() if not matter.confirmed),
            "faults": [{"where": fault.where, "rule": fault.rule} for fault in faults],
        }
    )
    if faults:
        raise Breach("matters.unsound", count=len(faults), where=faults[0].where, rule=faults[0].rule)
    return 0


def _pages(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """The files of a catalogue's folder, matters and flows."""
    found: list[dict[str, str]] = []
    for name in ("catalogue", "flows"):
        try:
            pages = {page.name: page.read_text("utf-8") for page in sorted((folder / name).glob("*.json"))}
        except (OSError, UnicodeDecodeError):
            raise BadInput("matters.catalogue", field="dir", file=name, reason="unreadable") from None
        found.append(pages)
    return found[0], found[1]


def _question(room: str, args: Namespace, said: Any) -> StreetQuestion:
    if not isinstance(said, dict):
        raise BadInput("street.field", field="in", name="in")
    return StreetQuestion(room=room, ask=args.act, record=said.get("record", args.record), said=said)


def _command(document: dict[str, Any], office: Office) -> Any:
    from uuid import UUID

    said = document.get("command")
    try:
        return UUID(said) if said is not None else office.fresh_command()
    except (ValueError, AttributeError, TypeError):
        raise BadInput("cli.uuid", field="command") from None


WITHOUT_HOME: dict[str, Callable[[Namespace, Streams], int]] = {"check": check}
"""What `matters` answers with no home."""

WITH_OFFICE: dict[str, Callable[[Namespace, Streams, Office], int]] = {
    "directory": directory,
    "household": household,
    "mailing": mailing,
    "matters": matters,
    "queue": queue,
    "quota": quota,
    "slots": slots,
    "supply": supply,
}
