"""The street station in memory: households by their identity, invoices by the real fold, matters of the shipped catalogue."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from schemas.acts import Act
from schemas.acts.supply import read_supply
from schemas.acts.supply import step as supply_step
from schemas.failures import Refusal
from schemas.matters import shipped_catalogue
from schemas.matters.plain import matter_plain
from station.counter.street import StreetAct, StreetQuestion

CODE, FIRST = "042002600104", 1


def _record(kind: str, identity: str) -> str:
    return f"{kind}/{sha256(identity.encode()).hexdigest()[:32]}"


@dataclass
class StreetKept:
    """What was done; `next_form` lies on top of the pile."""

    done: list[StreetAct] = field(default_factory=list[StreetAct])
    acts: dict[str, list[Act]] = field(default_factory=dict[str, list[Act]])
    households: set[str] = field(default_factory=set[str])
    next_form: int = FIRST

    def allow(self, identity: str, kind: str = "sheet") -> None:
        """A decision on a household's invoices, as a test needs it."""
        said = {"kind": kind, "month_count": 50, "hold_count": 30, "sheet_fen": 999_999, "paper_no": "票1"}
        record = _record("supply", identity)
        self.acts.setdefault(record, []).append(self._act(record, "allow", "2026-09-18", said))

    def do(self, command: StreetAct) -> dict[str, Any]:
        """One act; refused as at the real office."""
        record = command.record or f"{command.room}/420106-S0001-20260918-{len(self.done):08x}"
        if command.room == "household":
            record = _record("household", command.said["identity"])
            if record in self.households:
                raise Refusal("households.known", field="identity", record=record)
            self.households.add(record)
        if command.room == "supply":
            self._hand_over(record, command)
        self.done.append(command)
        return {"entry": f"{len(self.done):064x}", "record": record}

    def ask(self, question: StreetQuestion) -> dict[str, Any]:
        """What a household may take, what lies on top, the catalogue."""
        match question.room, question.ask:
            case "supply", "stock":
                return self._stock(_record("supply", question.said["person"]["id"]))
            case "supply", "next":
                last = self.next_form + int(question.said.get("count", 100)) - 1
                return {"next": [{"code": CODE, "first": f"{self.next_form:08d}", "last": f"{last:08d}"}]}
            case _:
                return {"matters": [matter_plain(matter) for matter in shipped_catalogue().matters.values()]}

    def _stock(self, record: str) -> dict[str, Any]:
        supply = read_supply(self.acts.get(record, ()))
        told = [
            {"kind": kind, "held": supply.held(kind), "taken": supply.taken(kind, "2026-09"),
             "may_take": one.hold_count - supply.held(kind)}
            for kind, one in supply.allowed.items()
        ]  # fmt: skip
        return {"record": record, "allowed": told}

    def _hand_over(self, record: str, command: StreetAct) -> None:
        said, supply = command.said, read_supply(self.acts.get(record, ()))
        act = self._act(record, "hand_over", command.on, said)
        held = supply_step(supply, act).held(said["kind"])
        if held > supply.allowed[said["kind"]].hold_count:
            most = supply.allowed[said["kind"]].hold_count
            raise Refusal("supply.old_first", field="last", held=supply.held(said["kind"]), most=most)
        if int(said["first"]) != self.next_form:
            raise Refusal("forms.not_next", field="first", series=said["code"], number=f"{self.next_form:08d}")
        self.next_form = int(said["last"]) + 1
        self.acts.setdefault(record, []).append(act)

    def _act(self, record: str, name: str, on: str, said: dict[str, Any]) -> Act:
        return Act(
            id=(len(self.acts.get(record, ())) + 1).to_bytes(32, "big"), record=record, name=name, on=on, detail=said
        )
