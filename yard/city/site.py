"""One site's device: what it writes by hand of its facts, and its exchanges with the centre. Its feed is true to the byte."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from schemas import canonical
from schemas.books.fold import VERSION
from schemas.enrolment import write_request
from schemas.entry import envelope
from schemas.entry.admit import ENROLLED, Head
from schemas.entry.envelope import NO_ENTRY, Draft, Entry, seal_entry
from schemas.entry.kinds import body_of, facts_of
from schemas.entry.seal import Signer, box_public
from schemas.exchange import messages, stream
from schemas.exchange.messages import Frontier, Hello, Trailer
from schemas.facts import CaseOpened, DeviceEnrolled
from yard.fakes.identity import SeededIdentity


@dataclass(slots=True)
class Site:
    """A device by its number; `unsent` are the entries that the centre has not acknowledged, `told` the cases it was told of."""

    number: int
    code: str
    signer: Signer
    box: bytes
    centre: bytes = b""
    unsent: list[Entry] = field(default_factory=list[Entry])
    last: Entry | None = None
    held: dict[bytes, tuple[int, int, bytes]] = field(default_factory=dict[bytes, tuple[int, int, bytes]])
    told: list[CaseOpened] = field(default_factory=list[CaseOpened])
    written: int = 0

    def request(self, code: str) -> bytes:
        """An enrolment request."""
        return write_request(code, self.signer, box_public(self.box))

    def enrolled(self, answer: bytes) -> None:
        """Open the feed with the certificate that came."""
        said: Any = canonical.decode(answer)
        self.centre = said["authority"]
        fact = DeviceEnrolled(key=self.signer.public, box=box_public(self.box), certificate=said["certificate"])
        self.write(ENROLLED, [fact], 0)

    def write(self, kind: str, facts: list[Any], at_ms: int, postings: Any = ()) -> Entry:
        """One entry behind the last."""
        seq, prev = (self.last.seq + 1, self.last.id) if self.last else (1, NO_ENTRY)
        body = body_of(facts, postings)
        draft = Draft(author=self.signer.id, seq=seq, prev=prev, hlc=(at_ms << 16) + seq, kind=kind, body=body)
        self.last = seal_entry(draft, self.signer)
        self.unsent.append(self.last)
        self.written += 1
        return self.last

    def order(self, on: str, count: int) -> str:
        """An order number as this device writes it."""
        tail = self.code.rpartition("-")[2]
        return f"YS{tail}{self.signer.id[:2].hex().upper()}{on.replace('-', '')}{count:06d}"

    def ask(self, at_ms: int) -> bytes:
        """What it holds, and all that was not acknowledged."""
        assert self.last is not None, "a site that asks is enrolled"
        me, nonce = self.signer.id, bytes(16)
        head = Head(self.last.seq, self.last.id)
        feeds = {**self.held, me: (1, head.seq, head.id)}
        hello = Hello(source=me, target=self.centre, nonce=nonce, hlc=at_ms << 16, feeds=feeds)
        frontier = Frontier(source=me, feeds={me: head}, hlc=at_ms << 16, echo=nonce)
        signed = messages.write_frontier(frontier, self.signer)
        trailer = Trailer(more=False, refused=(), frontier=signed, fold=VERSION, digests={})
        data = (entry.data for entry in self.unsent)
        return stream.write(messages.write_hello(hello, self.signer), data, (), messages.write_trailer(trailer))

    def hear(self, reply: bytes) -> bool:
        """Take the reply in; whether more waits."""
        said = stream.read(reply)
        for data in said.entries:
            entry = envelope.read(data)
            self.held[entry.author] = (1, entry.seq, entry.id)
            self.told += [fact for fact in facts_of(entry.body) if isinstance(fact, CaseOpened)]
        mine = (said.hello.feeds or {}).get(self.signer.id, (1, 0, b""))
        self.unsent = [entry for entry in self.unsent if entry.seq > mine[1]]
        return said.trailer.more


def made(number: int, seed: int) -> Site:
    """A device whose keys come from the seed."""
    chance = SeededIdentity(f"city {seed} {number}")
    kind = "P" if number % 278 < 179 else "S"
    return Site(number, f"420106-{kind}{number + 1:04d}", Signer(chance.fresh(32)), chance.fresh(32))
