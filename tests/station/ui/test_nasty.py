"""Two hundred nasty inputs into every box: clear words at the field or a clean answer; nothing lost, no crash."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from copy import copy

import pytest

from station.ui import typed
from station.ui.screens.opening import Opening
from tests.station.ui.hands import Clerk

PERSON, SHOP = "420106198807193324", "92420102MA4K000153"
_HAND_MADE = (
    "", " ", "\u3000", "\t\r\n", "\x00", "\x1b[31m", "\u200b\u200b", "\ufeff", "\u202e123\u202c", "שלום", "مرحبا 12", "😀" * 40, "👩‍👩‍👧",
    "e\u0301" * 60, "𠮷野家", "ﷺ", "Ａ１２３", "１２３４５６", "１．２万", "1.2万", "1,234.5", "¥2,600.00元", "壹佰元", "0", "00", "-1", "+5", "1e9", "1E400",
    "NaN", "inf", "0x1F", "1..2", "1,2,3,4", "9" * 40, "0." + "0" * 30 + "1", ".5", "5.", "1 000", "٣٤٥", "½", "²", "Ⅷ", "〇", "1/2", "=1+1",
    "'; DROP TABLE entry;--", "<script>alert(1)</script>", "{0}", "{name}", "%s%n", "$(reboot)", "../../etc/passwd", "C:\\CON", "\\u0000", "null",
    "True", "[]", "{}", "\"", "'", "`", "\\", "\ud7ff", "a" * 5000, "长" * 3000, "zhongwen zhong", "sj", "sjfw", "138 7152 6127", "+86-138-7152-6127",
    "420106198807193324", "420106198807193325", "４２０１０６１９８８０７１９３３２４", "42010619880719332x", "91420106682355174F", "91420106682355174f", "92420102MA4K000153",
    "2026-09-31", "2026-9-8", "20260908", "二〇二六年九月", "0000-00-00", "9999-12-31", "9-8", "13-13", "1\n2\n3", "名\u2028字", "\u00a0\u00a0", "--", "——",
    "·", "。。。", "？！", "（）", "a,b;c", "|", "~", "^", "&amp;", "%E4%BD%A0", "İ", "ß", "ǅ", "\u0345", "\U0001f1e8\U0001f1f3", "\U000e0041", "\ufffd",
)  # fmt: skip


def nasty() -> list[str]:
    """The inputs made by hand, and as many from a seed as make two hundred."""
    dice = random.Random(6)
    signs = "0123456789.,-+ 万元年月日xX\u3000\u200b\u202e😀喆ＡＢ１２\t\n'\"<>{}%\\/"
    made = ["".join(dice.choice(signs) for _ in range(dice.randrange(1, 60))) for _ in range(200 - len(_HAND_MADE))]
    return [*_HAND_MADE, *made]


def issue(*answers: str) -> Callable[[Clerk], Clerk]:
    def walk(clerk: Clerk) -> Clerk:
        clerk.press("1")
        for answer in answers:
            clerk.fill(answer)
        return clerk

    return walk


def more(digit: str, *answers: str) -> Callable[[Clerk], Clerk]:
    def walk(clerk: Clerk) -> Clerk:
        issue("陈喆", PERSON, "", "王小明", "", "sj", "3860")(clerk).press(digit)
        for answer in answers:
            clerk.fill(answer)
        return clerk

    return walk


def quota(*answers: str) -> Callable[[Clerk], Clerk]:
    def walk(clerk: Clerk) -> Clerk:
        clerk.press("2").fill("阿芳").press("1", "Enter").fill(SHOP).press("1", "Enter", "1", "Enter", "1", "Enter")
        for answer in answers:
            clerk.fill(answer)
        return clerk

    return walk


def named(*answers: str) -> Callable[[Clerk], Clerk]:
    def walk(clerk: Clerk) -> Clerk:
        clerk.press("2").fill("阿芳").press("1", "Enter").fill(SHOP).press("2", "Enter", "1", "Enter")
        for answer in answers:
            clerk.fill(answer)
        return clerk

    return walk


def many(*steps: str) -> Callable[[Clerk], Clerk]:
    def walk(clerk: Clerk) -> Clerk:
        clerk.press("1", "F4").fill("陈喆").fill(PERSON).fill("13871526127").fill("sj")
        return clerk.press(*steps)

    return walk


def opening(clerk: Clerk) -> Clerk:
    asyncio.run(clerk.show(Opening(clerk)))
    return clerk


def shift(clerk: Clerk) -> Clerk:
    return clerk.press("5", "2", *["Enter"] * 11, "1", "Enter", "1", "Enter")


BOXES: dict[str, Callable[[Clerk], Clerk]] = {
    "applicant": issue(),
    "id": issue("陈喆"),
    "phone": issue("陈喆", PERSON),
    "buyer": issue("陈喆", PERSON, ""),
    "buyer_id": issue("陈喆", PERSON, "", "王小明"),
    "item": issue("陈喆", PERSON, "", "王小明", ""),
    "amount": issue("陈喆", PERSON, "", "王小明", "", "sj"),
    "discount": more("6"),
    "agent.id": more("7", "刘洋"),
    "works": issue("陈喆", PERSON, "", "王小明", "", "zsfw"),
    "lease.months": issue("陈喆", PERSON, "", "王小明", "", "zfzl", "样例路 1 号", "", "", ""),
    "payer": lambda clerk: clerk.press("2"),
    "payer_id": lambda clerk: clerk.press("2").fill("阿芳").press("1", "Enter"),
    "quota_first": quota(),
    "quota_fen": quota("2026-04"),
    "declared_fen": quota("2026-04", "100"),
    "levy_item": named(),
    "due_from": named("10101"),
    "principal": named("10101", "1-1", "3-31", "4-15"),
    "find": lambda clerk: clerk.press("F2"),
    "people": lambda clerk: clerk.press("3"),
    "pieces": lambda clerk: clerk.press("5", "1"),
    "shift_pieces": lambda clerk: clerk.press("5", "2"),
    "seals": lambda clerk: shift(clerk),
    "keys": lambda clerk: shift(clerk).fill("章"),
    "shift_note": lambda clerk: shift(clerk).fill("章").fill("钥匙"),
    "slip_no": lambda clerk: clerk.press("5", "3", *["Enter"] * 11),
    "settle_first": lambda clerk: clerk.press("5", "4"),
    "supplement_of": lambda clerk: clerk.press("5", "5"),
    "supplement_note": lambda clerk: clerk.press("5", "5").fill(""),
    "float": opening,
    "many": lambda clerk: clerk.press("1", "F4"),
    "many_file": many("1", "Enter"),
    "many_rows": many("2", "Enter"),
    "many_buyer": many("3", "Enter"),
}


@pytest.mark.parametrize("box", BOXES)
def test_no_input_breaks_a_box_or_is_lost(box: str) -> None:
    clerk = BOXES[box](Clerk().unlocked())
    standing = copy(clerk.screen)
    for text in nasty():
        clerk.screen = copy(standing)
        assert clerk.screen.field
        clerk._run(clerk.screen.typed(text))
        clerk._run(clerk.screen.submitted(text))
        assert "程序自己出了错" not in clerk.words
        if "发生了什么" in clerk.words and box not in ("pieces", "shift_pieces", "find", "people"):
            assert text in clerk.words or typed.number(text) in clerk.words, f"{text!r} is lost"
