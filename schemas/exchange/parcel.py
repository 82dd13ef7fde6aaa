"""The parcel 离线包: an exchange as a file that a person carries, packed by zstd and sealed to its addressee by HPKE.

Whoever does not hold the addressee's box key learns nothing but its length; a changed or shortened one does not open.
Format: docs/formats/parcel.md.
"""

from __future__ import annotations

from io import BytesIO

import zstandard

from schemas.entry import seal
from schemas.failures import BadInput

INFO = b"YS-stick-1"
MOST_PLAIN_BYTES = 48 << 20
"""The longest exchange in a parcel, 48 MiB; far below the largest file of a FAT stick (4 GiB)."""
MOST_BYTES = MOST_PLAIN_BYTES + (1 << 20)
"""The longest parcel that is read: what cannot be packed grows a little."""
_LEVEL = 9
_WINDOW_BYTES = 8 << 20
_READ_BYTES = 1 << 20


def pack(message: bytes, box: bytes) -> bytes:
    """The parcel of an exchange for the holder of `box`; BadInput `parcel.no_box` when that is no box key."""
    assert len(message) <= MOST_PLAIN_BYTES, "an exchange grew past its bounds"
    packed = zstandard.ZstdCompressor(level=_LEVEL).compress(message)
    try:
        return seal.seal_to(box, INFO, packed)
    except ValueError:
        raise BadInput("parcel.no_box") from None


def unpack(data: bytes, box_secret: bytes) -> bytes:
    """The exchange in a parcel.

    BadInput `parcel.too_long`; `parcel.not_opened` when it is for another, was cut or altered; `parcel.content` when what
    was sealed is no exchange.
    """
    if len(data) > MOST_BYTES:
        raise BadInput("parcel.too_long", most_mib=MOST_BYTES >> 20)
    try:
        packed = seal.open_sealed(box_secret, INFO, data)
    except BadInput:
        raise BadInput("parcel.not_opened") from None
    return _unzipped(packed)


def _unzipped(packed: bytes) -> bytes:
    """Read step by step and no further than the bound, whatever the frame says of its own size."""
    plain, size = BytesIO(), 0
    reader = zstandard.ZstdDecompressor(max_window_size=_WINDOW_BYTES).stream_reader(BytesIO(packed))
    try:
        while part := reader.read(_READ_BYTES):
            size += plain.write(part)
            if size > MOST_PLAIN_BYTES:
                raise BadInput("parcel.too_long", most_mib=MOST_PLAIN_BYTES >> 20)
    except zstandard.ZstdError:
        raise BadInput("parcel.content") from None
    if not size:
        raise BadInput("parcel.content")
    return plain.getvalue()
