"""Why is it this much 计税过程: one tax after another as numbered steps, each with the document behind it."""

from __future__ import annotations

from typing import Any

import flet as ft

from schemas.money import yuan
from station.ui import look
from station.ui.explaining import Step, steps
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.widgets.buttons import button_row, main_button
from station.ui.widgets.marks import column, filler, gap, icon, keycap, named, pad, row, side
from station.ui.widgets.sheets import page
from station.ui.widgets.type import span, spans, text


class Why(Screen):
    """A digit chooses the line; Esc goes back to where the figure stood."""

    def __init__(self, host: Host, before: Screen, quote: dict[str, Any], gross_fen: int) -> None:
        super().__init__(host)
        self._before, self.place = before, before.place
        self._quote, self._gross_fen = quote, gross_fen
        self._lines: list[dict[str, Any]] = quote["taxes"]
        self._chosen = 0
        self._whole = not self._lines

    def body(self) -> ft.Control:
        """The question, the lines as tabs, the steps of one."""
        say, reach = self.speech, self.host.reaching
        main = main_button(say("ui.keys.return"), label(Intent.BACK), reach(Press(Intent.BACK)))
        pack = self._quote["pack"]
        remark = text(say("ui.why.pack", pack=pack["id"], version=pack["version"]), look.CAPTION, color=look.INK_3)
        steps_shown = self._story() if self._whole else self._steps()
        return page(
            column(
                self._question(),
                ft.Container(row(*self._tabs(), spacing=4), border=ft.Border(bottom=side())),
                *steps_shown,
                filler(),
                button_row(main, end=remark),
                spacing=8,
                expand=True,
            )
        )

    def _question(self) -> ft.Control:
        say = self.speech
        if self._whole:
            return named(text(say("ui.why.all"), look.TITLE, bold=True), "title")
        line = self._lines[self._chosen]
        asked = f"{say.choice('tax', line['tax'])} {yuan(line['due_fen'])}"
        words = spans(
            span(say("ui.why.question") + " ", look.TITLE, bold=True),
            span(asked, look.TITLE, bold=True, color=look.PRIMARY),
        )
        beside = text(say("ui.why.beside", gross=yuan(self._gross_fen)), color=look.INK_2)
        return row(named(words, "title"), filler(), beside)

    def _tabs(self) -> list[ft.Control]:
        say = self.speech
        made = [
            self._tab(str(place + 1), f"{say.choice('tax', line['tax'])}  {yuan(line['due_fen'])}",
                      place == self._chosen and not self._whole)
            for place, line in enumerate(self._lines)
        ]  # fmt: skip
        return [*made, self._tab("0", say("ui.why.story"), self._whole)]

    @staticmethod
    def _tab(key: str, words: str, on: bool) -> ft.Control:
        shown = text(words, bold=on, color=look.PRIMARY_DEEP if on else look.INK_2)
        edge = look.PRIMARY if on else look.GROUND
        return ft.Container(
            row(keycap(key), shown, spacing=8, tight=True), padding=pad(12, 8), border=ft.Border(bottom=side(3, edge))
        )

    def _steps(self) -> list[ft.Control]:
        say = self.speech
        made = steps(self._quote, self._lines[self._chosen], self._gross_fen, say)
        head = row(
            gap(width=30),
            text(say("ui.why.step"), look.CAPTION, color=look.INK_3, width=430),
            text(say("ui.why.result"), look.CAPTION, color=look.INK_3, width=150, align="right"),
            gap(width=20),
            text(say("ui.why.document"), look.CAPTION, color=look.INK_3),
            spacing=14,
        )
        return [
            ft.Container(head, padding=pad(12, 0)),
            column(*(_step(n, one) for n, one in enumerate(made, 1)), spacing=0),
        ]

    def _story(self) -> list[ft.Control]:
        """The working of the whole application, sentence by sentence."""
        told: list[ft.Control] = [
            row(_disc(n, False), text(sentence, 17, expand=True), spacing=14)
            for n, sentence in enumerate(self._quote["why"], 1)
        ]
        return [ft.Column(told, spacing=10, scroll=ft.ScrollMode.AUTO, height=450)]

    async def press(self, press: Press) -> None:
        """Digits and arrows choose the line."""
        count = len(self._lines)
        match press.intent:
            case Intent.CHOOSE if press.digit == 0:
                self._whole = True
                self.host.redraw()
            case Intent.CHOOSE if 1 <= (press.digit or 0) <= count:
                self._chosen, self._whole = (press.digit or 1) - 1, False
                self.host.redraw()
            case Intent.UP | Intent.DOWN if count:
                step = 1 if press.intent is Intent.DOWN else -1
                self._chosen, self._whole = (self._chosen + step) % count, False
                self.host.redraw()
            case Intent.BACK | Intent.CONFIRM:
                await self.host.show(self._before)
            case _:
                pass


def _disc(number: int, strong: bool) -> ft.Control:
    return ft.Container(
        text(str(number), look.SECOND, bold=True, color=look.PAPER if strong else look.PRIMARY),
        width=30,
        height=30,
        border_radius=15,
        bgcolor=look.PRIMARY if strong else look.PAPER,
        border=ft.Border.all(1.5, look.PRIMARY),
        alignment=ft.Alignment.CENTER,
    )


def _step(number: int, step: Step) -> ft.Control:
    strong = step.strong
    what = column(text(step.what, 17, bold=True), text(step.formula, 17, color=look.INK_2), spacing=0, tight=True)
    result = text(
        step.result,
        30 if strong else look.FIGURE,
        bold=True,
        color=look.PRIMARY_DEEP if strong else look.INK,
        align="right",
    )
    mark = [icon(ft.Icons.ARTICLE_OUTLINED, 17, look.PRIMARY)] if step.document else []
    document = column(
        row(
            *mark,
            text(step.document, look.CAPTION, bold=True, color=look.PRIMARY_DEEP, lines=2, expand=True),
            spacing=6,
        ),
        text(step.note, look.CAPTION, color=look.INK_2, lines=1),
        spacing=0,
        tight=True,
        expand=True,
    )
    line = row(
        _disc(number, strong),
        ft.Container(what, width=430),
        ft.Container(result, width=150, alignment=ft.Alignment.CENTER_RIGHT),
        gap(width=20),
        document,
        spacing=14,
    )
    box = ft.Container(
        line,
        height=70,
        padding=pad(12, 0),
        bgcolor=look.CONTAINER if strong else None,
        border_radius=10 if strong else None,
        border=None if strong else ft.Border(bottom=side(1, look.LINE_2)),
    )
    return named(box, f"step.{number}")
