"""QR frames: a small parcel as numbered texts, each for one QR code, when neither line nor stick is at hand.

`YSF1:` and the Base45 (RFC 9285) of: version 1, the first 8 bytes of the parcel's SHA-256, the number of this frame and the
number of the last one (two bytes each, from 0), and the frame's part of the parcel. Format: docs/formats/parcel.md.

>>> sheet = Sheet()
>>> for text in reversed(write(b"parcel " * 300)): sheet.take(text)
>>> sheet.missing, sheet.whole() == b"parcel " * 300
((), True)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from schemas import canonical
from schemas.entry import base45
from schemas.failures import BadInput

PREFIX = "YSF1:"
MOST_BYTES = 200_000
"""The longest parcel that travels by frames, 200 kB."""
PART_BYTES = 1_200
"""How much of the parcel one frame carries: with error correction M a QR of version 29 at most, read from a plain screen."""
_VERSION = 1
_HEAD_BYTES = 13


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: which parcel, its own place, the last place, its part."""

    parcel: bytes
    place: int
    last: int
    part: bytes


@dataclass(slots=True)
class Sheet:
    """Frames being gathered, in any order; of one parcel only."""

    frames: dict[int, Frame] = field(default_factory=dict[int, Frame])
    parcel: bytes = b""
    last: int = 0

    def take(self, text: str) -> None:
        """Gather one frame; again is once. BadInput `frames.shape`, `frames.mixed` or `frames.altered`."""
        frame = read(text)
        if not self.parcel:
            self.parcel, self.last = frame.parcel, frame.last
        if (frame.parcel, frame.last) != (self.parcel, self.last):
            raise BadInput("frames.mixed")
        if self.frames.setdefault(frame.place, frame) != frame:
            raise BadInput("frames.altered")

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers of the frames that are still awaited, counted from 1 as in the names of the pictures."""
        return tuple(place + 1 for place in range(self.last + 1) if place not in self.frames)

    def whole(self) -> bytes:
        """The parcel. BadInput `frames.none`, `frames.missing` or `frames.altered`."""
        if not self.parcel:
            raise BadInput("frames.none")
        if self.missing:
            named = ", ".join(map(str, self.missing[:20])) + ("…" if len(self.missing) > 20 else "")
            raise BadInput("frames.missing", missing=named, count=len(self.missing), of=self.last + 1)
        data = b"".join(self.frames[place].part for place in range(self.last + 1))
        if canonical.digest(data)[:8] != self.parcel:
            raise BadInput("frames.altered")
        return data


def write(parcel: bytes) -> list[str]:
    """The texts of a parcel's frames, in order; BadInput `frames.too_long` above 200 kB."""
    if not 0 < len(parcel) <= MOST_BYTES:
        raise BadInput("frames.too_long", kilobytes=-(-len(parcel) // 1000), most=MOST_BYTES // 1000)
    parts = [parcel[start : start + PART_BYTES] for start in range(0, len(parcel), PART_BYTES)]
    name, last = canonical.digest(parcel)[:8], (len(parts) - 1).to_bytes(2, "big")
    heads = (bytes((_VERSION,)) + name + place.to_bytes(2, "big") + last for place in range(len(parts)))
    return [PREFIX + base45.encode(head + part) for head, part in zip(heads, parts, strict=True)]


def gathered(texts: Iterable[str]) -> bytes:
    """The parcel of all these frames, in whatever order; BadInput `frames.*`."""
    sheet = Sheet()
    for text in texts:
        sheet.take(text)
    return sheet.whole()


def typed(data: bytes) -> bytes:
    """The parcel of frames as text, one a line; BadInput `frames.*`."""
    try:
        return gathered(data.decode("ascii").splitlines())
    except UnicodeDecodeError:
        raise BadInput("frames.shape") from None


def read(text: str) -> Frame:
    """One frame; BadInput `frames.shape` for any other text."""
    if not text.startswith(PREFIX):
        raise BadInput("frames.shape")
    data = base45.decode(text[len(PREFIX) :], "frames.shape")
    if len(data) <= _HEAD_BYTES or data[0] != _VERSION or len(data) > _HEAD_BYTES + PART_BYTES:
        raise BadInput("frames.shape")
    place, last = int.from_bytes(data[9:11], "big"), int.from_bytes(data[11:13], "big")
    if place > last or last >= -(-MOST_BYTES // PART_BYTES):
        raise BadInput("frames.shape")
    return Frame(data[1:9], place, last, data[_HEAD_BYTES:])
