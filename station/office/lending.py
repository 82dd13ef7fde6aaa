"""Loans of allowance 额度借贷 on one ledger: what stands, what has ended, and the views for lending and taking."""

from __future__ import annotations

from typing import Any

from schemas.apply import Cursor
from schemas.books import AllowanceRow, BorrowedRow, LentRow, ReturnedRow
from schemas.books.loan_terms import contacts_of, ended, is_late, place
from schemas.books.loans import Loan, judged
from schemas.entry.admit import EMPTY
from schemas.exchange.scope import is_device
from schemas.facts import AllowanceReturned
from schemas.failures import BadInput
from schemas.holding import Holding
from schemas.judging import PackJudge
from schemas.keep import Feeds
from station.counter.acts import BorrowAllowance
from station.counter.allowances import Allowance
from station.counter.lending import BorrowView, LendView, lendable
from station.ledger.ledger import Ledger

_LEAST_DIGITS = 8


def debits(ledger: Ledger, cursor: Cursor, granted: AllowanceRow) -> list[LentRow]:
    """What stands against the grant that this device has now."""
    return [row for row, by in _unreturned(ledger, cursor) if by is None and row.grant == granted.seq]


def due_returns(ledger: Ledger, cursor: Cursor) -> tuple[AllowanceReturned, ...]:
    """The debits that have ended and of which this feed does not say so yet."""
    return tuple(AllowanceReturned(loan=row.entry, by=by) for row, by in _unreturned(ledger, cursor) if by is not None)


def borrowed(ledger: Ledger, cursor: Cursor, held: int) -> list[BorrowedRow]:
    """What this device has borrowed and may use: until the centre covers the taking, `held` being how far it holds."""
    return [row for row in Holding(cursor).rows(BorrowedRow, owner=ledger.author) if row.seq > held]


def lend_view(ledger: Ledger, cursor: Cursor, allowance: Allowance, contact: Any) -> LendView:
    """What is known when something is to be lent."""
    feeds = Feeds(cursor)
    heads, sites = feeds.heads(), feeds.sites()
    devices = {
        author: (site, heads.get(author, EMPTY).seq)
        for author, site in sites.items()
        if is_device(site) and author != ledger.author and not feeds.branches.has_parted(author)
    }
    authority = ledger.profile["authority"]
    return LendView(allowance=allowance, authority=authority, devices=devices, contact=contact)


def borrow_view(ledger: Ledger, cursor: Cursor, allowance: Allowance, act: BorrowAllowance) -> BorrowView:
    """What is known of an offer that is to be taken."""
    reader = Holding(cursor)
    lent = _meant(reader, act.loan)
    entry = lent.entry if lent else b""
    contacts = contacts_of(reader, _judge(ledger, cursor), ledger.author)
    return BorrowView(
        me=ledger.author,
        allowance=allowance,
        authority=ledger.profile["authority"],
        lent=lent,
        is_taken=any(reader.rows(BorrowedRow, owner=ledger.author, loan=entry)),
        is_late=lent is not None and is_late(lent, _next_seq(cursor, ledger), contacts),
    )


def loans_plain(ledger: Ledger, cursor: Cursor, allowance: Allowance) -> dict[str, Any]:
    """Every loan in which this device is a side, and what it may lend still."""
    me = ledger.author
    known = judged(Holding(cursor), _judge(ledger, cursor)).loans
    amount, count = lendable(allowance)
    sides = [loan for loan in known if me in (loan.lent.owner, loan.lent.borrower)]
    return {"lendable": {"amount_fen": amount, "count": count}, "loans": [_plain(loan, me) for loan in sides]}


def _plain(loan: Loan, me: bytes) -> dict[str, Any]:
    lent = loan.lent
    return {
        "loan": lent.entry.hex(),
        "side": "lender" if lent.owner == me else "borrower",
        "other": (lent.borrower if lent.owner == me else lent.owner).hex(),
        "amount_fen": lent.amount_fen,
        "count": lent.count,
        "state": loan.state,
        "reason": loan.reason,
    }


def _unreturned(ledger: Ledger, cursor: Cursor) -> list[tuple[LentRow, int | None]]:
    """What this device lent and did not write back yet, each with the place that proves its end, if any does."""
    reader = Holding(cursor)
    back = {row.loan for row in reader.rows(ReturnedRow, owner=ledger.author)}
    judge = _judge(ledger, cursor)
    lent = [row for row in reader.rows(LentRow, owner=ledger.author) if row.entry not in back]
    return [(row, _proof(reader, judge, row)) for row in lent]


def _proof(reader: Holding, judge: PackJudge, lent: LentRow) -> int | None:
    contacts = contacts_of(reader, judge, lent.borrower)
    rows = sorted(reader.rows(BorrowedRow, owner=lent.borrower, loan=lent.entry), key=place)
    taken = next((row for row in rows if not is_late(lent, row.seq, contacts)), None)
    return ended(lent, taken, contacts)


def _meant(reader: Holding, ref: str) -> LentRow | None:
    """The offer that a person names by its id or the first digits of it; BadInput `lending.ref`."""
    wanted = ref.strip().lower()
    if len(wanted) < _LEAST_DIGITS:
        raise BadInput("lending.ref", field="loan", least=_LEAST_DIGITS)
    found = [row for row in reader.rows(LentRow) if row.entry.hex().startswith(wanted)]
    return found[0] if len(found) == 1 else None


def _next_seq(cursor: Cursor, ledger: Ledger) -> int:
    return Feeds(cursor).heads([ledger.author]).get(ledger.author, EMPTY).seq + 1


def _judge(ledger: Ledger, cursor: Cursor) -> PackJudge:
    return PackJudge(Feeds(cursor), (), ledger.standing.authority, ledger.author)
