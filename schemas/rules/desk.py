"""The tables of a pack that the desk needs beside the tax: scope, papers, remarks, vouchers, caps, fees, budget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.rules.rates import Rate
from schemas.rules.reading import Reader
from schemas.rules.rows import Frame, Row, read_row
from schemas.rules.vocabulary import (
    METHODS,
    NUMBERING,
    SITES,
    SOURCES_OF_NUMBERS,
    TAXES,
    VOUCHERS,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """代征范围: whether a kind of site may issue for these payers and items, and why not."""

    row: Row
    sites: tuple[str, ...]
    allowed: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class Paper:
    """附列资料: a document that must be shown, from a total of `from_fen`; `agent` asks for it only when an agent comes."""

    row: Row
    sites: tuple[str, ...]
    kinds: tuple[str, ...]
    from_fen: int
    agent: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """备注栏: a sentence of the catalogue, and the field of the application that it needs."""

    row: Row
    sentence: str
    needs: str | None


@dataclass(frozen=True, slots=True)
class Desk:
    """Limits of the counter: the yearly sum of a payer, the day from which a buyer unit must give its code."""

    year_cap_fen: int
    buyer_code_from: date
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetCap:
    """最高开票限额 of an edition of forms: a sheet's amount without tax stays below it."""

    row: Row
    edition: str
    below_fen: int


@dataclass(frozen=True, slots=True)
class NumberSource:
    """Where an invoice's number comes from: a specimen has none, paper has the stock's next, a platform's is awaited."""

    row: Row
    source: str
    number: str


@dataclass(frozen=True, slots=True)
class Voucher:
    """税收票证: what is given for money, by kind of site and channel of payment."""

    row: Row
    sites: tuple[str, ...]
    methods: tuple[str, ...]
    voucher: str


@dataclass(frozen=True, slots=True)
class Fee:
    """代征手续费: the share of the tax remitted that a kind of site is paid; never netted from the tax."""

    row: Row
    sites: tuple[str, ...]
    taxes: tuple[str, ...]
    share: Rate


@dataclass(frozen=True, slots=True)
class Budget:
    """预算科目和级次 of a tax, with its levy item 征收项目."""

    row: Row
    tax: str
    levy_item: str
    title: str
    subject: str
    central: Rate


def read_scope(reader: Reader, frame: Frame) -> Scope:
    """A row of `scope`."""
    allowed = reader.flag("allowed")
    return Scope(
        row=read_row(reader, frame),
        sites=reader.words("sites", SITES),
        allowed=allowed,
        reason=None if allowed else reader.text("reason"),
    )


PAPERS = (
    "application_form",
    "id_original",
    "agent_authority",
    "agent_id_original",
    "business_proof",
    "property_certificate",
    "lease_contract",
    "construction_contract",
)
"""申报单 · 身份证件原件 · 授权委托书 · 经办人身份证件 · 经营业务书面证明 · 产权证 · 租赁合同 · 建筑合同."""

NEEDED = ("property", "construction", "freight", "id", "tax_voucher")
"""What a remark may need: parts of the application, the payer's number, the number of the tax voucher."""

SENTENCES = (
    "rules.remark.payer",
    "rules.remark.tax_voucher",
    "rules.remark.property",
    "rules.remark.construction",
    "rules.remark.freight",
    "rules.remark.pit_withheld",
)


def read_paper(reader: Reader, frame: Frame) -> Paper:
    """A row of `documents`; any one of `kinds` will do."""
    return Paper(
        row=read_row(reader, frame),
        sites=reader.words("sites", SITES),
        kinds=reader.words("kinds", PAPERS),
        from_fen=reader.whole("from_fen") if reader.has("from_fen") else 0,
        agent=reader.flag("agent") if reader.has("agent") else False,
    )


def read_remark(reader: Reader, frame: Frame) -> Remark:
    """A row of `remarks`."""
    return Remark(
        row=read_row(reader, frame),
        sentence=reader.word("sentence", SENTENCES),
        needs=reader.word("needs", NEEDED) if reader.has("needs") else None,
    )


def read_cap(reader: Reader, frame: Frame) -> SheetCap:
    """A row of `sheet_caps`."""
    return SheetCap(row=read_row(reader, frame), edition=reader.name("edition"), below_fen=reader.whole("below_fen"))


def read_source_of_numbers(reader: Reader, frame: Frame) -> NumberSource:
    """A row of `number_sources`."""
    return NumberSource(
        row=read_row(reader, frame),
        source=reader.word("source", SOURCES_OF_NUMBERS),
        number=reader.word("number", NUMBERING),
    )


def read_voucher(reader: Reader, frame: Frame) -> Voucher:
    """A row of `vouchers`."""
    return Voucher(
        row=read_row(reader, frame),
        sites=reader.words("sites", SITES),
        methods=reader.words("methods", METHODS),
        voucher=reader.word("voucher", VOUCHERS),
    )


def read_fee(reader: Reader, frame: Frame) -> Fee:
    """A row of `fees`."""
    return Fee(
        row=read_row(reader, frame),
        sites=reader.words("sites", SITES),
        taxes=reader.words("taxes", TAXES),
        share=reader.rate("share"),
    )


def read_budget(reader: Reader, frame: Frame) -> Budget:
    """A row of `budget`."""
    return Budget(
        row=read_row(reader, frame),
        tax=reader.word("tax", TAXES),
        levy_item=reader.name("levy_item"),
        title=reader.text("title"),
        subject=reader.name("subject"),
        central=reader.rate("central_share"),
    )
