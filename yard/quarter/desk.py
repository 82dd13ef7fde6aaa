"""A desk of a simulated street station: one clerk of the real office, who says what the product's own documents say."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from schemas.facts import SiteRegistered
from station.counter.commands import CollectTax
from station.counter.street import StreetAct, StreetQuestion
from station.office import Office
from yard.demo.day import CLERK
from yard.fakes.virtual_clock import Timeline

SIGNED = sha256("样例签名".encode()).hexdigest()
_ACT_MS = 7_000
"""How long one act takes at a desk."""


@dataclass(slots=True)
class Desk:
    """An office with the day that it stands at."""

    site: SiteRegistered
    office: Office
    timeline: Timeline
    on: str = ""
    acts: int = field(default=0)

    def do(self, room: str, step: str, record: str | None = None, /, **said: Any) -> dict[str, Any]:
        """One act of a room."""
        self._pass()
        command = self.office.fresh_command()
        return self.office.do(
            StreetAct(command=command, clerk=CLERK, on=self.on, room=room, step=step, record=record, said=dict(said))
        )

    def ask(self, room: str, name: str, record: str | None = None, /, **said: Any) -> dict[str, Any]:
        """One question to a room."""
        return self.office.ask(StreetQuestion(room=room, ask=name, record=record, said=dict(said) | {"on": self.on}))

    def collect(self, identity: str, name: str, dues: list[dict[str, Any]]) -> dict[str, Any]:
        """Dues taken by card with their voucher."""
        self._pass()
        settles = [[place, due["principal_fen"] + due["late_fee_fen"]] for place, due in enumerate(dues)]
        said = {
            "command": str(self.office.fresh_command()),
            "on": self.on,
            "taxpayer": {"kind": "household", "name": name, "id": identity},
            "dues": dues,
            "payments": [{"method": "pos", "amount_fen": sum(fen for _, fen in settles), "settles": settles}],
        }
        return self.office.do(CollectTax(clerk=CLERK, collection=said))

    def forms(self, code: str, count: int) -> dict[str, str]:
        """What lies on top of the pile."""
        one = self.ask("supply", "next", count=count, code=code)["next"][0]
        return {name: one[name] for name in ("code", "first", "last")}

    def _pass(self) -> None:
        self.timeline.ms += _ACT_MS
        self.acts += 1
