"""Attacks by file and by picture: parcels, frames, images."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from random import Random

import zstandard
from PIL import Image

from schemas.entry import base45, seal
from schemas.exchange import frames, parcel, pictures
from tests.faults.hostile.mutate import mutated
from tests.faults.hostile.world import World

Attack = tuple[str, bytes]


def sealed(box: bytes, packed: bytes) -> bytes:
    """Whatever is packed, sealed as a parcel is: the box key of an addressee is known to everybody."""
    return seal.seal_to(box, parcel.INFO, packed)


def named_parcels(world: World, box: bytes, target: bytes) -> Iterator[Attack]:
    """Parcels by name; each to the holder of `box`."""
    zipped = zstandard.ZstdCompressor(level=9)
    true = parcel.pack(world.parcel_message(target), box)
    yield "an empty file", b""
    yield "all zeros", bytes(1 << 20)
    yield "cut", true[:-1]
    yield "one byte more", true + b"\x00"
    yield "for another", parcel.pack(world.parcel_message(target), seal.box_public(b"X" * 32))
    yield "addressed to another inside", parcel.pack(world.parcel_message(b"o" * 16), box)
    yield "no zstd", sealed(box, b"plain")
    yield "nothing inside", sealed(box, zipped.compress(b""))
    yield "a bomb of a gibibyte", sealed(box, _bomb(1 << 30))
    yield "a bomb to the bound", sealed(box, _bomb(parcel.MOST_PLAIN_BYTES))
    yield "a bomb of empty lists", sealed(box, _bomb(40 << 20, b"\x9a\x02\x80\x00\x00", b"\x80"))
    yield "a window of two gibibytes", sealed(box, b"\x28\xb5\x2f\xfd\x00\xa8" + b"\x01\x00\x00")
    yield "a lie about its size", sealed(box, b"\x28\xb5\x2f\xfd\xe0" + b"\xff" * 8 + b"\x01\x00\x00")
    yield "a parcel in a parcel", sealed(box, true)
    yield "a key of small order", bytes(32) + true[32:]
    yield "a file beyond the bound", bytes(parcel.MOST_BYTES + 1)
    yield "the same once more", true


def _bomb(size: int, head: bytes = b"", byte: bytes = b"\x00") -> bytes:
    """So many bytes packed, made without holding them."""
    made = zstandard.ZstdCompressor(level=3).compressobj()
    block = byte * (1 << 20)
    return b"".join([made.compress(head), *(made.compress(block) for _ in range(size >> 20)), made.flush()])


def chance_parcels(world: World, box: bytes, target: bytes, seed: int) -> Callable[[int], Attack]:
    """Mutations of a parcel from outside, or of what is in it before it is packed or sealed."""
    message = world.parcel_message(target)
    true = parcel.pack(message, box)
    packed = zstandard.ZstdCompressor(level=1).compress(message)

    def attack(number: int) -> Attack:
        chance = Random(f"parcel {seed} {number}")
        match chance.randrange(3):
            case 0:
                return "outside", mutated(true, chance, ())
            case 1:
                return "packed", sealed(box, mutated(packed, chance, ()))
            case _:
                return "inside", parcel.pack(mutated(message, chance, ()), box)

    return attack


def named_frames() -> Iterator[tuple[str, list[str]]]:
    """Sheets of frames by name."""
    texts = frames.write(bytes(range(256)) * 20)
    other = frames.write(b"other" * 500)
    yield "none", []
    yield "no frame", ["hello", "YSF1:"]
    yield "one lacks", texts[:-1]
    yield "two parcels", [texts[0], other[1]]
    yield "one place, two parts", [texts[0], _framed(texts[0], b"x" * 600)]
    yield "a hash that does not hold", [_framed(text, b"y" * 600) for text in texts]
    yield "a place behind the last", [frames.PREFIX + base45.encode(b"\x01" + bytes(8) + b"\x00\x05\x00\x04" + b"x")]
    yield "sixty thousand frames", [frames.PREFIX + base45.encode(b"\x01" + bytes(8) + b"\x00\x00\xff\xff" + b"x")]
    yield "a megabyte of text", [frames.PREFIX + "A" * (1 << 20)]
    yield "letters that no QR has", [frames.PREFIX + "喆😀ß"]


def _framed(text: str, part: bytes) -> str:
    data = base45.decode(text[len(frames.PREFIX) :], "frames.shape")
    return frames.PREFIX + base45.encode(data[:13] + part)


def chance_frames(seed: int) -> Callable[[int], tuple[str, list[str]]]:
    """Sheets with mutated texts, doubled, in any order."""
    texts = [text.encode() for text in frames.write(bytes(range(256)) * 20)]

    def attack(number: int) -> tuple[str, list[str]]:
        chance = Random(f"frames {seed} {number}")
        sheet = list(texts)
        at = chance.randrange(len(sheet))
        sheet[at] = mutated(sheet[at], chance, texts)
        chance.shuffle(sheet)
        return "frames", [text.decode("utf-8", "replace") for text in sheet]

    return attack


def named_pictures() -> Iterator[Attack]:
    """Pictures by name."""
    yield "no picture", b"\x89PNG\r\n\x1a\n"
    yield "a picture of nothing", _png(64, 64)
    yield "a picture of four gigapixels", _claims(65_000, 65_000)
    yield "a picture at the bound", _png(4_000, 3_125)
    yield "a picture beyond the bound", _png(4_001, 3_125)
    yield "an animated crowd", _gif()


def _png(width: int, height: int) -> bytes:
    """A picture of nothing, made row by row."""
    packer, row = zlib.compressobj(1), b"\x00" + bytes(4 * width)
    return _framed_png(width, height, b"".join([*(packer.compress(row) for _ in range(height)), packer.flush()]))


def _claims(width: int, height: int) -> bytes:
    """A picture that says to be larger than it is."""
    return _framed_png(width, height, zlib.compress(bytes(1_000)))


def _framed_png(width: int, height: int, packed: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def _gif() -> bytes:
    out = BytesIO()
    first, *rest = [Image.new("P", (8, 8), at) for at in range(50)]
    first.save(out, "gif", save_all=True, append_images=rest)
    return out.getvalue()


def chance_pictures(seed: int) -> Callable[[int], Attack]:
    """A true picture of a frame, mutated."""
    [(_, true)] = pictures.draw(frames.write(b"parcel"))

    def attack(number: int) -> Attack:
        return "picture", mutated(true, Random(f"picture {seed} {number}"), ())

    return attack
