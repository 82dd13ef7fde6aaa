"""`station serve`: the office, its screens on loopback, its owner-only door, its courier and its printer, until Ctrl-C."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any

import uvicorn

from schemas.failures import Failure, Fault
from schemas.instants import in_china
from schemas.words import say
from station import settings
from station.cli import answer_line, run_inside
from station.compose import MachineClock, MachineIdentity, open_office
from station.ledger.database import encrypted
from station.ledger.keys import home_key
from station.office.nearby import Nearby
from station.settings import ServeOptions
from station.socket import Door, is_answering, knock
from station.ui.app import Means
from station.ui.draft_store import SqlDraftStore
from station.ui.guard import Tokens
from station.ui.serve import Served, served

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
_GRACE_S = 2


class Serving:
    """One home being served: started whole, stopped whole."""

    def __init__(self, home: Path, options: ServeOptions) -> None:
        """Open the home and listen; Fault `serve.port` when the port is taken."""
        self.home = home
        self.office = open_office(home, centre=options.centre)
        try:
            self._listening = _listen(settings.PORT if options.port is None else options.port)
        except Failure:
            self.office.close()
            raise
        self.face = self._face(self._listening.getsockname()[1])
        config = uvicorn.Config(
            self.face.app, log_level="warning", lifespan="off", timeout_graceful_shutdown=_GRACE_S, ws_max_size=1 << 24
        )
        self.server = uvicorn.Server(config)
        self._door = Door(home / settings.SOCKET, self._answer)
        self._ending = Event()
        self._nearby: Nearby | None = None
        self._hands = [
            Thread(target=hand, daemon=True)
            for hand in ((self._carry, self._print) if options.courier else (self._print,))
        ]
        for hand in self._hands:
            hand.start()
        if options.peer_port is not None:
            self._nearby = self._listen_to_neighbours(options.peer_port)

    def run(self) -> None:
        """Serve the pages until the server is told to stop."""
        self.server.run(sockets=[self._listening])

    def close(self) -> None:
        """Stop everything and let go of the home."""
        self._ending.set()
        if self._nearby is not None:
            self._nearby.close()
        self._door.close()
        for hand in self._hands:
            hand.join(timeout=15)
        self._listening.close()
        self.office.close()

    def _listen_to_neighbours(self, port: int) -> Nearby:
        try:
            return Nearby(self.office, port)
        except Failure:
            self.close()
            raise

    def _face(self, port: int) -> Served:
        clock = MachineClock()

        def now() -> datetime:
            return in_china(clock.wall_ms())

        means = Means(
            office=self.office,
            drafts=SqlDraftStore(_drafts(self.home)),
            clock=now,
            new_id=MachineIdentity().command,
        )
        return served(means, Tokens(lambda: MachineIdentity().fresh(32).hex()), port)

    def _answer(self, said: dict[str, Any]) -> dict[str, Any]:
        if said.get("ask") == "link":
            return {"link": self.face.link()}

        def inside(argv: Sequence[str], streams: Any) -> int:
            return run_inside(argv, streams, self.office)

        return answer_line(said, inside)

    def _carry(self) -> None:
        """The courier by itself: what fails is tried again; the strip shows how old the oldest unsent entry is."""
        while not self._ending.wait(settings.SYNC_EVERY_S):
            try:
                self.office.sync()
            except Failure:
                continue

    def _print(self) -> None:
        """The printers' workers. Without a printer of its own a site prints into files of its home."""
        self.office.print_room.run(self._ending, settings.PRINT_EVERY_S)


def serve(home: Path, tell: Callable[[str], None], options: ServeOptions) -> int:
    """Serve one home until Ctrl-C; a second start opens a window of the first."""
    if already := _running(home):
        tell(say("serve.already", link=already))
        return _open_window(already) if options.browser else 0
    serving = Serving(home, options)
    try:
        link = serving.face.link()
        tell(say("serve.ready", name=serving.office.ledger.profile["name"], link=link))
        if options.browser:
            _open_window(link)
        serving.run()
    except KeyboardInterrupt:
        pass
    finally:
        serving.close()
    tell(say("serve.stopped"))
    return 0


def _drafts(home: Path) -> Any:
    """Drafts and parked customers in an encrypted file of their own."""
    return encrypted(home / settings.DRAFTS, home_key(home, create=False))


def _running(home: Path) -> str | None:
    """A fresh link to the one who serves this home already."""
    door = home / settings.SOCKET
    return knock(door, {"ask": "link"})["link"] if is_answering(door) else None


def _listen(port: int) -> socket.socket:
    """A port of loopback that takes visitors at once: a link may be given out before the pages' server has started."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen()
    except OSError:
        listening.close()
        raise Fault("serve.port", port=port) from None
    return listening


def _open_window(link: str) -> int:
    """A window of its own, without tabs or address bar, where a browser and a display are at hand."""
    found = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        return 0
    profile = tempfile.mkdtemp(prefix="youshui-window-")
    subprocess.Popen(
        [found, f"--app={link}", f"--user-data-dir={profile}", "--no-first-run", "--window-size=1366,768"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return 0
