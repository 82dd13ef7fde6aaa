"""The tokens of the pages: a well-set ledger page. White paper, hairlines, one ink blue; nothing is loud until it has to be."""

from __future__ import annotations

from typing import Final

SEED: Final = "#1D5C9E"
PRIMARY: Final = "#1B5591"
PRIMARY_DEEP: Final = "#0D3B6B"
CONTAINER: Final = "#DCE9F8"
ON_CONTAINER: Final = "#0A3157"
TINT: Final = "#F1F6FC"
GROUND: Final = "#FBFCFD"
PAPER: Final = "#FFFFFF"
STRIP: Final = "#F4F6F9"
INK: Final = "#17202B"
INK_2: Final = "#47525F"
INK_3: Final = "#5F6B79"
LINE: Final = "#D6DCE4"
LINE_2: Final = "#E8ECF1"
HEAD_LINE: Final = "#B9C2CD"
KEY_EDGE: Final = "#AAB4C0"
OK: Final = "#1E6B3C"
OK_GROUND: Final = "#E1F2E6"
OK_TICK: Final = "#4F9A6C"
AMBER: Final = "#7A4600"
AMBER_GROUND: Final = "#FFEFD3"
ERROR: Final = "#A8201A"
ERROR_GROUND: Final = "#FFF8F7"
ERROR_TAG: Final = "#FCE6E3"

FAMILY: Final = "Noto Sans SC"
EQUAL, FIGURES, TITLE, CLOCK, AMOUNT = 34, 32, 26, 24, 20
SECTION, BODY, SECOND, CAPTION, SMALL = 18, 16, 15, 14, 13
TOP, RAIL, STRIP_HEIGHT = 52, 156, 46
PANEL, PANEL_SLIM = 400, 344
"""The right panel beside the wall, and beside a day, whose table needs the room."""

PAIRS: Final = (
    (INK, GROUND),
    (INK_2, GROUND),
    (INK_2, STRIP),
    (INK_3, GROUND),
    (INK_3, TINT),
    (INK_3, PAPER),
    (PRIMARY, GROUND),
    (PRIMARY_DEEP, CONTAINER),
    (ON_CONTAINER, CONTAINER),
    (INK_2, CONTAINER),
    (OK, GROUND),
    (OK, OK_GROUND),
    (AMBER, GROUND),
    (AMBER, PAPER),
    (AMBER, AMBER_GROUND),
    (ERROR, GROUND),
    (ERROR, PAPER),
    (ERROR, ERROR_GROUND),
    (ERROR, ERROR_TAG),
    (ERROR, CONTAINER),
)
"""Text colour and the ground that it stands on; each keeps 4.5 : 1."""


def contrast(text: str, ground: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2).

    >>> round(contrast("#000000", "#FFFFFF"))
    21
    """
    light, dark = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
