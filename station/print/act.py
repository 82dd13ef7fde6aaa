"""A committed entry as papers read it: its facts, what its personal block says, who acted, where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from schemas.entry.envelope import Entry
from schemas.entry.kinds import facts_of
from schemas.facts import DuesCollected, InvoiceIssued, PaymentTaken, TaxAssessed, VoucherIssued
from schemas.failures import Refusal

SPECIMEN = "specimen"
PLATFORM = "platform_request"
Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One sale or collection; `given` is the application or the collection as it was handed in."""

    entry: Entry
    given: Mapping[str, Any]
    assessed: TaxAssessed | None
    invoices: tuple[InvoiceIssued, ...]
    dues: DuesCollected | None
    voucher: VoucherIssued | None
    payments: tuple[PaymentTaken, ...]
    profile: Mapping[str, Any]
    clerk: str

    @property
    def on(self) -> str:
        """The business day."""
        fact = self.assessed or self.dues
        assert fact is not None
        return fact.on

    @property
    def payer(self) -> Mapping[str, Any]:
        """Who sold, or who owes."""
        return self.given["taxpayer"]

    @property
    def entrusted(self) -> bool:
        """Whether the site collects on behalf 代征 (a post office); a street station is the authority's own desk."""
        return self.profile["kind"] == "post"

    @property
    def specimen(self) -> bool:
        """Whether no real number stands on its papers: then each says 样票·无效."""
        issued = (*self.invoices, *((self.voucher,) if self.voucher else ()))
        return any(paper.source == SPECIMEN for paper in issued)

    @property
    def quote(self) -> Mapping[str, Any]:
        """The working as the entry keeps it; empty for a collection."""
        return self.assessed.quote if self.assessed else {}


def read_act(entry: Entry, said: Mapping[str, Any] | None, profile: Mapping[str, Any], clerk: str) -> Act:
    """The act of an entry; Refusal `print.no_papers` for an entry without any, `print.erased` without its personal block."""
    facts = facts_of(entry.body)
    assessed, dues = _one(facts, TaxAssessed), _one(facts, DuesCollected)
    if assessed is None and dues is None:
        raise Refusal("print.no_papers", kind=entry.kind)
    given = (said or {}).get("application") or (said or {}).get("collection")
    if given is None:
        raise Refusal("print.erased")
    return Act(
        entry=entry,
        given=given,
        assessed=assessed,
        invoices=tuple(fact for fact in facts if isinstance(fact, InvoiceIssued)),
        dues=dues,
        voucher=_one(facts, VoucherIssued),
        payments=tuple(fact for fact in facts if isinstance(fact, PaymentTaken)),
        profile=profile,
        clerk=clerk,
    )


def _one(facts: tuple[Any, ...], kind: type[Fact]) -> Fact | None:
    return next((fact for fact in facts if isinstance(fact, kind)), None)
