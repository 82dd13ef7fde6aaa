"""The reconciler's commands: days, findings, exports, rebuilding."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from central.cli.banking import line_said, settlement_said
from central.cli.statements import day_of
from central.cli.streams import Streams, write_bytes
from central.reconcile.classes import DIFFERENT, Class
from central.reconcile.export import EXPORTS
from central.reconcile.report import city_report, day_report, finding_report, places_of
from central.reconcile.run import reconcile
from central.store.migrate import refold
from central.store.store import Store
from central.work.auditing import Auditor
from central.work.banking import bank_day
from central.work.cases import refresh_cases
from central.work.findings import Found, check_signatures, found_at_centre
from schemas.failures import Breach, Refusal
from schemas.keep import Feeds
from schemas.words import say


def reconcile_day(args: Namespace, streams: Streams, store: Store) -> int:
    """All sites of a day, or one site's day line by line; every signature is checked first, so that a bad one counts nowhere, and cases follow."""
    on = day_of(args.day)
    refresh_cases(store, [on])
    with store.asking() as asked:
        city = reconcile(asked, on)
        if args.site is None:
            streams.answer(city_report(city))
            return 0
        day = city.site(args.site)
        if day is None:
            raise Refusal("central.site_unknown", field="site", site=args.site)
        said = day_report(day, asked.acts(places_of(day)))
    Auditor(store).note("central reconcile", [args.site], on, args.by)
    streams.answer(said)
    return 0


def findings(args: Namespace, streams: Streams, store: Store) -> int:
    """Differences, one a line, newest day first; without a day, then what the twelve checks find in everything that is held.

    Every site of which something is said is told before it is shown.
    """
    if not args.day:
        check_signatures(store)
    told: list[dict[str, Any]] = []
    touched: set[str] = set()
    with store.asking() as asked:
        for on in [day_of(args.day)] if args.day else asked.days():
            for day in reconcile(asked, on).sites:
                told += [finding_report(day, match) for match in day.differences]
                touched.update([day.site.site] if day.differences else [])
            bank = bank_day(asked, on)
            different = [one for one in bank.settlements if one.kind in DIFFERENT]
            told += [{"site": "", "on": on, **settlement_said(one)} for one in different]
            unknown = [one for one in bank.lines if one.what == "unknown"]
            told += [{"site": "", "on": on, "class": str(Class.MISSING_IN_LEDGER), **line_said(one)} for one in unknown]
    for one in () if args.day else found_at_centre(store):
        told.append(_said(one))
        touched.update(one.sites)
    Auditor(store).note("central findings", sorted(touched & roster(store)), args.day or "", args.by)
    for line in told:
        streams.answer(line)
    return 0


def roster(store: Store) -> set[str]:
    """The sites that have a channel in which they can be told."""
    with store.asking() as asked:
        return {site.site for site in asked.sites()}


def _said(one: Found) -> dict[str, Any]:
    """A finding as a station says it, and the sites that it touches."""
    evidence = zip(one.finding.evidence, one.entries, strict=True)
    return {
        "id": one.finding.id.hex(),
        "kind": one.finding.kind,
        "words": say(f"findings.{one.finding.kind}", **one.finding.figures),
        "sites": list(one.sites),
        "figures": dict(one.finding.figures),
        "evidence": [
            {"author": ref.author.hex(), "seq": ref.seq, "entry": entry.hex() if entry else None}
            for ref, entry in evidence
        ],
    }


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
        city = reconcile(asked, day_of(args.day))
        acts = asked.acts(place for day in city.sites for place in places_of(day))
    data = EXPORTS[args.format](city, acts).encode("utf-8")
    touched = [day.site.site for day in city.sites if day.matches]
    Auditor(store).note("central export", touched, f"{city.on} {args.format}", args.by)
    write_bytes(args.file, data)
    streams.answer({"day": city.on, "format": args.format, "bytes": len(data)})
    return 0
