"""Sites 网点登记: registered in the public feed, each with a channel of its own."""

from __future__ import annotations

import re

from central.ports.authority import Authority, Register
from schemas.entry.envelope import Entry
from schemas.facts import SiteRegistered
from schemas.failures import BadInput, Refusal

KIND = "roster.site/1"
KINDS = ("post", "street")
NAME_MOST = 100
_SITE = re.compile(r"\d{6}-[PS]\d{4}")
_DIGITS = re.compile(r"\d{6}")


def register_site(authority: Authority, register: Register, fact: SiteRegistered) -> Entry | None:
    """Register a site, or change what is said of it; None when nothing changes. BadInput `central.site_…`."""
    _check(fact)
    if register.site(fact.site) == fact:
        return None
    authority.channel(fact.site)
    return authority.publish(KIND, [fact])


def known_site(register: Register, site: str) -> SiteRegistered:
    """A site of the roster; Refusal `central.site_unknown`."""
    found = register.site(site)
    if found is None:
        raise Refusal("central.site_unknown", field="site", site=site)
    return found


def _check(fact: SiteRegistered) -> None:
    """The code says district and kind: `420106-P0103` is post office 0103 of Wuchang."""
    if not _SITE.fullmatch(fact.site) or (fact.site[7] == "P") != (fact.kind == "post") or fact.kind not in KINDS:
        raise BadInput("central.site_code", field="site", site=fact.site)
    if not _DIGITS.fullmatch(fact.district) or not fact.site.startswith(fact.district):
        raise BadInput("central.site_code", field="district", site=fact.site)
    for field in ("name", "authority", "collecting_unit"):
        if not 1 <= len(getattr(fact, field).strip()) <= NAME_MOST:
            raise BadInput("central.site_name", field=field, most=NAME_MOST)
