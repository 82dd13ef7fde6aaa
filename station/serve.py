"""`station serve`: the office, its screens on loopback, its owner-only door, its courier and its printer, until Ctrl-C."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

import uvicorn

from schemas.failures import Failure, Fault, Refusal
from schemas.instants import in_china
from schemas.words import say
from station import settings
from station.cli import answer_line, run_inside
from station.compose import (
    MachineClock,
    MachineIdentity,
    accept_enrolment,
    ask_enrolment,
    enrol_office,
    open_office,
    practice_office,
)
from station.ledger.database import encrypted
from station.ledger.keys import home_key
from station.office import Office, practising
from station.office.nearby import Nearby
from station.office.practising import is_practice
from station.office.setting_up import SettingUp, Ways
from station.settings import ServeOptions
from station.socket import Door, is_answering, knock
from station.ui.draft_store import MemoryDrafts, SqlDraftStore
from station.ui.guard import Tokens
from station.ui.means import Means, Practice
from station.ui.serve import served
from station.voice import MachineVoice
from station.window.browser import open_anywhere, session_of
from station.window.window import NONE, Window

_GRACE_S = 2
_TURNS, _TURN_S = 20, 0.25
"""How often, and how many seconds apart, a start looks again at a home that is busy."""


class Serving:
    """One home being served: started whole, stopped whole."""

    def __init__(self, home: Path, options: ServeOptions) -> None:
        """Open the home, or its first run, and listen; Fault `serve.port` when the port is taken."""
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.home, self._options = home, options
        self._setup = SettingUp(home, _ways(options.centre))
        self.office = None if self._setup.needed else self._setup.finish()
        try:
            self._listening = _listen(settings.PORT if options.port is None else options.port)
        except Failure:
            self._setup.close()
            raise
        self._settling, self._voice = Lock(), MachineVoice()
        self._practice: Office | None = None
        self._drafts: dict[Path, SqlDraftStore] = {}
        self._means = self._first_run() if self.office is None else self._counter(self.office, home)
        self.face = served(lambda: self._means, _tokens, self._listening.getsockname()[1])
        self.window = Window(home / settings.WINDOW, self.face.link, options.program)
        self.second = Window(home / settings.SECOND_WINDOW, self.face.customer_link, options.program)
        config = uvicorn.Config(
            self.face.app, log_level="warning", lifespan="off", timeout_graceful_shutdown=_GRACE_S, ws_max_size=1 << 24
        )
        self.server = uvicorn.Server(config)
        self._door = Door(home / settings.SOCKET, self._answer)
        self._ending = Event()
        self._nearby: Nearby | None = None
        self._hands: list[Thread] = []
        if self.office is not None:
            self._start(self.office)

    @property
    def name(self) -> str:
        """Whose counter it is, as far as that is known."""
        return say("setup.top") if self.office is None else str(self.office.ledger.profile["name"])

    def settle(self) -> Means:
        """The first run has ended: the counter's means, its courier and printers at work."""
        with self._settling:
            if self.office is None:
                self.office = self._setup.finish()
                self._means = self._counter(self.office, self.home)
                self._start(self.office)
            return self._means

    def _start(self, office: Office) -> None:
        self._start_printing(office)
        if is_practice(office.ledger.profile):
            return
        if self._options.courier:
            self._hand(self._carry, office)
        if self._options.peer_port is not None:
            self._nearby = self._listen_to_neighbours(office, self._options.peer_port)

    def _start_printing(self, office: Office) -> None:
        self._hand(self._print, office)

    def _hand(self, work: Callable[[Office], None], office: Office) -> None:
        hand = Thread(target=work, args=(office,), daemon=True)
        self._hands.append(hand)
        hand.start()

    def run(self) -> None:
        """Serve the pages until the server is told to stop."""
        self.server.run(sockets=[self._listening])

    def close(self) -> None:
        """Stop everything and let go of the home."""
        self._ending.set()
        self.window.close()
        self.second.close()
        self._voice.hush()
        if self._nearby is not None:
            self._nearby.close()
        self._door.close()
        for hand in self._hands:
            hand.join(timeout=15)
        self._listening.close()
        self._setup.close()
        if self._practice is not None:
            self._practice.close()

    def _listen_to_neighbours(self, office: Office, port: int) -> Nearby:
        try:
            return Nearby(office, port)
        except Failure:
            self.close()
            raise

    def _first_run(self) -> Means:
        return Means(
            office=None,
            drafts=MemoryDrafts(),
            clock=_china,
            new_id=MachineIdentity().command,
            setup=self._setup,
            settle=self.settle,
        )

    def _counter(self, office: Office, home: Path) -> Means:
        if home not in self._drafts:
            self._drafts[home] = SqlDraftStore(_drafts(home))
        drafts = self._drafts[home]
        profile = office.ledger.profile
        return Means(
            office=office,
            drafts=drafts,
            clock=_china,
            new_id=MachineIdentity().command,
            second=self.open_second,
            practise=None if is_practice(profile) else self._practise,
            voice=self._voice,
            pin=practising.PIN if is_practice(profile) else "",
            site=lambda: (profile["name"], profile["collecting_unit"]),
        )

    def _practise(self) -> Practice:
        """The practice station beside this one; opened once, with a printer's worker of its own."""
        assert self.office is not None, "a counter is practised at once it stands"
        with self._settling:
            if self._practice is None:
                self._practice = practice_office(self.home, self.office.ledger.profile)
                self._start_printing(self._practice)
            means = replace(self._counter(self._practice, self._practice.ledger.home), leave=lambda: self._means)
        return Practice(means, practising.CLERK)

    def open_second(self, session: Mapping[str, str] | None = None) -> tuple[str, str]:
        """The customer's screen in a window of its own; `none` where there cannot be one, with a link to open by hand."""
        return _shown(self.second, session or {}), self.face.customer_link()

    def _answer(self, said: dict[str, Any]) -> dict[str, Any]:
        if said.get("ask") == "link":
            return {"link": self.face.link()}
        if said.get("ask") == "window":
            return {"shown": self.shown(said["session"]), "link": self.face.link()}
        if said.get("ask") == "customer":
            shown, link = self.open_second(said["session"])
            return {"shown": shown, "link": link}

        def inside(argv: Sequence[str], streams: Any) -> int:
            if self.office is None:
                return streams.error(Refusal("setup.unfinished"))
            return run_inside(argv, streams, self.office)

        return answer_line(said, inside)

    def shown(self, session: Mapping[str, str]) -> str:
        """Bring the window to the front in this desktop session, or open it; `none` where there cannot be one."""
        return _shown(self.window, session)

    def _carry(self, office: Office) -> None:
        """The courier by itself: what fails is tried again; the strip shows how old the oldest unsent entry is, and why."""
        while not self._ending.wait(settings.SYNC_EVERY_S):
            try:
                office.sync()
                office.check_signatures(settings.CHECKED_AT_ONCE)
            except Failure:
                office.why_offline()

    def _print(self, office: Office) -> None:
        """The printers' workers. Without a printer of its own a site prints into files of its home."""
        office.print_room.run(self._ending, settings.PRINT_EVERY_S)


def serve(home: Path, tell: Callable[[str], None], options: ServeOptions) -> int:
    """Serve one home until Ctrl-C; a second start brings the window of the first to the front."""
    serving = _first(home, options)
    if serving is None:
        return _second_start(home / settings.SOCKET, tell, options)
    try:
        link = serving.face.link()
        tell(say("serve.ready", name=serving.name, link=link))
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


def _ways(centre: str | None) -> Ways:
    """How the home comes to be; an office that stands may be told another address of its centre."""
    return Ways(
        home=lambda home: open_office(home, centre=centre),
        enrol=enrol_office,
        ask=ask_enrolment,
        accept=accept_enrolment,
    )


def _shown(window: Window, session: Mapping[str, str]) -> str:
    try:
        return window.show(session)
    except Failure:
        return NONE


def _tokens() -> Tokens:
    return Tokens(lambda: MachineIdentity().fresh(32).hex())


def _china() -> datetime:
    return in_china(MachineClock().wall_ms())


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
