"""Reverse audit 反向审计: a read of a site's matters at the centre is an entry in that site's channel, which the site can list."""

from __future__ import annotations

from collections.abc import Iterable

from central.ports.authority import Authority
from schemas.facts import MattersAccessed

ACCESSED_KIND = "audit.accessed/1"


def note_access(authority: Authority, sites: Iterable[str], *, act: str, subject: str, by: str, why: str = "") -> int:
    """Tell each of these sites what was read of it, by which door and by whom; how many were told."""
    fact = MattersAccessed(act=act, subject=subject, by=by, why=why)
    return len([authority.tell(site, ACCESSED_KIND, [fact]) for site in sites])
