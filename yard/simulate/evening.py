"""The end of a day: lines are good, everything travels, all laws are looked at in full, and what is broken is replaced."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from yard.simulate import laws
from yard.simulate.record import Sound
from yard.simulate.station import StationNode

if TYPE_CHECKING:
    from yard.simulate.city import City


def settle(city: City, on: date, *, last: bool) -> None:
    """Bring everything together, then look at everything."""
    if city.record.violations:
        return
    city.record.step += 1
    _gather(city)
    _replace(city, on)
    with Sound(city.record, "evening"):
        _look(city, on.isoformat(), thorough=last)
    if not city.record.violations:
        for node in city.nodes:
            city.top_up(node)
        city.ground.watch.look(city.ground.centre)


def _gather(city: City) -> None:
    """No more trouble: late requests arrive, sticks are read, everybody syncs, and two neighbours meet."""
    city.travel.calm()
    city.ground.centre.disk.disarm()
    for node in city.nodes:
        node.disk.disarm()
    city.travel.arrive_late()
    city.travel.read_sticks()
    well = [node for node in city.nodes if node not in city.trouble.broken]
    for node in well:
        city.travel.sync_well(node)
    if len(well) > 1:
        node, other = city.dice.sample(well, 2)
        city.travel.meet_well(node, other)


def _replace(city: City, on: date) -> None:
    """Whoever cannot go on gets a new device; a key that two machines used is revoked."""
    ground = city.ground
    with Sound(city.record, "evening copies"):
        laws.copies_are_found(city.record, ground.watch, ground.centre, [n for n in city.nodes if _well(city, n)])
    leaving = city.trouble.to_replace(list(city.nodes))
    copied = {node.author for node in leaving if node.author in ground.watch.known.copied}
    leaving += [node for node in city.nodes if node.author in copied and node not in leaving]
    stolen = {node.author for node in leaving if node in city.trouble.thieves}
    for author, site in sorted({(node.author, node.site.site) for node in leaving if node.author in copied | stolen}):
        ground.watch.look(ground.centre)
        ground.centre.revoke(site, author)
        for stretch in ground.centre.growing(author):
            ground.watch.known.revoked[stretch] = ground.watch.head(ground.centre, stretch).seq
        city.record.faults["revoked"] += 1
    for node in leaving:
        if node in city.trouble.thieves and _well(city, node):
            city.clerks.sale(node, (on + timedelta(days=1)).isoformat())
            city.travel.sync(node)
    ground.watch.look(ground.centre)
    for node in leaving:
        city.retire(node)
        ground.stuck.discard(node.name)
    for site in {node.site.site: node.site for node in leaving}.values():
        if not any(node.site.site == site.site for node in city.nodes):
            city.record.faults["device_replaced"] += 1
            city.travel.lines[city.enrol(site).name].weather = type(city.scene.weather)()
    for node in city.nodes:
        city.travel.sync_well(node)


def _look(city: City, on: str, *, thorough: bool) -> None:
    """Every law in full. One station's books are burnt and folded again, at the end of the run the centre's too."""
    record, watch, centre = city.record, city.ground.watch, city.ground.centre
    for node in [*city.nodes, centre]:
        laws.bytes_stand(record, watch, node)
        laws.rows_stand(record, watch, node)
    for node in city.nodes:
        laws.answers_stand(record, watch, node)
        laws.books_agree(record, watch, node, [node.author])
        laws.frontier_is_true(record, watch, centre, node)
        if node.author not in watch.known.copied:
            laws.arrived(record, watch, centre, node)
    laws.revocations_found(record, watch, centre, city.plant.reader)
    laws.books_agree(record, watch, centre, sorted(watch.known.honest))
    laws.day_agrees(record, watch, centre, city.nodes, on)
    laws.rebuild_equals_live(record, watch, city.dice.choice(city.nodes))
    if thorough:
        laws.rebuild_equals_live(record, watch, centre)
        laws.verifies(record, city.dice.choice(city.nodes))
    if thorough or record.violations:
        record.digests_equal = laws.digests_equal([*city.nodes, centre], watch)


def _well(city: City, node: StationNode) -> bool:
    return node not in city.trouble.broken
