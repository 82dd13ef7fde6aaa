"""Two hundred nasty inputs into every box of righting, day, stock, notes, search, settings and first run; and no box is forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from station.ui.righting_reading import Case, Issued
from station.ui.screens.opening import Opening
from station.ui.screens.righting.void import VoidForm
from tests.station.ui.hands import Clerk
from tests.station.ui.nasty import Walk, break_into
from tests.station.ui.nasty_boxes import boxes
from tests.station.ui.test_day_doors import at_door, counted, given
from tests.station.ui.test_nasty import SALE, filled
from tests.station.ui.test_notes import at_board
from tests.station.ui.test_reports import at_report
from tests.station.ui.test_righting import LATER, menu
from tests.station.ui.test_screens import sold
from tests.station.ui.test_welcome import Computer, by_network, computer

__all__ = ["computer"]

TWO = tuple(
    Issued(code="4200261130", number=number, total_fen=100, left_fen=100, state="issued")
    for number in ("00000001", "00000002")
)


def locked() -> Clerk:
    clerk = Clerk()
    clerk._read()
    clerk.redraw()
    return clerk.press("1")


def opening() -> Clerk:
    clerk = Clerk().unlocked()
    asyncio.run(clerk.show(Opening(clerk)))
    return clerk


def one_of_two() -> Clerk:
    clerk = Clerk().unlocked()
    case = replace(Case(), invoices=TWO, stages={True: "same_day", False: "before_hand_over"})
    asyncio.run(clerk.show(VoidForm(clerk, clerk.screen, case)))
    return clerk


def righted(*keys: str, fills: tuple[str, ...] = (), on: str = "") -> Walk:
    """A form that puts a sale right."""
    return lambda: filled(menu(on=on).press(*keys), fills)


def asked_back(*keys: str) -> Walk:
    """Tax of an earlier day that has reached the treasury."""
    return lambda: menu(on=LATER).press("4", "2", "Enter").fill("2026-09-25").press(*keys)


def shift(*fills: str) -> Walk:
    """A shift that is handed over, counted."""
    return lambda: filled(counted(at_door("handover")).press("1", "Enter", "1", "Enter"), fills)


def bag(*fills: str) -> Walk:
    """A bag for the bank, counted."""
    return lambda: filled(counted(at_door("deposit")), fills)


def aside(*fills: str) -> Walk:
    """Forms that were lost."""
    return lambda: filled(Clerk().unlocked().press("4", "F4", "1", "Enter", "1", "Enter"), fills)


def refused(*fills: str) -> Walk:
    """A request that is refused."""
    return lambda: filled(Clerk().unlocked().press("1", "F8", "3", "Enter"), fills)


def enrolled(*fills: str) -> Callable[[Computer], Clerk]:
    """The first run after the site is known."""
    return lambda computer: filled(by_network(computer.start(), computer.code), fills)


PLACES: dict[str, Walk] = {
    "righting.invoices.invoice": one_of_two,
    "righting.base.name": righted("2", "1", "Enter", "1", "Enter", on=LATER),
    "righting.base.bank": righted("2", "1", "Enter", "1", "Enter", fills=("",), on=LATER),
    "righting.base.account": righted("2", "1", "Enter", "1", "Enter", fills=("", ""), on=LATER),
    "righting.red.gross_fen": righted("2", "4", "Enter", "2", "Enter", on=LATER),
    "righting.method.reference": righted("3", "1", "Enter"),
    "righting.method.reason": lambda: menu().press("3", "2", "Enter").fill("").press("4", "Enter"),
    "righting.refund.arrived_on": righted("4", "2", "Enter", on=LATER),
    "righting.refund.reason": asked_back("4", "Enter"),
    "righting.refund.tax_fen": asked_back("1", "Enter", "2", "Enter"),
    "righting.signing.pin": lambda: menu().press("3", "2", "Enter").fill("").press(*["1", "Enter"] * 2, "Enter"),
    "signing.pin": lambda: given(at_door("handover")),
    "drawer_parts.pieces": lambda: at_door("close"),
    "handover.forms_note": lambda: counted(at_door("handover")).press("1", "Enter", "2", "Enter"),
    "handover.seals": shift(),
    "handover.keys": shift("章"),
    "handover.note": shift("章", "钥匙"),
    "bag.slip_no": bag(),
    "bag.bag_no": bag("S1"),
    "bag.seal_no": bag("S1", "B1"),
    "settle.first": lambda: at_door("settle"),
    "settle.last": lambda: at_door("settle").press("Enter"),
    "supplement.of": lambda: at_door("supplement"),
    "supplement.supplement_note": lambda: at_door("supplement").fill(""),
    "opening.float": opening,
    "reports.report_first": lambda: at_door("reports").press("Arrow Down", "F4"),
    "reports.report_last": lambda: at_door("reports").press("Arrow Down", "F4").fill("9-1"),
    "report_table.filter": lambda: at_report("levies"),
    "forms_aside.code": aside(),
    "forms_aside.first_number": aside(""),
    "forms_aside.last_number": aside("", ""),
    "forms_aside.reason": aside("", "", ""),
    "payment.reference": lambda: sold(Clerk().unlocked(), method="2").press("1"),
    "refuse.matter": refused(),
    "refuse.bring": refused(""),
    "refuse.where": refused("", ""),
    "refuse.name": refused("", "", ""),
    "refuse.id": refused("", "", "", ""),
    "refuse.phone": refused("", "", "", "", ""),
    "find.find": lambda: Clerk().unlocked().press("F2"),
    "people.people": lambda: Clerk().unlocked().press("3"),
    "note.note": lambda: at_board(),
    "note.mended": lambda: at_board().fill("甲").press("F4"),
    "unlock.pin": locked,
}
"""Every box of the other places, and the way to it."""
HEAD = ("李慧芳", "demo", "135790", "135790")
WELCOME: dict[str, Callable[[Computer], Clerk]] = {
    "welcome.site.central": lambda computer: computer.start().press("1", "Enter"),
    "welcome.site.central_later": lambda computer: computer.start().press("2", "Enter"),
    "welcome.site.code": lambda computer: computer.start().press("1", "Enter").fill("http://centre"),
    "welcome.head.name": enrolled(),
    "welcome.head.clerk": enrolled(*HEAD[:1]),
    "welcome.head.pin": enrolled(*HEAD[:2]),
    "welcome.head.pin_again": enrolled(*HEAD[:3]),
    "welcome.printer.address": lambda computer: enrolled(*HEAD)(computer).press("Enter", "2", "Enter"),
}
"""The boxes of the first run."""


@pytest.mark.parametrize("box", PLACES)
def test_no_input_breaks_a_box_or_is_lost(box: str) -> None:
    break_into(box, PLACES[box]())


@pytest.mark.parametrize("box", WELCOME)
def test_no_input_breaks_the_first_run(box: str, computer: Computer) -> None:
    break_into(box, WELCOME[box](computer))


def test_no_box_of_the_house_is_forgotten() -> None:
    assert boxes() - SALE.keys() - PLACES.keys() - WELCOME.keys() == set()
