"""`cases`: the differences that the centre opened to this site, what the site says of them, and what was read at the centre."""

from __future__ import annotations

from argparse import Namespace
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from schemas.failures import BadInput
from station.cli.streams import Streams, read_bytes
from station.counter.casework import Accesses, AnswerCase, Cases
from station.office import Office


def cases(args: Namespace, streams: Streams, office: Office) -> int:
    """List the cases or the accesses; answer, attach to, contest or accept one."""
    if args.act == "list":
        streams.answer(office.ask(Cases(closed=args.all)))
    elif args.act == "accesses":
        streams.answer(office.ask(Accesses()))
    else:
        for name in ("clerk", "case"):
            if getattr(args, name) is None:
                raise BadInput("cli.missing", field=name, name=name)
        office.unlock(args.clerk, streams.pin(args.pin_fd))
        streams.answer(office.do(_said(args, streams, office)))
    return 0


def _said(args: Namespace, streams: Streams, office: Office) -> AnswerCase:
    try:
        command = UUID(args.command) if args.command else office.fresh_command()
    except ValueError:
        raise BadInput("cli.uuid", field="command") from None
    return AnswerCase(
        command=command,
        clerk=args.clerk,
        case=args.case,
        act=args.act,
        words=args.words,
        attachments=tuple((Path(name).name, sha256(read_bytes(name, streams.stdin)).digest()) for name in args.attach),
    )
