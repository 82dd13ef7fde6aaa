"""The law of a book: rows are a function of entries. One entry in, its rows onto the shelf, the books in a fixed order."""

from __future__ import annotations

from schemas.books import (
    acts,
    assessments,
    auditing,
    cases,
    contacts,
    corrections,
    days,
    directory,
    forms,
    grants,
    handing,
    incidents,
    invoices,
    lending,
    levies,
    notes,
    packs,
    payments,
    quarantine,
    receiving,
    records,
    remitting,
    roster,
    scopes,
    statements,
    taxpayers,
    vouchers,
)
from schemas.books.accounts import ACCOUNTS
from schemas.books.shelf import Act, Shelf
from schemas.books.staged import Staged
from schemas.entry.envelope import Entry
from schemas.entry.kinds import facts_of, postings_of

VERSION = 8
"""Grows with every change of a fold or a row; two nodes compare digests of the same version only."""

_FOLDS = (
    quarantine.fold,
    roster.fold,
    grants.fold,
    lending.fold,
    scopes.fold,
    invoices.fold,
    vouchers.fold,
    payments.fold,
    levies.fold,
    corrections.fold,
    taxpayers.fold,
    days.fold,
    assessments.fold,
    incidents.fold,
    contacts.fold,
    records.fold,
    acts.fold,
    directory.fold,
    notes.fold,
    packs.fold,
    handing.fold,
    receiving.fold,
    forms.fold,
    statements.fold,
    cases.fold,
    remitting.fold,
    auditing.fold,
)
"""In this order: a void finds its invoice before the levies and the sums of its taxpayer follow."""


def fold(entry: Entry, shelf: Shelf, owner: bytes | None = None, unsound: str | None = None) -> None:
    """Put the rows of one entry on the shelf, all or none; what cannot be counted is set aside with its reason.

    `owner` is the branch in which it stands, its author where the feed never parted; `unsound` says whose signature does
    not hold.
    """
    postings = postings_of(entry.body)
    act = Act(entry, facts_of(entry.body), postings or (), owner or entry.author)
    reason = unsound or _unbalanced(postings)
    if reason is None:
        staged = Staged(shelf)
        try:
            for each in _FOLDS:
                each(act, staged)
            staged.settle()
        except (KeyError, TypeError, ValueError, AttributeError):
            reason = "unreadable"
        else:
            return
    quarantine.set_aside(act, shelf, -1, reason)


def _unbalanced(postings: tuple[tuple[str, int], ...] | None) -> str | None:
    if postings is None:
        return "postings"
    if any(account not in ACCOUNTS for account, _ in postings):
        return "account_unknown"
    return "unbalanced" if sum(fen for _, fen in postings) else None
