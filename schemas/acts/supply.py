"""Blank invoices in a household's hands 发票领用: what it may take, what it was given, what it brought back and showed.

The equation of each code is counted from two sides: received = used + voided + returned + lost + hand. An act whose numbers
the household does not hold changes nothing; it is set aside until a person has seen it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from schemas.acts.order import Act, in_order
from schemas.acts.ranges import Span, holds, joined, size, without
from schemas.canonical import is_list
from schemas.failures import BadInput, Failure, Refusal
from schemas.periods import read_day

KINDS = ("sheet", "roll", "fixed")
"""折叠票, 卷票, 定额发票."""
MOST_FORMS = 10_000
MOST_FEN = 10**13
_RANKS = {"hand_over": 0, "arrive": 0, "check": 1, "give_back": 2, "report_loss": 3, "settle": 9}
_OTHERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What a household may take of a kind 票种核定: forms a month, forms in hand at once, the most of one form in 分."""

    kind: str
    month_count: int
    hold_count: int
    sheet_fen: int
    paper_no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Forms that came into its hands in one act; `missing` of them did not come out of the post."""

    entry: bytes
    site: str
    on: str
    kind: str
    code: str
    width: int
    span: Span
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Forms that are in its hands no more: `check` used and voided, `give_back`, `report_loss`."""

    entry: bytes
    act: str
    on: str
    code: str
    span: Span
    used: int = 0
    voided: int = 0
    net_fen: int = 0
    found_on: str | None = None


@dataclass(frozen=True, slots=True)
class Equation:
    """The equation of one code, in forms 份."""

    received: int
    used: int
    voided: int
    returned: int
    lost: int
    hand: int

    @property
    def equal(self) -> bool:
        """Whether every form is accounted for."""
        return self.received == self.used + self.voided + self.returned + self.lost + self.hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """What the acts on a household's invoices come to."""

    allowed: Mapping[str, Allowed] = field(default_factory=dict[str, Allowed])
    batches: tuple[Batch, ...] = ()
    gone: tuple[Gone, ...] = ()
    aside: tuple[tuple[Act, str], ...] = ()
    seen: frozenset[bytes] = frozenset()
    waiting: int = 0
    heads: tuple[bytes, ...] = ()

    @property
    def disputed(self) -> tuple[tuple[Act, str], ...]:
        """What was set aside and no person has seen yet."""
        return tuple(pair for pair in self.aside if pair[0].id not in self.seen)

    @property
    def codes(self) -> dict[str, Batch]:
        """Each code that was ever handed over, with the first of its batches."""
        return {batch.code: batch for batch in reversed(self.batches)}

    def hand(self, code: str) -> tuple[Span, ...]:
        """The numbers of a code that it holds."""
        spans = [span for batch in self.batches if batch.code == code for span in arrived(batch)]
        for one in self.gone:
            spans = list(without(spans, one.span)) if one.code == code else spans
        return joined(spans)

    def held(self, kind: str) -> int:
        """How many forms of a kind it holds that nobody has checked."""
        return sum(size(self.hand(code)) for code, first in self.codes.items() if first.kind == kind)

    def taken(self, kind: str, month: str) -> int:
        """How many forms of a kind it was given in a month (`2026-09`)."""
        return sum(size(arrived(one)) for one in self.batches if one.kind == kind and one.on[:7] == month)

    def equation(self, code: str) -> Equation:
        """The equation of one code."""
        gone = [one for one in self.gone if one.code == code]
        counts = {act: sum(size([one.span]) for one in gone if one.act == act) for act in ("give_back", "report_loss")}
        return Equation(
            received=sum(size(arrived(batch)) for batch in self.batches if batch.code == code),
            used=sum(one.used for one in gone),
            voided=sum(one.voided for one in gone),
            returned=counts["give_back"],
            lost=counts["report_loss"],
            hand=size(self.hand(code)),
        )


def arrived(batch: Batch) -> tuple[Span, ...]:
    """The forms of a batch that were there."""
    spans: tuple[Span, ...] = (batch.span,)
    for number in batch.missing:
        spans = without(spans, (number, number))
    return spans


def read_supply(acts: Iterable[Act]) -> Supply:
    """The household's invoices; the same from any order of arrival."""
    ordered = in_order(acts, lambda name: _RANKS.get(name, _OTHERS))
    supply = Supply(waiting=len(ordered.waiting), heads=ordered.heads)
    for act in ordered.acts:
        try:
            supply = step(supply, act)
        except Failure as failure:
            supply = replace(supply, aside=(*supply.aside, (act, failure.code)))
        except (KeyError, TypeError, AttributeError):
            supply = replace(supply, aside=(*supply.aside, (act, "street.field")))
    return supply


