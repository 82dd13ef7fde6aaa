"""What the face needs of the station: ten doors, and no other way in."""

from __future__ import annotations

from typing import Any, Protocol

from station.counter.commands import Command


class Office(Protocol):
    """The site as a whole to a face. Every call may raise a `schemas.failures.Failure`; nothing else is expected."""

    def unlock(self, clerk: str, pin: str) -> dict[str, Any]:
        """Unlock a clerk's own key with the PIN; afterwards commands may be given in that clerk's name."""
        ...

    def lock(self) -> None:
        """Forget the clerk's key."""
        ...

    def do(self, command: Command) -> dict[str, Any]:
        """Do one command, durably, and answer as the contract says; the same command id gives the same answer."""
        ...

    def do_agreed(self, command: Command, second: str, pin: str) -> dict[str, Any]:
        """Do one command to which a second person agrees by PIN; that key stays no longer open than it was before."""
        ...

    def ask(self, query: Any) -> dict[str, Any]:
        """Read: nothing changes."""
        ...

    def sync(self, url: str | None = None) -> dict[str, Any]:
        """One round with the centre, or with the peer at `url`; Fault `link.*` when there is no way."""
        ...

    def why_offline(self) -> dict[str, Any]:
        """Where the way to the centre breaks off, within ten seconds: `place`, its words, what was seen."""
        ...

    def digest(self) -> dict[str, Any]:
        """For each feed that is held: last seq, head, digest of its rows."""
        ...

    def export(self, to: str) -> tuple[bytes, dict[str, Any]]:
        """A parcel 离线包 for `centre`, and what it carries."""
        ...

    def take_in(self, data: bytes) -> dict[str, Any]:
        """Take a parcel in; the same again changes nothing."""
        ...

    def changes(self) -> int:
        """A counter that grows with each commit, from whatever side it came."""
        ...
