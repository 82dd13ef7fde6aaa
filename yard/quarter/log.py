"""What the clerks of a simulated quarter were told, kept apart from the product's books, to judge them by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Life:
    """One household as the world knows it; amounts in 分."""

    number: int
    identity: str
    name: str
    quota_fen: int
    declared: dict[int, int] = field(default_factory=dict[int, int])
    paid: Counter[str] = field(default_factory=Counter[str])
    late_fee_fen: int = 0
    assessed: bool = False
    forms: int = 0
    """Forms that it was handed, by desk or post."""
    gone: int = 0
    """Forms of it that were checked, given back or lost."""

    @property
    def person(self) -> dict[str, str]:
        """Who stands at the desk."""
        return {"name": self.name, "id": self.identity}


@dataclass(slots=True)
class Log:
    """Everything that was promised, begun or sent, by its record or entry."""

    lives: dict[str, Life] = field(default_factory=dict[str, Life])
    """The reference to its identity, in hexadecimal → the household."""
    bookings: set[str] = field(default_factory=set[str])
    cases: dict[str, str] = field(default_factory=dict[str, str])
    """Case → the state in which it was left."""
    visits: dict[str, str] = field(default_factory=dict[str, str])
    pieces: dict[str, tuple[str, int, int]] = field(default_factory=dict[str, tuple[str, int, int]])
    """Order → the state in which it was left, forms sent, forms found."""
    refused: Counter[str] = field(default_factory=Counter[str])
    waits: int = 0
    """How often somebody came before the news of him had."""
