"""Root at the centre changes what a site holds, in every way; nobody may be fooled. `python -m tests.faults.root_at_the_centre 10000`.

Root has the database, its triggers, and every key of the centre, the issuing key among them; not the keys of a device. A
mutation is flagged when the stand-alone verifier refuses the exported feeds, or when the site sees that the centre holds
something else, less than it has acknowledged, or more than the site has written.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from central.api.exchange import respond
from central.registry.codes import new_code
from central.registry.enrolment import enrol
from central.store.ring import ISSUING
from central.store.store import Store
from schemas.entry import certificate, envelope
from schemas.entry.admit import ENROLLED, Head
from schemas.entry.certificate import Certificate
from schemas.entry.envelope import Draft, seal_entry
from schemas.entry.kinds import body_of
from schemas.entry.seal import Signer
from schemas.evidence import verify, whole_exchange
from schemas.exchange.convergence import AHEAD, BEHIND, DIFFERENT, compared
from schemas.facts import DeviceEnrolled
from tests.central.doubles import WUCHANG, Station, open_store

Runs = dict[bytes, list[bytes]]
ROOT = Signer(b"R" * 32)


@dataclass(frozen=True, slots=True)
class World:
    """What stood before root came: all feeds as the centre held them, the site's own, and who may issue."""

    runs: Runs
    site: bytes
    authority: Signer
    issuing: Signer


def build(folder: Path) -> World:
    """A centre with one site that has sold six times, and has the centre's word for all of it."""
    store = open_store(folder)
    station = Station(folder)
    with store.desk() as desk:
        code = new_code(desk, desk, store.clock, store.identity, site=WUCHANG.site, issuer=store.issuer)
    with store.desk() as desk:
        station.enrolled(enrol(station.request(code), desk, desk, desk, store.clock))
    for number in range(1, 7):
        station.sale(number, 1000 + number)
    station.conclude(respond(store, station.ask()))
    made = World(_runs(store), station.signer.id, store.authority, store.ring.signer(ISSUING))
    store.close()
    return made


def flagged(world: World, runs: Runs) -> str:
    """Who sees it: `verifier`, `site`, or nobody (an empty word)."""
    if not world.runs.keys() <= runs.keys():
        return "site"
    whole = {author: run for author, run in runs.items() if run}
    try:
        exchange = whole_exchange(world.authority, whole, hlc=1, nonce=bytes(16))
        verify.check(exchange, [world.issuing.public])
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError):
        return "verifier"
    except envelope_failures():
        return "verifier"
    own = world.runs[world.site]
    mine = Head(len(own), envelope.read(own[-1]).id)
    held = runs.get(world.site, [])
    theirs = Head(len(held), envelope.read(held[-1]).id if held else bytes(32))
    standing = compared(mine, theirs, lambda seq: envelope.read(own[seq - 1]).id)
    return "site" if standing in (DIFFERENT, AHEAD, BEHIND) else ""


def envelope_failures() -> tuple[type[Exception], ...]:
    """What our own reader raises before the verifier is asked."""
    from schemas.failures import Failure

    return (Failure,)


# ---------------------------------------------------------------- what root does


def changed_byte(random: Random, world: World, runs: Runs) -> None:
    """UPDATE entry SET data: one byte."""
    run = runs[world.site]
    place = random.randrange(len(run))
    at = random.randrange(len(run[place]))
    data = bytearray(run[place])
    data[at] ^= 1 << random.randrange(8)
    run[place] = bytes(data)


def dropped(random: Random, world: World, runs: Runs) -> None:
    """DELETE one entry."""
    run = runs[world.site]
    del run[random.randrange(len(run))]


def swapped(random: Random, world: World, runs: Runs) -> None:
    """Two entries in each other's place."""
    run = runs[world.site]
    one, other = random.sample(range(len(run)), 2)
    run[one], run[other] = run[other], run[one]


def replayed(random: Random, world: World, runs: Runs) -> None:
    """An entry that stands, once more, anywhere."""
    run = runs[world.site]
    run.insert(random.randrange(len(run) + 1), run[random.randrange(len(run))])


def restored(random: Random, world: World, runs: Runs) -> None:
    """Yesterday's backup: a tail is gone that the centre had acknowledged."""
    run = runs[world.site]
    del run[random.randrange(1, len(run)) :]


def forged(random: Random, world: World, runs: Runs) -> None:
    """An entry rewritten with another amount, signed by a key of root's choice, what follows chained anew."""
    run = runs[world.site]
    place = random.randrange(1, len(run))
    signer = random.choice((ROOT, world.authority, world.issuing))
    _rewritten(run, place, signer, random.randrange(1, 10**6))


def appended(random: Random, world: World, runs: Runs) -> None:
    """One more entry in the site's name."""
    run = runs[world.site]
    last = envelope.read(run[-1])
    run.append(_as(world.site, last.seq + 1, last.id, ROOT, random.randrange(10**6)))


def replaced(random: Random, world: World, runs: Runs) -> None:
    """The whole feed anew under a key of root's own, which the issuing key certifies for the same site."""
    del runs[world.site]
    signer = Signer(random.randbytes(32))
    certified = certificate.issue(Certificate(signer.public, WUCHANG.site, 0, 40_000), world.issuing)
    fact = DeviceEnrolled(key=signer.public, box=bytes(32), certificate=certified)
    draft = Draft(author=signer.id, seq=1, prev=bytes(32), hlc=1, kind=ENROLLED, body=body_of([fact]))
    runs[signer.id] = [seal_entry(draft, signer).data]


WAYS: tuple[Callable[[Random, World, Runs], None], ...] = (
    changed_byte,
    dropped,
    swapped,
    replayed,
    restored,
    forged,
    appended,
    replaced,
)


def mutate(world: World, seeds: Iterable[int]) -> tuple[Counter[str], list[int]]:
    """How many mutations each one flagged, and the seeds of those that nobody did."""
    seen: Counter[str] = Counter()
    missed: list[int] = []
    for seed in seeds:
        random = Random(seed)
        runs = {author: list(run) for author, run in world.runs.items()}
        WAYS[seed % len(WAYS)](random, world, runs)
        who = flagged(world, runs)
        seen[who or "nobody"] += 1
        if not who and runs != world.runs:
            missed.append(seed)
    return seen, missed


def _rewritten(run: list[bytes], place: int, signer: Signer, amount: int) -> None:
    before = envelope.read(run[place - 1])
    for at in range(place, len(run)):
        run[at] = _as(before.author, before.seq + 1, before.id, signer, amount)
        before = envelope.read(run[at])


def _as(author: bytes, seq: int, prev: bytes, signer: Signer, amount: int) -> bytes:
    body = {"facts": [["collecting.paid/1", {"amount_fen": amount}]]}
    draft = Draft(author=author, seq=seq, prev=prev, hlc=seq, kind="counter.sale/1", body=body)
    return _sealed_as(draft, signer)


def _sealed_as(draft: Draft, signer: Signer) -> bytes:
    """The draft under its author's name but another's key."""
    own = seal_entry(Draft(**{**_fields(draft), "author": signer.id}), signer).data
    return own.replace(signer.id, draft.author)


def _fields(draft: Draft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in Draft.__dataclass_fields__}


def _runs(store: Store) -> Runs:
    from schemas.keep import Feeds

    with store.database.reading() as cursor:
        feeds = Feeds(cursor)
        return {author: list(feeds.raw(author, 0, 10_000)) for author in sorted(feeds.heads())}


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        counted, unseen = mutate(build(Path(folder)), range(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
    print(dict(counted), "unseen:", unseen[:10])
    sys.exit(bool(unseen))
