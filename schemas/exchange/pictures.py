"""QR codes as pictures, bytes in and bytes out: frames drawn as PNG, and read back from any picture, many to a picture."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import segno
import zxingcpp
from PIL import Image, UnidentifiedImageError

from schemas.exchange import frames
from schemas.failures import BadInput

MOST_PIXELS = 12_500_000
"""A picture larger than this is not looked at: with four bytes a dot it takes 48 MiB, and a telephone takes no larger one of itself."""
_QR = zxingcpp.barcode_formats_from_str("QRCode")
_DOTS = 5
_QUIET = 4


def draw(texts: Sequence[str]) -> list[tuple[str, bytes]]:
    """A PNG for each frame, named by its number and how many there are."""
    width = len(str(len(texts)))
    return [(f"frame-{at:0{width}}-of-{len(texts)}.png", _png(text)) for at, text in enumerate(texts, 1)]


def read(data: bytes) -> list[str]:
    """The texts of all frames in a picture; BadInput `frames.picture` when there is none, or no picture."""
    try:
        with Image.open(BytesIO(data)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise BadInput("frames.picture")
            found = zxingcpp.read_barcodes(picture.convert("L"), formats=_QR)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        raise BadInput("frames.picture") from None
    texts = [code.text for code in found if code.text.startswith(frames.PREFIX)]
    if not texts:
        raise BadInput("frames.picture")
    return texts


def _png(text: str) -> bytes:
    out = BytesIO()
    segno.make_qr(text, error="m", boost_error=False).save(out, kind="png", scale=_DOTS, border=_QUIET)
    return out.getvalue()
