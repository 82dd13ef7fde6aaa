"""All of it, one attack after the other, watched: time, memory, crashes, digests, records."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.books import QuarantineRow
from schemas.exchange import frames, pictures
from schemas.screening import client_id
from station.counter.asking import Note
from station.counter.noting import decide_note
from station.ledger.queries import rows
from tests.faults.hostile import files, notes, streams
from tests.faults.hostile.world import World, make
from tests.schemas.writers import said, spell

LONGEST_S = 60
"""An attack that takes longer has hung a reader."""
MOST_MIB = 244
"""What the whole process, a centre and four stations, may hold while one attack is read: 256 MB."""
STEP_MIB = 16
"""An attack that raises the peak by so much is named."""
BATCH = 40
"""How many hostile updates one note gets."""
HONEST = "印章在左边抽屉。"
_SHARES = {"stream": 40, "centre": 15, "parcel": 15, "frame": 10, "picture": 5, "note": 15}
"""Of a hundred mutations."""


@dataclass
class Report:
    """What one run found."""

    seed: int
    attacks: dict[str, int] = field(default_factory=dict[str, int])
    names: list[str] = field(default_factory=list[str])
    crashed: list[str] = field(default_factory=list[str])
    slowest: tuple[float, str] = (0.0, "")
    highest: int = 0
    peaks: list[str] = field(default_factory=list[str])
    notes_read: int = 0
    notes_refused: dict[str, int] = field(default_factory=dict[str, int])


class Hung(BaseException):
    """An attack took longer than `LONGEST_S`."""


def _hung(*_: object) -> None:
    raise Hung


def run(folder: Path, count: int, seed: int, last: Path) -> dict[str, Any]:
    """`count` attacks, the named ones among them; `last` holds the name of the one at hand, should the process die."""
    signal.signal(signal.SIGALRM, _hung)
    report, started = Report(seed), time.monotonic()
    mutations = {kind: count * share // 100 for kind, share in _SHARES.items()}
    world = make(folder)
    batches = -(-mutations["note"] // BATCH)
    honest = {record: _honest(world, record) for record in _records(batches)}
    world.before = world.digests()
    for name, done in _attacks(world, mutations, seed, honest):
        last.write_text(name, "utf-8")
        _watched(report, name, done)
    for record in honest:
        _watched(report, f"read {record}", lambda record=record: _read(world, report, record, honest[record]))
    damage = world.here.verify(lambda _: None)["damage"]
    peak = max(report.highest, _peak_mib())
    after = world.digests()
    unlike = [
        f"{house} {author.hex()}"
        for house, feeds in world.before.items()
        for author, told in feeds.items()
        if after[house].get(author) != told
    ]
    broken = [*world.tally.broken, *report.crashed]
    told = {
        "seed": seed,
        "attacks": sum(report.attacks.values()),
        "kinds": report.attacks,
        "named": len(report.names),
        "refused": dict(sorted(world.tally.refused.items())),
        "notes_read": report.notes_read,
        "notes_refused": dict(sorted(report.notes_refused.items())),
        "notes_set_aside": _set_aside(world),
        "taken": world.tally.taken,
        "digests_equal": not unlike,
        "unlike": unlike,
        "damage": len(damage),
        "peak_mib": peak,
        "peaks_mib": report.peaks,
        "slowest_ms": round(report.slowest[0] * 1_000),
        "slowest": report.slowest[1],
        "broken": broken[:20],
        "seconds": round(time.monotonic() - started, 1),
        "held": not (unlike or damage or broken) and peak < MOST_MIB,
    }
    world.close()
    return told


def _records(batches: int) -> Iterator[str]:
    yield "note/named"
    yield from (f"note/chance-{at}" for at in range(batches))


def _honest(world: World, record: str) -> bytes:
    """An honest update of the station in a note; its entry."""
    author, nonce = world.here.ledger.author, b"h" * 16
    update = spell(client_id(author, nonce), 0, [said(HONEST)])
    return world.here.ledger.journal.commit(lambda _: decide_note(record, nonce, update)).id


def _attacks(
    world: World, mutations: dict[str, int], seed: int, honest: dict[str, bytes]
) -> Iterator[tuple[str, Callable[[], object]]]:
    here, centre = world.here.ledger, world.town.store.authority.id
    box = _box(world, here.author)
    central = _box(world, centre)
    for name, data in streams.named(world, world.station):
        yield f"stream: {name}", lambda data=data: world.to_station(data)
    for name, data in streams.named(world, world.centre):
        yield f"centre: {name}", lambda data=data: world.to_centre(data)
    for name, data in files.named_parcels(world, box, here.author):
        yield f"parcel: {name}", lambda data=data: world.by_stick(data)
    for name, data in files.named_parcels(world, central, centre):
        yield f"parcel at the centre: {name}", lambda data=data: world.by_stick_to_centre(data)
    for name, texts in files.named_frames():
        yield f"frame: {name}", lambda texts=texts: world.pure(lambda: frames.gathered(texts))
    for name, data in files.named_pictures():
        yield f"picture: {name}", lambda data=data: world.pure(lambda: pictures.read(data))
    writer = (client_id(here.author, b"h" * 16), len(HONEST))
    for name, updates in notes.named(world, writer):
        yield f"note: {name}", lambda updates=updates: _written(world, "note/named", notes.NONCE, updates)
    yield "note: handed over", world.hand_over
    yield from _chances(world, mutations, seed, (box, central), writer)


def _chances(
    world: World, mutations: dict[str, int], seed: int, boxes: tuple[bytes, bytes], writer: tuple[int, int]
) -> Iterator[tuple[str, Callable[[], object]]]:
    here, centre = world.here.ledger.author, world.town.store.authority.id
    stream, parcel = streams.chances(world, here, seed), files.chance_parcels(world, boxes[0], here, seed)
    central, online = files.chance_parcels(world, boxes[1], centre, seed + 1), streams.chances(world, centre, seed)
    sheet, picture, note = files.chance_frames(seed), files.chance_pictures(seed), notes.chances(world, writer, seed)
    for at in range(mutations["stream"]):
        yield f"stream {at}", lambda at=at: world.to_station(stream(at)[1])
    for at in range(mutations["centre"]):
        yield f"centre {at}", lambda at=at: world.to_centre(online(at)[1])
    for at in range(mutations["parcel"]):
        one = world.by_stick if at % 3 else world.by_stick_to_centre
        made = parcel if at % 3 else central
        yield f"parcel {at}", lambda at=at, one=one, made=made: one(made(at)[1])
    for at in range(mutations["frame"]):
        yield f"frame {at}", lambda at=at: world.pure(lambda: frames.gathered(sheet(at)[1]))
    for at in range(mutations["picture"]):
        yield f"picture {at}", lambda at=at: world.pure(lambda: pictures.read(picture(at)[1]))
    for at in range(mutations["note"]):
        record = f"note/chance-{at // BATCH}"
        yield f"note {at}", lambda at=at, record=record: _written(world, record, notes.nonce_of(at), note(at))
    yield "note: handed over at last", world.hand_over


def _written(world: World, record: str, nonce: bytes, updates: list[bytes]) -> None:
    for update in updates:
        world.sign(record, nonce, update)


def _read(world: World, report: Report, record: str, honest: bytes) -> None:
    """The note is read; the honest update stands, every hostile one is used or on record."""
    told = world.here.ask(Note(record))
    for _, reason in told["refused"]:
        report.notes_refused[reason] = report.notes_refused.get(reason, 0) + 1
    report.notes_read += sum(writer["updates"] for writer in told["writers"])
    if any(entry == honest.hex() for entry, _ in told["refused"]) or not told["writers"]:
        report.crashed.append(f"{record}: the honest update was refused")


def _set_aside(world: World) -> dict[str, int]:
    """What the books set aside of the hostile notes, by reason: each with its feed, so with its sender."""
    with world.here.ledger.database.read() as cursor:
        found = rows(cursor, QuarantineRow, "owner = ?", world.scribe.ledger.author)
    return dict(sorted(Counter(row.reason for row in found).items()))


def _box(world: World, author: bytes) -> bytes:
    from schemas.keep import Feeds

    with world.here.ledger.database.read() as cursor:
        box = Feeds(cursor).box_key(author)
    assert box is not None
    return box


def _peak_mib() -> int:
    """The most memory that this process has had since it was last forgotten, in MiB."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def _forget_peak() -> None:
    """What was held until now, the making of the attack with it, no longer counts: proc(5), clear_refs."""
    Path("/proc/self/clear_refs").write_text("5", "ascii")


def _watched(report: Report, name: str, done: Callable[[], object]) -> None:
    """One attack: whatever comes out of it but a refusal breaks a law."""
    kind = name.split()[0].rstrip(":")
    report.attacks[kind] = report.attacks.get(kind, 0) + 1
    if ":" in name:
        report.names.append(name)
    _forget_peak()
    started = time.monotonic()
    signal.alarm(LONGEST_S)
    try:
        done()
    except Hung:
        report.crashed.append(f"{name}: hung")
    except BaseException as fault:  # a decoder's panic is no Exception: all that comes out is a crash to be told
        if isinstance(fault, KeyboardInterrupt):
            raise
        report.crashed.append(f"{name}: {type(fault).__name__}: {fault}"[:200])
    finally:
        signal.alarm(0)
    took, peak = time.monotonic() - started, _peak_mib()
    if not report.peaks or peak >= report.highest + STEP_MIB:
        report.peaks.append(f"{peak} {name}")
    report.highest = max(report.highest, peak)
    if took > report.slowest[0]:
        report.slowest = (took, name)
