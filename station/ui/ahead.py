"""What was typed while no box held the caret: between an Enter and the moment when the next box is there. Pure.

Keys are heard by the page and by the box. A key that the page hears before the box has the caret would be lost; here
it is kept. The keys stay the truth while the box shows them with some missing; anything else in the box (an input
method's characters, a paste) is believed as it is.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Ahead:
    """The characters typed since the last submission; `text` is None while the box is believed."""

    text: str | None = None

    def begin(self) -> None:
        """The box gave up the caret."""
        self.text = ""

    def hear(self, character: str) -> None:
        """A character key went down."""
        if self.text is not None:
            self.text += character

    def settle(self) -> str:
        """The next box holds the caret: what it must be given, or nothing."""
        owed = self.text or ""
        if not owed:
            self.text = None
        return owed

    def mend(self, boxed: str) -> str:
        """What the box should hold by the keys; a box that agrees, or holds something else, is believed from then on."""
        if self.text and boxed != self.text and _misses(boxed, self.text):
            return self.text
        self.text = None
        return boxed

    def take(self, boxed: str = "") -> str:
        """What was submitted."""
        text = self.mend(boxed)
        self.text = None
        return text


def _misses(boxed: str, keys: str) -> bool:
    """Whether `boxed` is `keys` with some characters missing."""
    left = iter(keys.lower())
    return all(sign in left for sign in boxed.lower())
