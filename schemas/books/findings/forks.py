"""Two entries at one place of one feed 流水分叉: a copied disk, a restored backup, or a stolen key."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.books.findings.finding import Finding, refs
from schemas.books.findings.grouping import grouped
from schemas.books.findings.reader import Judge, Reader

KIND = "fork"


def find(reader: Reader, _judge: Judge) -> Iterator[Finding]:
    """Named by the place where the branches part."""
    for (author, seq), proofs in grouped(reader.forks(), lambda fork: (fork.author, fork.seq)).items():
        branches = {entry for fork in proofs for entry in fork.entries}
        yield Finding(KIND, (author, seq), refs((author, seq)), {"seq": seq, "count": len(branches)})
