"""The answer of `quote`: amounts, taxes, invoices, assumptions, bounds and the working."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from schemas.rules.why import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxLine:
    """One tax of the sale: base, rate, tax before relief, relief and its code, what is due, who collects it, by which rule."""

    tax: str
    levy_item: str
    period_from: date
    period_to: date
    base_fen: int
    rate: str | None
    due_before_relief_fen: int
    relief_fen: int
    relief_code: str | None
    due_fen: int
    collector: str
    rule: str
    cites: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The contract's object of a tax."""
        return {
            "tax": self.tax,
            "levy_item": self.levy_item,
            "period_from": self.period_from.isoformat(),
            "period_to": self.period_to.isoformat(),
            "base_fen": self.base_fen,
            "rate": self.rate,
            "due_before_relief_fen": self.due_before_relief_fen,
            "relief_fen": self.relief_fen,
            "relief_code": self.relief_code,
            "due_fen": self.due_fen,
            "collector": self.collector,
            "rule": self.rule,
            "cites": list(self.cites),
        }


@dataclass(frozen=True, slots=True)
class InvoiceAmounts:
    """Net and VAT of one invoice and of its lines, in 分."""

    net_fen: int
    vat_fen: int
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What holds for sure where earlier sales may be missing: totals, exemptions and back-tax, [with what is known, at most].

    `certain` says that neither the total nor the exemption can change any more.
    """

    total_fen: tuple[int, int]
    exempt: tuple[str | None, str | None]
    back_tax_gross_fen: tuple[int, int]

    @property
    def certain(self) -> bool:
        """Whether both ends agree on what is collected and on the exemption."""
        return self.total_fen[0] == self.total_fen[1] and self.exempt[0] == self.exempt[1]

    def to_json(self) -> dict[str, Any]:
        """The contract's object of bounds; the total's least and most in order."""
        return {
            "total_fen": sorted(self.total_fen),
            "exempt": list(self.exempt),
            "back_tax_gross_fen": list(self.back_tax_gross_fen),
            "certain": self.certain,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The tax on an application 计税结果, worked out by one pack. Amounts in 分; `rate` and `exempt` exclude each other."""

    gross_fen: int
    net_fen: int
    vat_fen: int
    rate: str | None
    exempt: str | None
    total_fen: int
    back_tax_gross_fen: int
    taxes: tuple[TaxLine, ...]
    invoices: tuple[InvoiceAmounts, ...]
    pack_id: str
    pack_version: str
    pack_digest: bytes
    assumptions: tuple[str, ...]
    steps: tuple[Step, ...] = field(repr=False)
    bounds: Bounds | None = None

    def to_json(self, language: str = "zh_CN") -> dict[str, Any]:
        """The contract's answer of `quote`, its steps told in `language`."""
        answer = self.amounts() | {"why": [step.tell(language) for step in self.steps]}
        return answer | {"bounds": self.bounds.to_json()} if self.bounds else answer

    def amounts(self) -> dict[str, Any]:
        """The answer without steps and bounds: what is recorded, and what a recomputation must give again."""
        return {
            "net_fen": self.net_fen,
            "vat_fen": self.vat_fen,
            "rate": self.rate,
            "exempt": self.exempt,
            "total_fen": self.total_fen,
            "back_tax_gross_fen": self.back_tax_gross_fen,
            "taxes": [line.to_json() for line in self.taxes],
            "invoices": [self._invoice(invoice) for invoice in self.invoices],
            "pack": {"id": self.pack_id, "version": self.pack_version, "hash": self.pack_digest.hex()},
            "assumptions": list(self.assumptions),
        }

    def _invoice(self, invoice: InvoiceAmounts) -> dict[str, Any]:
        lines = [{"net_fen": net, "rate": self.rate, "vat_fen": vat} for net, vat in invoice.lines]
        return {"net_fen": invoice.net_fen, "vat_fen": invoice.vat_fen, "lines": lines}
