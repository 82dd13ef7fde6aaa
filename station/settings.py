"""Where a station keeps things and listens, and within what bounds. Constants with their units; no reading of the environment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """How a home is to be served: another port of loopback, another address of the centre, a door for neighbours.

    `browser`: open a window, in `program` if that is said; `courier`: exchange with the centre by itself, not only when told to.
    """

    port: int | None = None
    peer_port: int | None = None
    centre: str | None = None
    browser: bool = True
    program: str | None = None
    courier: bool = True


PORT = 8741
"""The pages on loopback."""
SOCKET = "station.sock"
"""The owner-only door for other commands while `serve` runs, in the home."""
LANGUAGE = "zh_CN"
CHECKED_AT_ONCE = 5_000
"""Entries whose signatures are checked one by one after a round with the centre."""
SYNC_EVERY_S = 20.0
"""How often the courier goes by itself while `serve` runs."""
PRINT_EVERY_S = 0.25
"""How often the printer's worker looks for paper."""
PRINTED = "printed"
"""Where papers go while no printer is chosen, in the home."""
DRAFTS = "drafts.db"
"""Drafts and parked customers, encrypted like the ledger, in the home."""
WINDOW = "window"
"""The window's own browser profile, in the home: what makes the second opening quick."""
SECOND_WINDOW = "window-customer"
"""The same of the customer's screen 客户屏."""
