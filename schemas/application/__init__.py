"""The application 代开申请 and the collection 代征: what a clerk hands in, as frozen models with one error at a time.

The one door for pydantic on the ground. A reader takes data that is already loaded (from JSON, from CBOR, from a
screen) and returns a model, or raises one BadInput with the dotted path of the field; pydantic's own words never leave
this room. `schemas/application.schema.json` is generated from `Application`.

>>> from schemas.failures import BadInput
>>> try:
...     parse_application({"command": "b8001a9f-d906-5814-8dbe-f18e38d2e103", "on": "2026-02-30"})
... except BadInput as failure:
...     print(failure)
application.day [on]
"""

from schemas.application.collection import Collection, Due, SettlingPayment
from schemas.application.dues import DuesAsked, KnownDue, QuotaAsked, QuotaMonth
from schemas.application.models import (
    Agent,
    Application,
    Assessed,
    Buyer,
    Document,
    Invoice,
    Lease,
    Line,
    MostPrior,
    Payment,
    PriorSales,
    Taxpayer,
)
from schemas.application.parsing import parse_application, parse_collection, parse_documents, parse_dues, schema_text

__all__ = [
    "Agent",
    "Application",
    "Assessed",
    "Buyer",
    "Collection",
    "Document",
    "Due",
    "DuesAsked",
    "Invoice",
    "KnownDue",
    "Lease",
    "Line",
    "MostPrior",
    "Payment",
    "PriorSales",
    "QuotaAsked",
    "QuotaMonth",
    "SettlingPayment",
    "Taxpayer",
    "parse_application",
    "parse_collection",
    "parse_documents",
    "parse_dues",
    "schema_text",
]
