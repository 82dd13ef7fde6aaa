"""The desk of a sale: when its money came the invoice is issued, when not it may be paid in another way."""

from __future__ import annotations

from dataclasses import replace

from station.counter.commands import IssueInvoice
from station.ui import parked
from station.ui.deals import Deal
from station.ui.drafts import Draft, Field
from station.ui.host import Host
from station.ui.sale_lines import lines
from station.ui.screens.consulting import asked
from station.ui.screens.done import Done


def deal_of(draft: Draft, total_fen: int) -> Deal:
    """The payment of a draft whose total is known."""
    return Deal(
        command=draft.command,
        on=draft.on,
        name=draft.said(Field.APPLICANT),
        method=draft.said(Field.METHOD),
        amount_fen=total_fen,
        order_no=draft.order_no,
        what=items_of(draft),
    )


def items_of(draft: Draft) -> tuple[str, ...]:
    """The items of a draft in the order of its lines."""
    return tuple(one[Field.ITEM] for one in lines(draft))


class SaleDesk:
    """One draft and what it costs; implements `station.ui.deals.Desk`."""

    place: int | None = 1

    def __init__(self, host: Host, draft: Draft, total_fen: int) -> None:
        self._host, self._draft, self._total_fen = host, draft, total_fen

    def ordered(self, order_no: str) -> None:
        """The order number is kept with the draft."""
        self._draft = replace(self._draft, order_no=order_no)
        parked.keep(self._host.drafts, self._host.clerk, self._draft)

    async def paid(self, order_no: str) -> None:
        """Issue, and show what was issued."""
        application = asked(self._host, self._draft, self._total_fen)
        answer = await self._host.do(IssueInvoice(clerk=self._host.clerk, application=application, intent=order_no))
        parked.drop(self._host.drafts, self._host.clerk, self._draft)
        await self._host.show(Done(self._host, answer))

    async def unpaid(self) -> None:
        """The draft asks again how it is paid."""
        parked.keep(self._host.drafts, self._host.clerk, parked.unpaid(self._draft))
        await self._host.go(1)
