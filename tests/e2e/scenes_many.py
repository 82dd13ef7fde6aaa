"""Scenes of the batch 批量代开 and of what is written together 共同书写."""

from __future__ import annotations

from typing import Protocol

from tests.e2e.browser import Window

PERSON, UNIT = "420106198807193324", "91420106682355174F"
_UNITS = (
    "湖北江汉工程咨询有限公司",
    "武汉样例商贸有限公司",
    "样例文化传播（武汉）有限公司",
    "武昌样例小学",
    "样例设计院",
)
ROWS = "受票方名称\t税号\t金额\t品名\n" + "".join(
    f"{name}\t{UNIT[:-1] + 'X' if place == 3 else UNIT}\t{(place + 1) * 680}.50\t\n"
    for place, name in enumerate((*_UNITS, "王小明", *_UNITS[:3]))
)


class Album(Protocol):
    """Pictures of one window."""

    window: Window

    def take(self, name: str) -> None:
        """One picture."""
        ...


def many(album: Album) -> None:
    """A payer with nine rows, one at fault, paid in cash."""
    window = album.window
    window.press("1").at("applicant").press("F4").sees("title", "批量代开").fill("applicant", "陈喆")
    window.fill("id", PERSON).fill("phone", "13871526127").fill("item", "sj").sees("choice.paste").press("2")
    album.take("many-source")
    window.press("Enter").at("rows").paste(ROWS)
    album.take("many-paste")
    window.press("Enter").sees("batch_rows.2")
    album.take("many-rows")
    window.press("F4").sees("wrong")
    album.take("many-fault")
    window.press("Enter").sees("result").page.wait_for_timeout(4000)
    album.take("many-done")
    window.press("Escape").sees("title", "您好")


_SAID = ("打印机换了色带，旧的在抽屉里", "张家老屋租赁的资料还差一份产权证，下周三带来", "钥匙和封签交给王建国")


def notes(album: Album) -> None:
    """The list of notes, and the board with three lines."""
    window = album.window
    window.press("6").sees("door.notes").press("9").sees("notes.1").press("Enter").at("note")
    for line in _SAID:
        window.paste(line).press("Enter").sees("note.text", line).at("note")
    album.take("note")
    window.press("F4").loses("note.text").at("note")
    album.take("note-mend")
    window.press("Escape").press("Escape").sees("notes.0")
    album.take("notes")
    window.press("Escape").sees("door.notes").press("Escape").loses("door.notes")
