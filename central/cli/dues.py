"""`dues`: what every quota household owes on a day, as JSON Lines, with the sums."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from central.cli.streams import Streams
from central.registry.dues import Sums, lines_of, work_dues
from central.store import dues as held
from central.store.store import Store
from schemas.failures import BadInput
from schemas.periods import read_day
from schemas.rules.arrears import left_fen
from schemas.rules.shelf import pack_for, shipped_packs


def add_dues(parser: Any) -> None:
    """What the word takes."""
    parser.add_argument("--on", required=True, metavar="DATE")
    parser.add_argument("--out", required=True, metavar="FILE", help="one line a household, period and tax")


def dues(args: Namespace, streams: Streams, store: Store) -> int:
    """Work out, write the lines, tell the sums."""
    on = read_day(args.on, "on")
    with store.database.reading() as cursor:
        records = list(held.quota_records(store.database, cursor))
        sales = held.invoiced(store.database, cursor)
        taken = held.collected(store.database, cursor)
    sums = Sums(invoiced=partial(held.month_of, sales), collected=partial(held.period_sums, taken))
    count = lines = principal = fees = 0
    packs = shipped_packs()

    def pack_of(day: date) -> Any:
        return pack_for(packs, day)

    try:
        with Path(args.out).open("w", encoding="utf-8") as file:
            for record, periods in work_dues(records, sums, on, pack_of):
                count += 1
                left = left_fen(periods)
                principal, fees = principal + left[0], fees + left[1]
                for period in periods:
                    for line in lines_of(record, period):
                        file.write(json.dumps(line, ensure_ascii=False) + "\n")
                        lines += 1
    except OSError:
        raise BadInput("cli.file_out", field="file", file=Path(args.out).name) from None
    streams.answer(
        {"on": args.on, "households": count, "lines": lines, "principal_fen": principal, "late_fee_fen": fees}
    )
    return 0
