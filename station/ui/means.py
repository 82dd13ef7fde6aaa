"""What the composition hands to a face: an office or a first run, and what the machine can do beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from station.ui.draft_store import DraftStore
from station.ui.office_port import Office
from station.ui.setup_port import SetUp


class Voice(Protocol):
    """Reads aloud. `say` begins and does not wait; it is False, and nothing is heard, where this computer cannot speak."""

    def there(self) -> bool:
        """Whether this computer can speak."""
        ...

    def say(self, words: str, language: str) -> bool:
        """Begin to say it; what was being said is cut short."""
        ...

    def hush(self) -> None:
        """Stop speaking."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What the composition hands to a face. A home that is not set up has acts of its first run in place of an office."""

    office: Office | None
    drafts: DraftStore
    clock: Callable[[], datetime]
    new_id: Callable[[], UUID]
    title: str = "邮税"
    setup: SetUp | None = None
    second: Callable[[], tuple[str, str]] | None = None
    """Opens the customer's screen: how it went, and a fresh link."""
    practise: Callable[[], Practice] | None = None
    """The practice station beside this one."""
    leave: Callable[[], Means] | None = None
    """The counter to which one comes back from practice."""
    pin: str = ""
    """The PIN of everybody who practises 练习, which everybody may know."""
    voice: Voice | None = None
    site: Callable[[], tuple[str, str]] = lambda: ("", "")
    """The names of the site and of its collecting unit 代征单位."""
    settle: Callable[[], Means] | None = None
    """What a face goes on with once the first run has ended."""


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice station 练习: its means, and who practises there."""

    means: Means
    clerk: str
