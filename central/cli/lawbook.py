"""The law that the commands of `central rules` look at: the packs at hand, how they came, how one is named and told.

A pack is named by its file, or by its id among those at hand (`hubei-2026-01-01`, with `@2` for a version). Without a
home, those at hand are the ones that came with the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from central.cli.streams import Streams, read_bytes
from central.registry.rules import gaps
from central.store.rules import published
from central.store.store import Store
from schemas.failures import BadInput, Failure
from schemas.instants import in_china
from schemas.rules.pack import Pack, read_pack
from schemas.rules.publishing import Publication, read_publication
from schemas.rules.questions import least_sure, open_questions
from schemas.rules.shelf import parse_document, shipped_packs
from schemas.words import explain


@dataclass(frozen=True, slots=True)
class Law:
    """The packs at hand; with a home, the packs published there (by digest), those unreadable, the districts of its sites."""

    packs: tuple[Pack, ...]
    store: Store | None = None
    published: dict[bytes, tuple[Publication, bytes]] = field(default_factory=dict[bytes, tuple[Publication, bytes]])
    refused: tuple[dict[str, Any], ...] = ()
    districts: tuple[str, ...] = ()

    @property
    def home(self) -> Store:
        """The store; BadInput `cli.missing` where no home was named."""
        if self.store is None:
            raise BadInput("cli.missing", field="home", name="home")
        return self.store

    def today(self) -> date:
        """The calendar day by the clock of the home."""
        return in_china(self.home.clock.wall_ms()).date()


@contextmanager
def law_at_hand(home: str | None, opened: Callable[[Path], Store]) -> Iterator[Law]:
    """The law of a home, or what came with the program; BadInput `cli.home` for a folder that is none."""
    if home is None:
        yield Law(shipped_packs())
        return
    if not Path(home).is_dir():
        raise BadInput("cli.home", field="home", home=Path(home).name)
    store = opened(Path(home))
    try:
        yield _law_of(store)
    finally:
        store.close()


def read_file(name: str, streams: Streams) -> Pack:
    """A pack from a file, right in its words; BadInput `cli.file`, `rules.pack_…`."""
    try:
        text = read_bytes(name, streams.stdin).decode("utf-8")
    except UnicodeDecodeError as broken:
        raise BadInput("rules.pack_json", reason=str(broken)) from None
    return read_pack(parse_document(text))


def named(name: str, streams: Streams, law: Law) -> Pack:
    """A pack by its file, or the highest version of an id at hand; BadInput `rules.publish_unknown`."""
    if name == "-" or Path(name).is_file():
        return read_file(name, streams)
    wanted, _, version = name.partition("@")
    found = [pack for pack in law.packs if pack.id == wanted and version in ("", pack.version)]
    if not found:
        raise BadInput("rules.publish_unknown", field="pack", name=Path(name).name)
    return max(found, key=lambda pack: int(pack.version))


def pack_told(pack: Pack) -> dict[str, Any]:
    """The head of a pack."""
    return {
        "id": pack.id,
        "version": pack.version,
        "from": pack.first.isoformat(),
        "to": pack.last.isoformat(),
        "territory": list(pack.territory),
        "title": pack.title,
        "hash": pack.digest.hex(),
    }


def questions_told(pack: Pack) -> dict[str, Any]:
    """What only the bureau can decide, and the rows that nobody is sure of."""
    asked = [
        {"name": one.name, "ask": one.ask, "value": one.value, "mark": one.mark, "rows": list(one.rows)}
        for one in open_questions(pack)
    ]
    return {"questions": asked, "doubtful": list(least_sure(pack))}


def gaps_told(streams: Streams, packs: Iterable[Pack]) -> list[dict[str, str]]:
    """The days between packs for which there is none, told in words too."""
    found = gaps(packs)
    for first, last in found:
        streams.tell("rules.publish_gap", first=first, last=last)
    return [{"from": first.isoformat(), "to": last.isoformat()} for first, last in found]


def _law_of(store: Store) -> Law:
    """Every pack published here is at hand, whatever division it speaks for; one that cannot be read is told."""
    with store.database.reading() as cursor:
        held = published(store.database, cursor, store.authority.id)
    with store.asking() as asked:
        districts = tuple(site.district for site in asked.sites())
    packs, refused = list(shipped_packs()), list[dict[str, Any]]()
    for one, entry in held:
        try:
            packs.append(read_publication(one))
        except Failure as why:
            told = {"id": one.id, "version": one.version, "entry": entry.hex(), **explain(why)}
            refused.append(told)
    by_digest = {one.pack: (one, entry) for one, entry in held}
    return Law(tuple(packs), store, by_digest, tuple(refused), districts)
