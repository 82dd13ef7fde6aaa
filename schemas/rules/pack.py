"""A rule pack 规则包: the law of one territory for a stretch of days, as a document that is read, checked and named.

The document is JSON for people and canonical CBOR for its name: `digest` is the SHA-256 of the one byte string that the
document has. `docs/formats/rule-pack.md` says what each part means and how to write the next pack.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, cast

from schemas.canonical import Value, digest, encode
from schemas.failures import BadInput
from schemas.periods import HolidayCalendar
from schemas.rules import clauses, desk
from schemas.rules.holidays import read_calendar
from schemas.rules.rates import Rate
from schemas.rules.reading import Reader
from schemas.rules.rows import Frame, Question, Row, Source, read_row
from schemas.rules.vocabulary import ASSUMPTIONS, FORMAT, LANGUAGES, MARKS

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class LateFee:
    """滞纳金: what is added to an overdue tax for each day."""

    row: Row
    rate: Rate


@dataclass(frozen=True, slots=True)
class Quota:
    """定期定额: by how much a month may pass the assessed quota before it must be declared."""

    row: Row
    over_share: Rate


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pack:
    """A pack that was read. `first` and `last` are its days, `territory` the prefixes of the divisions it speaks for.

    Two packs are the same when their `digest` is.
    """

    id: str
    version: str
    first: date
    last: date
    territory: tuple[str, ...]
    title: dict[str, str]
    sources: dict[str, Source]
    questions: dict[str, Question]
    assumptions: dict[str, dict[str, str]]
    vat: tuple[clauses.Vat, ...]
    thresholds: tuple[clauses.Threshold, ...]
    charges: tuple[clauses.Charge, ...]
    charge_exemptions: tuple[clauses.Exemption, ...]
    halves: tuple[clauses.Half, ...]
    stamp: tuple[clauses.Stamp, ...]
    property_tax: tuple[clauses.Property, ...]
    pit: tuple[clauses.Pit, ...]
    withholding: tuple[clauses.Withholding, ...]
    not_covered: tuple[clauses.Gap, ...]
    not_at_counter: tuple[clauses.Elsewhere, ...]
    late_fee: LateFee
    quota: Quota
    calendar: HolidayCalendar
    desk: desk.Desk
    scope: tuple[desk.Scope, ...]
    documents: tuple[desk.Paper, ...]
    remarks: tuple[desk.Remark, ...]
    sheet_caps: tuple[desk.SheetCap, ...]
    number_sources: tuple[desk.NumberSource, ...]
    vouchers: tuple[desk.Voucher, ...]
    fees: tuple[desk.Fee, ...]
    budget: tuple[desk.Budget, ...]
    document: dict[str, Value] = field(repr=False)
    digest: bytes

    @property
    def canonical(self) -> bytes:
        """The one byte string of the document, which an entry carries and `digest` names."""
        return encode(self.document)

    def switch(self, question: str) -> bool:
        """The value of a parameter that is true or false."""
        return self.questions[question].value is True

    def covers(self, day: date) -> bool:
        """Whether the pack speaks for that day."""
        return self.first <= day <= self.last

    def speaks_for(self, district: str) -> bool:
        """Whether the pack speaks for that division."""
        return district.startswith(self.territory)


def read_pack(document: object) -> Pack:
    """The pack that a document spells; BadInput `rules.pack_…` at the place that is wrong."""
    reader = Reader(document)
    reader.word("format", (FORMAT,))
    frame = _read_frame(reader)

    def rows(name: str, read: Callable[[Reader, Frame], _T]) -> tuple[_T, ...]:
        return tuple(_whole(row, frame, read) for row in reader.rows(name))

    return Pack(
        id=reader.name("id"),
        version=_read_version(reader),
        first=frame.first,
        last=frame.last,
        territory=reader.list("territory", _division),
        title=_both_languages(reader.child("title")),
        sources=frame.sources,
        questions=frame.questions,
        assumptions=_read_assumptions(reader.child("assumptions")),
        vat=rows("vat", clauses.read_vat),
        thresholds=rows("thresholds", clauses.read_threshold),
        charges=rows("charges", clauses.read_charge),
        charge_exemptions=rows("charge_exemptions", clauses.read_exemption),
        halves=rows("halves", clauses.read_half),
        stamp=rows("stamp", clauses.read_stamp),
        property_tax=rows("property", clauses.read_property),
        pit=rows("pit", clauses.read_pit),
        withholding=rows("withholding", clauses.read_withholding),
        not_covered=rows("not_covered", clauses.read_gap),
        not_at_counter=rows("not_at_counter", clauses.read_elsewhere),
        late_fee=_whole(reader.child("late_fee"), frame, _read_late_fee),
        quota=_whole(reader.child("quota"), frame, _read_quota),
        calendar=read_calendar(reader, frame),
        desk=_whole(reader.child("desk"), frame, _read_desk),
        scope=rows("scope", desk.read_scope),
        documents=rows("documents", desk.read_paper),
        remarks=rows("remarks", desk.read_remark),
        sheet_caps=rows("sheet_caps", desk.read_cap),
        number_sources=rows("number_sources", desk.read_source_of_numbers),
        vouchers=rows("vouchers", desk.read_voucher),
        fees=rows("fees", desk.read_fee),
        budget=rows("budget", desk.read_budget),
        document=cast("dict[str, Value]", document),
        digest=_name(reader, document),
    )


def _name(reader: Reader, document: object) -> bytes:
    """The digest of the whole document, after all of it has been read and nothing is left over."""
    reader.finish()
    return digest(encode(cast("Value", document)))


def _whole(reader: Reader, frame: Frame, read: Callable[[Reader, Frame], _T]) -> _T:
    """Read a row and refuse what it has besides."""
    row = read(reader, frame)
    if reader.has("note"):
        reader.text("note")
    reader.finish()
    return row


def _read_frame(reader: Reader) -> Frame:
    first, last = reader.day("from"), reader.day("to")
    if last < first:
        raise BadInput("rules.pack_days", field="to", first=str(first), last=str(last))
    sources = dict(_read_source(name, part) for name, part in reader.entries("sources"))
    questions = dict(_read_question(name, part) for name, part in reader.entries("questions"))
    reliefs = dict(_read_relief(name, part) for name, part in reader.entries("reliefs"))
    return Frame(first, last, sources, questions, reliefs)


def _read_version(reader: Reader) -> str:
    """A whole number as text, without leading noughts, so that one version has one spelling."""
    version = reader.text("version")
    if not re.fullmatch("[1-9][0-9]{0,5}", version):
        raise BadInput("rules.pack_version", field=reader.at("version"))
    return version


def _read_source(name: str, reader: Reader) -> tuple[str, Source]:
    source = Source(reader.text("title"), reader.word("mark", MARKS))
    reader.finish()
    return name, source


def _read_question(name: str, reader: Reader) -> tuple[str, Question]:
    value = reader.value("value")
    if value is not None and not isinstance(value, bool | int | str):
        raise BadInput("rules.pack_value", field=reader.at("value"))
    question = Question(_both_languages(reader.child("ask")), value, reader.word("mark", MARKS))
    reader.finish()
    return name, question


def _read_relief(name: str, reader: Reader) -> tuple[str, str]:
    """A relief's title, and the bureau's code if it is known; until then the pack's own name stands for it."""
    reader.text("title")
    code = reader.name("code") if reader.value("code") is not None else name
    reader.finish()
    return name, code


def _read_assumptions(reader: Reader) -> dict[str, dict[str, str]]:
    read = {name: _both_languages(reader.child(name)) for name in ASSUMPTIONS}
    reader.finish()
    return read


def _both_languages(reader: Reader) -> dict[str, str]:
    words = {language: reader.text(language) for language in LANGUAGES}
    reader.finish()
    return words


def _division(value: object, path: str) -> str:
    if not isinstance(value, str) or not value.isascii() or not value.isdigit() or len(value) > 6:
        raise BadInput("rules.pack_territory", field=path)
    return value


def _read_late_fee(reader: Reader, frame: Frame) -> LateFee:
    return LateFee(read_row(reader, frame), reader.rate("rate_a_day"))


def _read_quota(reader: Reader, frame: Frame) -> Quota:
    return Quota(read_row(reader, frame), reader.rate("over_share"))


def _read_desk(reader: Reader, frame: Frame) -> desk.Desk:
    return desk.Desk(
        year_cap_fen=reader.whole("year_cap_fen"),
        buyer_code_from=reader.day("buyer_code_from"),
        cites=read_row(reader, frame).cites,
    )
