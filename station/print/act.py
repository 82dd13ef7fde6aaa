"""A committed entry as papers read it: its facts, what its personal block says, who acted, where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from schemas.entry.envelope import Entry
from schemas.entry.kinds import facts_of
from schemas.facts import DuesCollected, InvoiceIssued, PaymentTaken, TaxAssessed, VoucherIssued
from schemas.failures import Refusal

SPECIMEN = "specimen"
PLATFORM = "platform_request"
Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class Moved:
    """The form on which a part of a sale stands now 换开, and the one on which it stood before."""

    code: str
    number: str
    source: str
    from_code: str
    from_number: str


NOWHERE: Mapping[tuple[str, int], Moved] = {}
"""No form of a sale was changed."""


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
    moved: Mapping[tuple[str, int], Moved] = field(default_factory=dict[tuple[str, int], Moved])

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


def read_act(
    entry: Entry,
    said: Mapping[str, Any] | None,
    profile: Mapping[str, Any],
    clerk: str,
    moved: Mapping[tuple[str, int], Moved] = NOWHERE,
) -> Act:
    """The act of an entry, on the forms on which it stands now; Refusal `print.no_papers` for an entry without any, `print.erased` without its personal block."""
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
        invoices=_on_forms(facts, moved),
        dues=dues,
        voucher=_on_form(_one(facts, VoucherIssued), moved.get(("voucher", 0))),
        payments=tuple(fact for fact in facts if isinstance(fact, PaymentTaken)),
        profile=profile,
        clerk=clerk,
        moved=moved,
    )


def _on_forms(facts: tuple[Any, ...], moved: Mapping[tuple[str, int], Moved]) -> tuple[InvoiceIssued, ...]:
    """The invoices of a sale, each under the number that it has now."""
    issued = (fact for fact in facts if isinstance(fact, InvoiceIssued))
    return tuple(
        replace(fact, code=now.code, number=now.number, source=now.source) if now else fact
        for part, fact in enumerate(issued)
        for now in [moved.get(("invoice", part))]
    )


def _on_form(voucher: VoucherIssued | None, now: Moved | None) -> VoucherIssued | None:
    if voucher is None or now is None:
        return voucher
    return replace(voucher, code=now.code, number=now.number, source=now.source)


def _one(facts: tuple[Any, ...], kind: type[Fact]) -> Fact | None:
    return next((fact for fact in facts if isinstance(fact, kind)), None)
