"""What cannot be printed is refused before it is sold, at its field."""

from __future__ import annotations

import pytest

from schemas.failures import Refusal
from schemas.paper.printable import require_printable


def test_every_text_of_an_application_is_asked() -> None:
    require_printable(
        {"taxpayer": {"name": "陈䶮喆"}, "invoices": [{"lines": [{"name": "*水果*苹果", "gross_fen": 1}]}]}
    )
    with pytest.raises(Refusal) as refused:
        require_printable({"invoices": [{"lines": [{"name": "苹果"}, {"name": "苹果🍎"}]}]})
    assert (refused.value.code, refused.value.field) == ("paper.no_glyph", "invoices.0.lines.1.name")
    assert refused.value.params == {"character": "🍎", "point": "U+1F34E"}
