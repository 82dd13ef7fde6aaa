"""A bureau of few words: nodes that hold feeds in memory and exchange as bytes. All data synthetic."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from sqlalchemy import create_engine
from sqlmodel import SQLModel

from schemas.entry import certificate, personal, seal
from schemas.entry.admit import EMPTY, ENROLLED, Enrolment, Head
from schemas.entry.envelope import Draft, Entry, seal_entry
from schemas.entry.kinds import body_of
from schemas.exchange.answer import Outcome, Side, answer, ask, conclude
from schemas.exchange.scope import shared_with_centre, shared_with_neighbour
from schemas.facts import DeviceEnrolled
from schemas.keep import Feeds
from schemas.tables import BOOK_TABLES

ISSUER = seal.Signer(b"i" * 32)
OTHER_ISSUER = seal.Signer(b"o" * 32)
NOON = 1_789_704_000_000 << 16


def no_feeds() -> Feeds:
    """A database in memory that holds nothing yet."""
    assert BOOK_TABLES
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    connection = engine.raw_connection()
    feeds = Feeds(connection.cursor())
    _OPEN[id(feeds)] = connection
    return feeds


_OPEN: dict[int, Any] = {}
"""Connections that stay open as long as the tests run."""


class Node:
    """One holder of feeds; its keys come from its name."""

    def __init__(self, name: str, site: str = "420106-P0103", issuer: seal.Signer = ISSUER) -> None:
        self.feeds = no_feeds()
        self.signer = seal.Signer(sha256(name.encode()).digest())
        self.box = sha256(b"box" + name.encode()).digest()
        self.issuer = issuer
        self.site = site
        self.head = EMPTY
        self._count = 0
        self._open()

    @property
    def id(self) -> bytes:
        return self.signer.id

    def write(self, said: dict[str, Any] | None = None, kind: str = "note/1", **body: Any) -> Entry:
        """One entry; with `said` it commits to a block, which is kept in clear."""
        opening = None if said is None else personal.opening_of(self.fresh(), said)
        commitment = personal.Block(b"", opening).commitment if opening else None
        entry = self.seal({"facts": [], **body}, kind, commitment)
        self.feeds.keep([entry])
        if opening:
            self.feeds.keep_opening(entry, opening)
        return entry

    def seal(self, body: dict[str, Any], kind: str, pd: bytes | None = None) -> Entry:
        seq = self.head.seq + 1
        prev = self.head.id
        draft = Draft(author=self.id, seq=seq, prev=prev, hlc=NOON + seq, kind=kind, body=body, pd=pd)
        entry = seal_entry(draft, self.signer)
        self.head = Head(entry.seq, entry.id)
        return entry

    def side(self, centre: Node, scope: frozenset[bytes] | None = None) -> Side:
        shared = shared_with_centre if self.id != centre.id else lambda _: frozenset(self.feeds.sites())
        return Side(
            signer=self.signer,
            store=self.feeds,
            issuer=self.issuer.public,
            scope=shared(self.feeds.sites()) if scope is None else scope,
            hlc=NOON,
            nonce=self.fresh(),
            fold=1,
            centre=centre.id,
            box=self.box,
        )

    def neighbourly(self, centre: Node) -> Side:
        return self.side(centre, shared_with_neighbour(self.feeds.sites()))

    def fresh(self) -> bytes:
        self._count += 1
        return sha256(self.signer.public + self._count.to_bytes(4, "big")).digest()[:16]

    def opened(self, entry: Entry) -> dict[str, Any] | None:
        """What is held in clear of an entry's block."""
        return next((block.said for block in self.feeds.blocks([entry.id])), None)

    def _open(self) -> None:
        certified = certificate.Certificate(self.signer.public, self.site, 0, 100_000)
        signed = certificate.issue(certified, self.issuer)
        fact = DeviceEnrolled(key=self.signer.public, box=seal.box_public(self.box), certificate=signed)
        entry = self.seal(body_of([fact]), ENROLLED)
        self.feeds.keep([entry], Enrolment(self.signer.public, fact.box, certified))


def a_centre() -> Node:
    return Node("centre", certificate.PUBLIC_FEED)


def meet(asker: Node, other: Node, centre: Node, known: dict[bytes, Head] | None = None) -> Outcome:
    """One exchange, as bytes, between neighbours or with the centre."""
    mine = asker.side(centre) if other is centre else asker.neighbourly(centre)
    theirs = other.side(centre) if other is centre else other.neighbourly(centre)
    reply, source, _ = answer(ask(mine, other.id, known or {}), theirs)
    assert source == asker.id
    return conclude(reply, mine, other.id)
