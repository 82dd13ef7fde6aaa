"""Pages that try a printer 打印测试: a test page, and a ruler 对位标尺 for pre-printed forms in steps of 0.5 mm."""

from __future__ import annotations

from schemas.paper.draw import draw
from schemas.paper.fill import fill
from schemas.paper.placed import Item, Page, Placed, Rule, Run, overlay
from schemas.paper.shipped import shipped
from schemas.words import say
from station.print.setting import PrinterSetting

WIDTH_MM, HEIGHT_MM = 240, 140
"""The pre-printed invoice form."""
_CODE = "YOUSHUI TEST 0123456789"
_FROM, _TO = 20, 110
"""Where the scales begin and end, in mm from the edge of the paper."""


def test_page(setting: PrinterSetting) -> bytes:
    """A page that shows whether words, rare characters, signs and codes come out, in the printer's language."""
    values = {
        "title": say("print.test_title"),
        "printer": say("print.test_printer", name=setting.name),
        "words": say("print.test_words"),
        "rare": say("print.test_rare"),
        "qr": _CODE,
    }
    slip = setting.takes == "escpos"
    return draw(fill(shipped("test-slip" if slip else "test-page"), values), setting.takes)


def ruler(setting: PrinterSetting) -> bytes:
    """Two scales, moved by the alignment as it stands: where a frame of the form falls on them, so far it is off."""
    right, down = setting.shift
    words = (
        say("print.ruler_title") + " " + setting.name,
        say("print.ruler_help"),
        say("print.ruler_now", right=f"{right:.1f}", down=f"{down:.1f}"),
    )
    runs = [Run(text=text, x=30, y=40 + 8 * place, size=4.2, weight=400) for place, text in enumerate(words)]
    items = (*_scale(across=True), *_scale(across=False), *runs)
    page = Page(items=items, height=HEIGHT_MM)
    placed = Placed(layout="ruler", title=words[0], width=WIDTH_MM, left=0, columns=None, pages=(page,))
    return draw(overlay(placed, right=right, down=down), setting.takes)


def _scale(*, across: bool) -> list[Item]:
    """A tick each half millimetre, longer ones at whole millimetres, numbers each ten."""
    items: list[Item] = []
    for half in range(2 * _FROM, 2 * _TO + 1):
        place, tenth = half / 2, half % 20
        long = 6.0 if tenth == 0 else 4.5 if tenth == 10 else 3.0 if half % 2 == 0 else 1.5
        items.append(_tick(place, long, across=across))
        if tenth == 0:
            x, y = (place - 1.5, 10 + long + 4) if across else (10 + long + 1, place + 1.2)
            items.append(Run(text=str(half // 2), x=x, y=y, size=3, weight=400))
    return items


def _tick(place: float, long: float, *, across: bool) -> Rule:
    if across:
        return Rule(x=place, y=10, to_x=place, to_y=10 + long, line=0.15)
    return Rule(x=10, y=place, to_x=10 + long, to_y=place, line=0.15)
