"""What must hold at the end of a quarter, judged by what the clerks were told and by sums done here a second time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache, partial
from typing import Any

from central.registry.dues import Sums, work_dues
from central.store import dues as held
from schemas.acts.mailing import FLOW as MAILING_FLOW
from schemas.acts.mailing import read_mailing
from schemas.acts.slots import read_slot
from schemas.acts.supply import read_supply
from schemas.acts.visits import FLOW as VISIT_FLOW
from schemas.acts.visits import read_visit
from schemas.keep import Feeds
from schemas.matters import read_case, shipped_catalogue
from schemas.money import half_up
from schemas.rules.arrears import PeriodDues
from schemas.rules.quota import Household, Month, tax_on_quota
from schemas.rules.rates import read_rate
from schemas.rules.shelf import pack_for, shipped_packs
from station.counter.paperwork import Forms
from station.ledger import street_queries
from yard.quarter.desk import Desk
from yard.quarter.log import Life
from yard.quarter.world import LAST, World

DUE_QUARTER = date(2026, 6, 30)
"""The last day of the only period that has ended: the second quarter."""
_LATE_A_DAY = Fraction(5, 10_000)
"""税收征管法 §32."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A law that does not hold, and what of it was seen first."""

    law: str
    what: str


def broken(world: World) -> tuple[list[Broken], dict[str, Any]]:
    """Every law that does not hold, and the figures of the quarter."""
    found: list[Broken] = []
    figures: dict[str, Any] = {}
    for law in (_digests, _dues, _cases, _slots, _visits, _invoices):
        told = law(world, figures)
        found += [Broken(law.__name__.strip("_"), what) for what in list(told)[:3]]
    if world.waiting:
        found.append(Broken("served", f"{world.waiting} people wait"))
    return found, figures


def _digests(world: World, figures: dict[str, Any]) -> Iterator[str]:
    """All stations and the centre hold the same entries and fold them to the same rows."""
    with world.town.centre.database.reading() as cursor:
        feeds = Feeds(cursor, world.town.centre.database.mark)
        centre, entries = feeds.digests(feeds.heads()), sum(head.seq for head in feeds.heads().values())
    mine = {desk.office.ledger.author for desk in world.desks}
    figures["entries"] = entries
    equal = True
    for desk in world.desks:
        with desk.office.ledger.database.read() as cursor:
            here = Feeds(cursor).digests(Feeds(cursor).heads())
        apart = [author.hex() for author in mine if here.get(author) != centre.get(author) or author not in here]
        equal = equal and not apart
        yield from (f"{desk.site.site}: {author}" for author in apart)
    figures["digests_equal"] = equal


def _dues(world: World, figures: dict[str, Any]) -> Iterator[str]:
    """Each 分 that is due follows from quota and declaration; each that was paid was told to a clerk; the rest is in the roll."""
    sums = Counter[str]()
    with world.town.centre.database.reading() as cursor:
        records = list(held.quota_records(world.town.centre.database, cursor))
        sales = held.invoiced(world.town.centre.database, cursor)
        taken = held.collected(world.town.centre.database, cursor)
    asked = Sums(invoiced=partial(held.month_of, sales), collected=partial(held.period_sums, taken))
    roll = dict[tuple[str, str], tuple[int, int]]()
    seen = set[str]()
    for record, periods in work_dues(records, asked, LAST, lambda day: pack_for(shipped_packs(), day)):
        key = record.partition("/")[2]
        seen.add(key)
        yield from _household_dues(world.log.lives[key], periods, sums)
        roll |= {
            (key, due.tax): (due.left_fen, due.late_fee_fen) for one in periods for due in one.dues if due.left_fen
        }
    yield from (f"{key}: no quota" for key, life in world.log.lives.items() if life.assessed and key not in seen)
    figures |= {name: sums[name] for name in ("due_fen", "paid_fen", "left_fen", "late_fee_fen")}
    figures["late_fee_paid_fen"] = sum(life.late_fee_fen for life in world.log.lives.values())
    figures["unexplained_fen"] = sums["unexplained_fen"]
    yield from _roll(world.desks[0], world, roll)


def _household_dues(life: Life, periods: list[PeriodDues], sums: Counter[str]) -> Iterator[str]:
    wanted = _expected(life.quota_fen, tuple(sorted(life.declared.items())))
    dues = {due.tax: due for period in periods for due in period.dues}
    for tax in sorted({*wanted, *dues, *life.paid}):
        due = dues.get(tax)
        told = (due.due_fen, due.paid_fen, due.left_fen, due.late_fee_fen) if due else (0, 0, 0, 0)
        left = wanted.get(tax, 0) - life.paid[tax]
        days = (LAST - periods[0].due_on).days
        fee = half_up(Fraction(left * days) * _LATE_A_DAY)
        sums.update(dict(zip(("due_fen", "paid_fen", "left_fen", "late_fee_fen"), told, strict=True)))
        if told != (wanted.get(tax, 0), life.paid[tax], left, fee):
            sums["unexplained_fen"] += abs(told[2] - left) + abs(told[3] - fee)
            yield f"{life.identity} {tax}: {told}, not {(wanted.get(tax, 0), life.paid[tax], left, fee)}"


@cache
def _expected(quota_fen: int, declared: tuple[tuple[int, int], ...]) -> dict[str, int]:
    """Tax → 分 of the second quarter by its rule pack alone."""
    said, pack = dict(declared), pack_for(shipped_packs(), DUE_QUARTER)
    household = Household(district="420106", place="city", item="goods", period="quarter", pit_rate=read_rate("0.01"))
    months = [
        Month(first=date(2026, number, 1), quota_fen=quota_fen, declared_fen=said.get(number)) for number in (4, 5, 6)
    ]
    worked = tax_on_quota(pack, household, months)
    return {line.tax: line.due_fen for line in worked.taxes if line.collector == "counter" and line.due_fen > 0}


