"""`issue_commit`: a whole sale, from the application to the disk, two signatures included, against raw FULL commits.

Sale, raw commit of the same bytes, and the same rows unsigned take turns, so that all three meet the same machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from schemas.entry.envelope import Entry
from schemas.keep import Feeds
from station.counter.commands import IssueInvoice
from station.ledger import queries
from station.office import Office
from yard.bench.ground import ON, RawFile, SameRows, a_post_office
from yard.bench.measure import Measurement, measured, timed
from yard.bench.sales import command_of, sale
from yard.town import CLERK

SALES, WARM = 1_000, 100


def measure() -> Iterator[Measurement]:
    """Both comparisons of one run."""
    issued: list[float] = []
    raws: list[float] = []
    rows: list[float] = []
    with a_post_office() as (folder, office):
        raw, same = RawFile(folder / "raw"), SameRows(folder / "same")
        same.adopt(office)
        for number in range(SALES + WARM):
            command = IssueInvoice(clerk=CLERK, application=sale(number, ON))
            issued += timed([lambda command=command: office.do(command)])
            entry, opening, said, papers = _written(office, number)
            raws += timed([lambda entry=entry, opening=opening: raw.keep(entry, opening)])
            statements = same.statements(entry, opening, said, papers)
            rows += timed([lambda statements=statements: same.replay(statements)])
        raw.close()
        same.close()
    yield measured("issue_commit", issued[WARM:], raws[WARM:], "raw SQLCipher FULL commit of the same bytes")
    yield measured("issue_commit_unsigned", issued[WARM:], rows[WARM:], "the same rows unsigned, one FULL commit")


def _written(office: Office, number: int) -> tuple[Entry, bytes, dict[str, Any], list[tuple[Any, ...]]]:
    """What sale `number` left on the disk: entry, block, papers."""
    with office.ledger.database.read() as cursor:
        feeds = Feeds(cursor)
        entry = feeds.by_command(office.ledger.author, command_of(number).bytes)
        assert entry is not None, "the sale was acknowledged"
        block = feeds.blocks([entry.id])[0]
        papers = [(entry.id, p["paper"], p["part"], 1, "queued", "") for p in queries.papers_of(cursor, entry.id)]
    return entry, block.opening, block.said, papers
