"""Attacks on the exchange: named ones, each built by hand, and mutations of true ones, signed anew where that leads further in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

from schemas import canonical
from schemas.entry import seal
from schemas.entry.envelope import Draft, seal_entry
from schemas.entry.kinds import body_of
from schemas.entry.seal import Signer
from schemas.exchange import messages, stream
from schemas.facts import ClockJumped, DeviceEnrolled
from tests.faults.hostile.mutate import mutated
from tests.faults.hostile.world import World

Attack = tuple[str, bytes]
_FACT = ClockJumped(wall_ms=0, logical_ms=0)


class Shape:
    """A true request of the insider, taken apart, to be put together otherwise. What is signed is signed by his own key."""

    def __init__(self, world: World, target: bytes) -> None:
        self.world = world
        self.signer: Signer = world.insider.ledger.device
        self.data = world.request(target)
        told = stream.read(self.data)
        self.hello, self.trailer = told.hello, told.trailer
        self.entries = list(told.entries)
        self.parts = [spelled for _, spelled in canonical.sequence(self.data)]
        self.blocks = self.parts[1 + len(self.entries) : -1]

    def put(self, *parts: bytes, hello: bytes | None = None, trailer: bytes | None = None) -> bytes:
        """A request of these parts."""
        return stream.write(hello or self.parts[0], parts, (), trailer or self.parts[-1])

    def hello_of(self, **changes: Any) -> bytes:
        """The Hello, changed and signed anew."""
        return messages.write_hello(replace(self.hello, **changes), self.signer)

    def trailer_of(self, **changes: Any) -> bytes:
        """The Trailer, changed."""
        return messages.write_trailer(replace(self.trailer, **changes))

    def entry_of(self, signer: Signer | None = None, **changes: Any) -> bytes:
        """An entry behind his head, or wherever the changes put it, signed."""
        head = self.hello.feeds[self.signer.id] if self.hello.feeds else (1, 0, bytes(32))
        said: dict[str, Any] = {
            "author": self.signer.id,
            "seq": head[1] + 1,
            "prev": head[2],
            "hlc": self.hello.hlc + 1,
            "kind": "counter.note/1",
            "body": body_of([_FACT]),
            **changes,
        }
        return seal_entry(Draft(**said), signer or self.signer).data


def named(world: World, target: bytes) -> Iterator[Attack]:
    """Attacks on the stream to station or centre, by name."""
    made = Shape(world, target)
    yield from _bytes(made)
    yield from _bombs(made)
    yield from _speakers(made)
    yield from _entries(made)
    yield from _around(made)


def _bytes(made: Shape) -> Iterator[Attack]:
    yield "nothing", b""
    yield "one byte", b"\x00"
    yield "noise", Random(1).randbytes(65_536)
    yield "a hello alone", made.parts[0]
    yield "a trailer alone", made.parts[-1]
    yield "two hellos", made.parts[0] * 2 + made.parts[-1]
    yield "a trailer before its hello", made.parts[-1] + made.parts[0]
    yield "cut in the last byte", made.data[:-1]
    yield "one byte more", made.data + b"\x00"
    yield "too long by one byte", bytes(stream.MOST_BYTES + 1)


def _bombs(made: Shape) -> Iterator[Attack]:
    room = stream.MOST_BYTES - 4_096 - len(made.data)
    yield "ten thousand arrays deep", made.put(b"\x81" * 10_000 + b"\x00")
    yield "an array that claims all memory", made.put(b"\x9b" + b"\x7f" * 8)
    yield "a text that claims all memory", made.put(b"\x7b" + b"\x7f" * 8 + b"x")
    yield "sixteen million empty lists", made.put(b"\x9a" + room.to_bytes(4, "big") + b"\x80" * room)
    yield "a map of millions", made.put(_map(room // 6))
    yield "millions of lists that claim more", b"\x9a\xff\xff\xff\xff" + b"\x80" * room
    yield "three million entries of nothing", made.put(b"\x84\x80\x80\x80\x80" * (room // 5))
    yield "sixteen million foreign parts", made.put(b"\x00" * room)
    yield (
        "a hello of empty lists",
        seal.sign1(b"\x9a" + room.to_bytes(4, "big") + b"\x80" * room, made.signer, made.signer.id),
    )
    for name, count in (("entries of a million lists", 1_000_000), ("entries of 260,000 lists", 260_000)):
        lists = _lists(made, count)
        yield (
            name,
            made.put(*[lists[:-1] + bytes([at]) for at in range((stream.MOST_BYTES // 2 - 4_096) // len(lists))]),
        )
    yield "indefinite lengths", made.put(b"\x9f\x00\xff")
    yield "a tag, a float, a break", made.put(b"\xc2\x41\x00", b"\xfb" + bytes(8), b"\xff")


def _lists(made: Shape, count: int) -> bytes:
    """An entry whose body is so many empty lists, spelled without making them."""
    marked = made.entry_of(body={"x": b"MARK"})
    payload = seal.read_sign1(marked, "entry.shape").payload
    return seal.sign1(
        payload.replace(b"\x44MARK", b"\x9a" + count.to_bytes(4, "big") + b"\x80" * count), made.signer, made.signer.id
    )


def _map(size: int) -> bytes:
    """A map of so many keys, put together in pieces: the attack itself may not be the peak of memory."""
    made = bytearray(b"\xba" + size.to_bytes(4, "big"))
    for start in range(0, size, 10_000):
        keys = range(start + 65_536, min(start + 10_000, size) + 65_536)
        made += b"".join(b"\x1a" + key.to_bytes(4, "big") + b"\x00" for key in keys)
    return bytes(made)


def _speakers(made: Shape) -> Iterator[Attack]:
    stranger = Signer(b"S" * 32)
    own = messages.write_hello(replace(made.hello, source=stranger.id), stranger)
    yield "a stranger speaks", made.put(hello=own)
    yield "a stranger speaks in his name", made.put(hello=_signed_by(stranger, made))
    yield "to somebody else", made.put(hello=made.hello_of(target=b"t" * 16))
    yield "as the authority", made.put(hello=made.hello_of(source=made.world.town.store.authority.id))
    yield "a clock at the end of time", made.put(hello=made.hello_of(hlc=(1 << 64) - 1))
    yield "a clock beyond it", made.put(hello=seal.sign1(_raw_hello(made, hlc=-1), made.signer, made.signer.id))
    yield "a hundred thousand feeds", made.put(hello=made.hello_of(feeds=_crowd(20_000)))
    yield "feeds that are none", made.put(hello=made.hello_of(feeds={made.signer.id: (1, -5, b"x" * 32)}))
    yield "feeds left out that were never told", made.put(hello=made.hello_of(feeds=None, holds=b"h" * 32))
    yield (
        "a feed that is promised and not sent",
        made.put(hello=made.hello_of(feeds={made.signer.id: (1, 1 << 40, b"x" * 32)})),
    )


def _signed_by(stranger: Signer, made: Shape) -> bytes:
    hello = messages.write_hello(made.hello, stranger)
    return hello.replace(stranger.id, made.signer.id)


def _raw_hello(made: Shape, **changes: Any) -> bytes:
    hello = made.hello
    feeds = messages.hello_map(hello.feeds or {})
    said = {"v": 1, "from": hello.source, "to": hello.target, "nonce": hello.nonce, "hlc": hello.hlc, "feeds": feeds}
    return canonical.encode({**said, "holds": messages.holds(feeds), **changes})


def _crowd(count: int) -> dict[bytes, tuple[int, int, bytes]]:
    return {at.to_bytes(16, "big"): (1, 1, bytes(32)) for at in range(count)}


def _entries(made: Shape) -> Iterator[Attack]:
    there, stranger = made.world.there.ledger, Signer(b"S" * 32)
    with there.database.read() as cursor:
        from schemas.keep import Feeds

        head = Feeds(cursor).heads([there.author])[there.author]
    in_his_name = {"author": there.author, "seq": head.seq + 1, "prev": head.id}
    yield "in the neighbour's name", made.put(made.entry_of(**in_his_name))
    yield "over the neighbour's entry", made.put(made.entry_of(author=there.author, seq=1, prev=bytes(32)))
    yield "in the authority's name", made.put(made.entry_of(author=made.world.town.store.authority.id))
    yield (
        "by a stranger's key in his own name",
        made.put(made.entry_of(stranger, author=stranger.id, seq=1, prev=bytes(32))),
    )
    yield "a device nobody certified", made.put(_uncertified(made, stranger))
    yield "a payload changed", made.put(_changed(made.entry_of()))
    yield "an entry spelled otherwise", made.put(made.entry_of().replace(b"\x84\x55", b"\x98\x04\x55", 1))
    yield "a gap", made.put(made.entry_of(seq=1 << 30))
    yield "no place", made.put(made.entry_of(seq=(1 << 62)))
    yield "the wrong entry before", made.put(made.entry_of(prev=b"p" * 32))
    large = canonical.encode({"v": 1, "author": made.signer.id, "body": {"x": bytes((1 << 20) + 1)}})
    yield "an entry of a mebibyte and more", made.put(seal.sign1(large, made.signer, made.signer.id))
    yield "a thousand times the same", made.put(*[made.entries[0]] * 1_000)
    yield (
        "a body that fits no fact",
        made.put(made.entry_of(body={"facts": [["invoicing.issued/1", {"on": 5}], 7], "postings": 3})),
    )


def _uncertified(made: Shape, stranger: Signer) -> bytes:
    fact = DeviceEnrolled(key=stranger.public, box=b"b" * 32, certificate=b"c" * 80)
    return made.entry_of(
        stranger, author=stranger.id, seq=1, prev=bytes(32), kind="device.enrolled/1", body=body_of([fact])
    )


def _changed(entry: bytes) -> bytes:
    at = len(entry) - 70
    return entry[:at] + bytes([entry[at] ^ 1]) + entry[at + 1 :]


def _around(made: Shape) -> Iterator[Attack]:
    entry = canonical.digest(made.entries[-1])
    yield "a block for nobody's entry", made.put(canonical.encode([b"e" * 32, b"s" * 16, {"a": "b"}]))
    yield "a block that opens no commitment", made.put(canonical.encode([entry, b"s" * 16, {"name": "陈喆"}]))
    yield "rubbish sealed for another's entry", made.put(canonical.encode([entry, b"r" * 200]))
    yield "a block of five mebibytes", made.put(canonical.encode([entry, bytes(5 << 20)]))
    yield "digests of a crowd", made.put(trailer=made.trailer_of(digests={a: (1, bytes(32)) for a in _crowd(20_000)}))
    yield "digests of nobody", made.put(trailer=made.trailer_of(digests={b"": (-1, b"")}))
    yield "a frontier by nobody", made.put(trailer=made.trailer_of(frontier=b"f" * 100))
    yield "refusals by the thousand", made.put(trailer=made.trailer_of(refused=((b"e" * 32, "x" * 100),) * 20_000))
    yield "the same once more", made.data


def chances(world: World, target: bytes, seed: int) -> Callable[[int], Attack]:
    """The seeded attack of a number: the whole bytes mutated, or one part, with a Hello that holds all the same."""
    made = Shape(world, target)

    def attack(number: int) -> Attack:
        chance = Random(f"stream {seed} {number}")
        if chance.random() < 0.4:
            return "whole", mutated(made.data, chance, made.parts)
        parts = [*made.entries, *made.blocks, made.entry_of()]
        chance.shuffle(parts)
        at = chance.randrange(len(parts))
        parts[at] = mutated(parts[at], chance, parts)
        trailer = made.parts[-1] if chance.random() < 0.8 else mutated(made.parts[-1], chance, parts)
        return "one part", made.put(*parts[: chance.randint(1, len(parts))], trailer=trailer)

    return attack