def _roll(desk: Desk, world: World, wanted: dict[tuple[str, str], tuple[int, int]]) -> Iterator[str]:
    """The roll of arrears 欠税清册 of a station has these lines and no other."""
    keys = {life.identity: key for key, life in world.log.lives.items()}
    lines = desk.ask("quota", "arrears")["lines"]
    named = Counter[tuple[str, str]]()
    sums = Counter[str]()
    for line in lines:
        sums.update({"left": line["left_fen"], "late": line["late_fee_fen"], "lines": 1})
        if line["identity"] in keys:
            named[keys[line["identity"]], line["tax"]] += 1
            if wanted.get((keys[line["identity"]], line["tax"])) != (line["left_fen"], line["late_fee_fen"]):
                yield f"roll: {line['identity']} {line['tax']}"
    whole = (sum(left for left, _ in wanted.values()), sum(late for _, late in wanted.values()), len(wanted))
    if (sums["left"], sums["late"], sums["lines"]) != whole or max(named.values(), default=1) > 1:
        yield f"roll: {dict(sums)}, not {whole}"


def _cases(world: World, figures: dict[str, Any]) -> Iterator[str]:
    """Each case stands where the clerks left it, in a state of its flow, with nothing set aside."""
    catalogue, states = shipped_catalogue(), Counter[str]()
    found = dict[str, str]()
    for record, acts in _acts(world, "matter/"):
        case = read_case(record, acts, catalogue)
        found[record] = case.state
        states[case.state] += 1
        assert case.matter is not None, "a case has its matter"
        if case.state not in {step.to for step in catalogue.flow_of(case.matter).steps} or case.aside or case.waiting:
            yield f"{record}: {case.state}, {len(case.aside)} aside, {case.waiting} waiting"
    yield from _differing(found, world.log.cases)
    figures["cases"] = dict(sorted(states.items()))


def _slots(world: World, figures: dict[str, Any]) -> Iterator[str]:
    """Every promise stands, kept or with an offer; none that nobody gave."""
    kept, over = set[str](), set[str]()
    for record, acts in _acts(world, "slot/"):
        slot = read_slot(record, acts)
        kept |= {one.entry.hex() for one in slot.kept}
        over |= {one.entry.hex() for one in slot.over}
    figures["slots"] = {"kept": len(kept), "over": len(over)}
    yield from (f"promise {entry} lost or made up" for entry in sorted((kept | over) ^ world.log.bookings))


def _visits(world: World, figures: dict[str, Any]) -> Iterator[str]:
    """Every number that was taken is where it was left."""
    found = {record: read_visit(record, acts).state for record, acts in _acts(world, "visit/")}
    figures["visits"] = len(found)
    yield from (f"{record}: {state}" for record, state in found.items() if state not in _states(VISIT_FLOW))
    yield from _differing(found, world.log.visits)


def _invoices(world: World, figures: dict[str, Any]) -> Iterator[str]:
    """Each form is at a station, in the post, missing, or in the hands of a household; every equation holds."""
    received = 0
    for record, acts in _acts(world, "supply/"):
        supply, life = read_supply(acts), world.log.lives[record.partition("/")[2]]
        sums = [supply.equation(code) for code in supply.codes]
        held_here = sum(one.received for one in sums), sum(one.hand for one in sums)
        received += held_here[0]
        if not all(one.equal for one in sums) or supply.disputed or held_here != (life.forms, life.forms - life.gone):
            yield f"{record}: {held_here}, not {(life.forms, life.forms - life.gone)}"
    pieces = {record: read_mailing(record, acts) for record, acts in _acts(world, "mailing/")}
    yield from _differing(
        {record: one.state for record, one in pieces.items()},
        {record: state for record, (state, _, _) in world.log.pieces.items()},
    )
    under_way = sum(one.count for one in pieces.values() if one.state not in ("counted", "ordered"))
    missing = sum(len(one.missing) for one in pieces.values())
    supplied = 0
    for desk in world.desks:
        blocks = [one for one in desk.office.ask(Forms())["blocks"] if one["stock"] == "supply"]
        supplied += sum(one["supplied"] for one in blocks)
        yield from (f"{desk.site.site}: {one['block']}" for one in blocks if not one["equal"])
    figures["forms"] = {"supplied": supplied, "received": received, "missing": missing, "under_way": under_way}
    figures["pieces"] = dict(sorted(Counter(one.state for one in pieces.values()).items()))
    yield from (
        f"piece {record}: {one.state}" for record, one in pieces.items() if one.state not in _states(MAILING_FLOW)
    )
    if supplied != received + missing + under_way:
        yield f"{supplied} forms left the stations, {received} arrived, {missing} missing, {under_way} under way"


def _acts(world: World, begins: str) -> Iterable[tuple[str, Any]]:
    """The acts of every record of a kind, as the last station holds them."""
    with world.desks[-1].office.ledger.database.read() as cursor:
        yield from street_queries.acts_of_kind(cursor, begins).items()


def _states(flow: dict[str, tuple[tuple[str, ...], str]]) -> set[str]:
    return {target for _, target in flow.values()}


def _differing(found: dict[str, str], wanted: dict[str, str]) -> Iterator[str]:
    for record in sorted({*found, *wanted}):
        if found.get(record) != wanted.get(record):
            yield f"{record}: {found.get(record)}, not {wanted.get(record)}"
