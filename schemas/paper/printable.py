"""Whether words can stand on paper at all, asked before an act is committed: what was sold must be able to be printed."""

from __future__ import annotations

from typing import Any, cast

from schemas.failures import Refusal
from schemas.paper.glyphs import REGULAR


def require_printable(given: Any, field: str = "") -> None:
    """Refusal `paper.no_glyph` at the first text in `given` (maps and lists of text) with a character that no font here has.

    >>> require_printable({"taxpayer": {"name": "陈䶮"}})
    """
    if isinstance(given, dict):
        for name, part in cast("dict[str, Any]", given).items():
            require_printable(part, f"{field}.{name}" if field else name)
    elif isinstance(given, (list, tuple)):
        for place, part in enumerate(cast("list[Any]", given)):
            require_printable(part, f"{field}.{place}" if field else str(place))
    elif isinstance(given, str):
        for character in given:
            if not REGULAR.has(character):
                raise Refusal("paper.no_glyph", field=field, character=character, point=f"U+{ord(character):04X}")
