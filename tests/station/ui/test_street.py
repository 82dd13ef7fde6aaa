"""The street station by keyboard: a household put on record, invoices handed over, a matter taken in; every refusal in words."""

from __future__ import annotations

from tests.station.ui.hands import Clerk
from yard.fakes.office import MemoryOffice

IDENTITY = "92420106MA4K00599X"


def at_doors() -> Clerk:
    clerk = Clerk(MemoryOffice(kind="street")).unlocked().press("3", "F4")
    assert "新户建档" in clerk.words
    return clerk


def test_a_post_office_has_no_such_doors() -> None:
    clerk = Clerk().unlocked().press("3")
    assert "税务服务站" not in clerk.words
    assert "新户建档" not in clerk.press("F4").words


def household(clerk: Clerk) -> Clerk:
    clerk.press("1").fill(IDENTITY).fill("阿芳鲜果店").fill("陈阿芳").fill("13871526127").fill("样例路 7 号")
    return clerk.press("Enter", "Enter").press("1", "Enter").press("Enter").press("Enter")


def test_a_household_is_put_on_record_and_once_only() -> None:
    clerk = household(at_doors())
    assert "已建档：阿芳鲜果店" in clerk.words
    said = clerk.office.street.done[0].said
    assert said["identity"] == IDENTITY
    assert said["fields"] == {
        "name": "阿芳鲜果店",
        "operator": "陈阿芳",
        "phone": "13871526127",
        "address": "样例路 7 号",
        "filing": "quarter",
    }
    assert "已有档案" in household(clerk).words
    assert len(clerk.office.street.done) == 1


def at_count(clerk: Clerk) -> Clerk:
    return clerk.press("2").fill(IDENTITY).press("1", "Enter")


def test_invoices_are_handed_over_with_both_signatures() -> None:
    clerk = at_doors()
    clerk.office.street.allow(IDENTITY)
    at_count(clerk)
    assert "还可领 30 份" in clerk.words
    clerk.fill("25")
    clerk.press("Enter", "Enter", "Enter").fill("陈喆").fill("420106199003073321").fill("7").press("Enter")
    assert "已交付：00000001 至 00000025" in clerk.words
    said = clerk.office.street.done[0].said
    assert (said["first"], said["last"], len(said["signature"])) == ("00000001", "00000025", 64)
    assert said["person"] == {"name": "陈喆", "id": "420106199003073321"}


def test_what_may_not_be_taken_is_told_at_its_place_and_nothing_happens() -> None:
    clerk = at_count(at_doors())
    assert "没有核定" in clerk.words
    clerk = at_doors()
    clerk.office.street.allow(IDENTITY)
    at_count(clerk).fill("0")
    assert "份数不对" in clerk.words
    clerk.fill("31").press("Enter", "Enter", "Enter").fill("陈喆").fill("420106199003073321").fill("7").press("Enter")
    assert "先验旧" in clerk.words
    assert clerk.office.street.done == []


def test_forms_that_do_not_lie_on_top_are_told_at_the_first_number() -> None:
    clerk = at_doors()
    clerk.office.street.allow(IDENTITY)
    at_count(clerk).fill("2").press("Enter").fill("00000002").press("Enter")
    clerk.fill("陈喆").fill("420106199003073321").fill("7").press("Enter")
    assert "00000001" in clerk.words
    assert clerk.office.street.done == []


def test_a_matter_is_taken_in_or_told_whole() -> None:
    clerk = at_doors().press("3").fill("陈喆").fill("420106199003073321").type("停业")
    assert "停业登记" in clerk.words
    clerk.press("Enter").press("1", "Enter").press("Enter")
    assert "已受理：停业登记" in clerk.words
    act = clerk.office.street.done[0]
    assert (act.step, act.said["matter"], act.said["materials"]) == ("accept", "M03", ["pause_form"])
    clerk.press("3").fill("陈喆").fill("420106199003073321").fill("不存在")
    assert "没有唯一的事项" in clerk.words
    clerk.fill("M34").press("2", "Enter").press("Enter")
    assert "已一次性告知" in clerk.words
    assert clerk.office.street.done[1].step == "notice"


def test_esc_goes_back_and_nothing_happened() -> None:
    clerk = at_doors().press("1").press("Escape")
    assert "新户建档" in clerk.words
    assert "纳税人" in clerk.press("Escape").words
    assert clerk.office.street.done == []
