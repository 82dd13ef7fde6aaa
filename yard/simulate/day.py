"""One working day: everything that happens between morning and closing, in the order of its time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from yard.simulate.allowances import city_within_allowances
from yard.simulate.station import StationNode
from yard.simulate.trouble import times

if TYPE_CHECKING:
    from yard.simulate.city import City

_OPEN_MS, _SHUT_MS = 8 * 3_600_000, 18 * 3_600_000

Act = Callable[[], object]
Happening = tuple[int, int, Act]
"""When, in which order among equals, and what."""


def live(city: City, on: date) -> None:
    """Let a day happen; it ends at the first step after which a law does not hold."""
    first = midnight(on)
    city.travel.rough()
    plan: list[Happening] = []
    for node in city.nodes:
        plan += _plan(city, node, on, len(plan))
    if city.rogue is not None:
        rogue = city.rogue
        plan.append((_moment(city, first), len(plan), lambda: city.hostile.writes_nonsense(rogue)))
    for moment, _, happening in sorted(plan, key=lambda one: one[:2]):
        city.ground.timeline.ms = moment
        city.record.step += 1
        happening()
        city_within_allowances(city.record, city.ground.watch, city.ground.centre, city.nodes)
        if city.record.violations:
            return


def midnight(on: date) -> int:
    """The first millisecond of a day in China, since 1970."""
    return (on.toordinal() - date(1970, 1, 1).toordinal()) * 86_400_000 - 8 * 3_600_000


def _plan(city: City, node: StationNode, on: date, ahead: int) -> list[Happening]:
    first, today = midnight(on), on.isoformat()
    plan: list[tuple[int, Act]] = [
        (first + _OPEN_MS, lambda: city.clerks.open(node, today)),
        (first + _SHUT_MS, lambda: city.clerks.close(node, today)),
    ]
    for act in city.clerks.acts(city.scene.sales):
        plan.append((_moment(city, first), lambda act=act: act(node, today)))
    for blow in city.trouble.blows(city.scene.rates):
        plan.append((_moment(city, first), lambda blow=blow: blow(node)))
    for errand in _errands(city, node, today):
        plan.append((_moment(city, first), errand))
    return [(moment, ahead + place, _if_here(city, node, act)) for place, (moment, act) in enumerate(plan)]


def _errands(city: City, node: StationNode, on: str) -> list[Act]:
    rates = city.scene.rates
    table: list[tuple[Act, float]] = [
        (lambda: city.travel.sync(node), rates.sync),
        (lambda: city.travel.meet(node, _neighbour(city, node)), rates.neighbour),
        (lambda: city.lending.lend(node, _neighbour(city, node), on), rates.loan),
        (lambda: city.travel.carry(node, _neighbour(city, node)), rates.courier),
        (lambda: city.travel.write_stick(node), rates.stick),
        (city.travel.read_sticks, rates.stick),
        (city.travel.arrive_late, rates.stick),
        (lambda: city.hostile.attack(node), rates.hostile),
    ]
    return [errand for errand, rate in table for _ in range(times(city.dice, rate))]


def _if_here(city: City, node: StationNode, act: Act) -> Act:
    """A device that is broken does nothing more."""
    return lambda: None if node in city.trouble.broken else act()


def _neighbour(city: City, node: StationNode) -> StationNode:
    """One of the two who stand next in the row."""
    place = city.nodes.index(node) + city.dice.choice((1, -1))
    return city.nodes[place % len(city.nodes)]


def _moment(city: City, first: int) -> int:
    return first + city.dice.randrange(_OPEN_MS + 1, _SHUT_MS)
