"""Whose an amount is 归属: the site of the ledger that has it, else the site that the order number itself names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from central.ports.day import Site
from central.reconcile.match import Match

_OURS = re.compile(r"YS(\d{4})")


@dataclass(frozen=True, slots=True)
class Owners:
    """Sites by feed, and by the four digits that begin their order numbers; digits that two sites share name neither."""

    by_feed: Mapping[bytes, str]
    by_digits: Mapping[str, str]

    def site_of(self, match: Match) -> str:
        """The site's code, or "" when nothing says whose it is."""
        if match.payment is not None:
            return self.by_feed.get(match.payment.feed, "")
        if match.documents:
            return self.by_feed.get(match.documents[0].feed, "")
        named = _OURS.match(match.money[0].order_no)
        return self.by_digits.get(named[1], "") if named else ""


def owners(sites: Iterable[Site]) -> Owners:
    """Who owns what, among these sites."""
    by_feed: dict[bytes, str] = {}
    by_digits: dict[str, str] = {}
    for site in sites:
        by_feed |= dict.fromkeys(site.devices, site.site)
        digits = site.site[-4:]
        by_digits[digits] = "" if digits in by_digits else site.site
    return Owners(by_feed, by_digits)
