"""What the customer sees 客户屏: one pure value, put on a board by the clerk's screen and drawn by the second page.

Only what the customer is asked for or has paid stands in it: an amount, what it is for, how. No name, number or address of
anybody, so that nothing of one customer can remain for the next.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

NOTHING_KIND, DUE, PAID = "nothing", "due", "paid"
_MOST = 4
"""How many items are named; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`amount_fen` is what the counter collects, in 分; `what` the items or taxes; `method` how it is or was paid, if said."""

    kind: str = NOTHING_KIND
    amount_fen: int = 0
    what: tuple[str, ...] = ()
    method: str = ""
    language: str = ""

    @property
    def named(self) -> tuple[str, ...]:
        """The items that are named."""
        return self.what[:_MOST]

    @property
    def unnamed(self) -> int:
        """How many more there are."""
        return len(self.what) - len(self.named)


NOTHING = Shown()


@dataclass(slots=True)
class Board:
    """The value that stands now. One clerk's page holds the board at a time; whoever watches is told of each change."""

    shown: Shown = NOTHING
    _holder: object = None
    _watchers: list[Callable[[], None]] = field(default_factory=list[Callable[[], None]])

    def put(self, page: object, shown: Shown) -> bool:
        """Show this for a clerk's page; a page that shows nothing wipes only its own. Whether anything changed."""
        if not shown.amount_fen and shown.kind == NOTHING_KIND:
            if page is not self._holder:
                return False
            shown = NOTHING
        self._holder = page
        if shown == self.shown:
            return False
        self.shown = shown
        for told in tuple(self._watchers):
            told()
        return True

    def watch(self, told: Callable[[], None]) -> None:
        """Be told of each change."""
        self._watchers.append(told)

    def leave(self, told: Callable[[], None]) -> None:
        """Be told no more."""
        self._watchers = [one for one in self._watchers if one is not told]


def due(amount_fen: int, what: tuple[str, ...], method: str = "") -> Shown:
    """What is to be paid; 0 is a sale without tax."""
    return Shown(kind=DUE, amount_fen=amount_fen, what=_once(what), method=method)


def paid(amount_fen: int, what: tuple[str, ...], method: str = "") -> Shown:
    """What was paid."""
    return Shown(kind=PAID, amount_fen=amount_fen, what=_once(what), method=method)


def spoken_in(shown: Shown, language: str) -> Shown:
    """The same in the language of the clerk's screen."""
    return replace(shown, language=language) if shown.kind != NOTHING_KIND else NOTHING


def _once(what: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in what if one))
