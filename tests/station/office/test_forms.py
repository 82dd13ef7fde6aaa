"""Paper that always agrees with the books: what lies on top is what is printed, and every form is accounted for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from schemas.failures import Failure
from station.counter.asking import DayReport, Show
from station.counter.commands import VoidInvoice
from station.counter.forms import WAYS
from station.print.rolls import Roll, require_on_top
from tests.station.office.forms_desk import FORMS, INVOICE, SLIPS, VOUCHER, Desk, a_desk
from yard.fakes.paper_printer import PaperPrinter

ON = "2026-09-18"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path / "post")
    yield made
    made.close()


@pytest.fixture
def loaded(desk: Desk) -> Desk:
    desk.load("invoice", 1, 50)
    desk.load("voucher", 1, 50)
    return desk


def refused(code: str, act: object) -> Failure:
    assert callable(act)
    with pytest.raises(Failure) as caught:
        act()
    assert caught.value.code == code
    return caught.value


def test_without_forms_nothing_is_printed_on_them_and_all_else_goes_on(desk: Desk) -> None:
    desk.sell()
    desk.print()
    assert desk.trouble() == "forms.none_loaded"
    assert "票据" not in desk.paper or not desk.paper["票据"].paper
    assert len(desk.paper["小票"].paper) == 1
    failure = desk.office.print_room.trouble["票据"]
    assert (failure.params["series"], failure.params["number"]) == (VOUCHER, "00000001")
    assert desk.sell()["invoices"][0]["number"] == "00000002", "selling does not wait for paper"


def test_with_the_right_forms_each_number_comes_out_on_its_own(loaded: Desk) -> None:
    loaded.sell()
    loaded.sell()
    loaded.print()
    assert loaded.trouble() == ""
    assert loaded.roll("invoice")["top"] == "00000003"
    assert loaded.roll("voucher")["top"] == "00000003"
    printed = [(job["paper"], job["number"]) for job in loaded.jobs() if job["number"]]
    assert printed == [
        ("tax-voucher", "00000001"),
        ("ordinary-invoice", "00000001"),
        ("tax-voucher", "00000002"),
        ("ordinary-invoice", "00000002"),
    ]


def test_a_new_box_needs_two_persons_and_a_known_one_does_not(desk: Desk) -> None:
    refused("forms.two_persons", lambda: desk.load("invoice", 1, 50, witness=None))
    refused("forms.two_persons", lambda: desk.load("invoice", 1, 50, witness="li"))
    desk.load("invoice", 1, 50)
    desk.load("invoice", 1, 50, witness=None)
    refused("forms.two_persons", lambda: desk.load("invoice", 1, 60, witness=None))


def test_only_the_pile_that_is_due_can_be_loaded(desk: Desk) -> None:
    failure = refused("forms.not_next", lambda: desk.load("invoice", 2, 50))
    assert failure.params["number"] == "00000001"
    refused("forms.not_granted", lambda: desk.load("invoice", 1, 101))
    refused("forms.range", lambda: desk.load("invoice", 5, 1))
    refused("printer.unknown", lambda: desk.load("invoice", 1, 50, printer="没有"))
    refused("forms.not_for_this", lambda: desk.load("invoice", 1, 50, printer="小票"))


def test_a_jam_costs_one_question_and_a_torn_form_goes_on_the_next_in_one_entry(loaded: Desk) -> None:
    sale = loaded.sell()
    before = loaded.office.ask(DayReport(ON))
    loaded.paper["票据"] = PaperPrinter(takes="escp2", cable_bytes=9_000_000)
    loaded.print()
    number = next(job["job"] for job in loaded.jobs() if job["paper"] == "ordinary-invoice")
    with loaded.office.ledger.database.write() as cursor:
        cursor.execute("UPDATE paper SET state = 'unknown' WHERE job = ?", (number,))
    assert loaded.roll("invoice")["in_doubt"]
    loaded.sell()
    loaded.print()
    assert [job["state"] for job in loaded.jobs() if job["paper"] == "ordinary-invoice"] == ["unknown", "queued"]
    answer = loaded.settle(number, "torn")
    assert [(one["number"], one["to_number"]) for one in answer["reissued"]] == [("00000001", "00000003")]
    loaded.print()
    printed = [
        job["number"] for job in loaded.jobs() if job["paper"] == "ordinary-invoice" and job["state"] == "printed"
    ]
    assert printed == ["00000002", "00000003"]
    shown = loaded.office.ask(Show(f"{INVOICE}-00000003"))
    assert shown["entry"] == sale["entry"], "the new number is the same sale's"
    after = loaded.office.ask(DayReport(ON))
    assert after["received_fen"] == before["received_fen"] * 2 == after["taxes_fen"] == after["vouchers_fen"]
    assert after["equal"]
    assert all(tally.equal for tally in loaded.tallies())


def test_a_form_that_is_spoiled_after_it_came_out_goes_on_the_next_too(loaded: Desk) -> None:
    loaded.sell()
    loaded.print()
    answer = loaded.aside("voucher", 1, 1)
    assert answer["reissued"][0]["to_number"] == "00000002"
    loaded.print()
    states = [(job["number"], job["state"]) for job in loaded.jobs() if job["paper"] == "tax-voucher"]
    assert states == [("00000001", "spoiled"), ("00000002", "printed")]
    refused("forms.already", lambda: loaded.aside("voucher", 1, 1))


def test_blank_forms_that_are_lost_are_stepped_over(loaded: Desk) -> None:
    loaded.aside("invoice", 1, 3, "lost")
    assert loaded.roll("invoice")["top"] == "00000004"
    assert loaded.sell()["invoices"][0]["number"] == "00000004"
    loaded.print()
    assert loaded.trouble() == ""
    assert [tally.lost for tally in loaded.tallies()] == [3, 0]
    assert all(tally.equal for tally in loaded.tallies())


def test_a_form_that_carries_a_sale_is_not_returned_and_not_lost_once_printed(loaded: Desk) -> None:
    loaded.sell()
    refused("forms.sold", lambda: loaded.aside("invoice", 1, 2, "returned"))
    loaded.aside("invoice", 1, 1, "lost")
    loaded.print()
    refused("forms.sold", lambda: loaded.aside("invoice", 2, 2, "lost"))


def test_nothing_came_out_is_printed_on_the_same_form_and_in_its_place(loaded: Desk) -> None:
    loaded.paper["票据"] = PaperPrinter(takes="escp2", cable_bytes=0)
    loaded.sell()
    loaded.sell()
    loaded.print()
    first = loaded.jobs()[0]
    assert first["asks"]
    loaded.settle(first["job"], "nothing")
    loaded.paper["票据"].cable_bytes = None
    loaded.print()
    done = [(job["paper"], job["number"]) for job in loaded.jobs() if job["state"] == "printed" and job["number"]]
    assert done == [
        ("tax-voucher", "00000001"),
        ("ordinary-invoice", "00000001"),
        ("tax-voucher", "00000002"),
        ("ordinary-invoice", "00000002"),
    ]


def test_a_roll_that_is_used_up_says_which_form_to_load(desk: Desk) -> None:
    desk.load("invoice", 1, 1)
    desk.load("voucher", 1, 9)
    desk.sell()
    desk.sell()
    desk.print()
    assert desk.trouble() == "forms.used_up"
    assert desk.office.print_room.trouble["票据"].params["number"] == "00000002"
    desk.load("invoice", 2, 50)
    desk.print()
    assert desk.trouble() == ""


def test_a_further_copy_says_so_and_an_invoice_has_none(loaded: Desk) -> None:
    loaded.sell()
    loaded.print()
    jobs = {job["paper"]: job for job in loaded.jobs()}
    refused("print.once", lambda: loaded.repeat(jobs["ordinary-invoice"]["job"]))
    answer = loaded.repeat(jobs["slip"]["job"])
    assert answer["repeated"]["copy"] == 2
    loaded.print()
    assert "补打 第1次" in loaded.paper["小票"].paper[-1].decode()
    assert "李慧芳" in loaded.paper["小票"].paper[-1].decode()


def test_a_queue_moves_to_another_printer_and_waits_for_its_forms(tmp_path: Path) -> None:
    spare = type(FORMS)(
        name="备用",
        kind="network",
        address="127.0.0.2",
        takes="escp2",
        papers=("x",),
        preprinted=("invoice", "voucher"),
    )
    desk = a_desk(tmp_path / "post", None, FORMS, SLIPS, spare)
    desk.load("invoice", 1, 50)
    desk.load("voucher", 1, 50)
    desk.paper["票据"] = PaperPrinter(takes="escp2", trouble="printer.offline")
    desk.sell()
    desk.print()
    assert desk.trouble() == "printer.offline"
    assert desk.office.print_room.move("票据", "备用") == 2
    desk.print()
    assert desk.trouble("备用") == "forms.none_loaded", "the range belongs to the printer"
    desk.load("invoice", 1, 50, printer="备用", witness=None)
    desk.load("voucher", 1, 50, printer="备用", witness=None)
    desk.print()
    assert desk.trouble("备用") == ""
    assert len(desk.paper["备用"].paper) == 2
    desk.close()


def test_a_thousand_mismatches_print_nothing() -> None:
    """Whatever lies in the printer, only the number that is due comes out."""
    dice, printed = Random(20260918), 0
    for _ in range(1_000):
        number = dice.randrange(1, 1_000)
        first = dice.randrange(1, 1_000)
        last = first + dice.randrange(0, 200)
        top = dice.choice([None, *range(first, last + 2)])
        roll = Roll(
            printer="票据",
            stock="invoice",
            code=dice.choice([INVOICE, INVOICE, "042002500104"]),
            first=first,
            last=last,
            width=dice.choice([8, 8, 8, 7]),
            top=top,
        )
        if (roll.code, roll.top, roll.width) == (INVOICE, number, 8) and number <= last:
            continue
        chosen = dice.choice([roll, roll, roll, None])
        try:
            require_on_top(chosen, "票据", INVOICE, f"{number:08d}")
        except Failure as failure:
            assert failure.code.startswith("forms.")
        else:
            printed += 1
    assert printed == 0


@pytest.mark.parametrize("seed", [1, 2])
def test_every_form_is_accounted_for_whatever_happens(desk: Desk, seed: int) -> None:
    """Sales, jams, blanks spoiled and lost, voids and copies in a seeded order: the equation holds after every step."""
    dice = Random(seed)
    desk.load("invoice", 1, 99)
    desk.load("voucher", 1, 99)
    sold: list[str] = []
    for _ in range(40):
        try:
            match dice.randrange(6):
                case 0 | 1:
                    sold.append(desk.sell()["invoices"][0]["number"])
                case 2:
                    desk.print()
                case 3:
                    first = dice.randrange(1, 99)
                    desk.aside(dice.choice(["invoice", "voucher"]), first, first + dice.randrange(2), dice.choice(WAYS))
                case 4 if sold:
                    void = VoidInvoice(
                        command=desk.ids.command(),
                        clerk="li",
                        code=INVOICE,
                        number=dice.choice(sold),
                        reason="开票有误",
                        on=ON,
                    )
                    desk.office.do(void)
                case _:
                    desk.paper["票据"] = PaperPrinter(takes="escp2", cable_bytes=dice.choice([None, 20]))
                    desk.print()
                    for job in desk.jobs(waiting=True):
                        if job["asks"]:
                            desk.settle(job["job"], dice.choice(["whole", "nothing", "torn"]))
                    desk.paper["票据"].cable_bytes = None
        except Failure:
            pass
        assert all(tally.equal for tally in desk.tallies())
    report = desk.office.ask(DayReport(ON))
    assert report["equal"], "forms move no money"
