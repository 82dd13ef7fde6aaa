"""The findings 差错 of this ledger as plain data, and what they have to ask of packs and personal blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schemas.apply import Cursor
from schemas.books.findings import Finding, find_all
from schemas.judging import PackJudge
from schemas.keep import Feeds
from schemas.rules.pack import Pack
from station.ledger.held import Held
from station.ledger.ledger import Ledger
from station.office.answers import plain


def findings(ledger: Ledger, cursor: Cursor, packs: Sequence[Pack]) -> dict[str, Any]:
    """All that is found in what is held; `own` marks what this device's feed is part of, the rest are hints."""
    judge = PackJudge(Feeds(cursor), packs, ledger.standing.authority, ledger.author)
    found = find_all(Held(cursor), judge)
    return {"findings": [_plain(Feeds(cursor), one, ledger.author) for one in found]}


def _plain(feeds: Feeds, finding: Finding, me: bytes) -> dict[str, Any]:
    return {
        "id": finding.id.hex(),
        "kind": finding.kind,
        "words": f"findings.{finding.kind}",
        "key": plain(list(finding.key)),
        "own": any(ref.author == me for ref in finding.evidence),
        "figures": dict(finding.figures),
        "evidence": [
            {"author": ref.author.hex(), "seq": ref.seq, "entry": plain(feeds.id_at(ref.author, ref.seq))}
            for ref in finding.evidence
        ],
    }
