"""Deciding on people at a site: who gets a key, and in which role."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.books import ClerkRow
from schemas.facts import ClerkAppointed
from schemas.failures import BadInput, Refusal
from station.counter.commands import AppointClerk
from station.ports import Decision

KIND = "roster.clerk/1"
ROLES = ("clerk", "head")


def require_appointable(command: AppointClerk, clerks: Sequence[ClerkRow]) -> None:
    """The first person of a site becomes its head; later ones are appointed by a head.

    BadInput `clerk.id`, `clerk.name`, `clerk.role`; Refusal `clerk.exists`, `clerk.not_head`.
    """
    if not (command.clerk.isascii() and command.clerk.replace("-", "").isalnum() and len(command.clerk) <= 32):
        raise BadInput("clerk.id", field="clerk")
    if not 1 <= len(command.name.strip()) <= 60:
        raise BadInput("clerk.name", field="name")
    if command.role not in ROLES:
        raise BadInput("clerk.role", field="role", role=command.role)
    if any(row.clerk == command.clerk for row in clerks):
        raise Refusal("clerk.exists", field="clerk", clerk=command.clerk)
    if clerks and not any(row.clerk == command.by and row.role == "head" for row in clerks):
        raise Refusal("clerk.not_head", field="by")


def decide_appoint(command: AppointClerk, key: bytes) -> Decision:
    """The appointment as an act."""
    fact = ClerkAppointed(clerk=command.clerk, name=command.name.strip(), role=command.role, key=key)
    return Decision(kind=KIND, facts=(fact,))
