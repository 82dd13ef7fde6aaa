"""What the first run 首次设置 needs of the station: the acts of `station setup`, and no other way in."""

from __future__ import annotations

from typing import Any, Protocol


class Asked(Protocol):
    """A request 登记申请 that waits for its answer."""

    @property
    def code(self) -> str:
        """The plain code."""
        ...

    @property
    def centre(self) -> str:
        """The centre's address; empty where it is reached by stick only."""
        ...


class SetUp(Protocol):
    """One first run. Every call may raise a `schemas.failures.Failure`; nothing else is expected."""

    @property
    def step(self) -> str:
        """The step that is asked now: `site`, `head`, `printer` or `done`."""
        ...

    def asked(self) -> Asked | None:
        """The request that waits for its answer, if one does."""
        ...

    def enrol(self, centre: str, code: str) -> dict[str, Any]:
        """Enrol over the network; the site's status."""
        ...

    def request(self, centre: str, code: str) -> bytes:
        """The request that is carried to the centre."""
        ...

    def accept(self, carried: bytes) -> dict[str, Any]:
        """Enrol by the answer that was carried back; the site's status."""
        ...

    def appoint(self, clerk: str, name: str, pin: str) -> None:
        """The first person of the site, who is its head."""
        ...

    def keep_printer(self, kind: str, address: str) -> None:
        """The printer, or none."""
        ...

    def printers(self) -> list[dict[str, str]]:
        """Printers that this computer can see: kind, address, what it calls itself."""
        ...
