"""The law as dated, explained data, and the engine that works a sale out by the law of its day 规则与计税.

A pack (`Pack`) is a document; `quote` works an application out by it; `Quote.to_json()` is the contract's answer.
Other rooms: `intake` (may this be taken?), `counter` (remarks, sheets, vouchers), `late` and `quota` (households),
`compare`, `check` and `questions` (changing the law).
"""

from schemas.rules.answer import Bounds, InvoiceAmounts, Quote, TaxLine
from schemas.rules.assess import quote, quote_case
from schemas.rules.case import Case, case_of, obligation_day
from schemas.rules.pack import Pack, read_pack
from schemas.rules.prior import Prior, Sums
from schemas.rules.shelf import load_pack, pack_for, pack_from, shipped_packs
from schemas.rules.why import Step

__all__ = [
    "Bounds",
    "Case",
    "InvoiceAmounts",
    "Pack",
    "Prior",
    "Quote",
    "Step",
    "Sums",
    "TaxLine",
    "case_of",
    "load_pack",
    "obligation_day",
    "pack_for",
    "pack_from",
    "quote",
    "quote_case",
    "read_pack",
    "shipped_packs",
]
