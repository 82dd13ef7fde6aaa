"""Answering what is asked of the street station. Nothing here writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from schemas.apply import Cursor
from schemas.failures import BadInput
from schemas.rules.pack import Pack
from station.counter.street import StreetQuestion
from station.ledger.ledger import Ledger
from station.office.street import (
    directory_answers,
    household_answers,
    matter_answers,
    quota_answers,
    room_answers,
    slot_answers,
    supply_answers,
)
from station.office.street.view import View

Answerer = Callable[[View, StreetQuestion], dict[str, Any]]


class StreetAnswers:
    """Questions to one ledger, answered from one view of it."""

    def __init__(self, ledger: Ledger, cursor: Cursor, packs: Sequence[Pack]) -> None:
        self._view = View(ledger, cursor, packs)

    def ask(self, question: StreetQuestion) -> dict[str, Any]:
        """The answer as plain data; BadInput `street.room` for a question that no room answers."""
        answerer = ANSWERS.get((question.room, question.ask))
        if answerer is None:
            raise BadInput("street.room", field="room", room=f"{question.room} {question.ask}")
        return answerer(self._view, question)


ANSWERS: Mapping[tuple[str, str], Answerer] = {
    **directory_answers.ANSWERS,
    **matter_answers.ANSWERS,
    **household_answers.ANSWERS,
    **quota_answers.ANSWERS,
    **room_answers.ANSWERS,
    **slot_answers.ANSWERS,
    **supply_answers.ANSWERS,
}
"""Each question with who answers it."""
