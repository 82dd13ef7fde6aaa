"""One run: a centre and its stations through some days, with everything that can go wrong; laws after each step and each day."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from schemas.facts import SiteRegistered
from yard.fakes.virtual_clock import Timeline, VirtualClock
from yard.simulate import day, evening, people
from yard.simulate.clerk import Clerks
from yard.simulate.ground import Ground
from yard.simulate.hostile import Hostile
from yard.simulate.known import Known
from yard.simulate.lending import Lending
from yard.simulate.plants import PLANTS
from yard.simulate.record import Record
from yard.simulate.scene import Scene
from yard.simulate.station import StationNode
from yard.simulate.travel import Travel
from yard.simulate.trouble import Trouble
from yard.simulate.watch import Watch

_MOST_SKEW_MS = 120_000


class City:
    """The world of one scene. `run` ends at the first step after which a law does not hold."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.plant = PLANTS[scene.plant]
        self.record = Record(seed=scene.seed, stations=scene.stations, days=scene.days)
        self._first_day = date(2026, 1, 1) + timedelta(days=self._chance("calendar").randrange(300))
        timeline = Timeline(day.midnight(self._first_day) - 86_400_000)
        centre = self.plant.centre(timeline, self._name("centre"), self.record.faults)
        watch = Watch(self.record, Known(self.record))
        self.ground = Ground(self.record, watch, timeline, centre, self._chance("ground"))
        self.travel = Travel(self.ground, self._chance("travel"), scene.weather)
        self.trouble = Trouble(self.ground, self._chance("trouble"), self.travel, self._join)
        self.hostile = Hostile(self.ground, self._chance("hostile"), self.travel)
        self.clerks = Clerks(self.ground, self._chance("clerks"), crowd=12 * scene.stations)
        self.lending = Lending(self.clerks, self._chance("lending"), self.travel)
        self.nodes: list[StationNode] = []
        self.dice = self._chance("city")
        self._made = 0
        self.rogue: StationNode | None = None

    def run(self) -> Record:
        """Live through all days."""
        self._found()
        for number in range(self.scene.days):
            on = self._first_day + timedelta(days=number)
            day.live(self, on)
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
            self.rogue = self.enrol(site, honest=False)

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

    def _chance(self, name: str) -> Random:
        return Random(self._name(name))

    def _name(self, part: str) -> str:
        return f"{self.scene.seed}/{part}"


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
