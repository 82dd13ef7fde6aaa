"""A stick that carries files by hand: it fills up, is pulled out too early, and can be read twice or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas.failures import Fault


@dataclass(slots=True)
class MemoryStick:
    """Files by name, at most `room_bytes` of them together."""

    room_bytes: int
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])

    def write(self, name: str, data: bytes) -> None:
        """Keep a file; Fault `simulate.stick_full` leaves what found room, as a real one does."""
        room = self.room_bytes - sum(len(kept) for other, kept in self.files.items() if other != name)
        self.files[name] = data[: max(0, room)]
        if len(data) > room:
            raise Fault("simulate.stick_full")

    def pull_out(self, name: str, written: int) -> None:
        """Somebody pulled it out when so many bytes were written."""
        self.files[name] = self.files[name][:written]

    def read(self) -> tuple[bytes, ...]:
        """What stands on it, file by file."""
        return tuple(data for _, data in sorted(self.files.items()))
