"""What can have happened, in past participles. A fact is a frozen dataclass with a name and a version; unknown ones are kept.

`FACTS` lists every fact that this program reads; `schemas.entry.kinds` turns them into maps and back.
"""

from schemas.facts.acts import RecordActed
from schemas.facts.auditing import MattersAccessed
from schemas.facts.cases import CaseAnswered, CaseClosed, CaseDecided, CaseOpened
from schemas.facts.collecting import DuesCollected, PaymentIntended, PaymentResolved, PaymentReversed, PaymentTaken
from schemas.facts.contacts import CentreMissed, ContactNoted
from schemas.facts.correcting import CollectionReversed, PaymentCorrected, RedLetterIssued, RefundRequested
from schemas.facts.directory import DirectoryLooked, DirectoryPublished
from schemas.facts.forms import FormReissued, FormsLoaded, FormsSetAside, PaperRepeated, PaperSettled
from schemas.facts.grants import (
    AllowanceBorrowed,
    AllowanceGranted,
    AllowanceLent,
    AllowanceReturned,
    NumbersGranted,
    ScopeGranted,
)
from schemas.facts.handing import CashDeposited, Countersigned, DaySupplemented, ShiftHandedOver, VouchersSettled
from schemas.facts.incidents import ClockJumped
from schemas.facts.invoicing import InvoiceIssued, InvoiceVoided, TaxAssessed
from schemas.facts.receiving import DocumentsAwaited, DocumentsSupplied, IdentityVouched, ServiceRefused
from schemas.facts.records import FieldSet
from schemas.facts.remitting import AgreementSet, RemittanceMade
from schemas.facts.roster import ClerkAppointed, DeviceEnrolled, DeviceRevoked, DeviceSucceeded, SiteRegistered
from schemas.facts.rules import RulesPublished
from schemas.facts.settling import DayClosed, DayOpened
from schemas.facts.statements import StatementImported, StatementWithdrawn
from schemas.facts.vouchers import VoucherIssued, VoucherVoided
from schemas.facts.writing import NoteUpdated

FACTS = (
    AgreementSet,
    AllowanceBorrowed,
    AllowanceGranted,
    AllowanceLent,
    AllowanceReturned,
    CaseAnswered,
    CaseClosed,
    CaseDecided,
    CaseOpened,
    CashDeposited,
    CentreMissed,
    ClerkAppointed,
    ClockJumped,
    CollectionReversed,
    ContactNoted,
    Countersigned,
    DayClosed,
    DayOpened,
    DaySupplemented,
    DeviceEnrolled,
    DeviceRevoked,
    DeviceSucceeded,
    DirectoryLooked,
    DirectoryPublished,
    DocumentsAwaited,
    DocumentsSupplied,
    DuesCollected,
    FieldSet,
    FormReissued,
    FormsLoaded,
    FormsSetAside,
    IdentityVouched,
    InvoiceIssued,
    InvoiceVoided,
    MattersAccessed,
    NoteUpdated,
    NumbersGranted,
    PaperRepeated,
    PaperSettled,
    PaymentCorrected,
    PaymentIntended,
    PaymentResolved,
    PaymentReversed,
    PaymentTaken,
    RecordActed,
    RedLetterIssued,
    RefundRequested,
    RemittanceMade,
    RulesPublished,
    ScopeGranted,
    ServiceRefused,
    ShiftHandedOver,
    SiteRegistered,
    StatementImported,
    StatementWithdrawn,
    TaxAssessed,
    VoucherIssued,
    VoucherVoided,
    VouchersSettled,
)

__all__ = [
    "FACTS",
    "AgreementSet",
    "AllowanceBorrowed",
    "AllowanceGranted",
    "AllowanceLent",
    "AllowanceReturned",
    "CaseAnswered",
    "CaseClosed",
    "CaseDecided",
    "CaseOpened",
    "CashDeposited",
    "CentreMissed",
    "ClerkAppointed",
    "ClockJumped",
    "CollectionReversed",
    "ContactNoted",
    "Countersigned",
    "DayClosed",
    "DayOpened",
    "DaySupplemented",
    "DeviceEnrolled",
    "DeviceRevoked",
    "DeviceSucceeded",
    "DirectoryLooked",
    "DirectoryPublished",
    "DocumentsAwaited",
    "DocumentsSupplied",
    "DuesCollected",
    "FieldSet",
    "FormReissued",
    "FormsLoaded",
    "FormsSetAside",
    "IdentityVouched",
    "InvoiceIssued",
    "InvoiceVoided",
    "MattersAccessed",
    "NoteUpdated",
    "NumbersGranted",
    "PaperRepeated",
    "PaperSettled",
    "PaymentCorrected",
    "PaymentIntended",
    "PaymentResolved",
    "PaymentReversed",
    "PaymentTaken",
    "RecordActed",
    "RedLetterIssued",
    "RefundRequested",
    "RemittanceMade",
    "RulesPublished",
    "ScopeGranted",
    "ServiceRefused",
    "ShiftHandedOver",
    "SiteRegistered",
    "StatementImported",
    "StatementWithdrawn",
    "TaxAssessed",
    "VoucherIssued",
    "VoucherVoided",
    "VouchersSettled",
]
