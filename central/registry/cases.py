"""Cases 对账差异: opened, closed and decided in the channel of the site that they touch. A finding is worth both signatures."""

from __future__ import annotations

from collections.abc import Iterable

from central.ports.authority import Authority
from central.ports.matters import HeldCase, Matters
from central.registry.statements import said_by
from schemas.books.cases import BY_CLERK, DECISIONS, FOUND, standing
from schemas.entry.envelope import Entry
from schemas.facts import CaseClosed, CaseDecided, CaseOpened
from schemas.failures import BadInput, Refusal

OPENED_KIND = "cases.opened/1"
DECIDED_KIND = "cases.decided/1"
CLOSED_KIND = "cases.closed/1"
PREFIX_LEAST = 8
"""Digits of a case's id that a person types at least."""


def open_cases(authority: Authority, due: Iterable[tuple[str, CaseOpened]]) -> int:
    """Open these; how many."""
    return len([authority.tell(site, OPENED_KIND, [fact]) for site, fact in due])


def close_cases(authority: Authority, matters: Matters, equal: Iterable[bytes]) -> int:
    """Close what has become equal by itself, and what both sides have found; how many."""
    gone, count = set(equal), 0
    for held in matters.cases(still_open=True):
        reason = "equal" if held.row.case in gone else "decided" if standing(held.row, held.words) == FOUND else ""
        if reason:
            authority.tell(held.site, CLOSED_KIND, [CaseClosed(case=held.row.case, reason=reason)])
            count += 1
    return count


def decide(
    authority: Authority,
    matters: Matters,
    case: str,
    *,
    decision: str,
    by: str,
    why: str,
    clerk: bytes | None = None,
) -> Entry:
    """Write a finding from the short list; the site accepts or contests it, and a clerk's debt needs that clerk's own key.

    BadInput `cases.decision` or `cases.clerk`, Refusal `cases.unknown` or `cases.closed`.
    """
    said_by(by, why)
    if not why.strip():
        raise BadInput("central.reason", field="why", most=200)
    if decision not in DECISIONS:
        raise BadInput("cases.decision", field="decision", known=", ".join(DECISIONS))
    if (decision == BY_CLERK) != (clerk is not None):
        raise BadInput("cases.clerk", field="clerk", decision=BY_CLERK)
    held = found(matters, case)
    if held.row.closed:
        raise Refusal("cases.closed", field="case", case=case)
    fact = CaseDecided(case=held.row.case, decision=decision, by=by.strip(), why=why.strip(), liable=clerk)
    return authority.tell(held.site, DECIDED_KIND, [fact])


def found(matters: Matters, case: str) -> HeldCase:
    """The case whose id begins so; Refusal `cases.unknown` when none or several do."""
    fits = [one for one in matters.cases() if one.row.case.hex().startswith(case.lower())]
    if len(case) < PREFIX_LEAST or len(fits) != 1:
        raise Refusal("cases.unknown", field="case", case=case)
    return fits[0]
