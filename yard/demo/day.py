"""What happens on 2026-09-18 at the two counters: sales, an electronic payment that hangs, a void, dues, a close."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from station.counter.asking import DayReport, QuoteApplication
from station.counter.closing import DENOMINATIONS
from station.counter.commands import (
    CloseDay,
    CollectTax,
    IntendPayment,
    IssueInvoice,
    OpenDay,
    SettleIntent,
    VoidInvoice,
)
from station.office import Office
from yard.demo.cast import Firm, Person, firms, household, people

ON = "2026-09-18"
CLERK = "demo"
_MINUTE = 60_000


@dataclass
class DayClock:
    """The clock of the synthetic day; every act moves it on."""

    ms: int

    def wall_ms(self) -> int:
        """Milliseconds since 1970."""
        return self.ms

    def pass_minutes(self, minutes: int) -> None:
        """Let time pass."""
        self.ms += minutes * _MINUTE


@dataclass(frozen=True, slots=True)
class Sold:
    """One thing that is sold often: item, words on the invoice, unit, price from and to in fen."""

    item: str
    name: str
    unit: str
    least_fen: int
    most_fen: int


POST_ITEMS = (
    Sold("services", "广告设计服务", "项", 80_000, 620_000),
    Sold("services", "会议摄影服务", "场", 120_000, 480_000),
    Sold("services", "家电清洗服务", "次", 12_000, 68_000),
    Sold("services", "文件翻译服务", "千字", 30_000, 240_000),
    Sold("services", "短视频拍摄制作", "条", 150_000, 900_000),
    Sold("goods", "绿植盆栽", "盆", 26_000, 160_000),
    Sold("goods", "手工汉绣摆件", "件", 38_000, 320_000),
    Sold("goods", "办公桌椅", "套", 86_000, 740_000),
    Sold("goods", "黄陂荆蜜", "箱", 18_000, 96_000),
    Sold("labour", "门窗维修", "项", 15_000, 130_000),
    Sold("labour", "家具定制加工", "件", 110_000, 560_000),
)
_METHODS = ("wechat", "wechat", "wechat", "alipay", "cash", "pos")


class Counter:
    """One site's day, played on its office."""

    def __init__(self, office: Office, clock: DayClock, random: Random, district: str) -> None:
        self._office = office
        self._clock = clock
        self._random = random
        self._district = district
        self._firms = firms(random)

    def post_day(self) -> None:
        """The post office: seventeen sales, one void, one payment without an answer; the day stays open."""
        self._open(20_000)
        crowd = people(self._random, 17)
        answers = [self._sale(person, self._random.choice(POST_ITEMS)) for person in crowd]
        self._void(answers[6])
        self._hang()

    def street_day(self) -> None:
        """The street station: eight sales, three households that pay what they owe, a close that adds up."""
        self._open(10_000)
        for person in people(self._random, 8):
            self._sale(person, self._random.choice(POST_ITEMS))
        for name in ("武汉市洪山区阿芳鲜果店", "武汉市洪山区老通城早点铺", "武汉市洪山区小城五金店"):
            self._dues(household(self._random, name))
        drawer = self._office.ask(DayReport(ON))["drawer_fen"]
        self._do(CloseDay(command=self._id(), clerk=CLERK, on=ON, counted=_pieces(drawer), note=""))

    def _open(self, float_fen: int) -> None:
        self._do(OpenDay(command=self._id(), clerk=CLERK, on=ON, float_fen=float_fen))

    def _sale(self, person: Person, sold: Sold) -> dict[str, Any]:
        application = self._application(person, sold, self._random.choice(self._firms))
        due = self._office.ask(QuoteApplication(application))["total_fen"]
        method = self._random.choice(_METHODS) if due else "none"
        application["payments"] = [self._payment(method, due)] if due else []
        if method in ("cash", "none"):
            return self._do(IssueInvoice(clerk=CLERK, application=application))
        order = self._paid(method, due, application["command"])
        return self._do(IssueInvoice(clerk=CLERK, application=application, intent=order))

    def _application(self, person: Person, sold: Sold, firm: Firm) -> dict[str, Any]:
        gross = self._random.randrange(sold.least_fen, sold.most_fen, 1_000)
        line = {"item": sold.item, "name": sold.name, "unit": sold.unit, "quantity": "1", "gross_fen": gross}
        taxpayer = {
            "kind": "natural_person",
            "name": person.name,
            "id": person.id,
            "checked": "reader",
            "phone": person.phone,
            "address": person.address,
        }
        return {
            "command": str(self._id()),
            "on": ON,
            "district": self._district,
            "location": "city",
            "taxpayer": taxpayer,
            "invoices": [{"buyer": {"kind": "unit", "name": firm.name, "id": firm.code}, "lines": [line]}],
        }

    def _payment(self, method: str, due: int) -> dict[str, Any]:
        return {"method": method, "amount_fen": due, "reference": self._reference()}

    def _paid(self, method: str, due: int, purpose: str) -> str:
        """An electronic payment: intended, then known to have succeeded."""
        order = self._intend(method, due, purpose)
        self._do(
            SettleIntent(
                command=self._id(), clerk=CLERK, on=ON, order_no=order, outcome="succeeded", reference=self._reference()
            )
        )
        return order

    def _intend(self, method: str, due: int, purpose: str) -> str:
        intended = IntendPayment(
            command=self._id(), clerk=CLERK, on=ON, method=method, amount_fen=due, for_command=UUID(purpose)
        )
        return self._do(intended)["order_no"]

    def _hang(self) -> None:
        """A payment whose answer never came: it stands in the list of those to be confirmed."""
        order = self._intend("wechat", 2_632, str(self._id()))
        self._do(SettleIntent(command=self._id(), clerk=CLERK, on=ON, order_no=order, outcome="unknown"))

    def _void(self, answer: dict[str, Any]) -> None:
        invoice = answer["invoices"][0]
        self._do(
            VoidInvoice(
                command=self._id(),
                clerk=CLERK,
                code=invoice["code"],
                number=invoice["number"],
                reason="购买方名称有误",
                on=ON,
            )
        )

    def _dues(self, firm: Firm) -> None:
        vat = self._random.randrange(90_000, 160_000, 100)
        surcharge = vat * 7 // 100 // 2
        dues = [_due("vat", "10101", vat), _due("urban", "10109", surcharge)]
        total = vat + surcharge
        payment = {
            "method": "cash",
            "amount_fen": total,
            "settles": [[0, vat], [1, surcharge]],
        }
        collection = {
            "command": str(self._id()),
            "on": ON,
            "taxpayer": {"kind": "household", "name": firm.name, "id": firm.code, "period": "quarter"},
            "dues": dues,
            "payments": [payment],
        }
        self._do(CollectTax(clerk=CLERK, collection=collection))

    def _do(self, command: Any) -> dict[str, Any]:
        self._clock.pass_minutes(self._random.randrange(2, 15))
        return self._office.do(command)

    def _id(self) -> UUID:
        return UUID(bytes=self._random.randbytes(16), version=4)

    def _reference(self) -> str:
        return f"4200001234202609180{self._random.randrange(10**9):09d}"


def _due(tax: str, item: str, fen: int) -> dict[str, Any]:
    return {
        "tax": tax,
        "levy_item": item,
        "period_from": "2026-04-01",
        "period_to": "2026-06-30",
        "due_on": "2026-07-15",
        "principal_fen": fen,
        "late_fee_fen": 0,
    }


def _pieces(fen: int) -> dict[int, int]:
    """A drawer that holds exactly this sum, in the fewest notes and coins."""
    pieces: dict[int, int] = {}
    for value in DENOMINATIONS:
        pieces[value], fen = divmod(fen, value)
    return {value: count for value, count in pieces.items() if count}
