"""What befalls a station: power cuts, full disks, wrong clocks, cut lines, old backups, copied disks, broken ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from yard.fakes.memory_disk import CUT, FULL, MemoryDisk
from yard.fakes.virtual_clock import VirtualClock
from yard.simulate.ground import Ground
from yard.simulate.laws import parted
from yard.simulate.scene import Rates
from yard.simulate.station import StationNode
from yard.simulate.travel import Travel

_WRITES = 60
"""A power cut strikes within so many writes; a sale has about thirty."""
_JUMPS_MS = (-6 * 3_600_000, -600_000, -1_000, 1_000, 600_000, 6 * 3_600_000, 40 * 86_400_000)

Blow = Callable[[StationNode], None]


@dataclass(slots=True)
class Backup:
    """A copy of a station's file, and what stood in its own feed then."""

    disk: MemoryDisk
    held: set[bytes]


class Trouble:
    """Strikes stations by chance; what a blow does to the laws is said to the watch."""

    def __init__(self, ground: Ground, chance: Random, travel: Travel, join: Callable[[StationNode], None]) -> None:
        self._ground = ground
        self._chance = chance
        self._travel = travel
        self._join = join
        self._backups: dict[str, Backup] = {}
        self.broken: list[StationNode] = []
        self.thieves: list[StationNode] = []

    def blows(self, rates: Rates) -> list[Blow]:
        """What befalls one station on one day."""
        table: list[tuple[Blow, float]] = [
            (self.power_cut, rates.power_cut),
            (self.disk_full, rates.disk_full),
            (self.clock_jump, rates.clock_jump),
            (self.partition, rates.partition),
            (self.backup, rates.backup),
            (self.restore, rates.restore),
            (self.clone, rates.clone),
            (self.breaks, rates.broken),
            (self.stolen, rates.stolen),
            (self.centre_power_cut, rates.centre_power_cut),
        ]
        return [blow for blow, rate in table for _ in range(times(self._chance, rate))]

    def power_cut(self, node: StationNode) -> None:
        """The power will fail between two writes that are near."""
        node.disk.arm(CUT, self._chance.randrange(_WRITES))

    def centre_power_cut(self, _: StationNode) -> None:
        """The same at the centre."""
        self._ground.centre.disk.arm(CUT, self._chance.randrange(2 * _WRITES))

    def disk_full(self, node: StationNode) -> None:
        """One write that is near finds no room."""
        self._ground.record.faults["disk_full"] += 1
        node.disk.arm(FULL, self._chance.randrange(_WRITES))

    def clock_jump(self, node: StationNode) -> None:
        """Somebody sets the clock, wrong or right."""
        self._ground.record.faults["clock_jump"] += 1
        jump = -node.clock.skew_ms if self._chance.random() < 0.3 else self._chance.choice(_JUMPS_MS)
        node.clock.jump(jump)

    def partition(self, node: StationNode) -> None:
        """The line is cut, or mended."""
        line = self._travel.lines[node.name]
        line.cut = not line.cut

    def backup(self, node: StationNode) -> None:
        """Somebody keeps a copy of the ledger's file."""
        self._backups[node.name] = Backup(node.disk.copy(), set(self._ground.watch.whole(node, node.author)))

    def restore(self, node: StationNode) -> None:
        """Somebody puts an old copy in place of the file; the mark outside it stays. One in six restores the mark too."""
        backup = self._backups.get(node.name)
        if backup is None:
            return
        whole_home = self._chance.random() < 1 / 6
        self._ground.record.faults["restored_home" if whole_home else "restored_file"] += 1
        if whole_home:
            self._ground.watch.known.copied.add(node.author)
        lost = self._only_here(node, backup)
        node.restore(backup.disk, with_mark=whole_home)
        self._ground.watch.forget_behind(node, lost)

    def clone(self, node: StationNode) -> None:
        """Somebody copies the disk, and two computers go on in one name."""
        if "+" in node.name:
            return
        self._ground.record.faults["clone"] += 1
        self._ground.watch.known.copied.add(node.author)
        twin = node.twin(
            f"{node.name}+{self._ground.record.faults['clone']}",
            VirtualClock(self._ground.timeline, self._chance.choice(_JUMPS_MS[:-1])),
        )
        self._ground.watch.copy(node, twin)
        self._join(twin)

    def breaks(self, node: StationNode) -> None:
        """The computer is gone with everything on it."""
        if node not in self.broken:
            self._ground.record.faults["disk_broken"] += 1
            self.broken.append(node)

    def stolen(self, node: StationNode) -> None:
        """The computer will be revoked tonight, and its thief goes on."""
        if node not in self.thieves:
            self._ground.record.faults["stolen"] += 1
            self.thieves.append(node)

    def to_replace(self, nodes: list[StationNode]) -> list[StationNode]:
        """Who needs a new device tonight: broken, stolen, stuck below its mark, or copied and found out."""
        ground = self._ground
        return [
            node
            for node in nodes
            if node in self.broken
            or node in self.thieves
            or node.name in ground.stuck
            or (node.author in ground.watch.known.copied and parted(ground.watch, ground.centre, node))
        ]

    def _only_here(self, node: StationNode, backup: Backup) -> set[bytes]:
        """Entries of a station that neither its backup nor the centre holds."""
        watch = self._ground.watch
        return (
            watch.whole(node, node.author).keys() - backup.held - watch.whole(self._ground.centre, node.author).keys()
        )


def times(chance: Random, rate: float) -> int:
    """How often something of this mean rate happens: its whole part, and once more by chance."""
    whole = int(rate)
    return whole + (chance.random() < rate - whole)
