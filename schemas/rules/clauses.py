"""The clauses by which tax is worked out, one kind a class, each read from a row of the pack."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.failures import BadInput
from schemas.periods import PeriodKind
from schemas.rules.rates import Rate
from schemas.rules.reading import Reader, read_list, read_word
from schemas.rules.rows import Frame, Row, read_row
from schemas.rules.vocabulary import (
    BUYERS,
    CHARGES,
    COUNTED,
    EXEMPT_BY_LAW,
    EXEMPT_BY_LIMIT,
    ITEMS,
    PIT_METHODS,
    PLACES,
    REASONS,
    RENTS,
    TAXES,
    TESTS,
)


@dataclass(frozen=True, slots=True)
class Vat:
    """增值税: the rate that is charged and shown, and the divisor that takes the tax out of a price 价税分离.

    Where they differ (housing rent), tax is worked out from the price without tax before it is rounded. `exempt` is the
    reason of an exemption by law 免税; `rate` then only says what was forgone.
    """

    row: Row
    rate: Rate
    divisor: Rate
    exempt: str | None
    relief: str | None

    @property
    def reduced(self) -> bool:
        """Whether the levy is not the divisor 减按征收."""
        return self.rate.text != self.divisor.text


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount of sales without tax, in 分, counted over a day, a month, or the payer's filing period.

    `test` is `below` (strict) or `not_above` (inclusive); an amount that does not apply is 0.
    """

    by: str
    day_fen: int
    month_fen: int
    quarter_fen: int
    test: str

    def over(self, period: str | None) -> tuple[PeriodKind, int]:
        """Over what this limit counts for a payer of that filing period, and the amount."""
        counted = period if self.by == "filing" else self.by
        if counted == "day":
            return "day", self.day_fen
        return ("quarter", self.quarter_fen) if counted == "quarter" else ("month", self.month_fen)

    def holds(self, sales: int, scale: int, limit_fen: int) -> bool:
        """Whether sales of `sales` / `scale` fen stay within `limit_fen`, exactly."""
        return sales < limit_fen * scale if self.test == "below" else sales <= limit_fen * scale


@dataclass(frozen=True, slots=True)
class Threshold:
    """起征点 and 小微免税: up to a limit the whole is exempt, beyond it the whole is taxed.

    `spread`: a natural person's lump sum of rent counts by the month of its lease. `apart`: groups of items that are
    counted apart from each other.
    """

    row: Row
    limit: Limit
    exempt: str
    relief: str
    spread: bool
    apart: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Charge:
    """附加税费 on the VAT that is due, by the place of the business."""

    row: Row
    tax: str
    rates: dict[str, Rate]


@dataclass(frozen=True, slots=True)
class Exemption:
    """Exemption of the education charges 教育费附加免征, by a limit of its own."""

    row: Row
    taxes: tuple[str, ...]
    limit: Limit
    relief: str


@dataclass(frozen=True, slots=True)
class Half:
    """六税两费减征: a share of the tax is let off, rounded by itself."""

    row: Row
    taxes: tuple[str, ...]
    share: Rate
    relief: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """印花税 of a kind of contract: least tax, freedom below an amount, rounding to a step, whether the counter takes it."""

    row: Row
    contract: str
    rate: Rate
    least_fen: int
    free_below_fen: int
    step_fen: int
    at_counter: bool


@dataclass(frozen=True, slots=True)
class Property:
    """房产税 on rent 从租计征."""

    row: Row
    rate: Rate


@dataclass(frozen=True, slots=True)
class Pit:
    """个人所得税: withheld by the payer, by an assessed rate, by the bureau's table, or by law for rent.

    By law (`lease_statutory`): rent less taxes; up to `line_fen` less `flat_fen`, above it less `share`; times `rate`.
    """

    row: Row
    method: str
    rate: Rate | None
    flat_fen: int
    line_fen: int
    share: Rate | None


@dataclass(frozen=True, slots=True)
class Withholding:
    """代扣代缴: a sale whose tax the law gives to the buyer, so that the counter refuses it."""

    row: Row
    buyers: tuple[str, ...]
    not_reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What the pack leaves out on purpose, and says so."""

    row: Row


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A tax that the counter does not work out, and why."""

    row: Row
    tax: str
    reason: str


def read_vat(reader: Reader, frame: Frame) -> Vat:
    """A row of `vat`."""
    rate = reader.rate("rate")
    exempt = reader.word("exempt", EXEMPT_BY_LAW) if reader.has("exempt") else None
    return Vat(
        row=read_row(reader, frame),
        rate=rate,
        divisor=reader.rate("divisor") if reader.has("divisor") else rate,
        exempt=exempt,
        relief=_relief(reader, frame) if exempt else None,
    )


