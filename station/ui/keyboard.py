"""One table of keys: what each does, where it holds, and which words explain it. Screens know intents, never keys.

No key here is one that a browser keeps for itself, and no action sits on a digit where a number can be typed:
digits choose only on screens without a field. Enter reaches a field by the field's own submission (an input
method may be using the key), so `Enter` here speaks for screens, and fields speak for themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

BROWSER_KEEPS = frozenset(
    {"F1", "F3", "F5", "F6", "F7", "F10", "F11", "F12", "Tab"}
    | {f"Ctrl+{key}" for key in "NTWLRPSFDHJKUOGAZXCV123456789"}
    | {f"Alt+{key}" for key in ("D", "E", "F", "Home", "Arrow Left", "Arrow Right", *"12345678")}
)
"""Keys that the browser or the desktop takes first."""


PLACES = (1, 2, 3, 4, 5, 6)
"""The digits of the places that stand in the rail; a digit keeps its place for ever."""


class Intent(Enum):
    """What a key press asks for."""

    PLACE = "place"
    STATUS = "status"
    CHOOSE = "choose"
    CONFIRM = "confirm"
    BACK = "back"
    UP = "up"
    DOWN = "down"
    FIND = "find"
    WHY = "why"
    FIRST = "first"
    SECOND = "second"
    LIST_KEYS = "list_keys"
    LANGUAGE = "language"
    LOCK = "lock"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: `label` stands on the keycap, `words` is the code of its explanation in the list of keys."""

    name: str
    label: str
    intent: Intent
    words: str
    digit: int | None = None

    @property
    def typed(self) -> bool:
        """Whether a text field would take this key as a character."""
        return len(self.name) == 1


TABLE: tuple[Key, ...] = (
    *(Key(str(n), str(n), Intent.PLACE, f"ui.place.{n}", n) for n in PLACES),
    Key("0", "0", Intent.STATUS, "ui.keys.status", 0),
    Key("Enter", "Enter", Intent.CONFIRM, "ui.keys.confirm"),
    Key("Numpad Enter", "Enter", Intent.CONFIRM, "ui.keys.confirm"),
    Key("Escape", "Esc", Intent.BACK, "ui.keys.back"),
    Key("Arrow Up", "↑", Intent.UP, "ui.keys.up"),
    Key("Arrow Down", "↓", Intent.DOWN, "ui.keys.down"),
    Key("F2", "F2", Intent.FIND, "ui.keys.find"),
    Key("F9", "F9", Intent.WHY, "ui.keys.why"),
    Key("F4", "F4", Intent.FIRST, "ui.keys.first"),
    Key("F8", "F8", Intent.SECOND, "ui.keys.second"),
    Key("Alt+K", "Alt K", Intent.LIST_KEYS, "ui.keys.list_keys"),
    Key("Alt+L", "Alt L", Intent.LANGUAGE, "ui.keys.language"),
    Key("Alt+S", "Alt S", Intent.LOCK, "ui.keys.lock"),
)


@dataclass(frozen=True, slots=True)
class Press:
    """An intent with the digit that chose it, if any."""

    intent: Intent
    digit: int | None = None


EVERYWHERE = frozenset({Intent.FIND, Intent.LOCK, Intent.LIST_KEYS, Intent.LANGUAGE})
"""What means the same on every screen: such a key is never too late for the drawing it was aimed at."""
ENTERS = frozenset(key.name for key in TABLE if key.intent is Intent.CONFIRM)
_BY_NAME = {key.name: key for key in TABLE}


def character(name: str, shift: bool) -> str:
    """The character that a pressed key types, where its name tells it: letters and digits."""
    bare = name.removeprefix("Numpad ")
    if len(bare) != 1 or not bare.isalnum() or not bare.isascii():
        return ""
    return bare if shift or bare.isdigit() else bare.lower()


def label(intent: Intent) -> str:
    """What stands on the keycap of an intent."""
    return next(key.label for key in TABLE if key.intent is intent)


def read(name: str, *, ctrl: bool = False, alt: bool = False, field: bool = False, task: bool = False) -> Press | None:
    """What a pressed key asks for, or None.

    `field`: a text field is being typed into, so characters and Enter are its own. `task`: a task is going on,
    so digits choose within it; at home they open places.
    """
    if ctrl:
        return None
    bare = name.removeprefix("Numpad ") if name[-1:].isdigit() else name
    key = _BY_NAME.get(f"Alt+{bare.upper()}" if alt else bare)
    if key is None:
        return _digit(bare, field, task) if not alt else None
    if field and (key.typed or key.intent is Intent.CONFIRM):
        return None
    return _digit(key.name, field, task) if key.typed else Press(key.intent)


def _digit(name: str, field: bool, task: bool) -> Press | None:
    """A digit: a place at home, a choice within a task, a character in a field."""
    if field or len(name) != 1 or not name.isdigit():
        return None
    digit = int(name)
    if task:
        return Press(Intent.CHOOSE, digit)
    if digit == 0:
        return Press(Intent.STATUS, 0)
    return Press(Intent.PLACE, digit) if digit in PLACES else None
