"""Attacks on notes: updates in true entries of an enrolled device. The nine traps of the library by name, and mutations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from pycrdt import Doc, Map

from schemas.screening import mark_key
from tests.faults.hostile.mutate import mutated
from tests.faults.hostile.world import World
from tests.schemas.writers import Writer, piece, place, said, spell, text, whole

Attack = tuple[str, list[bytes]]
NONCE = b"n" * 16
_NESTED = whole(1) + b"\x75\x01" * 30_000 + b"\x78"
_UNLIKE = (
    "010164002801016d036b3135017702763000",
    "01016401a8640001770276310164010001",
    "010164022801016d036b3136017702763200",
)


class Hand(Writer):
    """The hostile device as one that writes."""

    def __init__(self, author: bytes) -> None:
        super().__init__("hostile", NONCE)
        self._author = author

    @property
    def author(self) -> bytes:
        return self._author


def named(world: World, honest: tuple[int, int]) -> Iterator[Attack]:
    """Updates by name, in the order of the feed; `honest` is a client and a clock of somebody else that stands in the note."""
    hand = Hand(world.scribe.ledger.author)
    me, (other, clock) = hand.client, honest
    true = [hand.sign(data).data for words in ("a", "ab", "b") if (data := hand.pen().write(words))]
    own = mark_key("x", hand.author)
    yield "trap 1: three that do not converge", [bytes.fromhex(spelled) for spelled in _UNLIKE]
    yield "trap 1: true ones out of order", [true[2], true[0], true[1]]
    yield "trap 2: a deletion that runs ahead", [spell(me, 0, [], [(other, clock + 5, 3)])]
    yield "trap 2: pieces that wait for ever", [spell(me, 0, [said("x", origin=place(other, 1 << 40))])]
    yield "trap 3: the same client twice", [spell(me, 0, [said("one")]), spell(me, 0, [said("two")])]
    for name, value in (
        ("a number", 5),
        ("a float", 5.5),
        ("nothing", None),
        ("a large number", 1 << 60),
        ("a list", []),
    ):
        doc: Doc = Doc(client_id=me)
        doc.get("marks", type=Map)[own] = value
        yield f"trap 4: {name}", [doc.get_update()]
    yield (
        "trap 4: a number beyond all",
        [spell(me, 0, [piece(whole(1) + b"\x7a" + b"\xff" * 8, 8, root="marks", key=own)])],
    )
    yield "trap 5: a value that nests", [spell(me, 0, [piece(_NESTED, 8, root="marks", key=own)])]
    yield "trap 5: a type in a type", [spell(me, 0, [piece(b"\x01", 7, root="marks", key=own)])]
    yield (
        "trap 6: another's clocks",
        [b"\x01\x01" + whole(other) + whole(clock) + b"\x00" + whole((1 << 31) - 9) + b"\x00"],
    )
    yield "trap 6: a skip to the end", [b"\x01\x01" + whole(me) + b"\x00\x0a" + whole((1 << 53) - 1) + b"\x00"]
    yield "trap 7: one that fails half-way", [spell(me, 0, [said("x"), said("y", origin=place(other, 1 << 30))])]
    yield (
        "trap 8: another's mark",
        [spell(me, 0, [piece(whole(1) + b"\x79", 8, root="marks", key=mark_key("x", b"o" * 16))])],
    )
    yield (
        "trap 8: into another's mark by inheritance",
        [spell(me, 0, [piece(whole(1) + b"\x79", 8, origin=place(other, clock))])],
    )
    yield "trap 9: spelled otherwise", [true[0].replace(b"\x01", b"\x81\x00", 1)]
    yield "nothing", [b""]
    yield "a byte beyond the bound", [bytes((64 << 10) + 1)]
    yield "four thousand pieces and more", [spell(me, 0, [said("x")] * 5_000)]
    yield "deletions of everything", [spell(me, 0, [], [(other, 0, 1 << 24)])]
    yield "ranges by the thousand", [spell(me, 0, [], [(other, at * 2, 1) for at in range(5_000)])]
    yield "half a character", [spell(me, 0, [said("😀")], [(me, 0, 1)])]
    yield "text that is none", [spell(me, 0, [piece(whole(2) + b"\xff\xfe", 4, root="body")])]
    yield "a root that is none", [spell(me, 0, [piece(text("x"), 4, root="money")])]
    yield "a client beyond 53 bits", [b"\x01\x01" + b"\xff" * 9 + b"\x01\x00\x00"]


def chances(world: World, honest: tuple[int, int], seed: int) -> Callable[[int], list[bytes]]:
    """Mutations of a true update, and well spelled ones that are meant ill; each by a process of its own."""
    other, clock = honest
    author = world.scribe.ledger.author

    def attack(number: int) -> list[bytes]:
        chance = Random(f"note {seed} {number}")
        hand = Hand(author)
        hand.nonce = nonce_of(number)
        true = hand.pen().write(chance.choice(("a", "好😀", "x" * 200, "line\nline"))) or b""
        if chance.random() < 0.5:
            return [mutated(true, chance, [true])]
        near = [None, place(other, chance.randrange(clock + 3)), place(hand.client, chance.randrange(3))]
        pieces = [
            piece(
                chance.choice((text("h"), text("好😀"), whole(1) + b"\x78", whole(2))),
                chance.choice((4, 8, 1)),
                origin=chance.choice(near) or b"",
                right=chance.choice(near) or b"",
                root=chance.choice(("body", "marks")),
                key=chance.choice((None, mark_key("x", author))),
            )
            for _ in range(chance.randint(0, 4))
        ]
        gone = [
            (chance.choice((other, hand.client)), chance.randrange(6), chance.randint(1, 5))
            for _ in range(chance.randint(0, 3))
        ]
        return [spell(hand.client, 0, pieces, gone)]

    return attack


def nonce_of(number: int) -> bytes:
    """The nonce of one hostile process."""
    return number.to_bytes(16, "big")
