"""Reading a slip's QR from a picture; the window for zxing-cpp."""

from __future__ import annotations

from io import BytesIO

import zxingcpp
from PIL import Image, UnidentifiedImageError

from schemas.entry.claim import CLOSING, INVOICE

MOST_PIXELS = 50_000_000


def read_qr(data: bytes) -> str | None:
    """The text of the first code of ours in a picture; None when there is none, or no picture."""
    try:
        with Image.open(BytesIO(data)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            found = zxingcpp.read_barcodes(picture.convert("L"))
    except (UnidentifiedImageError, OSError, ValueError):
        return None
    texts = (code.text for code in found)
    return next((text for text in texts if text.startswith((INVOICE, CLOSING))), None)
