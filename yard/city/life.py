"""The city lives: sites write and push, some late, some hostile; each morning the files come and the centre's attendant looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from central.api.exchange import respond
from central.compose import init_home
from central.registry.codes import new_code
from central.registry.enrolment import enrol
from central.registry.remitting import set_agreement
from central.registry.sites import register_site
from central.registry.statements import take_in
from central.statements.formats import read_statement
from central.store.store import Store
from central.work.attending import Attendant
from central.work.banking import bank_day
from schemas.facts import AgreementSet, SiteRegistered
from schemas.failures import Failure
from yard.city import bills
from yard.city.bills import Money
from yard.city.plan import Scene, planned
from yard.city.site import Site, made
from yard.city.trading import Due, trade
from yard.fakes.identity import SeededIdentity

_DAY_MS, _NOON_MS, _MORNING_MS = 86_400_000, 43_200_000, 30_600_000
_CHINA_MS = 28_800_000
BY = "陈核算"


class Clock:
    """A clock that the life of the city moves."""

    def __init__(self) -> None:
        self.ms = 0

    def wall_ms(self) -> int:
        """Where it stands."""
        return self.ms


@dataclass(slots=True)
class Told:
    """What came of a run: how much was written, what was missed, what nobody planted, what a hostile site got in."""

    entries: int = 0
    lines: int = 0
    planted: int = 0
    refused: int = 0
    missed: list[Due] = field(default_factory=list[Due])
    unasked: list[Due] = field(default_factory=list[Due])
    unseen: list[Due] = field(default_factory=list[Due])
    """Cases that the site was not told of."""
    fees: list[str] = field(default_factory=list[str])
    """Clearing days whose settlement came otherwise than was planted."""

    @property
    def sound(self) -> bool:
        """Whether every planted difference was found and told, and no other."""
        return not (self.missed or self.unasked or self.unseen or self.fees)


class City:
    """One run at a centre of its own in a folder; `address` is PostgreSQL's, SQLite where it is empty."""

    def __init__(self, scene: Scene, folder: Path, address: str = "") -> None:
        self.scene, self.plan, self.clock = scene, planned(scene), Clock()
        self.clock.ms = _midnight(self.plan.days[0]) - _DAY_MS
        identity = SeededIdentity(f"city {scene.seed}")
        self.store: Store = init_home(folder / "central", "city", address, clock=self.clock, identity=identity)
        self.sites = [made(number, scene.seed) for number in range(scene.sites)]
        self.attendant, self.chance, self.told = Attendant(self.store), Random(scene.seed), Told()
        self.due: list[Due] = []
        self.waiting: dict[str, list[Site]] = {}

    def run(self) -> Told:
        """Found the city, live through its days, and look what was found."""
        for site in self.sites:
            self._found(site)
        before = Money()
        for on in self.plan.days:
            today = self._day(on)
            self._morning(on, today, before)
            before = today
        self._end(before)
        return self._judge()

    def _found(self, site: Site) -> None:
        store = self.store
        words = {"name": site.code, "district": "420106", "authority": "样例税务局", "authority_code": "14201060000"}
        kind = "post" if "-P" in site.code else "street"
        fact = SiteRegistered(site=site.code, kind=kind, collecting_unit="样例", **words)
        agreed = AgreementSet(
            number=f"样{site.number}", first="2026-01-01", last="2026-12-31", deposit_days=1, deposit_fen=99_999_999,
            remit_days=5, fee_rate="0.03", fee_free=[], by=BY, why="",
        )  # fmt: skip
        with store.desk() as desk:
            register_site(desk, desk, fact)
            set_agreement(desk, desk, site.code, agreed)
            code = new_code(desk, desk, self.clock, store.identity, site=site.code, issuer=store.issuer)
            site.enrolled(enrol(site.request(code), desk, desk, desk, self.clock))

    def _day(self, on: str) -> Money:
        money = Money()
        self.clock.ms = _midnight(on) + _NOON_MS
        late = [site for site in self.sites if (site.number, on) in self.plan.late]
        for site in self.sites:
            planted = self.plan.planted.get((site.number, on), "")
            self.due += trade(site, on, self.clock.ms, self.scene.sales, planted, money)
        self.clock.ms += _DAY_MS // 3
        for site in late:
            self.waiting.setdefault(_after(on, self.plan.late[site.number, on]), []).append(site)
        absent = {site.number for day, sites in self.waiting.items() if day > on for site in sites}
        self._met(site for site in self.sites if site.number not in absent)
        return money

    def _met(self, sites: Iterable[Site]) -> None:
        for site in sites:
            if site.number in self.plan.hostile:
                self._attacked(site)
            while site.hear(respond(self.store, site.ask(self.clock.ms))):
                pass

    def _attacked(self, site: Site) -> None:
        """The same request with a byte changed: refused as a whole, or what was changed in it is."""
        data = bytearray(site.ask(self.clock.ms))
        data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
        try:
            respond(self.store, bytes(data))
        except Failure:
            self.told.refused += 1

    def _morning(self, on: str, money: Money, before: Money) -> None:
        """The files of a day, the settlement of the day before it, and the attendant."""
        self.clock.ms = _midnight(_after(on, 1)) + _MORNING_MS
        taken_off = before.fee_fen if _after(on, -1) in self.plan.fee_taken else 0
        files = [bills.bank(on, money.deposits, before.gross_fen - taken_off)]
        files += [bills.wechat(on, money)] if money.paid else []
        self._take_in(files)
        self.attendant.look()

    def _take_in(self, files: Iterable[bytes]) -> None:
        for raw in files:
            statement = read_statement(raw)
            self.told.lines += len(statement.lines)
            with self.store.desk() as desk:
                take_in(desk, desk.files, statement, raw, name="file.csv", at="", by=BY)

    def _end(self, last: Money) -> None:
        """Everybody has come, the bank has told of the days behind the last, and the last word is said."""
        for behind in range(1, 7):
            on = _after(self.plan.days[-1], behind)
            self._morning(on, Money(), last if behind == 1 else Money())
        self._met(self.sites)
        self.attendant.look()
        self._met(self.sites)

    def _judge(self) -> Told:
        told = self.told
        told.entries, told.planted = sum(site.written for site in self.sites), len(self.due)
        with self.store.asking() as asked:
            held = [one for one in asked.matters.cases() if not one.row.closed]
            for on in self.plan.days:
                kinds = [str(one.kind) for one in bank_day(asked, on).settlements]
                wanted = "fee_netted" if on in self.plan.fee_taken else "matched"
                told.fees += [on] if kinds != [wanted] else []
        rows = [Due(one.site, one.row.day, one.row.kind, one.row.document_fen, one.row.money_fen) for one in held]
        told.missed = sorted(set(self.due) - set(rows))
        told.unasked = sorted(set(rows) - set(self.due))
        seen = {fact.case for site in self.sites for fact in site.told}
        told.unseen = sorted(row for one, row in zip(held, rows, strict=True) if one.row.case not in seen)
        self.store.close()
        return told


def _midnight(on: str) -> int:
    return (date.fromisoformat(on) - date(1970, 1, 1)).days * _DAY_MS - _CHINA_MS


def _after(on: str, days: int) -> str:
    return (date.fromisoformat(on) + timedelta(days=days)).isoformat()
