"""Pictures of one window for docs/screens."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.e2e.browser import Window

VALUES = ("100", "50", "20", "10", "5", "1", "0.5", "0.1", "0.05", "0.02", "0.01")
COLOURS = 192
"""As many as a screen of few inks needs; a picture is a third as large."""
SETTLED_MS = 900
"""How long what was just drawn is waited for."""


class Album:
    """Pictures of one window, each under its name."""

    def __init__(self, window: Window, folder: Path, suffix: str = "") -> None:
        self.window, self.folder, self.suffix = window, folder, suffix

    def take(self, name: str) -> None:
        """One picture."""
        self.window.page.wait_for_timeout(SETTLED_MS)
        path = self.folder / f"counter-{name}{self.suffix}.png"
        self.window.page.screenshot(path=path)
        with Image.open(path) as taken:
            small = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(path, optimize=True)
