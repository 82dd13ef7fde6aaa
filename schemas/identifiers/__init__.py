"""Numbers that name people, units, documents, invoices and devices 识别号: one reader each, and one question for all.

A reader takes what a person typed, pasted or scanned (full-width, lower case, with spaces) and returns what the number
says; a number that does not hold is BadInput `identifiers.…` with the place that is suspect. `check` and
`require_valid` ask by the name of the kind.
"""

from schemas.identifiers.checking import KINDS, CheckResult, answer_check, check, require_valid
from schemas.identifiers.credit_code import CreditCode, read_credit_code
from schemas.identifiers.device_id import DeviceId, device_id, read_device_id
from schemas.identifiers.documents import (
    read_hk_macao_permit,
    read_passport,
    read_permanent_residence,
    read_residence_permit,
    read_taiwan_permit,
)
from schemas.identifiers.invoice_number import InvoiceNumber, read_invoice, read_invoice_number
from schemas.identifiers.normal import normalise
from schemas.identifiers.resident_id import ResidentId, read_resident_id, read_resident_id_15
from schemas.identifiers.tax_numbers import (
    OldPersonNumber,
    OldUnitNumber,
    read_old_person_number,
    read_old_unit_number,
)

__all__ = [
    "KINDS",
    "CheckResult",
    "CreditCode",
    "DeviceId",
    "InvoiceNumber",
    "OldPersonNumber",
    "OldUnitNumber",
    "ResidentId",
    "answer_check",
    "check",
    "device_id",
    "normalise",
    "read_credit_code",
    "read_device_id",
    "read_hk_macao_permit",
    "read_invoice",
    "read_invoice_number",
    "read_old_person_number",
    "read_old_unit_number",
    "read_passport",
    "read_permanent_residence",
    "read_residence_permit",
    "read_resident_id",
    "read_resident_id_15",
    "read_taiwan_permit",
    "require_valid",
]
