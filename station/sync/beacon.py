"""The beacon: stations of one city find one another on the local network. The one door for zeroconf.

What is announced or heard is a hint where somebody may listen, never who it is: that is proved by the pipe and the Hello. Where
multicast is off nothing is heard, and addresses listed by hand serve as well.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, Full, Queue
from threading import Event, Lock, Thread
from typing import Any

import ifaddr
from zeroconf import Error, IPVersion, ServiceBrowser, ServiceInfo, ServiceStateChange, Zeroconf

SERVICE = "_youshui._tcp.local."
VERSION = b"1"
MOST_HINTS = 64
"""How many announcements are remembered; a crowd of liars fills no memory."""
MOST_ADDRESSES = 4
"""How many addresses of one announcement are tried."""
LOOK_AGAIN_S = 10.0
"""How often interfaces are looked at: a cable may be plugged in later."""
_ASK_MS = 1_500


@dataclass(frozen=True, slots=True)
class Hint:
    """Where a station of this city says that it listens."""

    name: str
    urls: tuple[str, ...]


def addresses() -> list[str]:
    """The IPv4 addresses of this computer that others may reach; the loopback alone when there is no other."""
    return outward() or ["127.0.0.1"]


def outward() -> list[str]:
    """The IPv4 addresses that a network gave this computer."""
    found = [ip.ip for adapter in ifaddr.get_adapters() for ip in adapter.ips if isinstance(ip.ip, str)]
    return [ip for ip in found if not (ipaddress.ip_address(ip).is_loopback or ipaddress.ip_address(ip).is_link_local)]


class Beacon:
    """Announces and listens from its making until `close`; all of it in the background."""

    def __init__(self, *, instance: str, city: str, port: int, here: Callable[[], list[str]] = addresses) -> None:
        """`instance` is a name of this process alone, at most 40 characters; `city` what stations of one city share."""
        self._here = here
        self._instance = instance[:40]
        self._city = city
        self._port = port
        self._own: list[str] = []
        self._hints: dict[str, Hint] = {}
        self._lock = Lock()
        self._ending = Event()
        self._names: Queue[str] = Queue(MOST_HINTS)
        self._silent: set[str] = set()
        self._hand = Thread(target=self._run, name="beacon", daemon=True)
        self._hand.start()

    def hints(self) -> tuple[Hint, ...]:
        """What stands announced by others."""
        with self._lock:
            return tuple(self._hints.values())

    def close(self) -> None:
        """Say goodbye and listen no more."""
        self._ending.set()
        with suppress(Full):
            self._names.put_nowait("")
        self._hand.join(timeout=5)

    def _run(self) -> None:
        while not self._ending.is_set():
            try:
                with Zeroconf(ip_version=IPVersion.V4Only) as zeroconf:
                    self._shine(zeroconf)
            except (OSError, Error):
                self._ending.wait(LOOK_AGAIN_S)

    def _shine(self, zeroconf: Zeroconf) -> None:
        """Announce, browse, and keep both in step with the interfaces."""
        told = self._here()
        info = self._service(told)
        browser = ServiceBrowser(zeroconf, SERVICE, handlers=[self._changed])
        zeroconf.register_service(info, allow_name_change=True)
        while not self._ending.is_set():
            self._look_up(zeroconf)
            if (now := self._here()) != told:
                told = now
                zeroconf.update_interfaces()
                zeroconf.update_service(self._service(told))
        browser.cancel()

    def _changed(self, **said: Any) -> None:
        """What zeroconf's own thread calls: nothing is asked of the network here. What is too much is dropped."""
        if said["state_change"] is ServiceStateChange.Removed:
            with self._lock:
                self._hints.pop(said["name"], None)
            return
        with suppress(Full):
            self._names.put_nowait(said["name"])

    def _look_up(self, zeroconf: Zeroconf) -> None:
        """Wait for an announcement and look it up; one of another city, another version or of myself is let go."""
        try:
            name = self._names.get(timeout=LOOK_AGAIN_S)
        except Empty:
            return self._ask_again()
        try:
            info = ServiceInfo(SERVICE, name)
            answered = bool(name) and info.request(zeroconf, _ASK_MS)
            hint = read_hint(info, self._city, self._own) if answered else None
        except (Error, AssertionError, ValueError):
            return None
        if name and not answered and len(self._silent) < MOST_HINTS:
            self._silent.add(name)
        return self._keep(name, hint)

    def _ask_again(self) -> None:
        """Whoever was announced and did not answer may have been busy: he is looked up once more."""
        while self._silent:
            with suppress(Full):
                self._names.put_nowait(self._silent.pop())

    def _keep(self, name: str, hint: Hint | None) -> None:
        with self._lock:
            if hint is not None and (name in self._hints or len(self._hints) < MOST_HINTS):
                self._hints[name] = hint

    def _service(self, told: list[str]) -> ServiceInfo:
        self._own = [f"https://{address}:{self._port}" for address in told]
        return ServiceInfo(
            SERVICE,
            f"{self._instance}.{SERVICE}",
            port=self._port,
            properties={"v": VERSION, "city": self._city.encode()},
            server=f"{self._instance}.local.",
            parsed_addresses=told,
        )


def read_hint(info: ServiceInfo, city: str, own: Collection[str]) -> Hint | None:
    """What an announcement says, if it is of this city and this version, and not my own."""
    said: dict[Any, Any] = info.properties
    if said.get(b"v") != VERSION or said.get(b"city") != city.encode() or not info.port:
        return None
    found = info.parsed_addresses(IPVersion.V4Only)[:MOST_ADDRESSES]
    urls = tuple(f"https://{address}:{info.port}" for address in found)
    return Hint(info.name, urls) if urls and not set(urls) & set(own) else None
