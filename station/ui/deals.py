"""One payment of one act: what it is for and how much, whatever the act is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """`command` is the id of the act that the money is for; `order_no` stands once an intent was written down."""

    command: str
    on: str
    name: str
    method: str
    amount_fen: int
    order_no: str | None = None
    what: tuple[str, ...] = ()
    """The items or taxes that it is for, as the customer reads them."""


class Desk(Protocol):
    """Who wants the money, and what happens at each end."""

    place: int | None

    def ordered(self, order_no: str) -> None:
        """The intent stands: keep its order number with what was said."""
        ...

    async def paid(self, order_no: str) -> None:
        """The money came: do the act and show its result."""
        ...

    async def unpaid(self) -> None:
        """No money came: another way may be chosen."""
        ...
