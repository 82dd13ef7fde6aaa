"""A screen that walks through a form: answered rows, one open question, what helps beside it, and one act at the end."""

from __future__ import annotations

import json

import flet as ft

from schemas.failures import Failure
from station.ui import forms, look
from station.ui.forms import Form, Question
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notices import Notice, notice
from station.ui.parked import form_key
from station.ui.widgets.buttons import button, button_row, main_button, text_button
from station.ui.widgets.choices import pills
from station.ui.widgets.fields import active_row, answered_row, entry, waiting_row
from station.ui.widgets.marks import column, gap, named, tag
from station.ui.widgets.sheets import grave_notice, next_step, notice_block, page, title
from station.ui.widgets.type import text

ROW = 42
"""The height of an answered row, in pixels."""
BEFORE, AFTER = 7, 2
"""How many answered rows stand above the open one, and how many to come below it."""


class FormScreen(Screen):
    """Enter walks, digits choose, Esc goes back one question; what was typed is kept under the form's own name.

    A form brings `kind` (its words are `ui.KIND.…`), its questions, and what happens when all are answered.
    """

    kind = ""
    order_no = ""
    """The order number 商户订单号 of the payment that the form waits for."""

    def __init__(self, host: Host, before: Screen | None = None) -> None:
        super().__init__(host)
        self._before = before
        self._form = Form(())
        self._told: Notice | None = None
        self._placeless: Notice | None = None
        self._panel = ft.Container()

    # ------------------------------------------------------------ what a form brings
    def questions(self) -> tuple[Question, ...]:
        """The questions, in the order of speech."""
        raise NotImplementedError

    async def consulted(self) -> None:
        """Something was said or typed: ask the office what it means. Refusals stand at their field once it is answered."""

    def beside(self) -> ft.Control | None:
        """What stands at the right."""
        return None

    def head(self) -> list[ft.Control]:
        """What stands above the questions."""
        return []

    async def finished(self) -> None:
        """All is answered and Enter was pressed: do it, and go on."""
        raise NotImplementedError

    def remark(self) -> str:
        """What stands beside the title."""
        return ""

    def main_words(self) -> str:
        """What Enter does now."""
        return self.own("main") if self._form.at is None else self.speech("ui.issue.on")

    def own(self, name: str) -> str:
        """Words of this form alone."""
        return self.speech(f"ui.{self.kind}.{name}")

    # ------------------------------------------------------------ the walk
    @property
    def field(self) -> bool:
        """A choice by digit, and a form that is ready, hold no text."""
        return self._form.at is not None and not self._form.at.choices

    @property
    def said(self) -> dict[str, str]:
        """What was answered so far, by question."""
        return self._form.answers

    @property
    def _begun(self) -> bool:
        """Whether anything at all was answered or typed."""
        return bool(self._form.answered) or any(self._form.typed.values())

    async def opened(self) -> None:
        """Take up what was kept."""
        if not self._form.questions:
            self._form = self._kept(Form(self.questions()))
        try:
            await self.consulted()
        except Failure as failure:
            self.refused(failure)

    def _key(self) -> str:
        return form_key(self.kind, self.order_no)

    def _kept(self, empty: Form) -> Form:
        held = dict(self.host.drafts.kept(self.host.clerk)).get(self._key())
        if held is None:
            return empty
        left = json.loads(held)
        return Form(empty.questions, left["said"], left["typed"], frozenset(left["answered"]))

    def keep(self) -> None:
        """Keep what was said and typed; durable when it returns."""
        held = {"said": self._form.said, "typed": self._form.typed, "answered": sorted(self._form.answered)}
        self.host.drafts.keep(self.host.clerk, self._key(), json.dumps(held, ensure_ascii=False))

    def drop(self) -> None:
        """Forget the form: it became an entry, or was thrown away."""
        self.host.drafts.drop(self.host.clerk, self._key())
        self._form = Form(self.questions())

    async def typed(self, text: str) -> None:
        """Keep what was typed, and say what it means; the box is left alone."""
        self._form = forms.write(self._form, text)
        self.keep()
        await self.consulted()
        if self._panel.content is not None:
            self._panel.content = self.beside()
            self.host.patch(self._panel)

    async def submitted(self, text: str) -> None:
        """Read the answer; the next open question is asked."""
        self._told = self._placeless = None
        if self.field and text != forms.box(self._form):
            self._form = forms.write(self._form, text)
        self._form = forms.answer(self._form, text)
        self.keep()
        await self.consulted()
        self.host.redraw()

    async def press(self, press: Press) -> None:
        """Keys that are not characters."""
        match press.intent:
            case Intent.CONFIRM if self._form.at is None:
                self._told = self._placeless = None
                await self.finished()
            case Intent.CONFIRM:
                await self.submitted(forms.box(self._form))
            case Intent.CHOOSE:
                self._form = forms.choose(self._form, press.digit or 0)
                await self.consulted()
                self.host.freshen()
            case Intent.BACK | Intent.UP:
                await self._back(leave=press.intent is Intent.BACK)
            case Intent.DOWN:
                await self._down()
            case Intent.SECOND if self._begun:
                self.drop()
                await self.consulted()
                self.host.redraw()
            case _:
                pass

    async def _back(self, *, leave: bool) -> None:
        self._told = self._placeless = None
        earlier = forms.back(self._form)
        if earlier is not None:
            self._form = earlier
            await self.consulted()
            self.host.redraw()
        elif leave and self._before is not None:
            await self.host.show(self._before)
        elif leave:
            await self.host.home()

    async def _down(self) -> None:
        """Walk back to the first question without an answer."""
        if self._form.visited is not None:
            self._form = Form(self._form.questions, self._form.said, self._form.typed, self._form.answered)
            await self.consulted()
            self.host.redraw()

    def refused(self, failure: Failure) -> None:
        """A refusal that names a question stands at it; any other stands under the form."""
        told, name = notice(failure, self.speech), (failure.field or "").split(".")[-1]
        reopened = forms.reopen(self._form, name)
        if told.grave or name not in {one.name for one in self._form.asked}:
            self._placeless = told
            return
        self._form, self._told = reopened, told

    # ------------------------------------------------------------ drawing
    def body(self) -> ft.Control:
        """Rows at the left, what helps at the right."""
        say = self.speech
        aside = self.beside()
        self._panel = ft.Container(aside)
        rows = ft.Column(
            [self._row(one) for one in self._form.asked], spacing=4, scroll=ft.ScrollMode.AUTO, expand=True
        )
        left = column(
            title(self.own("title"), self.remark(), *self._tags()),
            next_step(self._step(), say),
            gap(2),
            *self.head(),
            rows,
            *([grave_notice(self._placeless, say)] if self._placeless else []),
            self._buttons(),
            expand=True,
        )
        return page(left, self._panel if aside else None)

    def _step(self) -> str:
        say, at = self.speech, self._form.at
        if self._told:
            return say("ui.issue.next.mend")
        if at is None:
            return self.own("sure")
        return self.step_words(at) or say("ui.form.choose" if at.choices else "ui.form.type")

    def _tags(self) -> list[ft.Control]:
        return [tag(self.speech("ui.issue.kept"), mark=ft.Icons.SAVE_OUTLINED)] if self._begun else []

    def label(self, one: Question) -> str:
        """The words of a question."""
        return self.speech(f"ui.ask.{one.name}")

    def step_words(self, one: Question) -> str:
        """What to do at a question, where it has words of its own."""
        code = f"ui.ask_next.{one.name}"
        return self.speech(code) if self.speech.knows(code) else ""

    def help_words(self, one: Question) -> str:
        """What stands under the open box of a question, if anything."""
        code = f"ui.ask_help.{one.name}"
        return self.speech(code) if self.speech.knows(code) else ""

    def choice_words(self, one: Question, choice: str) -> str:
        """The words of a choice."""
        return self.speech.choice(one.room or f"of.{one.name}", choice)

    def _rows(self) -> list[ft.Control]:
        """The rows around the open one; what was said long before stands in one line."""
        asked = self._form.asked
        at = asked.index(self._form.at) if self._form.at else len(asked)
        first, last = max(0, at - BEFORE if at < len(asked) else at - BEFORE - 3), at + 1 + AFTER
        long_before = [shown for one in asked[:first] if (shown := self._shown(one))]
        folded = [text(" · ".join(long_before), look.SECOND, color=look.INK_2, lines=1)] if long_before else []
        return [*folded, *(self._row(one) for one in asked[first:last])]

    def _shown(self, one: Question) -> str:
        """How an answer reads."""
        said = self._form.said.get(one.name, "")
        return self.choice_words(one, said) if one.choices and said else one.show(said)

    def _row(self, one: Question) -> ft.Control:
        say = self.speech
        if one is self._form.at:
            return self._open(one)
        if one.name not in self._form.answered:
            return waiting_row(self.label(one), say("ui.issue.not_yet"), f"row.{one.name}", 36)
        shown = self._shown(one)
        value = text(shown or say("ui.form.left_out"), look.SECTION, bold=bool(shown), lines=1,
                     color=look.INK if shown else look.INK_2)  # fmt: skip
        return answered_row(self.label(one), value, None, f"row.{one.name}", ROW)

    def _open(self, one: Question) -> ft.Control:
        say, heard = self.speech, self.label(one)
        if one.choices:
            chosen = self._form.said.get(one.name, "")
            opened: ft.Control = pills([(c, self.choice_words(one, c)) for c in one.choices], chosen)
        else:
            opened = entry(
                forms.box(self._form), self.host.hearing(), label=heard, size=28 if one.money else look.BODY if one.lines else look.FIGURE,
                right=one.money, error=self._told is not None, prefix="¥" if one.money else "",
                suffix=say("ui.yuan") if one.money else "",
                offered=one.name not in self._form.typed and one.name not in self._form.answered,
                lines=one.lines, secret=one.secret,
            )  # fmt: skip
        words = self.help_words(one)
        helps = text(words, look.SECOND, color=look.INK_2) if words else None
        foot = notice_block(self._told, say) if self._told else helps
        return active_row(heard, named(opened, f"field.{one.name}"), foot, error=self._told is not None)

    def _buttons(self) -> ft.Control:
        say, reach = self.speech, self.host.reaching
        main = main_button(self.main_words(), label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))
        clear = button(say("ui.issue.clear"), label(Intent.SECOND), reach(Press(Intent.SECOND)), "clear")
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        return button_row(main, *([clear] if self._begun else []), end=back)
