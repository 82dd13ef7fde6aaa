"""The convergence certificate 一致性证明: for each device, what it said last of each feed beside what the centre holds."""

from __future__ import annotations

from dataclasses import dataclass

from central.store.contact import last_told
from central.store.store import Store
from schemas.entry.admit import EMPTY, Head
from schemas.exchange.convergence import compared
from schemas.keep import Feeds


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One feed as a device and the centre hold it; `standing` is the device's, seen from the centre."""

    site: str
    device: bytes
    author: bytes
    device_holds: Head
    centre_holds: Head
    digest: bytes
    standing: str


def convergence(store: Store) -> list[Held]:
    """Every feed that a device has named in its newest Hello, by site, device and author."""
    found: list[Held] = []
    with store.asking() as asked:
        sites = asked.sites()
    with store.database.reading() as cursor:
        feeds = Feeds(cursor, store.database.mark)
        heads, digests = feeds.heads(), feeds.digests(feeds.sites())
        for site in sites:
            for device in site.devices:
                told = last_told(store.database, cursor, device) or {}
                for author, (_, last, head) in sorted(told.items()):
                    mine, theirs = heads.get(author, EMPTY), Head(last, head)
                    standing = compared(mine, theirs, lambda seq, author=author: feeds.id_at(author, seq))
                    found.append(
                        Held(
                            site=site.site,
                            device=device,
                            author=author,
                            device_holds=theirs,
                            centre_holds=mine,
                            digest=digests.get(author, (0, b""))[1],
                            standing=standing,
                        )
                    )
    return found
