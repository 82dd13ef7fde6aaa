"""Deciding on the business day 开班与日结. A difference is named; it never keeps the clerk from closing."""

from __future__ import annotations

from schemas.entry.kinds import Posting
from schemas.facts import DayClosed, DayOpened
from schemas.failures import BadInput
from schemas.money import in_range
from station.counter.commands import CloseDay, OpenDay
from station.counter.views import DayView, require_open
from station.ports import Decision

OPEN_KIND = "counter.day_open/1"
CLOSE_KIND = "counter.day_close/1"
DENOMINATIONS = (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 2, 1)
"""Notes and coins in fen, from ¥100 down."""


def decide_open(command: OpenDay, view: DayView) -> Decision:
    """The float goes into the drawer. Refusal `day.closed`."""
    require_open(view.day, command.on)
    amount = in_range(command.float_fen, "float_fen")
    return Decision(
        kind=OPEN_KIND,
        facts=(DayOpened(on=command.on, float_fen=amount),),
        postings=(("money/cash", amount), ("float/site", -amount)),
    )


def decide_close(command: CloseDay, view: DayView) -> Decision:
    """What the books say, what was counted, and the difference, advanced or kept by the collecting unit.

    Refusal `day.closed`; BadInput `day.denomination` for a count that is not one of notes and coins.
    """
    require_open(view.day, command.on)
    counted = None if command.counted is None else counted_pieces(command.counted)
    difference = None if counted is None else sum(value * pieces for value, pieces in counted) - view.drawer_fen
    closed = DayClosed(
        on=command.on,
        totals={method: fen for method, fen in view.totals.items() if fen},
        vouchers_fen=view.vouchers_fen,
        taxes_fen=view.taxes_fen,
        cash_fen=view.drawer_fen,
        counted=counted,
        difference_fen=difference,
        note=command.note,
    )
    return Decision(kind=CLOSE_KIND, facts=(closed,), postings=difference_postings(difference or 0))


def counted_pieces(counted: dict[int, int]) -> list[list[int]]:
    """A drawer by denominations as [fen, pieces], from ¥100 down; BadInput `day.denomination`."""
    for value, pieces in counted.items():
        if value not in DENOMINATIONS or isinstance(pieces, bool) or not 0 <= pieces <= 1_000_000:
            raise BadInput("day.denomination", field="counted", value=value)
    return [[value, counted[value]] for value in DENOMINATIONS if counted.get(value)]


def difference_postings(fen: int) -> tuple[Posting, ...]:
    """A shortage is advanced by the collecting unit (短款待查), an overage kept apart (长款待查): nobody's debt."""
    return (("money/cash", fen), ("advanced/shortage" if fen < 0 else "held/overage", -fen))
