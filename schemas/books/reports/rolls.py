"""定额户清册, 欠税清册: a line a quota household, a line an overdue tax. The lines are worked out where the law is at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from schemas.books.reports.report import Section, section
from schemas.books.reports.source import Source
from schemas.sheets import Cell

HOUSEHOLD = (
    "name", "uscc", "operator", "phone", "address", "street", "industry", "levy_method", "quota_from", "quota_to", "month_quota_fen",
    "month_invoiced_fen", "over_share", "vat_month_fen", "pit_rate", "pit_month_fen", "surcharges_fen", "filing_period",
    "has_agreement", "paused_from", "paused_to", "notice_no", "notice_on", "standing", "officer",
)  # fmt: skip
ARREAR = (
    "name", "identifier", "operator", "phone", "tax", "sub_item", "belongs_from", "belongs_to", "due_on", "dues_fen", "settled_fen",
    "principal_fen", "days_late", "late_fee_to_date_fen", "sum_fen", "arrear_class", "reminders_count", "last_reminder",
    "demand_no", "served", "authority",
)  # fmt: skip


def households(source: Source) -> tuple[Section, ...]:
    """The roll of quota households for the month of the last day."""
    return (section("households", ("place", *HOUSEHOLD), _lines(source.households, HOUSEHOLD)),)


def arrears(source: Source) -> tuple[Section, ...]:
    """The roll of arrears on the last day."""
    return (section("arrears", ("place", *ARREAR), _lines(source.arrears, ARREAR)),)


def _lines(records: Sequence[Mapping[str, Cell]], columns: Sequence[str]) -> Iterable[Sequence[Cell]]:
    for place, record in enumerate(records, start=1):
        yield (place, *(record[column] for column in columns))
