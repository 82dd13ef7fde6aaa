"""Two hundred nasty inputs into every box of sale, dues and batch: clear words at the field or a clean answer; nothing lost, no crash."""

from __future__ import annotations

import pytest

from tests.station.ui.hands import Clerk
from tests.station.ui.nasty import Walk, break_into
from tests.station.ui.test_sale_parts import OTHER

PERSON, SHOP = "420106198807193324", "92420102MA4K000153"
SOLD = ("陈喆", PERSON, "", "王小明", "")
NAMED = ("10101", "1-1", "3-31", "4-15")
WROTE = "样例"


def sale(*answers: str) -> Walk:
    """A sale up to the box after these answers."""
    return lambda: filled(Clerk().unlocked().press("1"), answers)


def sold(kind: str, *answers: str) -> Walk:
    """A sale of something of this kind, by its digit."""

    def walk() -> Clerk:
        clerk = filled(Clerk().unlocked().press("1"), (*SOLD, f"{WROTE}项目"))
        return filled(clerk.press(kind, "Enter"), answers)

    return walk


def more(digit: str, *answers: str) -> Walk:
    """What is added to a sale by a digit."""
    return lambda: filled(filled(Clerk().unlocked().press("1"), (*SOLD, "sj", "3860")).press(digit), answers)


def dues(source: str, *answers: str) -> Walk:
    """Dues of a shop, by quota or named."""

    def walk() -> Clerk:
        clerk = Clerk().unlocked().press("2").fill("阿芳").press("1", "Enter").fill(SHOP).press(source, "Enter")
        return filled(clerk.press("1", "Enter", *(["1", "Enter"] if source == "1" else [])), answers)

    return walk


def many(*answers: str, steps: tuple[str, ...] = (), then: tuple[str, ...] = ()) -> Walk:
    """A batch, up to a box."""
    return lambda: filled(filled(Clerk().unlocked().press("1", "F4"), answers).press(*steps), then)


def filled(clerk: Clerk, answers: tuple[str, ...]) -> Clerk:
    """Answer one box after the other."""
    for answer in answers:
        clerk.fill(answer)
    return clerk


MANY = ("陈喆", PERSON, "13871526127", "sj")
SALE: dict[str, Walk] = {
    "sale.applicant": sale(),
    "sale.id": sale("陈喆"),
    "sale.phone": sale("陈喆", PERSON),
    "sale.buyer": sale("陈喆", PERSON, ""),
    "sale.buyer_id": sale("陈喆", PERSON, "", "王小明"),
    "sale.item": sale(*SOLD),
    "sale.amount": sale(*SOLD, "sj"),
    "sale.discount": more("6"),
    "sale.agent.name": more("7"),
    "sale.agent.id": more("7", "刘洋"),
    "sale.agent.phone": more("7", "刘洋", OTHER),
    "sale.agent.authority_no": more("7", "刘洋", OTHER, "13871526127"),
    "sale.agent.valid_to": more("7", "刘洋", OTHER, "13871526127", "WT-1"),
    "sale.property.address": sold("6"),
    "sale.property.certificate_no": sold("6", "样例路 1 号"),
    "sale.lease.from": sold("6", "样例路 1 号", ""),
    "sale.lease.to": sold("6", "样例路 1 号", "", "2026-01-01"),
    "sale.lease.months": sold("6", "样例路 1 号", "", "", ""),
    "sale.construction.county": sold("5"),
    "sale.construction.project": sold("5", "武昌区"),
    "sale.freight.from": sold("4"),
    "sale.freight.to": sold("4", "武汉"),
    "sale.freight.vehicle": sold("4", "武汉", "襄阳"),
    "sale.freight.goods": sold("4", "武汉", "襄阳", "货车 样A00001"),
    "dues_asking.payer": lambda: Clerk().unlocked().press("2"),
    "dues_asking.payer_id": lambda: Clerk().unlocked().press("2").fill("阿芳").press("1", "Enter"),
    "dues_asking.quota_first": dues("1"),
    "dues_asking.quota_fen": dues("1", "2026-04"),
    "dues_asking.declared_fen": dues("1", "2026-04", "100"),
    "dues_asking.levy_item": dues("2"),
    "dues_asking.due_from": dues("2", *NAMED[:1]),
    "dues_asking.due_to": dues("2", *NAMED[:2]),
    "dues_asking.due_on": dues("2", *NAMED[:3]),
    "dues_asking.principal": dues("2", *NAMED),
    "batch_asking.applicant": many(),
    "batch_asking.id": many(*MANY[:1]),
    "batch_asking.phone": many(*MANY[:2]),
    "batch_asking.item": many(*MANY[:3]),
    "batch_asking.file": many(*MANY, steps=("1", "Enter")),
    "batch_asking.rows": many(*MANY, steps=("2", "Enter")),
    "batch_asking.buyer": many(*MANY, steps=("3", "Enter")),
    "batch_asking.buyer_id": many(*MANY, steps=("3", "Enter"), then=("王小明",)),
    "batch_asking.amount": many(*MANY, steps=("3", "Enter"), then=("王小明", "")),
}
"""Every box in which something is sold or collected, and the way to it."""


@pytest.mark.parametrize("box", SALE)
def test_no_input_breaks_a_box_or_is_lost(box: str) -> None:
    break_into(box, SALE[box]())
