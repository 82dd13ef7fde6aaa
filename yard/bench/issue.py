"""`issue_commit`: a whole sale, from the application to the disk, two signatures included, against raw FULL commits.

Sale, raw commit of the same bytes, and the same rows unsigned take turns, so that all three meet the same machine.
"""

from __future__ import annotations

from collections.abc import Iterator

from station.counter.commands import IssueInvoice
from yard.bench.ground import ON, RawFile, SameRows, a_post_office, written_by
from yard.bench.measure import Measurement, measured, timed
from yard.bench.sales import command_of, sale
from yard.demo.day import CLERK

SALES, WARM = 1_000, 100


def measure() -> Iterator[Measurement]:
    """Both comparisons of one run."""
    issued: list[float] = []
    raws: list[float] = []
    rows: list[float] = []
    with a_post_office() as (town, office):
        raw, same = RawFile(town.folder / "raw"), SameRows(town)
        for number in range(SALES + WARM):
            command = IssueInvoice(clerk=CLERK, application=sale(number, ON))
            issued += timed([lambda command=command: office.do(command)])
            entry, opening = written_by(office, command_of(number).bytes)
            raws += timed([lambda entry=entry, opening=opening: raw.keep(entry, opening)])
            same.office.do(command)
            rows += timed([same.replay])
        raw.close()
        same.close()
    yield measured("issue_commit", issued[WARM:], raws[WARM:], "raw SQLCipher FULL commit of the same bytes")
    yield measured("issue_commit_unsigned", issued[WARM:], rows[WARM:], "the same rows unsigned, one FULL commit")