def step(supply: Supply, act: Act) -> Supply:
    """The household's invoices behind one more act; BadInput `supply.*`, Refusal `supply.*`, `street.word`."""
    match act.name:
        case "allow":
            return replace(supply, allowed={**supply.allowed, act.detail["kind"]: read_allowed(act.detail)})
        case "hand_over" | "arrive":
            return replace(supply, batches=(*supply.batches, _batch(supply, act)))
        case "check" | "give_back" | "report_loss":
            return replace(supply, gone=(*supply.gone, _gone(supply, act)))
        case "settle":
            return replace(supply, seen=supply.seen | _named(act.detail))
        case _:
            raise BadInput("street.step", field="step", step=act.name)


def read_allowed(detail: Mapping[str, Any]) -> Allowed:
    """What a decision allows; BadInput `supply.count`, Refusal `street.word`."""
    require_kind(detail["kind"])
    for name, most in (("month_count", MOST_FORMS), ("hold_count", MOST_FORMS), ("sheet_fen", MOST_FEN)):
        whole(detail[name], name, most)
    return Allowed(
        kind=detail["kind"],
        month_count=detail["month_count"],
        hold_count=detail["hold_count"],
        sheet_fen=detail["sheet_fen"],
        paper_no=detail["paper_no"],
    )


def read_range(detail: Mapping[str, Any]) -> tuple[Span, int]:
    """The numbers `first` to `last` and their width; BadInput `supply.range`."""
    first, last = detail["first"], detail["last"]
    plain = all(part.isascii() and part.isdigit() and len(part) <= 20 for part in (first, last))
    if not plain or len(first) != len(last) or not 0 <= int(last) - int(first) < MOST_FORMS:
        raise BadInput("supply.range", field="first", most=MOST_FORMS)
    return (int(first), int(last)), len(first)


def require_kind(kind: object) -> None:
    """Refusal `street.word` unless it is a kind of invoice."""
    if kind not in KINDS:
        raise Refusal("street.word", field="kind", name="kind", words=", ".join(KINDS))


def whole(value: object, name: str, most: int) -> int:
    """A whole number from nothing to so many; BadInput `supply.count`."""
    if type(value) is not int or not 0 <= value <= most:
        raise BadInput("supply.count", field=name, most=most)
    return value


def _batch(supply: Supply, act: Act) -> Batch:
    span, width = read_range(act.detail)
    code, kind = str(act.detail["code"]), act.detail["kind"]
    require_kind(kind)
    for batch in supply.batches:
        if batch.code == code and batch.span[0] <= span[1] and span[0] <= batch.span[1]:
            raise Refusal("supply.handed_before", field="first", number=f"{max(batch.span[0], span[0]):0{width}d}")
    missing = tuple(sorted({int(number) for number in act.detail.get("missing", ())}))
    if not all(span[0] <= number <= span[1] for number in missing):
        raise BadInput("supply.range", field="missing", most=MOST_FORMS)
    return Batch(entry=act.id, site=act.site, on=act.on, kind=kind, code=code, width=width, span=span, missing=missing)


def _gone(supply: Supply, act: Act) -> Gone:
    span, width = read_range(act.detail)
    code = str(act.detail["code"])
    if not holds(supply.hand(code), span):
        first, last = (f"{number:0{width}d}" for number in span)
        raise Refusal("supply.not_held", field="first", series=code, first=first, last=last)
    gone = Gone(entry=act.id, act=act.name, on=act.on, code=code, span=span)
    if act.name == "report_loss":
        return replace(gone, found_on=read_day(act.detail["found_on"], "found_on").isoformat())
    if act.name == "give_back":
        return gone
    used, voided = (whole(act.detail[name], name, MOST_FORMS) for name in ("used", "voided"))
    if used + voided != size([span]):
        raise BadInput("supply.checked", field="used", count=size([span]), used=used, voided=voided)
    return replace(gone, used=used, voided=voided, net_fen=whole(act.detail["net_fen"], "net_fen", MOST_FEN))


def _named(detail: Mapping[str, Any]) -> frozenset[bytes]:
    named = detail["acts"]
    if not is_list(named) or not all(isinstance(entry, bytes) for entry in named):
        raise BadInput("street.field", field="acts", name="acts")
    return frozenset(named)
