"""Scopes 全市通办范围: whose feeds a site holds beside its own, told in its channel."""

from __future__ import annotations

import re
from collections.abc import Sequence

from central.ports.authority import Authority, Register
from central.registry.grants import KIND
from central.registry.sites import KINDS, known_site
from schemas.entry.envelope import Entry
from schemas.facts import ScopeGranted
from schemas.failures import BadInput

_DISTRICT = re.compile(r"[0-9]{6}")


def grant_scope(
    authority: Authority, register: Register, site: str, *, kinds: Sequence[str], districts: Sequence[str]
) -> Entry:
    """Say whose feeds a site holds: all sites of these kinds in these districts, none named for all districts.

    BadInput `central.scope`; Refusal `central.site_unknown`.
    """
    known_site(register, site)
    if not set(kinds) <= set(KINDS):
        raise BadInput("central.scope", field="kinds")
    if not all(_DISTRICT.fullmatch(district) for district in districts):
        raise BadInput("central.scope", field="districts")
    return authority.tell(site, KIND, [ScopeGranted(kinds=sorted(set(kinds)), districts=sorted(set(districts)))])
