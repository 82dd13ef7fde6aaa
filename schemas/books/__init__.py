"""The books 台账: rows that are a function of entries, to the byte. Each row has one owning feed, named by its `owner`.

`BOOKS` lists every row type; `schemas.books.fold` turns an entry into rows on a shelf that is handed in.
"""

from schemas.books.acts import ActRow
from schemas.books.assessments import AssessmentRow
from schemas.books.auditing import AccessRow
from schemas.books.cases import CaseRow, CaseWordRow
from schemas.books.contacts import ContactRow
from schemas.books.corrections import ReddenedRow, RedRow, RefundRow
from schemas.books.days import BalanceRow, DayRow
from schemas.books.directory import DirectoryRow, LookRow
from schemas.books.forms import AsideRow, ReissueRow, RollRow
from schemas.books.grants import AllowanceRow, AllowanceSourceRow, NumbersRow, NumbersUsedRow
from schemas.books.handing import CountersignRow, DepositRow, HandoverRow, SettlementRow, SupplementRow
from schemas.books.incidents import ClockRow, VoidRow
from schemas.books.invoices import InvoiceRow
from schemas.books.lending import BorrowedRow, LentRow, ReturnedRow
from schemas.books.levies import LevyRow
from schemas.books.notes import NoteRow
from schemas.books.packs import PackRow
from schemas.books.payments import PaymentRow
from schemas.books.quarantine import QuarantineRow
from schemas.books.receiving import AwaitedRow, RefusalRow
from schemas.books.records import FieldRow, SupersededRow
from schemas.books.remitting import AgreementRow, RemittanceRow, RemittedRow
from schemas.books.roster import ClerkRow, DeviceRow, RevocationRow, SiteRow
from schemas.books.scopes import ScopeRow
from schemas.books.statements import StatementFileRow
from schemas.books.taxpayers import TaxpayerDayRow
from schemas.books.vouchers import VoucherRow

BOOKS = (
    AccessRow,
    ActRow,
    AgreementRow,
    AllowanceRow,
    AllowanceSourceRow,
    AsideRow,
    AssessmentRow,
    AwaitedRow,
    BalanceRow,
    BorrowedRow,
    CaseRow,
    CaseWordRow,
    ClerkRow,
    ClockRow,
    ContactRow,
    CountersignRow,
    DayRow,
    DepositRow,
    DeviceRow,
    DirectoryRow,
    FieldRow,
    HandoverRow,
    InvoiceRow,
    LentRow,
    LevyRow,
    LookRow,
    NoteRow,
    NumbersRow,
    NumbersUsedRow,
    PackRow,
    PaymentRow,
    QuarantineRow,
    RedRow,
    ReddenedRow,
    RefundRow,
    RefusalRow,
    ReissueRow,
    RemittanceRow,
    RemittedRow,
    ReturnedRow,
    RevocationRow,
    RollRow,
    ScopeRow,
    SettlementRow,
    SiteRow,
    StatementFileRow,
    SupersededRow,
    SupplementRow,
    TaxpayerDayRow,
    VoidRow,
    VoucherRow,
)

__all__ = [
    "BOOKS",
    "AccessRow",
    "ActRow",
    "AgreementRow",
    "AllowanceRow",
    "AllowanceSourceRow",
    "AsideRow",
    "AssessmentRow",
    "AwaitedRow",
    "BalanceRow",
    "BorrowedRow",
    "CaseRow",
    "CaseWordRow",
    "ClerkRow",
    "ClockRow",
    "ContactRow",
    "CountersignRow",
    "DayRow",
    "DepositRow",
    "DeviceRow",
    "DirectoryRow",
    "FieldRow",
    "HandoverRow",
    "InvoiceRow",
    "LentRow",
    "LevyRow",
    "LookRow",
    "NoteRow",
    "NumbersRow",
    "NumbersUsedRow",
    "PackRow",
    "PaymentRow",
    "QuarantineRow",
    "RedRow",
    "ReddenedRow",
    "RefundRow",
    "RefusalRow",
    "ReissueRow",
    "RemittanceRow",
    "RemittedRow",
    "ReturnedRow",
    "RevocationRow",
    "RollRow",
    "ScopeRow",
    "SettlementRow",
    "SiteRow",
    "StatementFileRow",
    "SupersededRow",
    "SupplementRow",
    "TaxpayerDayRow",
    "VoidRow",
    "VoucherRow",
]
