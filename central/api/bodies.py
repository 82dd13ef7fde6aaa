"""Request bodies within bounds, packed by zstd or not, and answers packed for those who take it."""

from __future__ import annotations

from io import BytesIO

import zstandard
from fastapi import Request, Response

from schemas.exchange.stream import MOST_BYTES
from schemas.failures import BadInput

SEQUENCE = "application/cbor-seq"
CBOR = "application/cbor"
_PACK_FROM = 1024
"""Answers shorter than this, in bytes, are not worth packing."""
_WINDOW_MOST = 1 << 24


async def body_of(request: Request, kind: str, most: int = MOST_BYTES) -> bytes:
    """The body, unpacked; BadInput `central.media` for another kind, `exchange.too_long` past `most` bytes."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != kind:
        raise BadInput("central.media", field="content-type", wants=kind)
    held = bytearray()
    async for part in request.stream():
        held += part
        if len(held) > most:
            raise BadInput("exchange.too_long", most=most)
    encoding = request.headers.get("content-encoding", "identity")
    if encoding == "identity":
        return bytes(held)
    if encoding != "zstd":
        raise BadInput("central.media", field="content-encoding", wants="zstd")
    return _unpacked(bytes(held), most)


def _unpacked(data: bytes, most: int) -> bytes:
    """Unpacked no further than the bound, so that a small body can't become a large one."""
    try:
        with zstandard.ZstdDecompressor(max_window_size=_WINDOW_MOST).stream_reader(BytesIO(data)) as reader:
            plain = reader.read(most + 1)
    except zstandard.ZstdError:
        raise BadInput("central.media", field="content-encoding", wants="zstd") from None
    if len(plain) > most:
        raise BadInput("exchange.too_long", most=most)
    return plain


def packed(request: Request, body: bytes, kind: str) -> Response:
    """The answer, packed by zstd when the other side takes that and it is worth it."""
    if len(body) < _PACK_FROM or "zstd" not in request.headers.get("accept-encoding", ""):
        return Response(body, media_type=kind)
    small = zstandard.ZstdCompressor(level=3).compress(body)
    return Response(small, media_type=kind, headers={"Content-Encoding": "zstd", "Vary": "Accept-Encoding"})
