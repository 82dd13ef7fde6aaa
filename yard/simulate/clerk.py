"""The clerks of the city: what they do at their counters, and what they do when the power comes back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from random import Random
from typing import Any
from uuid import UUID

from station.counter.asking import QuoteApplication
from station.counter.closing import DENOMINATIONS
from station.counter.commands import (
    CloseDay,
    CollectTax,
    Command,
    IntendPayment,
    IssueInvoice,
    OpenDay,
    SettleIntent,
    VoidInvoice,
)
from yard.simulate import people
from yard.simulate.ground import Ground
from yard.simulate.station import CLERK, StationNode

_TRIES = 3
_OUTCOMES = ("succeeded", "succeeded", "succeeded", "failed", "unknown", "cancelled")
_REMEMBERED = 60


class Clerks:
    """All clerks; each remembers what he has done, so that he may do it again after a doubt."""

    def __init__(self, ground: Ground, chance: Random, crowd: int) -> None:
        self._ground = ground
        self._chance = chance
        self._crowd = crowd
        self._done: dict[str, list[tuple[UUID, Command]]] = defaultdict(list)
        self._sold: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def forget(self, node: StationNode) -> None:
        """This counter is no more."""
        self._done.pop(node.name, None)
        self._sold.pop(node.name, None)

    def acts(self, sales: int) -> list[Callable[[StationNode, str], None]]:
        """What one counter's day holds between opening and closing, in a chance order."""
        chance = self._chance
        acts: list[Callable[[StationNode, str], None]] = [self.sale] * sales
        for act, share in ((self.void, 0.1), (self.collect, 0.12), (self.again, 0.12)):
            acts += [act] * sum(chance.random() < share for _ in range(sales))
        chance.shuffle(acts)
        return acts

    def open(self, node: StationNode, on: str) -> None:
        """Open the day with a float, most days."""
        if self._chance.random() < 0.8:
            command = node.identity.command()
            amount = self._chance.choice((0, 1, 50_000))
            self.do(node, command, OpenDay(command=command, clerk=CLERK, on=on, float_fen=amount))

    def close(self, node: StationNode, on: str) -> None:
        """Close the day, the drawer counted or not."""
        command = node.identity.command()
        counted = None
        if self._chance.random() < 0.5:
            counted = {value: self._chance.randrange(20) for value in self._chance.sample(DENOMINATIONS, 4)}
        self.do(node, command, CloseDay(command=command, clerk=CLERK, on=on, counted=counted))

    def sale(self, node: StationNode, on: str) -> None:
        """An application: cash, or an electronic payment by its intent."""
        command = node.identity.command()
        application = people.application(self._chance, command, on, self._crowd)
        intent = self._intent(node, on, application) if self._chance.random() < 0.2 else None
        answer = self.do(node, command, IssueInvoice(clerk=CLERK, application=application, intent=intent))
        if answer is not None:
            self._ground.record.sales += 1
            self._sold[node.name] = [*self._sold[node.name], answer][-_REMEMBERED:]

    def collect(self, node: StationNode, on: str) -> None:
        """Dues of earlier months."""
        command = node.identity.command()
        said = people.collection(self._chance, command, on, self._crowd)
        self.do(node, command, CollectTax(clerk=CLERK, collection=said))

    def void(self, node: StationNode, on: str) -> None:
        """Void an invoice of this counter; some cannot be, and are refused."""
        if not self._sold[node.name]:
            return
        invoice = self._chance.choice(self._sold[node.name])["invoices"][0]
        command = node.identity.command()
        voided = VoidInvoice(
            command=command, clerk=CLERK, code=invoice["code"], number=invoice["number"], reason="抬头有误", on=on
        )
        self.do(node, command, voided)

    def again(self, node: StationNode, _: str) -> None:
        """Give a command again that was given before, as a batch or a doubting clerk does."""
        if self._done[node.name]:
            command, said = self._chance.choice(self._done[node.name])
            self.do(node, command, said)

    def _intent(self, node: StationNode, on: str, application: dict[str, Any]) -> str | None:
        """Ask for the money first; the order number when it came. The application then says how it was paid."""
        quoted = self._ground.at(node, "quote", lambda: node.office.ask(QuoteApplication(application)))
        if not quoted or not quoted["total_fen"]:
            return None
        method, amount = self._chance.choice(("wechat", "alipay", "pos")), quoted["total_fen"]
        intend, settle = node.identity.command(), node.identity.command()
        purpose = UUID(application["command"])
        asked = self.do(
            node,
            intend,
            IntendPayment(command=intend, clerk=CLERK, on=on, method=method, amount_fen=amount, for_command=purpose),
        )
        if asked is None:
            return None
        outcome = self._chance.choice(_OUTCOMES)
        order_no = asked["order_no"]
        self.do(node, settle, SettleIntent(command=settle, clerk=CLERK, order_no=order_no, outcome=outcome, on=on))
        application["payments"] = [{"method": method, "amount_fen": amount}]
        return order_no

    def do(self, node: StationNode, command: UUID, said: Command) -> dict[str, Any] | None:
        """Have a clerk do it; after a power cut try again, mostly. None when it was refused, or when the clerk gave up."""
        self._done[node.name] = [*self._done[node.name], (command, said)][-_REMEMBERED:]
        for _ in range(_TRIES):
            cuts = self._ground.record.faults["power_cut"]
            answer = self._ground.at(node, type(said).__name__, lambda: node.office.do(said))
            if answer is not None:
                self._ground.watch.acknowledge(node, command.bytes, answer)
                return answer
            if self._ground.record.faults["power_cut"] == cuts or self._chance.random() < 0.2:
                return None
        return None
