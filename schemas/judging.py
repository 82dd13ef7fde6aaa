"""What findings ask the law and personal blocks, answered from the packs at hand and the blocks held in clear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schemas.assessment import reassess
from schemas.canonical import is_map
from schemas.entry.kinds import facts_of
from schemas.facts import TaxAssessed
from schemas.keep import Feeds
from schemas.rules.pack import Pack
from schemas.rules.vocabulary import EXEMPT_BY_LIMIT


class PackJudge:
    """A `Judge` by the packs and the blocks that a node has; `authority` is whose frontier refills an allowance.

    `site` is the device of a station; None at the centre, which holds every grant.
    """

    def __init__(self, feeds: Feeds, packs: Sequence[Pack], authority: bytes, site: bytes | None = None) -> None:
        self._feeds = feeds
        self._packs = packs
        self._authority = authority
        self._site = site

    def days_of(self, pack: bytes) -> tuple[str, str] | None:
        """First and last day of a pack that is at hand."""
        found = next((one for one in self._packs if one.digest == pack), None)
        return (found.first.isoformat(), found.last.isoformat()) if found else None

    def exempt_with(self, entry: bytes, counted: str, prior_fen: int) -> bool | None:
        """The sale worked out again with another prior sum; None when its pack is not at hand."""
        held = self._feeds.by_id(entry)
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
        block = next(iter(self._feeds.blocks([entry])), None)
        application = block.said.get("application") if block else None
        number = application.get("contract_no") if is_map(application) else None
        return number if isinstance(number, str) else None

    def refills(self, peer: bytes) -> bool:
        """The centre's frontier refills an allowance, nobody else's."""
        return peer == self._authority

    def knows_grants(self, device: bytes) -> bool:
        """The centre holds every grant, a station those to its own device."""
        return self._site in (None, device)
