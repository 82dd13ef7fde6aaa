"""The law of a book: rows are a function of entries. One entry in, its rows onto the shelf, the books in a fixed order."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

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

_BOOKS = (
    quarantine,
    roster,
    grants,
    lending,
    scopes,
    invoices,
    vouchers,
    payments,
    levies,
    corrections,
    taxpayers,
    days,
    assessments,
    incidents,
    contacts,
    records,
    acts,
    directory,
    notes,
    packs,
    handing,
    receiving,
    forms,
    statements,
    cases,
    remitting,
    auditing,
)
"""In this order: a void finds its invoice before the levies and the sums of its taxpayer follow."""
_OF_EVERY_FACT = (quarantine, days)
_MIXTURES = 1024
"""Of how many mixtures of facts it is kept in mind which books they concern."""


def fold(entry: Entry, shelf: Shelf, owner: bytes | None = None, unsound: str | None = None) -> None:
    """Put the rows of one entry on the shelf, all or none; what cannot be counted is set aside with its reason.

    `owner` is the branch in which it stands, its author where the feed never parted; `unsound` says whose signature does
    not hold.
    """
    fold_act(act_of(entry, owner), shelf, unsound)


def act_of(entry: Entry, owner: bytes | None = None) -> Act:
    """An entry as the folds see it."""
    postings = postings_of(entry.body)
    return Act(entry, facts_of(entry.body), postings or (), owner or entry.author, _unbalanced(postings))


def fold_act(act: Act, shelf: Shelf, unsound: str | None = None) -> None:
    """Put the rows of one act on the shelf, all or none."""
    reason = unsound or act.fault
    if reason is None:
        staged = Staged(shelf)
        try:
            for each in concerned(frozenset(map(type, act.facts))):
                each(act, staged)
            staged.settle()
        except (KeyError, TypeError, ValueError, AttributeError):
            reason = "unreadable"
        else:
            return
    quarantine.set_aside(act, shelf, -1, reason)


@lru_cache(_MIXTURES)
def concerned(facts: frozenset[type]) -> tuple[Callable[[Act, Shelf], None], ...]:
    """The folds that facts of these types concern, in their order: a book passes over what its module does not name."""
    named = (book in _OF_EVERY_FACT or any(vars(book).get(fact.__name__) is fact for fact in facts) for book in _BOOKS)
    return tuple(book.fold for book, concerns in zip(_BOOKS, named, strict=True) if concerns)


def _unbalanced(postings: tuple[tuple[str, int], ...] | None) -> str | None:
    if postings is None:
        return "postings"
    if any(account not in ACCOUNTS for account, _ in postings):
        return "account_unknown"
    return "unbalanced" if sum(fen for _, fen in postings) else None
