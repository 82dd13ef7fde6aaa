"""The commands that look at real sales: a month under another law, and every sale again under its own."""

from __future__ import annotations

import heapq
from argparse import Namespace
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from central.cli.lawbook import Law, named, pack_told
from central.cli.streams import Streams
from central.registry.trials import Difference, Tally, recompute, try_sale
from central.store.rules import Sale, sales
from central.work.auditing import Auditor
from schemas.failures import BadInput, Breach
from schemas.rules.check import require_whole
from schemas.rules.compare import Trial
from schemas.rules.pack import Pack
from schemas.rules.why import Step

_FIRST_DAY, _LAST_DAY = "0000-00-00", "9999-99-99"


def try_month(args: Namespace, streams: Streams, law: Law) -> None:
    """What a month of real sales would have paid under a pack: who more, who less, and why; the largest changes first."""
    first, last = _month(args.month)
    new, tally = require_whole(named(args.pack, streams, law)), Tally()
    most = max(0, args.most)
    changes = heapq.nlargest(most + 1, _changes(law, new, first, last, tally), key=_more)[:most]
    _tell(law, "central rules try", {sale.site for sale, _ in changes}, f"{args.pack} {args.month}", args.by)
    streams.answer(
        {
            **pack_told(new),
            "month": args.month,
            **_tally_told(tally),
            "changes": [_trial_told(sale, trial) for sale, trial in changes],
            "left_off": tally.changed - len(changes),
        }
    )


def recompute_sales(args: Namespace, streams: Streams, law: Law) -> None:
    """Every sale worked out again by the pack that it cites; Breach `rules.recompute_differs` when one comes out otherwise."""
    first, last = _month(args.month) if args.month else (_FIRST_DAY, _LAST_DAY)
    count, differing, told, touched = 0, 0, list[dict[str, Any]](), set[str]()
    with law.home.database.reading() as cursor:
        for sale in sales(law.home.database, cursor, first, last, standing=False):
            count += 1
            found = recompute(sale.fact, law.packs)
            differing += found is not None
            if found is not None and len(told) < args.most:
                told.append(_difference_told(sale, found))
                touched.add(sale.site)
    _tell(law, "central rules recompute", touched, args.month or "", args.by)
    streams.answer({"month": args.month, "entries": count, "differing": differing, "differences": told})
    if differing:
        raise Breach("rules.recompute_differs", count=differing)


def _tell(law: Law, act: str, sites: set[str], subject: str, by: str) -> None:
    """The sites whose sales are listed are told before."""
    Auditor(law.home).note(act, sorted(sites), subject, by)


def _changes(law: Law, new: Pack, first: str, last: str, tally: Tally) -> Iterator[tuple[Sale, Trial]]:
    """The sales that would change; all are counted on the way."""
    with law.home.database.reading() as cursor:
        for sale in sales(law.home.database, cursor, first, last, standing=True):
            trial = try_sale(sale.entry.hex(), sale.fact, law.packs, new)
            tally.add(sale.fact.taxpayer, trial)
            if trial is not None and trial.changed:
                yield sale, trial


def _more(one: tuple[Sale, Trial]) -> int:
    return abs((one[1].after_fen or 0) - (one[1].before_fen or 0))


def _tally_told(tally: Tally) -> dict[str, Any]:
    return {
        "sales": tally.sales,
        "unreadable": tally.unreadable,
        "changed": tally.changed,
        "refused": {"before": tally.refused_before, "after": tally.refused_after},
        "before_fen": tally.before_fen,
        "after_fen": tally.after_fen,
        "more_fen": tally.after_fen - tally.before_fen,
        "taxes": {tax: {"more_fen": fen} for tax, fen in sorted(tally.by_tax.items())},
        "payers": {
            "more": sum(fen > 0 for fen in tally.payers.values()),
            "less": sum(fen < 0 for fen in tally.payers.values()),
            "same": sum(fen == 0 for fen in tally.payers.values()),
        },
    }


def _place(sale: Sale) -> dict[str, Any]:
    return {"entry": sale.entry.hex(), "site": sale.site, "device": sale.feed.hex(), "seq": sale.seq, "on": sale.on}


def _trial_told(sale: Sale, trial: Trial) -> dict[str, Any]:
    both = trial.before_fen is not None and trial.after_fen is not None
    return {
        **_place(sale),
        "taxpayer": sale.fact.taxpayer.hex(),
        "before_fen": trial.before_fen,
        "after_fen": trial.after_fen,
        "more_fen": (trial.after_fen or 0) - (trial.before_fen or 0) if both else None,
        "taxes": {tax: {"more_fen": fen} for tax, fen in trial.by_tax.items()},
        "refused": {"before": trial.refused_before, "after": trial.refused_after},
        "why": {"before": _steps(trial.only_before), "after": _steps(trial.only_after)},
    }


def _steps(steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    return [
        {"rule": one.rule, "cites": list(one.cites), "zh": one.tell(), "en": one.tell(language="en")} for one in steps
    ]


def _difference_told(sale: Sale, found: Difference) -> dict[str, Any]:
    return {
        **_place(sale),
        "pack": sale.fact.pack.hex(),
        "reason": found.reason,
        "code": found.code,
        "said_fen": found.said_fen,
        "worked_fen": found.worked_fen,
        "taxes": {tax: {"more_fen": fen} for tax, fen in (found.by_tax or {}).items()},
    }


def _month(typed: str) -> tuple[str, str]:
    """First and last day of a month; BadInput `rules.publish_month`."""
    try:
        first = date.fromisoformat(f"{typed}-01")
    except ValueError:
        raise BadInput("rules.publish_month", field="month", month=typed) from None
    return first.isoformat(), first.replace(day=monthrange(first.year, first.month)[1]).isoformat()
