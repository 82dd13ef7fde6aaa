"""Two hundred nasty inputs, and what must hold when they are typed into a box."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine
from copy import copy
from typing import Any

from schemas.failures import Failure
from station.ui import typed
from tests.station.ui.hands import Clerk

Walk = Callable[[], Clerk]
"""A way to a box."""
LISTS = ("find.find", "people.people", "report_table.filter", "drawer_parts.pieces")
"""Boxes whose text is looked for, or read figure by figure: a refusal of theirs need not show it whole."""
DRAWN = 5
SECRET = "pin"
"""What is typed into such a box is never shown."""

_HAND_MADE = (
    "", " ", "\u3000", "\t\r\n", "\x00", "\x1b[31m", "\u200b\u200b", "\ufeff", "\u202e123\u202c", "שלום", "مرحبا 12", "😀" * 40, "👩‍👩‍👧",
    "e\u0301" * 60, "𠮷野家", "ﷺ", "Ａ１２３", "１２３４５６", "１．２万", "1.2万", "1,234.5", "¥2,600.00元", "壹佰元", "0", "00", "-1", "+5", "1e9", "1E400",
    "NaN", "inf", "0x1F", "1..2", "1,2,3,4", "9" * 40, "0." + "0" * 30 + "1", ".5", "5.", "1 000", "٣٤٥", "½", "²", "Ⅷ", "〇", "1/2", "=1+1",
    "'; DROP TABLE entry;--", "<script>alert(1)</script>", "{0}", "{name}", "%s%n", "$(reboot)", "../../etc/passwd", "C:\\CON", "\\u0000", "null",
    "True", "[]", "{}", "\"", "'", "`", "\\", "\ud7ff", "a" * 5000, "长" * 3000, "zhongwen zhong", "sj", "sjfw", "138 7152 6127", "+86-138-7152-6127",
    "420106198807193324", "420106198807193325", "４２０１０６１９８８０７１９３３２４", "42010619880719332x", "91420106682355174F", "91420106682355174f", "92420102MA4K000153",
    "2026-09-31", "2026-9-8", "20260908", "二〇二六年九月", "0000-00-00", "9999-12-31", "9-8", "13-13", "1\n2\n3", "名\u2028字", "\u00a0\u00a0", "--", "——",
    "·", "。。。", "？！", "（）", "a,b;c", "|", "~", "^", "&amp;", "%E4%BD%A0", "İ", "ß", "ǅ", "\u0345", "\U0001f1e8\U0001f1f3", "\U000e0041", "\ufffd",
)  # fmt: skip


def nasty() -> list[str]:
    """The inputs made by hand, and as many from a seed as make two hundred."""
    dice = random.Random(6)
    signs = "0123456789.,-+ 万元年月日xX\u3000\u200b\u202e😀喆ＡＢ１２\t\n'\"<>{}%\\/"
    made = ["".join(dice.choice(signs) for _ in range(dice.randrange(1, 60))) for _ in range(200 - len(_HAND_MADE))]
    return [*_HAND_MADE, *made]


def break_into(box: str, clerk: Clerk) -> None:
    """Type every input into the box: a clean answer, or words at the field with the text kept; AssertionError else.

    What was refused is always drawn, of what was taken every `DRAWN`th.
    """
    standing = copy(clerk.screen)
    clerk.freshen = lambda: None
    for place, text in enumerate(nasty()):
        clerk.screen = copy(standing)
        assert clerk.screen.field, f"{box} is no box"
        refused = _refused(clerk, clerk.screen.typed(text)) or _refused(clerk, clerk.screen.submitted(text))
        if refused or place % DRAWN == 0:
            Clerk.freshen(clerk)
            words = clerk.words
            assert "程序自己出了错" not in words
            if refused and clerk.screen.field and not _forgets(box):
                assert "发生了什么" in words
                assert text in words or typed.number(text) in words, f"{text!r} is lost"


def _refused(clerk: Clerk, work: Coroutine[Any, Any, None]) -> bool:
    """Do it; a failure is told to the screen."""
    try:
        asyncio.run(work)
    except Failure as failure:
        clerk.screen.refused(failure)
        return True
    return False


def _forgets(box: str) -> bool:
    return box in LISTS or SECRET in box.split(".")[-1]
