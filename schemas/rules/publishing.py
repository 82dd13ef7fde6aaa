"""Publishing packs 规则包发布: the one law by which the centre lets a pack out and every station puts it on its shelf."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from schemas.failures import BadInput, Failure, Refusal
from schemas.rules.pack import Pack
from schemas.rules.receiving import accept_pack
from schemas.rules.shelf import pack_from

MOST_BYTES = 512 << 10
"""How long a pack may be in its canonical bytes, so that it fits into an entry."""
_READ_MOST = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A pack as an entry carries it: what is said of it, its canonical bytes, and the day on which the entry was written."""

    pack: bytes
    id: str
    version: str
    first: str
    last: str
    document: bytes
    on: date


@dataclass(frozen=True, slots=True)
class PackShelf:
    """The packs in use; those published that are not used, each with its reason; those of them that can be read.

    Old entries may cite a pack that is used no more, since a newer one came with the program: `every` explains them.
    """

    packs: tuple[Pack, ...]
    refused: tuple[tuple[Publication, Failure], ...] = ()
    readable: tuple[Pack, ...] = ()

    @property
    def every(self) -> tuple[Pack, ...]:
        """All packs that can be read, to be found by their digest; never to find the law of a day."""
        return (*self.packs, *self.readable)


def publication_of(pack: Pack, on: date) -> Publication:
    """A pack ready to be written into an entry; BadInput `rules.publish_too_long`."""
    document = pack.canonical
    if len(document) > MOST_BYTES:
        raise BadInput("rules.publish_too_long", most_kib=MOST_BYTES >> 10)
    return Publication(
        pack=pack.digest,
        id=pack.id,
        version=pack.version,
        first=pack.first.isoformat(),
        last=pack.last.isoformat(),
        document=document,
        on=on,
    )


def read_publication(published: Publication) -> Pack:
    """The pack that was published; BadInput `rules.pack_…`, or `rules.publish_differs` when it is another than was said."""
    pack = _read(published.document)
    if publication_of(pack, published.on) != published:
        raise BadInput("rules.publish_differs", pack=published.id, version=published.version)
    return pack


def take_pack(known: Sequence[Pack], new: Pack, *, district: str, on: date) -> tuple[Pack, ...]:
    """The packs with `new` among them, as `accept_pack` takes it.

    Refusal `rules.publish_overlap` too, when another pack speaks for some of its days in a version as high: then
    nobody could tell which of the two is the law.
    """
    taken = accept_pack(known, new, district=district, on=on)
    for other in known if len(taken) > len(known) else ():
        if other.id != new.id and overlap(other, new) and int(new.version) <= int(other.version):
            raise Refusal(
                "rules.publish_overlap",
                pack=new.id,
                version=new.version,
                other=other.id,
                newest=other.version,
                first=str(max(other.first, new.first)),
                last=str(min(other.last, new.last)),
            )
    return taken


def fill_shelf(shipped: Sequence[Pack], published: Iterable[Publication], district: str) -> PackShelf:
    """The packs at hand in a division: those shipped, and those published, in the order of the feed and each by its own day.

    A pack that cannot be read, is another territory's, is older than what stood, or had ended when it was published, is
    set aside with its reason and never used.
    """
    packs, refused, readable = tuple(shipped), list[tuple[Publication, Failure]](), list[Pack]()
    for one in published:
        try:
            pack = read_publication(one)
        except Failure as why:
            refused.append((one, why))
            continue
        try:
            packs = take_pack(packs, pack, district=district, on=one.on)
        except Refusal as why:
            refused.append((one, why))
            readable.append(pack)
    return PackShelf(packs, tuple(refused), tuple(readable))


def overlap(one: Pack, other: Pack) -> bool:
    """Whether two packs speak for the same day of some division."""
    same = any(a.startswith(b) or b.startswith(a) for a in one.territory for b in other.territory)
    return same and one.first <= other.last and other.first <= one.last


@lru_cache(maxsize=_READ_MOST)
def _read(document: bytes) -> Pack:
    """Reading and checking takes some forty milliseconds; the same bytes are the same pack."""
    return pack_from(document)
