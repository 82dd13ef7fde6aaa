"""Placed text as bytes: PDF, PNG, HTML, OFD, ESC/POS and ESC/P2. Words in, bytes out; the same words, the same bytes.

The one door on the ground for reportlab, pillow and segno. Each output stands in its own module and is loaded when
it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from schemas.failures import BadInput
from schemas.paper import OUTPUTS
from schemas.paper.placed import Placed


def draw(placed: Placed, to: str) -> bytes:
    """The bytes of a paper in one of `OUTPUTS`; BadInput `paper.output` for any other name."""
    if to not in OUTPUTS:
        raise BadInput("paper.output", output=to)
    output = cast("Callable[[Placed], bytes]", import_module(f"schemas.paper.draw.{to}").draw)
    return output(placed)
