"""The households of a simulated quarter: each a script that says when and where it comes next, and what it does there.

A script is resumed with the desk at which it stands. What was begun elsewhere may not be known here yet; then it comes again
on another day.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from random import Random
from typing import Any, TypeVar

from schemas.failures import Refusal
from schemas.identifiers.credit_code import check_character
from yard.quarter.desk import SIGNED, Desk
from yard.quarter.log import Life, Log

Script = Generator[tuple[int, int], Desk, None]
"""Yields the day and the station of the next visit."""
Told = TypeVar("Told")
SHEETS, ROLLS = "042002600104", "042002600106"
"""Codes of 折叠票 and 卷票."""
QUOTAS_FEN = (4_000_000, 6_000_000, 9_000_000, 12_000_000, 15_000_000, 20_000_000)
FIRST, LAST = "2026-04-01", "2026-12-31"
NOT_HERE = frozenset({"matters.no_case", "quotas.none", "mailing.none", "households.unknown", "supply.not_allowed"})
"""What is said of something that has not come here yet."""
_DISTRICT = "420106"


class Neighbour:
    """One household: `home` is its station, `away` another; `days` are those of the quarter."""

    def __init__(self, log: Log, seed: int, number: int, stations: int, days: int) -> None:
        self.log, self.days = log, days
        self.chance = Random(f"{seed}/{number}")
        body = f"92{_DISTRICT}MA{number:07d}"
        self.life = Life(number, body + check_character(body), f"样例商店{number}", self.chance.choice(QUOTAS_FEN))
        self.home = number % stations
        self.away = (self.home + 1 + self.chance.randrange(max(stations - 1, 1))) % stations
        self.stations = stations
        self.key = ""

    def live(self) -> Script:
        """From registration to arrears."""
        day = self.chance.randrange(max(self.days // 3, 1))
        desk = yield day, self.home
        self._register(desk)
        for share, part in ((5, self._declare), (25, self._invoices), (5, self._by_post), (10, self._matter)):
            if self.chance.randrange(100) < share:
                day = yield from part(day + 1)
        if self.chance.randrange(100) < 85:
            day = yield from self._pay(day + 1)
        elif self.chance.randrange(2):
            desk = yield self._later(day + 20), self.home
            demand = {"paper": "demand", "number": f"限{self.life.number}", "way": "post", "pay_by": LAST}
            desk.do("quota", "serve", f"quota/{self.key}", **demand)

    def _register(self, desk: Desk) -> None:
        life = self.life
        fields = {"name": life.name, "operator": "样例", "phone": f"139{life.number:08d}", "filing": "quarter"}
        record = desk.do("household", "register", identity=life.identity, fields=fields)["record"]
        self.key = record.partition("/")[2]
        self.log.lives[self.key] = life
        assessed = {
            "notice_no": f"核{life.number}", "first": FIRST, "last": LAST, "quota_fen": life.quota_fen, "item": "goods",
            "district": _DISTRICT, "location": "city", "filing": "quarter", "pit_rate": "0.01",
        }  # fmt: skip
        desk.do("quota", "assess", f"quota/{self.key}", **assessed)
        life.assessed = True

    def _declare(self, day: int) -> Generator[tuple[int, int], Desk, int]:
        month, fen = self.chance.randrange(4, 7), self.life.quota_fen * 2
        quota = f"quota/{self.key}"
        day = yield from self._at(
            day, self.away, lambda desk: _known(desk, quota) and desk.do(
                "quota", "declare", quota, month=f"2026-{month:02d}-01", declared_fen=fen
            )
        )  # fmt: skip
        self.life.declared[month] = fen
        return day

    def _invoices(self, day: int) -> Generator[tuple[int, int], Desk, int]:
        supply, count = f"supply/{self.key}", self.chance.randrange(2, 13)
        desk = yield self._later(day), self.home
        allowed = {"kind": "sheet", "month_count": 25, "hold_count": 25, "sheet_fen": 999_999, "paper_no": "票"}
        desk.do("supply", "allow", supply, **allowed)
        day = yield from self._at(day + 1, self._where(), lambda desk: self._hand(desk, supply, count))
        if self.chance.randrange(10) < 7:
            desk = yield self._later(day + 5), self.home
            yield from self._old(desk, supply, day + 5)
        return day + 5

    def _hand(self, desk: Desk, supply: str, count: int) -> None:
        given = {**desk.forms(SHEETS, count), "kind": "sheet", "signature": SIGNED, "person": self.life.person}
        desk.do("supply", "hand_over", supply, **given)
        self.life.forms += count

    def _old(self, desk: Desk, supply: str, day: int) -> Script:
        """Some forms are checked, some given back, one is lost; what was handed over elsewhere may still be on its way."""
        while not (codes := [one for one in desk.ask("supply", "stock", supply)["codes"] if one["code"] == SHEETS]):
            self.log.waits += 1
            day += 1
            desk = yield self._later(day), self.home
        (first, last), code = codes[0]["hand"][0], codes[0]["code"]
        low, high = int(first), int(last)
        span = {"code": code, "first": first, "last": f"{high - 1:08d}"}
        count = high - low
        desk.do("supply", "check", supply, **span, used=count, voided=0, net_fen=count * 10_000)
        one = {"code": code, "first": last, "last": last}
        if self.chance.randrange(2):
            desk.do("supply", "report_loss", supply, **one, found_on=desk.on, reason="遗失")
        else:
            desk.do("supply", "give_back", supply, **one, signature=SIGNED)
        self.life.gone += count + 1

    def _by_post(self, day: int) -> Generator[tuple[int, int], Desk, int]:
        supply, count = f"supply/{self.key}", 5
        desk = yield self._later(day), self.home
        allowed = {"kind": "roll", "month_count": 25, "hold_count": 25, "sheet_fen": 999_999, "paper_no": "票"}
        desk.do("supply", "allow", supply, **allowed)
        said = {"household": supply, "kind": "roll", "count": count, "way": "post", "person": self.life.person}
        order = desk.do("mailing", "order", **said)["record"]
        desk.do("mailing", "send", order, **desk.forms(ROLLS, count), tracking=f"XA{self.life.number}", seal="1")
        self.log.pieces[order] = ("sent", count, 0)
        missing = self.chance.randrange(20) == 0
        return (yield from self._at(day + 3, self.away, lambda desk: self._opened(desk, order, count, missing=missing)))

    def _opened(self, desk: Desk, order: str, count: int, *, missing: bool) -> None:
        desk.do("mailing", "receive", order, by="station", seal_whole=not missing)
        desk.do("mailing", "open", order, witness="样例")
        span = desk.ask("mailing", "chain", order)["span"]
        gone = [span[1]] if missing else []
        desk.do("mailing", "count", order, found=count - len(gone), missing=gone, signature=SIGNED)
        self.log.pieces[order] = ("counted", count, count - len(gone))
        self.life.forms += count - len(gone)

    def _matter(self, day: int) -> Generator[tuple[int, int], Desk, int]:
        desk = yield self._later(day), self.away
        said = {"matter": "M03", "materials": ["pause_form"], "person": self.life.person}
        record = desk.do("matters", "accept", **said)["record"]
        self.log.cases[record] = "accepted"
        for state, step, fields in (
            ("decided", "decide", {"outcome": "done", "paper_no": "停1"}),
            ("delivered", "deliver", {"way": "counter"}),
        ):
            day = yield from self._at(
                day + 2, self.home, lambda desk, step=step, fields=fields: desk.do("matters", step, record, **fields)
            )
            self.log.cases[record] = state
        return day

    def _pay(self, day: int) -> Generator[tuple[int, int], Desk, int]:
        """Now and then with a time that was booked, now and then with a number; all of it, or a part and the rest later."""
        where, day = self._where(), day + self.chance.randrange(max(self.days // 3, 1))
        if self.chance.randrange(100) < 15:
            day = yield from self._booked(day, where)
        visit = self.chance.randrange(100) < 25
        parts = (2, 1) if self.chance.randrange(10) == 0 else (1,)
        for part in parts:
            day = yield from self._at(day, where, lambda desk, part=part: self._paid(desk, part, visit=visit))
            day += 3
        return day

    def _booked(self, day: int, where: int) -> Generator[tuple[int, int], Desk, int]:
        """A time at the station to which it will go, booked at whichever it stands."""
        desk = yield self._later(day), self.home
        site, time = self._site(desk, where), f"{self.chance.randrange(9, 12):02d}{self.chance.choice(('00', '30'))}"
        slot = f"slot/{site}-{desk.on.replace('-', '')}-{time}"
        try:
            told = desk.do("slots", "book", slot, kind="dues", person=self.life.person)
            self.log.bookings.add(told["entry"])
        except Refusal as refusal:
            self.log.refused[refusal.code] += 1
        return day

    def _paid(self, desk: Desk, part: int, *, visit: bool) -> None:
        number = self._come(desk) if visit else None
        told = desk.ask("quota", "owed", f"quota/{self.key}")
        dues = [self._part(due, part) for due in told["dues"]]
        dues = [due for due in dues if due["principal_fen"]]
        if dues:
            desk.collect(self.life.identity, self.life.name, dues)
            self.life.paid.update({due["tax"]: due["principal_fen"] for due in dues})
            self.life.late_fee_fen += sum(due["late_fee_fen"] for due in dues)
        if number:
            desk.do("queue", "finish", number)
            self.log.visits[number] = "finished"

    def _part(self, due: dict[str, Any], part: int) -> dict[str, Any]:
        """A due in whole or by half, with the surcharge of what is paid."""
        if part == 1:
            return due
        paid = due["principal_fen"] // part
        return {**due, "principal_fen": paid, "late_fee_fen": due["late_fee_fen"] * paid // due["principal_fen"]}

    def _come(self, desk: Desk) -> str | None:
        desk.ask("quota", "owed", f"quota/{self.key}")
        number = desk.do("queue", "take", kind="dues", person=self.life.person)["record"]
        self.log.visits[number] = "waiting"
        desk.do("queue", "call", number, window="1")
        desk.do("queue", "start", number)
        return number

    def _at(self, day: int, where: int, act: Callable[[Desk], object]) -> Generator[tuple[int, int], Desk, int]:
        """Come on that day, and again on the next while the station has not heard of what stands elsewhere."""
        while True:
            desk = yield self._later(day), where
            try:
                act(desk)
            except Refusal as refusal:
                if refusal.code not in NOT_HERE:
                    raise
                self.log.waits += 1
                day += 1
            else:
                return day

    def _site(self, desk: Desk, where: int) -> str:
        return desk.site.site if where == self.home else f"{desk.site.site[:-4]}{where + 1:04d}"

    def _where(self) -> int:
        return self.away if self.chance.randrange(5) == 0 else self.home

    def _later(self, day: int) -> int:
        return min(day, self.days - 1)


def _known(desk: Desk, quota: str) -> bool:
    """Refusal `quotas.none` while the quota has not come here."""
    desk.ask("quota", "owed", quota)
    return True
