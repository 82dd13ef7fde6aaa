"""The record of a household's quota 定期定额: what the signed acts on it come to, the same from any order of arrival."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from schemas.acts import Act, in_order
from schemas.failures import BadInput, Failure, Refusal
from schemas.periods import period_of, read_day
from schemas.rules.arrears import OBJECTION_DAYS, Assessment
from schemas.rules.rates import read_rate

PAPERS = ("quota", "demand")
"""核定定额通知书, 税务事项通知书(限期缴纳)."""
WAYS = ("in_person", "left", "post", "electronic", "public")
"""直接送达, 留置送达, 邮寄送达, 电子送达, 公告送达."""
PLACES = ("city", "town", "other")
ITEMS = ("goods", "services", "labour", "transport")
FILINGS = ("month", "quarter")
MOST_DAYS = 366
"""An assessment and a suspension hold for a year at most (总局令第16号, 税务登记管理办法)."""
MOST_FEN = 10**13


@dataclass(frozen=True, slots=True)
class Served:
    """A paper that was served on a household 送达."""

    paper: str
    number: str
    on: date
    way: str
    receipt: str | None
    pay_by: str | None


@dataclass(frozen=True, slots=True)
class QuotaRecord:
    """What the acts on a household's quota come to; those that say nothing that can be read are set aside."""

    assessments: tuple[Assessment, ...] = ()
    suspensions: tuple[tuple[date, date], ...] = ()
    declared: dict[date, int] | None = None
    served: tuple[Served, ...] = ()
    objections: tuple[tuple[str, date], ...] = ()
    aside: tuple[tuple[str, str], ...] = ()

    def objection_until(self, notice_no: str) -> date | None:
        """The last day to object to an assessment; None while its notice has not been served."""
        days = [paper.on for paper in self.served if (paper.paper, paper.number) == ("quota", notice_no)]
        return min(days) + timedelta(days=OBJECTION_DAYS) if days else None


def read_quota(acts: Iterable[Act]) -> QuotaRecord:
    """The record; the same from any order of arrival."""
    assessments: list[Assessment] = []
    suspensions: list[tuple[date, date]] = []
    declared: dict[date, int] = {}
    served: list[Served] = []
    objections: list[tuple[str, date]] = []
    aside: list[tuple[str, str]] = []
    for act in in_order(acts).acts:
        try:
            match act.name:
                case "assess":
                    assessments.append(read_assessment(act.detail))
                case "suspend":
                    suspensions.append(read_span(act.detail))
                case "resume":
                    suspensions = list(_resumed(suspensions, read_day(act.on, "on")))
                case "declare":
                    month, fen = read_declared(act.detail)
                    declared[month] = fen
                case "serve":
                    served.append(read_served(act))
                case "object":
                    objections.append((str(act.detail["notice_no"]), read_day(act.on, "on")))
                case _:
                    aside.append((act.id.hex(), "street.step"))
        except Failure as failure:
            aside.append((act.id.hex(), failure.code))
        except (KeyError, TypeError):
            aside.append((act.id.hex(), "street.field"))
    return QuotaRecord(tuple(assessments), tuple(suspensions), declared, tuple(served), tuple(objections), tuple(aside))


def read_assessment(detail: Any) -> Assessment:
    first, last = read_span(detail)
    if first.day != 1 or period_of("month", last).last != last:
        raise BadInput("quotas.whole_months", field="first")
    _require_known(ITEMS, detail["item"], "item")
    _require_known(PLACES, detail["location"], "location")
    _require_known(FILINGS, detail["filing"], "filing")
    rate = detail.get("pit_rate")
    if rate is not None:
        read_rate(rate)
    return Assessment(
        notice_no=detail["notice_no"],
        first=first,
        last=last,
        quota_fen=_fen(detail["quota_fen"], "quota_fen"),
        item=detail["item"],
        district=detail["district"],
        location=detail["location"],
        filing=detail["filing"],
        pit_rate=rate,
    )


def read_span(detail: Any) -> tuple[date, date]:
    first, last = read_day(detail["first"], "first"), read_day(detail["last"], "last")
    if not 0 <= (last - first).days < MOST_DAYS:
        raise BadInput("quotas.span", field="last", most=MOST_DAYS)
    return first, last


def _resumed(suspensions: Iterable[tuple[date, date]], day: date) -> Iterable[tuple[date, date]]:
    """A suspension that runs on this day ends the day before; one that begins on it falls away."""
    for first, last in suspensions:
        if not first <= day <= last:
            yield first, last
        elif first < day:
            yield first, day - timedelta(days=1)


def read_declared(detail: Any) -> tuple[date, int]:
    month = read_day(detail["month"], "month")
    if month.day != 1:
        raise BadInput("quotas.whole_months", field="month")
    return month, _fen(detail["declared_fen"], "declared_fen")


def read_served(act: Act) -> Served:
    detail = act.detail
    _require_known(PAPERS, detail["paper"], "paper")
    _require_known(WAYS, detail["way"], "way")
    pay_by = detail.get("pay_by")
    if detail["paper"] == "demand" and pay_by is None:
        raise BadInput("street.field", field="pay_by", name="pay_by")
    if pay_by is not None:
        read_day(pay_by, "pay_by")
    day = read_day(act.on, "on")
    return Served(detail["paper"], detail["number"], day, detail["way"], detail.get("receipt"), pay_by)


def _fen(value: Any, field: str) -> int:
    if type(value) is not int or not 0 <= value <= MOST_FEN:
        raise BadInput("quotas.amount", field=field)
    return value


def _require_known(words: tuple[str, ...], word: Any, name: str) -> None:
    if word not in words:
        raise Refusal("street.word", field=name, name=name, words=", ".join(words))
