"""What a person sees while packages are fetched: one line that moves on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import re
import sys
import time

from yard.words import beside, tell

LINE_EVERY_SECONDS = 5
_FETCHED = re.compile(r"^\s*(?:Collecting|Requirement already satisfied:) ", re.MULTILINE)


class Progress:
    """Counts what pip's log and the folder of packages tell, against `total` packages."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.moving = sys.stderr.isatty()
        self.said_at = float("-inf")
        self.warned = False

    def show(self, log: str, installed: int) -> None:
        """Say how far it is, from pip's log so far and the packages that stand already."""
        if "Retrying (" in log and not self.warned:
            self.warned = True
            self.end()
            tell("run.set_up_slow_network")
        if "Installing collected packages" in log:
            self._line("run.set_up_installing", installed)
        else:
            self._line("run.set_up_fetching", len(_FETCHED.findall(log)))

    def end(self) -> None:
        """Leave the moving line."""
        if self.moving:
            print(file=sys.stderr)

    def _line(self, code: str, done: int) -> None:
        words = beside(code, done=min(max(done, 0), self.total), total=self.total)
        if self.moving:
            print(f"\r{words}\x1b[K", end="", file=sys.stderr, flush=True)
        elif time.monotonic() - self.said_at >= LINE_EVERY_SECONDS:
            self.said_at = time.monotonic()
            print(words, file=sys.stderr, flush=True)
