"""`report`: one of the reports, of a site, of a collecting unit's sites, or of all."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from central.cli.statements import day_of
from central.cli.streams import Streams, write_bytes
from central.reconcile.moments import iso
from central.store.store import Store
from central.work.auditing import Auditor
from central.work.reporting import report, written
from schemas.failures import Refusal


def make_report(args: Namespace, streams: Streams, store: Store) -> int:
    """Make it, tell the sites whose lines stand in it, and write it: `.xlsx`, `.csv` or `.json` by the file's name."""
    first, last = day_of(args.first), day_of(args.last)
    about = {
        "unit": store.name,
        "first": first,
        "last": last,
        "made_by": args.by,
        "made_at": iso(store.clock.wall_ms()),
    }
    with store.asking() as asked:
        sites = [site for site in asked.sites() if args.site in (None, site.site)]
        if args.unit:
            own = asked.profiles()
            sites = [site for site in sites if own[site.site]["collecting_unit"] == args.unit]
        if not sites:
            raise Refusal("central.site_unknown", field="site", site=args.site or args.unit or "")
        made = report(asked, args.report, sites, first, last, about)
    Auditor(store).note("central report", [site.site for site in sites], f"{args.report} {first} {last}", args.by)
    if args.file:
        data = written(made, Path(args.file).suffix.removeprefix("."))
        write_bytes(args.file, data)
        streams.answer({"report": made.name, "sites": len(sites), "bytes": len(data)})
    else:
        streams.answer(made.to_json())
    return 0
