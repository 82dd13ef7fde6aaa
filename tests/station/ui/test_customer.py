"""What the customer sees: the amount, what for, to whom; and nothing of anybody else, ever."""

from __future__ import annotations

import asyncio
from dataclasses import astuple
from itertools import count
from typing import Any

import flet as ft
import httpx
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from station.ui.customer import NOTHING, Board, Shown, due, paid, spoken_in
from station.ui.customer_face import customer_body
from station.ui.guard import Guard, Tokens
from station.ui.serve import CUSTOMER, CUSTOMER_COOKIE
from station.voice import MachineVoice
from tests.station.ui.hands import Clerk, _words
from yard.fakes.voice import WrittenVoice

PERSON, UNIT = "420106198807193324", "91420106682355174F"
HOST = "127.0.0.1:8741"


def to_payment(clerk: Clerk) -> Clerk:
    clerk.press("1").fill("陈喆").fill(PERSON).fill("13871526127").fill("湖北江汉工程咨询有限公司").fill(UNIT)
    return clerk.fill("sj").fill("3860")


def test_nothing_is_shown_before_the_amount_is_said_and_nothing_after_the_next_is_called() -> None:
    clerk = Clerk().unlocked().press("1").fill("陈喆").fill(PERSON)
    assert clerk.screen.shown() == NOTHING
    clerk = to_payment(Clerk().unlocked())
    owed = clerk.screen.shown()
    assert (owed.kind, owed.amount_fen > 0) == ("due", True)
    clerk.press("1", "Enter")
    assert (clerk.screen.shown().kind, clerk.screen.shown().amount_fen) == ("paid", owed.amount_fen)
    clerk.press("Enter")
    assert clerk.screen.shown() == NOTHING


def test_no_name_number_or_phone_of_anybody_is_shown() -> None:
    clerk = to_payment(Clerk().unlocked())
    for _ in range(2):
        words = " ".join(_words(customer_body(clerk.screen.shown(), "网点", "邮政")))
        assert not any(secret in words for secret in ("陈喆", PERSON, "13871526127", UNIT, "江汉"))
        clerk.press("1", "Enter")


def test_money_that_waits_shows_what_is_asked_and_leaving_it_shows_nothing() -> None:
    clerk = to_payment(Clerk().unlocked())
    owed = clerk.screen.shown().amount_fen
    clerk.press("2", "Enter")
    assert (clerk.screen.shown().kind, clerk.screen.shown().amount_fen, clerk.screen.shown().method) == (
        "due",
        owed,
        "wechat",
    )
    clerk.press("Escape")
    assert clerk.screen.shown() == NOTHING


def test_dues_are_shown_by_their_taxes() -> None:
    clerk = Clerk().unlocked().press("2").fill("阿芳鲜果店").press("1", "Enter").fill("92420102MA4K000153")
    clerk.press("1", "Enter").press("1", "Enter").press("1", "Enter").fill("2026-04").fill("12万").fill("")
    assert clerk.screen.shown().kind == "due"
    assert "增值税" in clerk.screen.shown().what


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), max_size=20))
def test_a_page_that_shows_nothing_wipes_only_its_own(steps: list[tuple[int, int]]) -> None:
    board, pages, last = Board(), ["a", "b", "c"], ("", NOTHING)
    for who, what in steps:
        shown = due(what * 100, ("设计服务",)) if what else NOTHING
        board.put(pages[who], shown)
        last = (pages[who], shown) if what or pages[who] == last[0] else last
        assert board.shown == last[1]


def test_who_watches_is_told_once_a_change_and_not_after_leaving() -> None:
    board = Board()
    told: list[Shown] = []

    def tell() -> None:
        told.append(board.shown)

    board.watch(tell)
    board.put("a", due(100, ("x",)))
    board.put("a", due(100, ("x",)))
    board.leave(tell)
    board.put("a", NOTHING)
    assert told == [due(100, ("x",))]


