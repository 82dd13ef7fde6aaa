"""What only the bureau can decide 待定事项: the pack's questions, the value until it answers, and the rows that hang on them."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.rules.check import every_row
from schemas.rules.pack import Pack


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One question: its name, what is asked in each language, the value in use, how sure that is, which rows name it."""

    name: str
    ask: dict[str, str]
    value: bool | int | str | None
    mark: str
    rows: tuple[str, ...]


def open_questions(pack: Pack) -> tuple[OpenQuestion, ...]:
    """Every question of a pack, the least certain first, in the order of the pack."""
    rows = every_row(pack)
    questions = [
        OpenQuestion(
            name, question.ask, question.value, question.mark, tuple(row.id for row in rows if row.question == name)
        )
        for name, question in pack.questions.items()
    ]
    return tuple(sorted(questions, key=lambda question: -_DOUBT[question.mark]))


def least_sure(pack: Pack) -> tuple[str, ...]:
    """The ids of rows that are marked doubtful or rest on a document that nobody has read."""
    return tuple(row.id for row in every_row(pack) if row.mark == "doubtful")


_DOUBT = {"read": 0, "summary": 1, "recalled": 2, "doubtful": 3}
