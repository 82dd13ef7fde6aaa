"""`station serve`: the office, its screens on loopback, its owner-only door, its courier and its printer, until Ctrl-C."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping, Sequence
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
from station.window.browser import open_anywhere, session_of
from station.window.window import NONE, Window

_GRACE_S = 2
_TURNS, _TURN_S = 20, 0.25
"""How often, and how many seconds apart, a start looks again at a home that is busy."""


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
        self.window = Window(home / settings.WINDOW, self.face.link, options.program)
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
        self.window.close()
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
        if said.get("ask") == "window":
            return {"shown": self.shown(said["session"]), "link": self.face.link()}

        def inside(argv: Sequence[str], streams: Any) -> int:
            return run_inside(argv, streams, self.office)

        return answer_line(said, inside)

    def shown(self, session: Mapping[str, str]) -> str:
        """Bring the window to the front in this desktop session, or open it; `none` where there cannot be one."""
        try:
            return self.window.show(session)
        except Failure:
            return NONE

    def _carry(self) -> None:
        """The courier by itself: what fails is tried again; the strip shows how old the oldest unsent entry is, and why."""
        while not self._ending.wait(settings.SYNC_EVERY_S):
            try:
                self.office.sync()
                self.office.check_signatures(settings.CHECKED_AT_ONCE)
            except Failure:
                self.office.why_offline()

    def _print(self) -> None:
        """The printers' workers. Without a printer of its own a site prints into files of its home."""
        self.office.print_room.run(self._ending, settings.PRINT_EVERY_S)


def serve(home: Path, tell: Callable[[str], None], options: ServeOptions) -> int:
    """Serve one home until Ctrl-C; a second start brings the window of the first to the front."""
    serving = _first(home, options)
    if serving is None:
        return _second_start(home / settings.SOCKET, tell, options)
    try:
        link = serving.face.link()
        tell(say("serve.ready", name=serving.office.ledger.profile["name"], link=link))
        if options.browser and serving.shown({}) == NONE:
            _open_any(link, tell)
        serving.run()
    except KeyboardInterrupt:
        pass
    finally:
        serving.close()
    tell(say("serve.stopped"))
    return 0


def _first(home: Path, options: ServeOptions) -> Serving | None:
    """The home opened to be served; None when somebody serves it already. One who is just starting or ending is waited for.

    Fault `ledger.busy` when neither comes to pass: some other command holds the home.
    """
    pause = Event()
    for _ in range(_TURNS - 1):
        if is_answering(home / settings.SOCKET):
            return None
        try:
            return Serving(home, options)
        except Fault as fault:
            if fault.code != "ledger.busy":
                raise
            pause.wait(_TURN_S)
    return Serving(home, options)


def _second_start(door: Path, tell: Callable[[str], None], options: ServeOptions) -> int:
    """Whoever serves this home shows its window where we stand, and gives a fresh link."""
    if not options.browser:
        tell(say("serve.already", link=knock(door, {"ask": "link"})["link"]))
        return 0
    told = knock(door, {"ask": "window", "session": session_of(os.environ)})
    tell(say("serve.already", link=told["link"]))
    if told["shown"] == NONE:
        _open_any(told["link"], tell)
    return 0


def _open_any(link: str, tell: Callable[[str], None]) -> None:
    """Where no browser shows a window of its own, whichever the desktop prefers does."""
    if open_anywhere(link):
        tell(say("window.no_browser", link=link))


def _drafts(home: Path) -> Any:
    """Drafts and parked customers in an encrypted file of their own."""
    return encrypted(home / settings.DRAFTS, home_key(home, create=False))


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