def test_the_page_says_received_and_what_for_in_either_language() -> None:
    done = paid(4_051, ("设计服务", "设计服务", "咨询", "a", "b", "c"), "cash")
    words = " ".join(_words(customer_body(done, "中南路网点", "邮政武汉市分公司")))
    for said in ("已收", "40.51", "设计服务、咨询", "另 1 项", "现金", "邮政武汉市分公司"):
        assert said in words
    assert "Received" in " ".join(_words(customer_body(spoken_in(done, "en"), "site", "unit")))
    assert "不用付款" in " ".join(_words(customer_body(due(0, ("x",)), "", "")))
    assert "欢迎" in " ".join(_words(customer_body(NOTHING, "", "")))


def test_the_page_has_nothing_that_could_be_pressed_or_typed_into() -> None:
    def every(control: Any) -> list[ft.Control]:
        inner = [getattr(control, "content", None), *(getattr(control, "controls", None) or [])]
        return [control, *(one for child in inner if isinstance(child, ft.Control) for one in every(child))]

    for shown in (NOTHING, due(1, ("x",)), paid(1, ("x",))):
        for control in every(customer_body(shown, "s", "u")):
            handlers = [name for name in dir(control) if name.startswith("on_") and getattr(control, name) is not None]
            assert handlers == []


def test_its_cookie_opens_nothing_but_its_own_path() -> None:
    numbers = count()
    customers = Tokens(lambda: f"customer-{next(numbers)}")
    clerks = Tokens(lambda: f"clerk-{next(numbers)}")

    async def page(_request: object) -> PlainTextResponse:
        return PlainTextResponse("page")

    outer = Guard(
        Starlette(routes=[Route(f"{CUSTOMER}/", page)]),
        customers,
        frozenset({HOST}),
        cookie=CUSTOMER_COOKIE,
        root=CUSTOMER,
    )
    inner = Guard(Starlette(routes=[Route("/", page)]), clerks, frozenset({HOST}))

    async def walk() -> list[int]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(outer), base_url=f"http://{HOST}") as second:
            link = f"{CUSTOMER}/launch?token={customers.fresh()}"
            before = await second.get(f"{CUSTOMER}/")
            opened = await second.get(link)
            again = await second.get(link)
            page = await second.get(f"{CUSTOMER}/")
            cookie = {
                "cookie": f"{CUSTOMER_COOKIE}={second.cookies[CUSTOMER_COOKIE]}; youshui={second.cookies[CUSTOMER_COOKIE]}"
            }
            async with httpx.AsyncClient(transport=httpx.ASGITransport(inner), base_url=f"http://{HOST}") as first:
                counter = await first.get("/", headers=cookie)
            return [before.status_code, opened.status_code, again.status_code, page.status_code, counter.status_code]

    assert asyncio.run(walk()) == [403, 303, 403, 200, 403]


def test_a_computer_without_a_voice_says_nothing_and_tells_so(monkeypatch: Any, tmp_path: Any) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for voice in (MachineVoice(), WrittenVoice(able=False)):
        assert (voice.there(), voice.say("请付款", "zh_CN")) == (False, False)
        voice.hush()


def test_a_computer_with_a_voice_is_asked_for_mandarin(monkeypatch: Any, tmp_path: Any) -> None:
    program = tmp_path / "espeak-ng"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/said\n', "ascii")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    voice = MachineVoice()
    assert voice.there() and voice.say("请付款，40.51元。", "zh_CN")
    assert voice._speaking is not None
    voice._speaking.wait(10)
    assert (tmp_path / "said").read_text("utf-8").strip() == "-v cmn -- 请付款，40.51元。"
    voice.hush()


def test_the_clerk_switches_reading_aloud_on_and_hears_that_it_is_missing() -> None:
    clerk = Clerk().unlocked().press("6", "8")
    assert "朗读应付金额" in clerk.words
    clerk.press("6")
    assert clerk.preferences.read_aloud and "没有语音程序 espeak-ng" in clerk.words
    clerk.press("7")
    assert "/customer/launch?token=" in clerk.words


def test_practice_is_entered_and_left_by_one_digit_of_the_settings() -> None:
    clerk = Clerk().unlocked().press("6", "8")
    assert "开始练习" in clerk.words
    clerk.press("8")
    assert clerk.standing.practice
    clerk.press("6", "8")
    assert "离开练习" in clerk.words
    clerk.press("8")
    assert not clerk.standing.practice


def test_the_value_holds_no_person() -> None:
    assert len(astuple(Shown())) == 5
