"""The reconciler's commands: statements, days, findings, exports, rebuilding."""

from __future__ import annotations

import re
from argparse import Namespace
from datetime import date
from pathlib import Path

from central.cli.streams import Streams, read_bytes, write_bytes
from central.reconcile.export import EXPORTS
from central.reconcile.moments import iso
from central.reconcile.report import city_report, day_report, finding_report, places_of
from central.reconcile.run import reconcile
from central.statements.formats import read_statement
from central.store.migrate import refold
from central.store.statements import keep_statement
from central.store.store import Store
from schemas.failures import BadInput, Breach, Refusal
from schemas.keep import Feeds

_DAY_IN_NAME = re.compile(r"20\d{2}-?[01]\d-?[0-3]\d")


def import_statement(args: Namespace, streams: Streams, store: Store) -> int:
    """Take a file in, whole or not at all, and once."""
    raw = read_bytes(args.file, streams.stdin)
    statement = read_statement(raw, _day(args.on) if args.on else _day_of_name(args.file))
    kept = keep_statement(store.database, statement, raw, name=Path(args.file).name, at=iso(store.clock.wall_ms()))
    streams.answer(
        {
            "file": kept.file.hex(),
            "format": statement.format,
            "channel": statement.channel,
            "days": list(statement.days),
            "lines": kept.lines,
            "fresh": kept.fresh,
            "known": kept.known,
            "paid_fen": sum(line.moved_fen for line in statement.lines if line.moved_fen > 0),
            "refunded_fen": -sum(line.moved_fen for line in statement.lines if line.moved_fen < 0),
        }
    )
    return 0


def reconcile_day(args: Namespace, streams: Streams, store: Store) -> int:
    """All sites of a day, or one site's day line by line."""
    on = _day(args.day)
    with store.asking() as asked:
        city = reconcile(asked, on)
        if args.site is None:
            streams.answer(city_report(city))
            return 0
        day = city.site(args.site)
        if day is None:
            raise Refusal("central.site_unknown", field="site", site=args.site)
        streams.answer(day_report(day, asked.acts(places_of(day))))
    return 0


def findings(args: Namespace, streams: Streams, store: Store) -> int:
    """Differences, one a line, newest day first."""
    with store.asking() as asked:
        for on in [_day(args.day)] if args.day else asked.days():
            for day in reconcile(asked, on).sites:
                for match in day.differences:
                    streams.answer(finding_report(day, match))
    return 0


def rebuild(_: Namespace, streams: Streams, store: Store) -> int:
    """Fold every feed again; Breach `central.rebuild` when the digests of what stood were others."""
    with store.database.writing() as cursor:
        feeds = Feeds(cursor, store.database.mark)
        before = feeds.digests(feeds.sites())
        streams.tell("central.rebuilding", feeds=len(before))
        count = refold(store.database, cursor)
        after = feeds.digests(feeds.sites())
    changed = sorted(author.hex() for author in after if before.get(author) != after[author])
    streams.answer({"entries": count, "feeds": len(after), "changed": changed})
    if changed:
        raise Breach("central.rebuild", count=len(changed))
    return 0


def export(args: Namespace, streams: Streams, store: Store) -> int:
    """A day into a file."""
    with store.asking() as asked:
        city = reconcile(asked, _day(args.day))
        acts = asked.acts(place for day in city.sites for place in places_of(day))
    data = EXPORTS[args.format](city, acts).encode("utf-8")
    write_bytes(args.file, data)
    streams.answer({"day": city.on, "format": args.format, "bytes": len(data)})
    return 0


def _day(typed: str) -> str:
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        raise BadInput("central.day", field="day") from None


def _day_of_name(name: str) -> str | None:
    """The day that a bill's file name tells, as in `1600000001All2026-09-18.csv.gz`."""
    found = _DAY_IN_NAME.findall(Path(name).name)
    try:
        return date.fromisoformat(found[-1]).isoformat() if found else None
    except ValueError:
        return None
