"""The tokens of the looks: colours, sizes, measures. A well-set ledger page: white paper, hairlines, one ink blue.

Pure data; `station.ui.theme` turns it into Flet's theme. `PAIRS` names every text colour with the ground it
stands on, and the test holds each to WCAG 2's 4.5 : 1 (3 : 1 for edges and marks).
"""

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
STRIPE: Final = "#F5F8FB"
BAND: Final = "#F2F5F9"
TAG: Final = "#EEF1F5"
INK: Final = "#17202B"
INK_2: Final = "#47525F"
INK_3: Final = "#5F6B79"
LINE: Final = "#D6DCE4"
LINE_2: Final = "#E8ECF1"
HEAD_LINE: Final = "#B9C2CD"
TOTAL_LINE: Final = "#6B7684"
EDGE: Final = "#7D8A98"
KEY_EDGE: Final = "#AAB4C0"
KEY_EDGE_ON: Final = "#99FFFFFF"
OK: Final = "#1E6B3C"
OK_GROUND: Final = "#E1F2E6"
AMBER: Final = "#7A4600"
AMBER_GROUND: Final = "#FFEFD3"
AMBER_EDGE: Final = "#E0A33A"
AMBER_METER: Final = "#A86200"
ERROR: Final = "#A8201A"
ERROR_GROUND: Final = "#FFF8F7"
ERROR_TAG: Final = "#FCE6E3"
ERROR_EDGE: Final = "#D98A84"
ERROR_RULE: Final = "#EBC9C5"
CHART: Final = "#6E9CCB"
PRACTICE: Final = "#6A1B7A"
"""The band and the frame of every screen while it is practised: a colour that nothing else has."""
SHEET: Final = "#FFFDF8"
SHEET_RULE: Final = "#DCC7AE"

FAMILY: Final = "Noto Sans SC"

HUGE, HUGE_LONG, PAID, GROSS, EQUAL = 72, 62, 56, 38, 34
RESULT, TITLE, FIELD, FIGURE, VALUE = 32, 26, 24, 22, 20
SECTION, BODY, SECOND, CAPTION, SMALL = 18, 16, 15, 14, 13

TOP, RAIL, PANEL, STRIP_HEIGHT = 52, 156, 440, 46
"""The frame at 1366 × 768: top line, rail of places, right panel, bottom strip."""
PRACTICE_BAND, PRACTICE_EDGE = 36, 6
"""The band above and the frame around a screen while it is practised."""
PANEL_MOST = 480
"""The right panel with large type."""
TYPE_SIZES = (100, 125, 150)
"""Type sizes to choose from, in percent."""

PAIRS: Final = (
    (INK, GROUND),
    (INK, PAPER),
    (INK_2, GROUND),
    (INK_2, STRIP),
    (INK_2, TAG),
    (INK_3, GROUND),
    (INK_3, TINT),
    (INK_3, STRIP),
    (INK_3, STRIPE),
    (INK_3, BAND),
    (PRIMARY, GROUND),
    (PRIMARY, TINT),
    (PAPER, PRIMARY),
    (PRIMARY_DEEP, TINT),
    (PRIMARY_DEEP, CONTAINER),
    (ON_CONTAINER, CONTAINER),
    (OK, OK_GROUND),
    (OK, GROUND),
    (AMBER, AMBER_GROUND),
    (AMBER, GROUND),
    (ERROR, ERROR_GROUND),
    (ERROR, ERROR_TAG),
    (INK_2, ERROR_GROUND),
    (PAPER, OK),
    (PAPER, PRACTICE),
    (INK_2, PAPER),
    (INK_3, PAPER),
    (INK_2, BAND),
    (INK_2, TINT),
    (INK_2, CONTAINER),
    (PRIMARY, PAPER),
    (PRIMARY_DEEP, GROUND),
    (OK, PAPER),
    (AMBER, PAPER),
    (ERROR, PAPER),
)
"""Text colour and the ground that it stands on."""

EDGES: Final = ((EDGE, PAPER), (PRIMARY, TINT), (AMBER_METER, LINE_2), (ERROR, ERROR_GROUND), (PRACTICE, GROUND))
"""Edges and marks that carry a meaning, and their ground."""


def _luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB` (WCAG 2)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(text: str, ground: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2).

    >>> round(contrast("#000000", "#FFFFFF"))
    21
    """
    light, dark = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
