"""One run: a centre and its stations through some days, with everything that can go wrong; laws after each step and each day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from schemas.facts import SiteRegistered
from yard.fakes.virtual_clock import Timeline, VirtualClock
from yard.simulate import evening, people
from yard.simulate.clerk import Clerks
from yard.simulate.ground import Ground
from yard.simulate.hostile import Hostile
from yard.simulate.known import Known
from yard.simulate.plants import PLANTS
from yard.simulate.record import Record
from yard.simulate.scene import Scene
from yard.simulate.station import StationNode
from yard.simulate.travel import Travel
from yard.simulate.trouble import Trouble, times
from yard.simulate.watch import Watch

_OPEN_MS, _SHUT_MS = 8 * 3_600_000, 18 * 3_600_000
_MOST_SKEW_MS = 120_000

Happening = tuple[int, int, Callable[[], None]]


class City:
    """The world of one scene. `run` ends at the first step after which a law does not hold."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.plant = PLANTS[scene.plant]
        self.record = Record(seed=scene.seed, stations=scene.stations, days=scene.days)
        self._first_day = date(2026, 1, 1) + timedelta(days=self._chance("calendar").randrange(300))
        timeline = Timeline(_midnight(self._first_day) - 86_400_000)
        centre = self.plant.centre(timeline, self._name("centre"), self.record.faults)
        watch = Watch(self.record, Known(self.record))
        self.ground = Ground(self.record, watch, timeline, centre, self._chance("ground"))
        self.travel = Travel(self.ground, self._chance("travel"), scene.weather)
        self.trouble = Trouble(self.ground, self._chance("trouble"), self.travel, self._join)
        self.hostile = Hostile(self.ground, self._chance("hostile"), self.travel)
        self.clerks = Clerks(self.ground, self._chance("clerks"), crowd=12 * scene.stations)
        self.nodes: list[StationNode] = []
        self.gone: list[StationNode] = []
        self.dice = self._chance("city")
        self._made = 0
        self._rogue: StationNode | None = None

    def run(self) -> Record:
        """Live through all days."""
        self._found()
        for number in range(self.scene.days):
            on = self._first_day + timedelta(days=number)
            self._day(on)
            evening.settle(self, on, last=number == self.scene.days - 1)
            if self.record.violations:
                break
        return self.record

    def enrol(self, site: SiteRegistered, *, honest: bool = True) -> StationNode:
        """A new device of a site: enrolled, wired, granted numbers, synced once."""
        self._made += 1
        node = self.plant.station(
            f"{site.site[-5:]}/{self._made}",
            site,
            VirtualClock(self.ground.timeline, self.dice.randint(-_MOST_SKEW_MS, _MOST_SKEW_MS)),
            self.record.faults,
            seed=self._name("stations"),
            journal=self.plant.journal,
            sync_every=self.plant.sync_every,
        )
        self._trust(node, site, honest=honest)
        node.enrol(self.ground.centre)
        known = self.ground.watch.known
        known.keys[node.author] = node.public
        if honest:
            known.honest.add(node.author)
        self._join(node, listed=honest)
        self.top_up(node)
        self.ground.watch.look(self.ground.centre)
        self.travel.lines[node.name].weather = type(self.scene.weather)()
        self.travel.sync(node)
        self.travel.lines[node.name].weather = self.scene.weather
        return node

    def top_up(self, node: StationNode) -> None:
        """Numbers for about a day, seldom too few; and an allowance that a day without a line may reach."""
        sales, known, centre = self.scene.sales, self.ground.watch.known, self.ground.centre
        wanted = round(sales * self.dice.choice((2.4, 2.4, 2.4, 0.7)))
        for stock in ("invoice", "voucher"):
            lacking = wanted - known.left(node.author, stock)
            if lacking > 0:
                known.grant(centre.grant(node.site.site, node.author, stock, max(2, lacking)))
        if node.author not in known.allowed:
            known.allowed[node.author] = max(4, sales)
            centre.allow(node.site.site, node.author, max(4, sales))

    def retire(self, node: StationNode) -> None:
        """A device goes out of service; its site gets another. What only it held is lost with it."""
        if node in self.nodes:
            self.nodes.remove(node)
            self.gone.append(node)
            self.clerks.forget(node)
            self.travel.lines.pop(node.name, None)

    def _found(self) -> None:
        """Register the sites and enrol their first devices, the dishonest one among them."""
        for number in range(1, self.scene.stations + 1):
            site = a_site(number)
            self.ground.centre.register(site)
            self.enrol(site)
        if self.dice.random() < 0.7:
            site = a_site(9_999)
            self.ground.centre.register(site)
            self._rogue = self.enrol(site, honest=False)

    def _trust(self, node: StationNode, site: SiteRegistered, *, honest: bool) -> None:
        known, centre = self.ground.watch.known, self.ground.centre
        centre.open_channel(site.site)
        known.keys |= centre.keys(site.site)
        if honest:
            known.clerks[node.clerk.id] = node.clerk.public

    def _join(self, node: StationNode, *, listed: bool = True) -> None:
        self.travel.wire(node)
        if listed:
            self.nodes.append(node)
        self.ground.watch.look(node)

    def _day(self, on: date) -> None:
        """Everything that happens between morning and closing, in the order of its time."""
        midnight, today = _midnight(on), on.isoformat()
        self.travel.rough()
        plan: list[Happening] = []
        for node in self.nodes:
            plan += self._plan(node, midnight, today, len(plan))
        if self._rogue is not None:
            rogue = self._rogue
            plan.append((self._moment(midnight), len(plan), lambda: self.hostile.writes_nonsense(rogue)))
        for moment, _, happening in sorted(plan, key=lambda one: one[:2]):
            self.ground.timeline.ms = moment
            self.record.step += 1
            happening()
            if self.record.violations:
                return

    def _plan(self, node: StationNode, midnight: int, today: str, ahead: int) -> list[Happening]:
        plan: list[tuple[int, Callable[[], object]]] = [
            (midnight + _OPEN_MS, lambda: self.clerks.open(node, today)),
            (midnight + _SHUT_MS, lambda: self.clerks.close(node, today)),
        ]
        for act in self.clerks.acts(self.scene.sales):
            plan.append((self._moment(midnight), lambda act=act: act(node, today)))
        for blow in self.trouble.blows(self.scene.rates):
            plan.append((self._moment(midnight), lambda blow=blow: blow(node)))
        for errand in self._errands(node):
            plan.append((self._moment(midnight), errand))
        return [(moment, ahead + place, self._if_here(node, act)) for place, (moment, act) in enumerate(plan)]

    def _errands(self, node: StationNode) -> list[Callable[[], object]]:
        rates = self.scene.rates
        table: list[tuple[Callable[[], object], float]] = [
            (lambda: self.travel.sync(node), rates.sync),
            (lambda: self.travel.meet(node, self._neighbour(node)), rates.neighbour),
            (lambda: self.travel.carry(node, self._neighbour(node)), rates.courier),
            (lambda: self.travel.write_stick(node), rates.stick),
            (self.travel.read_sticks, rates.stick),
            (self.travel.arrive_late, rates.stick),
            (lambda: self.hostile.attack(node), rates.hostile),
        ]
        return [errand for errand, rate in table for _ in range(times(self.dice, rate))]

    def _if_here(self, node: StationNode, act: Callable[[], object]) -> Callable[[], None]:
        """A device that is broken does nothing more."""

        def happen() -> None:
            if node not in self.trouble.broken:
                act()

        return happen

    def _neighbour(self, node: StationNode) -> StationNode:
        """One of the two who stand next in the row."""
        place = self.nodes.index(node) + self.dice.choice((1, -1))
        return self.nodes[place % len(self.nodes)]

    def _moment(self, midnight: int) -> int:
        return midnight + self.dice.randrange(_OPEN_MS + 1, _SHUT_MS)

    def _chance(self, name: str) -> Random:
        return Random(self._name(name))

    def _name(self, part: str) -> str:
        return f"{self.scene.seed}/{part}"


def _midnight(on: date) -> int:
    """The first millisecond of a day in China, since 1970."""
    return (on.toordinal() - date(1970, 1, 1).toordinal()) * 86_400_000 - 8 * 3_600_000


def a_site(number: int) -> SiteRegistered:
    """Two post offices, then a street station, and so on."""
    kind, letter = ("street", "S") if number % 3 == 0 else ("post", "P")
    return SiteRegistered(
        site=f"{people.DISTRICT}-{letter}{number:04}",
        kind=kind,
        name=f"样例网点{number}",
        district=people.DISTRICT,
        authority="国家税务总局武汉市样例区税务局",
        authority_code="14201060000",
        collecting_unit="样例邮政分公司",
    )
