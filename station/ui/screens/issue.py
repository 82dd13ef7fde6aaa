"""Issuing an invoice on behalf of a taxpayer 代开发票: one column of fields in the order of speech, the working beside."""

from __future__ import annotations

import flet as ft

from schemas.failures import Failure
from schemas.money import yuan
from schemas.paying import AWAITED
from station.counter.commands import IssueInvoice
from station.ui import answers, drafts, parked, sale_lines
from station.ui.applying import field_at, line_at
from station.ui.customer import NOTHING, Shown, due
from station.ui.drafts import CHOICES, Draft, Field
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notices import Notice, notice
from station.ui.screens import candidates, issue_more, issue_rows, working
from station.ui.screens.batch import Batch
from station.ui.screens.consulting import Consulted, asked, consult
from station.ui.screens.done import Done
from station.ui.screens.line_list import LineList
from station.ui.screens.payment import Payment
from station.ui.screens.refuse import Refuse
from station.ui.screens.sale_desk import SaleDesk, deal_of, items_of
from station.ui.screens.why import Why
from station.ui.widgets.buttons import button, button_row, main_button, text_button
from station.ui.widgets.marks import column, tag
from station.ui.widgets.sheets import grave_notice, next_step, page, title


class Issue(Screen):
    """One draft, one open box, and what the office says about it."""

    place = 1

    def __init__(self, host: Host, draft: Draft | None = None) -> None:
        super().__init__(host)
        self._draft = draft or drafts.begin(host.new_command(), host.standing.day)
        self._told: Notice | None = None
        self._placeless: Notice | None = None
        self._known = Consulted()
        self._chosen = -1
        self._repeats: tuple[str, ...] = ()
        self._told_repeats: frozenset[str] = frozenset()
        self._help, self._panel = ft.Container(), ft.Container()

    @property
    def field(self) -> bool:
        """A choice by digit, and a sale that is ready, hold no text."""
        return self._draft.at not in CHOICES and not self._draft.complete

    async def opened(self) -> None:
        """Read what the open box can offer, and what the sale would cost."""
        await self._consult()
        if Field.AMOUNT in self._draft.answered:
            self._draft = drafts.settle(self._draft, self._known.total_fen)

    def shown(self) -> Shown:
        """What the customer is asked for, once the amount is said."""
        total = self._known.total_fen
        if total is None or Field.AMOUNT not in self._draft.answered or self._draft.at is Field.AMOUNT:
            return NOTHING
        return due(total, items_of(self._draft), self._draft.said(Field.METHOD) if self._draft.complete else "")

    # ------------------------------------------------------------ drawing
    def body(self) -> ft.Control:
        """Form at the left, offers or working at the right."""
        say = self.speech
        self._help = ft.Container(issue_rows.help_line(self._draft, say))
        self._panel = ft.Container(self._beside())
        form = issue_rows.rows(self._draft, self._told, self._help, self.host.hearing(), say)
        rows = ft.Column(form, spacing=6, scroll=ft.ScrollMode.AUTO, expand=True)
        left = column(
            title(say("ui.place.1"), say("ui.issue.count", count=self.host.standing.sales_today + 1), *self._tags()),
            next_step(issue_rows.words(say, "issue.next", self._step()), say),
            rows,
            *issue_more.repeated(self._repeats, say),
            *([grave_notice(self._placeless, say)] if self._placeless else []),
            self._buttons(),
            expand=True,
        )
        return page(left, self._panel)

    def _step(self) -> str:
        if self._draft.at is Field.AMOUNT and self._draft.said("net") and not self._told:
            return "net"
        return "mend" if self._told else "confirm" if self._draft.complete else self._draft.at.value

    def _tags(self) -> list[ft.Control]:
        return [tag(self.speech("ui.issue.kept"), mark=ft.Icons.SAVE_OUTLINED)] if self._draft.begun else []

    def _beside(self) -> ft.Control:
        if self._draft.at in (Field.APPLICANT, Field.BUYER, Field.ITEM) and self.field:
            return candidates.offer_panel(self._known.offers, self._chosen, self._draft, self.speech)
        if self._known.quote and self._known.gross_fen:
            return working.working(self._known.quote, self._known.gross_fen, self.speech)
        return working.empty(self.speech)

    def _buttons(self) -> ft.Control:
        say, reach = self.speech, self.host.reaching
        main = main_button(self._main_words(), label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))
        others = [
            button(say("ui.issue.park"), label(Intent.FIRST), reach(Press(Intent.FIRST)), "park"),
            button(say("ui.issue.clear"), label(Intent.SECOND), reach(Press(Intent.SECOND)), "clear"),
        ]
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        many = [
            button(say("many.open"), label(Intent.FIRST), reach(Press(Intent.FIRST)), "many"),
            button(say("refusing.screen.open"), label(Intent.SECOND), reach(Press(Intent.SECOND)), "refuse"),
        ]
        return button_row(main, *(others if self._draft.begun else many), end=back)

    def _main_words(self) -> str:
        total = self._known.total_fen
        if self._draft.at is Field.METHOD and total is not None:
            return self.speech("ui.issue.take", amount=yuan(total)) if total else self.speech("ui.issue.free")
        return self.speech("ui.issue.see" if self._draft.at is Field.AMOUNT else "ui.issue.on")

    # ------------------------------------------------------------ moving
    async def typed(self, text: str) -> None:
        """Keep what was typed, and say at once what it means; the box itself is left alone."""
        self._draft = drafts.write(self._draft, text)
        parked.keep(self.host.drafts, self.host.clerk, self._draft)
        await self._consult()
        self._panel.content = self._beside()
        self.host.patch(self._panel)
        if self._told is None:
            self._help.content = issue_rows.help_line(self._draft, self.speech)
            self.host.patch(self._help)

    async def submitted(self, text: str) -> None:
        """Take the chosen offer, or read the answer; the next open field is asked."""
        if self._draft.at not in CHOICES and text != drafts.box(self._draft):
            self._draft = drafts.write(self._draft, text)
            await self._consult()
        self._told = self._placeless = None
        if self._chosen >= 0:
            self._take(self._known.offers[self._chosen])
        else:
            self._draft = answers.answer(self._draft, text)
        await self._moved()

    def _take(self, offer: candidates.Offer) -> None:
        if offer.item:
            self._draft = answers.take_item(self._draft, offer.item)
            return
        if offer.buyer:
            self._draft = answers.take_buyer(self._draft, *offer.buyer)
            return
        assert offer.customer, "an offer is an item, a buyer or a customer"
        self._draft = answers.take_customer(self._draft, offer.customer)

    async def _moved(self) -> None:
        """After an answer: keep it, ask the office, go on; a complete sale is done."""
        parked.keep(self.host.drafts, self.host.clerk, self._draft)
        await self._consult(refuse=Field.AMOUNT in self._draft.answered)
        settled = drafts.settle(self._draft, self._known.total_fen)
        if settled is self._draft and settled.complete:
            return await self._confirm()
        self._draft = settled
        self.host.redraw()
        return None

    async def _consult(self, *, refuse: bool = False) -> None:
        self._known = await consult(self.host, self._draft, refuse=refuse)
        self._chosen = candidates.preselected(self._draft, self._known.offers)
        told = self._known.repeats
        self._repeats = tuple(one for one in told if one not in self._told_repeats)
        self._told_repeats |= set(told)

    async def press(self, press: Press) -> None:
        """Keys that are not characters."""
        match press.intent:
            case Intent.CONFIRM:
                await self._enter()
            case Intent.CHOOSE:
                await self._choose(press.digit or 0)
            case Intent.BACK:
                await self._back()
            case Intent.UP | Intent.DOWN:
                await self._walk(1 if press.intent is Intent.DOWN else -1)
            case Intent.FIRST if not self._draft.begun:
                await self.host.show(Batch(self.host, self))
            case Intent.SECOND if not self._draft.begun:
                await self.host.show(Refuse(self.host, self))
            case Intent.FIRST | Intent.SECOND if self._draft.begun:
                await self._leave(keep=press.intent is Intent.FIRST)
            case Intent.WHY if self._known.quote:
                await self.host.show(Why(self.host, self, self._known.quote, self._known.gross_fen or 0))
            case _:
                pass

    async def _choose(self, digit: int) -> None:
        """A digit marks a choice, or asks for more than a plain sale says."""
        if issue_more.opens_lines(self._draft, digit):
            return await self.host.show(LineList(self.host, self, self._draft, self._take_up))
        if issue_more.refuses(self._draft, digit):
            return await self.host.show(Refuse(self.host, self, self._draft))
        more = issue_more.act_of(self._draft, digit)
        if more is None:
            self._draft = drafts.choose(self._draft, digit)
            return self.host.freshen()
        self._told = self._placeless = None
        return await self._turn(more(self._draft))

    def _take_up(self, draft: Draft) -> None:
        self._draft = draft
        parked.keep(self.host.drafts, self.host.clerk, draft)

    async def _turn(self, draft: Draft) -> None:
        """Another question of the same sale."""
        self._take_up(draft)
        await self._consult()
        self._draft = drafts.settle(draft, self._known.total_fen)
        self.host.redraw()

    async def _enter(self) -> None:
        if self._draft.complete:
            await self._consult(refuse=True)
            await self._confirm()
        else:
            await self.submitted("" if self._draft.at in CHOICES else drafts.box(self._draft))

    async def _back(self) -> None:
        self._told = self._placeless = None
        earlier = sale_lines.abandon(self._draft) or drafts.back(self._draft)
        if earlier is None:
            return await self.host.home()
        await self._turn(earlier)
        return None

    async def _walk(self, step: int) -> None:
        """Up and down among the offers; without any, up is the field before and down the box's other meaning."""
        if not self._known.offers:
            other = issue_more.other_meaning(self._draft)
            return await self._back() if step < 0 else await self._turn(other) if other else None
        self._chosen = max(-1, min(len(self._known.offers) - 1, self._chosen + step))
        self._panel.content = self._beside()
        self.host.patch(self._panel)
        return None

    async def _leave(self, *, keep: bool) -> None:
        """The next customer first, or throw this draft away."""
        if not keep:
            parked.drop(self.host.drafts, self.host.clerk, self._draft)
        await self.host.show(Issue(self.host))

    async def _confirm(self) -> None:
        """Money first where it may fail to arrive; else the sale is done at once."""
        draft, total = self._draft, self._known.total_fen or 0
        if total and (draft.order_no or draft.said(Field.METHOD) in AWAITED):
            return await self.host.show(Payment(self.host, deal_of(draft, total), SaleDesk(self.host, draft, total)))
        answer = await self.host.do(IssueInvoice(clerk=self.host.clerk, application=asked(self.host, draft, total)))
        parked.drop(self.host.drafts, self.host.clerk, draft)
        return await self.host.show(Done(self.host, answer))

    def refused(self, failure: Failure) -> None:
        """A refusal that names a field stands at the field; any other stands under the form."""
        at = field_at(failure.field)
        told = notice(failure, self.speech)
        if at is None or told.grave:
            self._placeless = told
            return
        place = line_at(failure.field)
        draft = self._draft if place is None else sale_lines.turn_to(self._draft, place)
        self._draft = drafts.reopen(draft, at)
        self._told = told
