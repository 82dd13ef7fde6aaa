"""Acts after a revocation 吊销后开具: what stands in a feed behind the last place that still counts."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.books.findings.finding import Finding, refs
from schemas.books.findings.reader import Judge, Reader
from schemas.books.roster import RevocationRow
from schemas.entry.admit import EMPTY

KIND = "after_revocation"


def find(reader: Reader, _judge: Judge) -> Iterator[Finding]:
    """The revocation names device, place and head; order of arrival and anybody's clock play no part."""
    heads = reader.heads()
    for row in reader.rows(RevocationRow):
        last = heads.get(row.device, EMPTY).seq
        if last > row.last_seq:
            evidence = refs((row.owner, row.seq), (row.device, row.last_seq + 1))
            figures = {"last": row.last_seq, "count": last - row.last_seq}
            yield Finding(KIND, (row.device, row.last_seq, row.head), evidence, figures)
