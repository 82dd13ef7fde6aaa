"""The probes of a real machine: side by side, each in bounds, without a name server where it can be helped."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread
from time import monotonic
from urllib.parse import urlsplit

from station.sync.beacon import outward
from station.sync.offline import LONGEST_S, Seen

ANSWER_S = 3.0
"""How long one place may take to answer."""
_ROUTES = Path("/proc/net/route")
_ROUTER_PORTS = (53, 80, 443)
_PORTS = {"http": 80, "https": 443}


class MachineProbes:
    """The port `Probes`: `centre` is the centre's address, `neighbours` those where somebody was met, `answers` asks it."""

    def __init__(self, centre: str, neighbours: Sequence[str], answers: Callable[[float], bool]) -> None:
        self._centre = centre
        self._neighbours = list(neighbours)[:8]
        self._answers = answers

    def look(self) -> Seen:
        """Ask all of them at once and wait for whoever is quick enough."""
        router = router_of(_routes())
        asked: dict[str, Callable[[], bool]] = {
            "host": lambda: reaches(*place_of(self._centre)),
            "centre": lambda: self._answers(ANSWER_S),
        }
        asked |= {f"router {port}": lambda port=port: reaches(router or "", port) for port in _ROUTER_PORTS if router}
        asked |= {f"near {url}": lambda url=url: reaches(*place_of(url)) for url in self._neighbours}
        told = _side_by_side(asked)
        return Seen(
            addressed=bool(outward()),
            router=any(told[f"router {port}"] for port in _ROUTER_PORTS) if router else None,
            neighbours=any(told[f"near {url}"] for url in self._neighbours) if self._neighbours else None,
            host=told["host"],
            centre=told["centre"],
        )


def reaches(host: str, port: int) -> bool:
    """Whether a computer answers at all: one that says no is there."""
    if not host or not port:
        return False
    try:
        socket.create_connection((host, port), ANSWER_S).close()
    except ConnectionRefusedError:
        return True
    except OSError as fault:
        return fault.errno == errno.ECONNRESET
    return True


def place_of(url: str) -> tuple[str, int]:
    """Host and port of an address; an empty host when it is none."""
    try:
        parts = urlsplit(url)
        return parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return "", 0


def router_of(routes: str) -> str | None:
    """The router of the default route in Linux's table of routes; None where there is none."""
    for line in routes.splitlines()[1:]:
        parts = line.split()
        if len(parts) > 3 and parts[1] == "00000000" and int(parts[3], 16) & 2:
            return socket.inet_ntoa(int(parts[2], 16).to_bytes(4, "little"))
    return None


def _routes() -> str:
    try:
        return _ROUTES.read_text("ascii")
    except OSError:
        return ""


def _side_by_side(asked: dict[str, Callable[[], bool]]) -> dict[str, bool]:
    """Each question in a thread of its own; what has no answer in time is no."""
    told = dict.fromkeys(asked, False)

    def ask(name: str) -> None:
        told[name] = asked[name]()

    threads = [Thread(target=ask, args=(name,), daemon=True) for name in asked]
    for thread in threads:
        thread.start()
    end = monotonic() + LONGEST_S
    for thread in threads:
        thread.join(max(0.0, end - monotonic()))
    return dict(told)
