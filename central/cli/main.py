"""From words to an exit status: parse, open the home, do, answer or explain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from central.cli import banking, books, bureau, grants, keeping, matters, reporting, statements
from central.cli.directory import directory
from central.cli.dues import dues
from central.cli.parser import build
from central.cli.streams import Streams
from central.store.store import Store
from schemas.failures import BadInput, Failure


@dataclass(frozen=True, slots=True)
class Means:
    """How homes come to be, handed down by the composition root."""

    init: Callable[[Path, str, str], Store]
    """A new home by name and database."""
    open: Callable[[Path], Store]
    """The store of a home."""
    serve: Callable[..., int]
    """Devices and pages, until Ctrl-C."""
    link: Callable[[Store, int, str], str]
    """An address that opens the pages once, for a person."""
    metrics_token: Callable[[Store], str]
    """What a gatherer of metrics shows at the gate."""
    exchange: Callable[[Store, bytes], bytes]
    """A parcel that was brought, and the parcel of the reply."""


_WITH_STORE: dict[str, Callable[[Any, Streams, Store], int]] = {
    "sites": bureau.sites,
    "enrol-code": bureau.enrol_code,
    "grant": grants.grant,
    "revoke": bureau.revoke_device,
    "directory": directory,
    "dues": dues,
    "import-statement": statements.import_statement,
    "backup": keeping.backup,
    "doctor": keeping.doctor,
    "report": reporting.make_report,
    "convergence": keeping.convergence,
    "bank": banking.bank,
    "treasury": banking.treasury,
    "cases": matters.cases,
    "evidence": matters.evidence,
    "decide": matters.decide_case,
    "agreement": matters.agreement,
    "remit": matters.remit_vouchers,
    "statements": statements.statements,
    "withdraw-statement": statements.withdraw_statement,
    "profile": statements.profile,
    "reconcile": books.reconcile_day,
    "findings": books.findings,
    "rebuild": books.rebuild,
    "export": books.export,
}


def run(argv: Sequence[str], streams: Streams, means: Means) -> int:
    """Do one command line; the exit status."""
    try:
        args = build().parse_args(list(argv))
        streams.as_json = args.json
        return _done(args, streams, means)
    except Failure as failure:
        return streams.error(failure)
    except SystemExit as leaving:
        return int(leaving.code or 0)


def _done(args: Any, streams: Streams, means: Means) -> int:
    if args.verb == "rules":
        return _rules(args, streams, means)
    home = Path(args.home)
    if args.verb == "init":
        store = means.init(home, args.name, args.database)
        return _told(store, streams, {"name": store.name, **bureau.identity_of(store)})
    if args.verb == "restore":
        return _restore(Path(args.folder), home, streams)
    if not home.is_dir():
        raise BadInput("cli.home", field="home", home=home.name)
    if args.verb == "serve":
        log = streams.err if args.log else None
        return means.serve(home, streams.tell, host=args.host, port=args.port, names=args.allow_host, log=log)
    store = means.open(home)
    if args.verb == "link":
        if args.metrics:
            return _told(store, streams, {"bearer": means.metrics_token(store)})
        return _told(store, streams, {"url": means.link(store, args.port, args.by)})
    try:
        if args.verb == "exchange-file":
            from central.cli.parcels import exchange_file

            return exchange_file(args, streams, store, means.exchange)
        if args.verb == "enrol-file":
            from central.cli.parcels import enrol_file

            return enrol_file(args, streams, store)
        return _WITH_STORE[args.verb](args, streams, store)
    finally:
        store.close()


def _rules(args: Any, streams: Streams, means: Means) -> int:
    """The law needs the whole engine, which the other commands do without."""
    from central.cli import rules

    return rules.run(args, streams, means.open)


def _restore(source: Path, home: Path, streams: Streams) -> int:
    from central.work.keeping import restore

    restore(source, home)
    streams.answer({"home": home.name})
    return 0


def _told(store: Store, streams: Streams, answer: dict[str, Any]) -> int:
    store.close()
    streams.answer(answer)
    return 0
