"""The findings 差错 of this ledger as plain data, and what they have to ask of packs and personal blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from schemas.apply import Cursor
from schemas.assessment import reassess
from schemas.books.findings import Finding, find_all
from schemas.entry.kinds import facts_of
from schemas.facts import TaxAssessed
from schemas.keep import Feeds
from schemas.rules.pack import Pack
from schemas.rules.vocabulary import EXEMPT_BY_LIMIT
from station.ledger.held import Held
from station.ledger.journal import block_of
from station.ledger.ledger import Ledger
from station.office.answers import plain


class PackJudge:
    """A `Judge` by the packs and the blocks that this station has."""

    def __init__(self, cursor: Cursor, packs: Sequence[Pack], authority: bytes) -> None:
        self._cursor = cursor
        self._packs = packs
        self._authority = authority

    def days_of(self, pack: bytes) -> tuple[str, str] | None:
        """First and last day of a pack that is at hand."""
        found = next((one for one in self._packs if one.digest == pack), None)
        return (found.first.isoformat(), found.last.isoformat()) if found else None

    def exempt_with(self, entry: bytes, counted: str, prior_fen: int) -> bool | None:
        """The sale worked out again with another prior sum; None when its pack is not at hand."""
        held = Feeds(self._cursor).by_id(entry)
        facts = facts_of(held.body) if held else ()
        fact = next((fact for fact in facts if isinstance(fact, TaxAssessed)), None)
        if fact is None:
            return None
        prior = {name: fen for name, fen in fact.prior.items() if name != "at_most"} | {
            f"{counted}_gross_fen": prior_fen
        }
        worked = reassess(replace(fact, prior=prior), self._packs)
        return worked.exempt in EXEMPT_BY_LIMIT if worked else None

    def contract_of(self, entry: bytes) -> str | None:
        """The contract number in the application, where its block is held in clear."""
        held = Feeds(self._cursor).by_id(entry)
        block = block_of(self._cursor, held) if held else None
        application = block.said.get("application") if block else None
        number = application.get("contract_no") if isinstance(application, dict) else None
        return number if isinstance(number, str) else None

    def refills(self, peer: bytes) -> bool:
        """The centre's frontier refills an allowance, nobody else's."""
        return peer == self._authority


def findings(ledger: Ledger, cursor: Cursor, packs: Sequence[Pack]) -> dict[str, Any]:
    """All that is found in what is held; `own` marks what this device's feed is part of, the rest are hints."""
    judge = PackJudge(cursor, packs, ledger.standing.authority)
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
