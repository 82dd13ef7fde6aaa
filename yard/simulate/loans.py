"""Loans of allowance 额度借贷, known from the bytes of entries alone: who lent, who took, what came back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from schemas.entry.envelope import Entry
from schemas.facts import AllowanceBorrowed, AllowanceLent, AllowanceReturned
from yard.simulate.record import Record


@dataclass(slots=True)
class Loans:
    """All loans that ever stood anywhere, in numbers of invoices. A copied disk may say a loan twice."""

    lent: dict[bytes, AllowanceLent] = field(default_factory=dict[bytes, AllowanceLent])
    """By the lender's entry."""
    taken: dict[bytes, AllowanceBorrowed] = field(default_factory=dict[bytes, AllowanceBorrowed])
    """By the borrower's entry."""
    back: dict[bytes, list[bytes]] = field(default_factory=dict[bytes, list[bytes]])
    """By the lender's entry that says so: the loans."""
    _first: dict[bytes, bytes] = field(default_factory=dict[bytes, bytes])

    def judge(self, record: Record, entry: Entry, facts: Iterable[Any], copied: set[bytes]) -> None:
        """Keep what an entry says of loans. A loan is taken once, by whom it was offered to, as it was offered."""
        for fact in facts:
            match fact:
                case AllowanceLent():
                    self.lent[entry.id] = fact
                case AllowanceBorrowed():
                    self.taken[entry.id] = fact
                    if copied.isdisjoint((entry.author, fact.lender)):
                        self._as_offered(record, entry, fact)
                case AllowanceReturned():
                    self.back.setdefault(entry.id, []).append(fact.loan)
                case _:
                    pass

    def _as_offered(self, record: Record, entry: Entry, fact: AllowanceBorrowed) -> None:
        lent = self.lent.get(fact.loan)
        if lent is None or (lent.borrower, lent.count) != (entry.author, fact.count):
            record.broke("loan_as_offered", f"{entry.id.hex()[:8]} takes a loan that nobody offered so")
        if self._first.setdefault(fact.loan, entry.id) != entry.id:
            record.broke("loan_once", f"{entry.id.hex()[:8]} takes {fact.loan.hex()[:8]} again")

    def debit(self, chain: Iterable[bytes]) -> int:
        """What a feed has lent and did not get back."""
        out = {entry: self.lent[entry].count for entry in chain if entry in self.lent}
        for loan in (loan for entry in chain for loan in self.back.get(entry, ())):
            out.pop(loan, None)
        return sum(out.values())

    def credit(self, chain: Iterable[bytes]) -> int:
        """What a stretch of a feed has borrowed."""
        return sum(self.taken[entry].count for entry in chain if entry in self.taken)