def read_limit(reader: Reader) -> Limit:
    """The limit in a row: `by`, `test` and the amounts that `by` needs."""
    by = reader.word("by", COUNTED)
    return Limit(
        by=by,
        day_fen=reader.whole("day_fen") if by == "day" else 0,
        month_fen=reader.whole("month_fen") if by != "day" else 0,
        quarter_fen=reader.whole("quarter_fen") if by == "filing" else 0,
        test=reader.word("test", TESTS),
    )


def read_threshold(reader: Reader, frame: Frame) -> Threshold:
    """A row of `thresholds`."""
    return Threshold(
        row=read_row(reader, frame),
        limit=read_limit(reader),
        exempt=reader.word("exempt", EXEMPT_BY_LIMIT),
        relief=_relief(reader, frame),
        spread=reader.flag("spread_lease") if reader.has("spread_lease") else False,
        apart=_read_apart(reader) if reader.has("apart") else (),
    )


def _read_apart(reader: Reader) -> tuple[tuple[str, ...], ...]:
    """Groups of items, each item in exactly one."""
    groups = reader.list("apart", _read_items)
    if sorted(item for items in groups for item in items) != sorted(ITEMS):
        raise BadInput("rules.pack_apart", field=reader.at("apart"))
    return groups


def _read_items(value: object, path: str) -> tuple[str, ...]:
    return read_list(value, path, lambda word, at: read_word(word, ITEMS, at))


def read_charge(reader: Reader, frame: Frame) -> Charge:
    """A row of `charges`: one rate, or one for each place."""
    if reader.has("by_place"):
        places = reader.child("by_place")
        rates = {place: places.rate(place) for place in PLACES}
        places.finish()
    else:
        rate = reader.rate("rate")
        rates = {place: rate for place in PLACES}  # noqa: C420 # fromkeys would narrow the keys to the three words
    return Charge(row=read_row(reader, frame), tax=reader.word("tax", CHARGES), rates=rates)


def read_exemption(reader: Reader, frame: Frame) -> Exemption:
    """A row of `charge_exemptions`."""
    return Exemption(
        row=read_row(reader, frame),
        taxes=reader.words("taxes", CHARGES),
        limit=read_limit(reader),
        relief=_relief(reader, frame),
    )


def read_half(reader: Reader, frame: Frame) -> Half:
    """A row of `halves`."""
    return Half(
        row=read_row(reader, frame),
        taxes=reader.words("taxes", TAXES),
        share=reader.rate("share"),
        relief=_relief(reader, frame),
    )


def read_stamp(reader: Reader, frame: Frame) -> Stamp:
    """A row of `stamp`."""
    return Stamp(
        row=read_row(reader, frame),
        contract=reader.text("contract"),
        rate=reader.rate("rate"),
        least_fen=reader.whole("least_fen") if reader.has("least_fen") else 0,
        free_below_fen=reader.whole("free_below_fen") if reader.has("free_below_fen") else 0,
        step_fen=reader.whole("step_fen", least=1) if reader.has("step_fen") else 1,
        at_counter=reader.flag("at_counter"),
    )


def read_property(reader: Reader, frame: Frame) -> Property:
    """A row of `property`."""
    return Property(row=read_row(reader, frame, RENTS), rate=reader.rate("rate"))


def read_pit(reader: Reader, frame: Frame) -> Pit:
    """A row of `pit`."""
    method = reader.word("method", PIT_METHODS)
    lease = method == "lease_statutory"
    return Pit(
        row=read_row(reader, frame, RENTS if lease else ITEMS),
        method=method,
        rate=reader.rate("rate") if lease or method == "table" else None,
        flat_fen=reader.whole("flat_fen") if lease else 0,
        line_fen=reader.whole("line_fen") if lease else 0,
        share=reader.rate("share") if lease else None,
    )


def read_withholding(reader: Reader, frame: Frame) -> Withholding:
    """A row of `withholding`."""
    return Withholding(
        row=read_row(reader, frame),
        buyers=reader.words("buyers", BUYERS),
        not_reasons=reader.list("not_reasons", lambda value, path: read_word(value, REASONS, path)),
    )


def read_gap(reader: Reader, frame: Frame) -> Gap:
    """A row of `not_covered`."""
    return Gap(row=read_row(reader, frame))


def read_elsewhere(reader: Reader, frame: Frame) -> Elsewhere:
    """A row of `not_at_counter`."""
    return Elsewhere(row=read_row(reader, frame), tax=reader.word("tax", TAXES), reason=reader.text("reason"))


def _relief(reader: Reader, frame: Frame) -> str:
    """The code 减免性质代码 of the relief that a row grants: the bureau's if the pack has it, else the pack's name of it."""
    return frame.reliefs[reader.word("relief", tuple(frame.reliefs))]
