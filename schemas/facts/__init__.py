"""What can have happened, in past participles. A fact is a frozen dataclass with a name and a version; unknown ones are kept.

`FACTS` lists every fact that this program reads; `schemas.entry.kinds` turns them into maps and back.
"""

from schemas.facts.collecting import DuesCollected, PaymentIntended, PaymentResolved, PaymentReversed, PaymentTaken
from schemas.facts.contacts import ContactNoted
from schemas.facts.forms import FormReissued, FormsLoaded, FormsSetAside, PaperRepeated, PaperSettled
from schemas.facts.grants import AllowanceGranted, NumbersGranted
from schemas.facts.incidents import ClockJumped
from schemas.facts.invoicing import InvoiceIssued, InvoiceVoided, TaxAssessed
from schemas.facts.records import FieldSet
from schemas.facts.roster import ClerkAppointed, DeviceEnrolled, DeviceRevoked, SiteRegistered
from schemas.facts.rules import RulesPublished
from schemas.facts.settling import DayClosed, DayOpened
from schemas.facts.vouchers import VoucherIssued, VoucherVoided
from schemas.facts.writing import NoteUpdated

FACTS = (
    AllowanceGranted,
    ClerkAppointed,
    ClockJumped,
    ContactNoted,
    DayClosed,
    DayOpened,
    DeviceEnrolled,
    DeviceRevoked,
    DuesCollected,
    FieldSet,
    FormReissued,
    FormsLoaded,
    FormsSetAside,
    InvoiceIssued,
    InvoiceVoided,
    NoteUpdated,
    NumbersGranted,
    PaperRepeated,
    PaperSettled,
    PaymentIntended,
    PaymentResolved,
    PaymentReversed,
    PaymentTaken,
    RulesPublished,
    SiteRegistered,
    TaxAssessed,
    VoucherIssued,
    VoucherVoided,
)

__all__ = [
    "FACTS",
    "AllowanceGranted",
    "ClerkAppointed",
    "ClockJumped",
    "ContactNoted",
    "DayClosed",
    "DayOpened",
    "DeviceEnrolled",
    "DeviceRevoked",
    "DuesCollected",
    "FieldSet",
    "FormReissued",
    "FormsLoaded",
    "FormsSetAside",
    "InvoiceIssued",
    "InvoiceVoided",
    "NoteUpdated",
    "NumbersGranted",
    "PaperRepeated",
    "PaperSettled",
    "PaymentIntended",
    "PaymentResolved",
    "PaymentReversed",
    "PaymentTaken",
    "RulesPublished",
    "SiteRegistered",
    "TaxAssessed",
    "VoucherIssued",
    "VoucherVoided",
]
