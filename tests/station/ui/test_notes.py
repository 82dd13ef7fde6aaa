"""What sites write together: the board and the log, a line at a time, the whole text mended, and what may not stand there."""

from __future__ import annotations

import asyncio

from station.ui.notes_reading import listed, own_records
from station.ui.screens.note import NoteScreen
from station.ui.screens.notes import NotesScreen
from station.ui.screens.sync import DOORS
from tests.station.ui.hands import Clerk

BOARD, LOG = own_records("420106-P0103")


def at_list(clerk: Clerk | None = None) -> Clerk:
    digit = [door for door, _, _ in DOORS].index("notes") + 1
    return (clerk or Clerk()).unlocked().press("6", str(digit))


def at_board(clerk: Clerk | None = None) -> Clerk:
    return at_list(clerk).press("Enter")


def test_board_and_log_stand_first_before_anybody_wrote() -> None:
    clerk = at_list()
    assert isinstance(clerk.screen, NotesScreen)
    assert "留言板" in clerk.words and "交接簿" in clerk.words


def test_a_line_says_when_and_who() -> None:
    clerk = at_board().fill("打印机换了色带")
    assert clerk.office.notes.text(BOARD) == "09-18 18:42 李慧芳：打印机换了色带\n"
    assert "打印机换了色带" in clerk.words and "武昌中南路" in clerk.words
    clerk.press("Escape")
    assert "打印机换了色带" in clerk.words


def test_an_empty_line_writes_nothing() -> None:
    clerk = at_board().fill(" ")
    assert not clerk.office.notes.texts and isinstance(clerk.screen, NoteScreen)


def test_a_new_note_has_a_name_of_its_own_and_plain_lines() -> None:
    clerk = at_list().press("F4").fill("春节值班表")
    (record,) = clerk.office.notes.texts
    assert record.startswith("note/20260918-") and clerk.office.notes.text(record) == "春节值班表\n"


def test_the_whole_text_is_mended_and_esc_changes_nothing() -> None:
    clerk = at_list().press("F4").fill("甲").fill("乙").press("F4")
    assert "甲\n乙\n" in clerk.words
    clerk.press("Escape", "F4")
    clerk._typed = "甲\n丙\n"
    clerk.press("Enter")
    (record,) = clerk.office.notes.texts
    assert clerk.office.notes.text(record) == "甲\n丙\n" and "写一行" in clerk.words


def test_mending_without_a_change_is_no_writing() -> None:
    clerk = at_list().press("F4").fill("甲").press("F4", "Enter")
    (versions,) = clerk.office.notes.texts.values()
    assert len(versions) == 2


def test_a_persons_number_is_refused_at_the_box_and_kept_there() -> None:
    clerk = at_board().fill("电话 13871526127")
    assert "手机号" in clerk.words and "13871526127" in clerk.words and not clerk.office.notes.texts


def test_a_line_that_was_not_written_yet_is_kept() -> None:
    clerk = at_board().type("明天来")
    clerk.press("Escape", "Enter")
    assert "明天来" in clerk.words
    clerk.press("Enter").press("Escape", "Enter")
    assert clerk.office.notes.text(BOARD).count("明天来") == 1


def test_what_a_neighbour_writes_appears_while_a_line_is_typed() -> None:
    clerk = at_board().type("我在写")
    clerk.office.notes.texts[BOARD] = ["", "邻点写的一行\n"]
    asyncio.run(clerk.screen.refreshed())
    assert "邻点写的一行" in clerk.words


def test_others_stand_after_the_own_the_last_written_first() -> None:
    found = {"notes": [{"record": "note/a", "updates": 1, "last_at": "2026-09-18T01:00:00+00:00"},
                       {"record": "odd/b", "updates": 1, "last_at": "2026-09-18T02:00:00+00:00"},
                       {"record": LOG, "updates": 3, "last_at": None}]}  # fmt: skip
    rows = listed(found, (BOARD, LOG))
    assert [row.record for row in rows] == [BOARD, LOG, "odd/b", "note/a"]
    assert rows[2].kind == "note" and rows[1].updates == 3
