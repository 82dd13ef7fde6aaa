"""What two nodes share: whole feeds, chosen by what their certificates say. Channels are for the site and the centre only."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from schemas.entry.admit import Head
from schemas.entry.certificate import CHANNEL, PUBLIC_FEED
from schemas.exchange.messages import Feeds


def is_device(site: str) -> bool:
    """Whether the certificate of a feed is a device's, not the authority's own."""
    return site != PUBLIC_FEED and not site.startswith(CHANNEL)


def shared_with_neighbour(sites: Mapping[bytes, str]) -> frozenset[bytes]:
    """What a station shares with another: the feeds of all devices that it holds, and the authority's public feed.

    `sites` maps each feed held to its certificate's `site`; a feed is held only if the bureau certified its key.
    """
    return frozenset(author for author, site in sites.items() if not site.startswith(CHANNEL))


def shared_with_centre(sites: Mapping[bytes, str]) -> frozenset[bytes]:
    """What a station shares with the centre: all that it holds, its neighbours' feeds included."""
    return frozenset(sites)


def carried_to_centre(
    named: Feeds, sites: Mapping[bytes, str], id_at: Callable[[bytes, int], bytes | None], heads: Mapping[bytes, Head]
) -> frozenset[bytes]:
    """Feeds of others that a device carries to the centre: those that it names and proves to hold.

    A feed is proved by the id of an entry that the centre holds too; one that the centre lacks, or holds less of, is
    proved by its entries. The authority's own feeds are never among them.
    """

    def proved(author: bytes, last: int, head: bytes) -> bool:
        held = heads.get(author)
        return held is None or last > held.seq or id_at(author, last) == head

    return frozenset(
        author
        for author, (_, last, head) in named.items()
        if is_device(sites.get(author, "")) and proved(author, last, head)
    )
