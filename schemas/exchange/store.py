"""What a holder of feeds offers to an exchange: the one port that stands on the ground, since both houses keep feeds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from schemas.entry.admit import Enrolment, Head
from schemas.entry.envelope import Carried, Entry
from schemas.entry.personal import Block, Sealed


class FeedStore(Protocol):
    """Feeds held by a node. What it says is held has reached the disk."""

    def heads(self, authors: Iterable[bytes] | None = None) -> dict[bytes, Head]:
        """The head of each feed held (of `authors` only, where they are named)."""
        ...

    def device_key(self, author: bytes) -> bytes | None:
        """The raw public key of a feed's device, or None when the feed is not held."""
        ...

    def box_key(self, author: bytes) -> bytes | None:
        """The raw X25519 box key of a feed's device, or None when the feed is not held."""
        ...

    def id_at(self, author: bytes, seq: int) -> bytes | None:
        """The id of the entry held at a place."""
        ...

    def carry(self, author: bytes, after: int, most: int) -> Sequence[Carried]:
        """At most `most` entries of a feed behind `after`, in order, as they are sent on."""
        ...

    def keep(self, run: Sequence[Entry], opened: Enrolment | None = None, *, branch: bytes | None = None) -> None:
        """Store and fold entries that were admitted, in order, all or none; `opened` when the run begins a feed.

        `branch` names the branch on which the run goes on, where its feed has parted.
        """
        ...

    def where(self, entry: bytes) -> tuple[bytes, int] | None:
        """The feed or branch in which an entry stands, and its seq; None when it is not held."""
        ...

    def part(self, entry: Entry) -> bytes | None:
        """Begin a branch with an entry that follows one that is held and has a follower; its name, None when there are too many."""
        ...

    def stretches(self, author: bytes) -> Sequence[bytes]:
        """The names under which a device's entries stand: its feed, and its branches where it has parted."""
        ...

    def followers(self, author: bytes, seq: int) -> Sequence[bytes]:
        """The payloads held at a place of a device's feed, on whatever branch."""
        ...

    def is_open(self, author: bytes) -> bool:
        """Whether a feed or branch may still grow at its head."""
        ...

    def keep_stray(self, entry: Entry, agreed: int) -> None:
        """Keep an entry that proves a fork and follows nothing that is held; both sides hold the same up to `agreed`."""
        ...

    def agree(self, author: bytes, seq: int) -> None:
        """Both sides hold the same of this feed up to here; it matters only where a fork is proved and has no place yet."""
        ...

    def doubts(self, authors: Iterable[bytes]) -> dict[bytes, int]:
        """Feeds with a proof that has no place yet: how far both sides hold the same."""
        ...

    def blocks(self, entries: Iterable[bytes]) -> Sequence[Block]:
        """The personal blocks in clear that are held for these entries."""
        ...

    def sealed_blocks(self, entries: Iterable[bytes]) -> Sequence[Sealed]:
        """The personal blocks that are held for these entries sealed only."""
        ...

    def keep_blocks(self, blocks: Iterable[Block]) -> list[tuple[bytes, str]]:
        """Keep blocks that open the commitment of an entry that is held; those refused, each with its reason."""
        ...

    def keep_sealed(self, blocks: Iterable[Sealed], source: bytes) -> list[tuple[bytes, str]]:
        """Keep sealed blocks of entries that are held; those refused. Only an entry's author may give another one later."""
        ...

    def await_blocks(self, entries: Iterable[bytes]) -> None:
        """Of these entries, those whose personal block is not held in any form are awaited from now on."""
        ...

    def awaited(self, authors: Iterable[bytes], most: int) -> list[bytes]:
        """Entries of these feeds whose personal block is awaited."""
        ...

    def digests(self, authors: Iterable[bytes]) -> dict[bytes, tuple[int, bytes]]:
        """For each feed: how far it is folded, and the digest of the rows that it alone owns."""
        ...
