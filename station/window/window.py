"""The one window of a served home: opened once, brought to the front ever after, loaded again when its page crashed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from schemas.failures import Failure
from station.window.browser import app_command, find_browser, has_display, outside
from station.window.pipe import Pipe, start

OPENED, RAISED, NONE = "opened", "raised", "none"


@dataclass(slots=True)
class Window:
    """`link` makes a fresh launch link; `profile` is the browser's own folder; `named` a browser other than those known."""

    profile: Path
    link: Callable[[], str]
    named: str | None = None
    _pipe: Pipe | None = None
    _page: str = ""
    _lock: Lock = field(default_factory=Lock)

    def show(self, session: Mapping[str, str]) -> str:
        """Bring the window to the front, or open it in this desktop session: `raised`, `opened`, or `none` where it cannot be."""
        with self._lock:
            if self._raised():
                return RAISED
            browser, environment = find_browser(self.named), {**outside(), **session}
            if browser is None or not has_display(environment):
                return NONE
            return self._opened(browser, environment)

    def close(self) -> None:
        """The station stops: its window goes with it."""
        with self._lock:
            if self._pipe:
                self._pipe.close()

    def _raised(self) -> bool:
        if self._pipe is None or not self._pipe.open or not self._page:
            return False
        try:
            self._pipe.ask("Target.activateTarget", targetId=self._page)
        except Failure:
            return False
        return True

    def _opened(self, browser: str, environment: Mapping[str, str]) -> str:
        self._page = ""
        self.profile.mkdir(mode=0o700, parents=True, exist_ok=True)
        command = [*app_command(browser, self.link(), self.profile), "--remote-debugging-pipe"]
        self._pipe = start(command, environment, self._heard)
        self._pipe.send("Target.setDiscoverTargets", discover=True)
        return OPENED

    def _heard(self, event: str, said: Mapping[str, Any]) -> None:
        """Remember the page; end the browser with it; load it again when it crashed."""
        target = said.get("targetInfo", said).get("targetId", "")
        if event == "Target.targetCreated" and said["targetInfo"]["type"] == "page" and not self._page:
            self._page = target
        elif event == "Target.targetDestroyed" and target == self._page and self._pipe:
            self._page = ""
            self._pipe.close()
        elif event == "Target.targetCrashed" and target == self._page and self._pipe:
            Thread(target=self._load_again, args=(self._pipe, target), name="window-again", daemon=True).start()

    def _load_again(self, pipe: Pipe, page: str) -> None:
        """A page that crashed shows nothing of use; drafts stand in the home, so it may be loaded again."""
        try:
            session = pipe.ask("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
            pipe.ask("Page.navigate", session, url=self.link())
            pipe.ask("Target.detachFromTarget", sessionId=session)
        except Failure:
            pipe.close()
