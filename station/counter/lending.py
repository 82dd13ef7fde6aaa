"""Deciding on loans of allowance 额度借贷: of one's own grant alone, taken as offered, before the centre comes between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.books import AllowanceRow, LentRow
from schemas.facts import AllowanceBorrowed, AllowanceLent, ContactNoted
from schemas.failures import BadInput, Refusal
from schemas.money import plain_yuan
from station.counter.acts import BorrowAllowance, LendAllowance
from station.counter.allowances import Allowance
from station.ports import Decision

LENT_KIND = "grants.lent/1"
BORROWED_KIND = "grants.borrowed/1"
_LEAST_DIGITS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class LendView:
    """How the lender stands; `devices` maps each device that is held, but its own, to its site and its feed's last place.

    `contact` is the centre's newest frontier, to be noted with the loan: by it everybody can tell what was out.
    """

    allowance: Allowance
    authority: str
    devices: Mapping[bytes, tuple[str, int]]
    contact: tuple[ContactNoted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowView:
    """The offer that is meant, as far as it is held; whether it was taken before, and whether it is too late."""

    me: bytes
    allowance: Allowance
    authority: str
    lent: LentRow | None
    is_taken: bool = False
    is_late: bool = False


def decide_lend(act: LendAllowance, view: LendView) -> Decision:
    """The debit, first signature of two.

    BadInput `lending.empty`, `lending.which`; Refusal `lending.stranger`, `lending.beyond`, `allowance.none`.
    """
    if act.amount_fen < 0 or act.count < 0 or act.amount_fen + act.count == 0:
        raise BadInput("lending.empty", field="count")
    granted = _granted(view.allowance, view.authority)
    borrower = _borrower(act.to, view.devices)
    amount, count = lendable(view.allowance)
    if act.amount_fen > amount or act.count > count:
        raise Refusal("lending.beyond", field="count", count=count, amount=plain_yuan(amount))
    fact = AllowanceLent(
        borrower=borrower,
        amount_fen=act.amount_fen,
        count=act.count,
        grant=granted.seq,
        after=view.devices[borrower][1],
    )
    return Decision(kind=LENT_KIND, facts=(fact, *view.contact))


def decide_borrow(act: BorrowAllowance, view: BorrowView) -> Decision:
    """The second signature.

    Refusal `lending.unknown`, `lending.not_yours`, `lending.taken`, `lending.late`, `allowance.none`.
    """
    _granted(view.allowance, view.authority)
    lent = view.lent
    if lent is None:
        raise Refusal("lending.unknown", field="loan", loan=act.loan)
    if lent.borrower != view.me:
        raise Refusal("lending.not_yours", field="loan")
    if view.is_taken:
        raise Refusal("lending.taken", field="loan")
    if view.is_late:
        raise Refusal("lending.late", field="loan")
    fact = AllowanceBorrowed(loan=lent.entry, lender=lent.owner, amount_fen=lent.amount_fen, count=lent.count)
    return Decision(kind=BORROWED_KIND, facts=(fact,))


def lendable(allowance: Allowance) -> tuple[int, int]:
    """Net amount in fen and count that a device has left of its own grant; what it borrowed is not lent on."""
    granted, spent = allowance.granted, allowance.spent
    if granted is None:
        return 0, 0
    amount = granted.amount_fen - spent.amount_fen - allowance.lent_fen
    return max(0, amount), max(0, granted.count - spent.count - allowance.lent_count)


def _granted(allowance: Allowance, authority: str) -> AllowanceRow:
    if allowance.granted is None:
        raise Refusal("allowance.none", authority=authority)
    return allowance.granted


def _borrower(to: str, devices: Mapping[bytes, tuple[str, int]]) -> bytes:
    """The device that a site's code or the first digits of a device name."""
    wanted = to.strip()
    is_part = len(wanted) >= _LEAST_DIGITS
    found = [one for one, (site, _) in devices.items() if site == wanted or (is_part and one.hex().startswith(wanted))]
    if len(found) > 1:
        raise BadInput("lending.which", field="to", count=len(found))
    if not found:
        raise Refusal("lending.stranger", field="to")
    return found[0]
