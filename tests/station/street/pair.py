"""Two stations of one city that meet when a test lets them. All data synthetic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from schemas.failures import Failure
from station.counter.commands import AppointClerk
from station.counter.street import StreetAct, StreetQuestion
from station.office import Office
from station.office.errands import with_neighbour
from tests.builders import PIN, SeededIdentity
from tests.central.doubles import STREET
from tests.station.sync.town import SITES, Line, Town

ON = "2026-09-18"
PERSON = {"name": "陈喆", "id": "420106199003073321", "phone": "13871526127"}


class Pair:
    """Two street stations: `one` and `two`; `meet` brings their ledgers together."""

    def __init__(self, folder: Path) -> None:
        self.town = Town(folder)
        self.one, self.two = (staffed(self.town.station(name, site)) for name, site in zip("ab", SITES, strict=True))

    def meet(self) -> None:
        """One round each way, over the wire's own bytes."""
        for source, target in ((self.one, self.two), (self.two, self.one)):
            with_neighbour(source.ledger, SeededIdentity(5), Line(source, target), target.ledger.author)

    def close(self) -> None:
        self.town.close()


def staffed(office: Office) -> Office:
    """With one clerk, `li`, unlocked."""
    office.do(AppointClerk(command=office.fresh_command(), clerk="li", name="李慧芳", role="head", pin=PIN))
    office.unlock("li", PIN)
    return office


def do(office: Office, room: str, step: str, record: str | None = None, /, on: str = ON, **said: Any) -> dict[str, Any]:
    """One act of a room."""
    act = StreetAct(
        command=office.fresh_command(), clerk="li", on=on, room=room, step=step, record=record, said=dict(said)
    )
    return office.do(act)


def ask(office: Office, room: str, name: str, record: str | None = None, /, **said: Any) -> dict[str, Any]:
    """One question to a room."""
    return office.ask(StreetQuestion(room=room, ask=name, record=record, said=dict(said)))


def refused(office: Office, /, *words: Any, **said: Any) -> str:
    """The code of an act that is refused; nothing was written."""
    before = office.digest()
    with pytest.raises(Failure) as caught:
        do(office, *words, **said)
    assert office.digest() == before
    return caught.value.code


__all__ = ["ON", "PERSON", "STREET", "Pair", "ask", "do", "refused", "staffed"]
