"""What every row of a pack has: a name, days, payers and items that it speaks of, sources, and how sure we are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.failures import BadInput
from schemas.rules.reading import Reader
from schemas.rules.vocabulary import ITEMS, MARKS, PAYERS


@dataclass(frozen=True, slots=True)
class Source:
    """A document 文件依据: its title with number and article, and how well it was read."""

    title: str
    mark: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something that only the bureau can decide 待定事项: what is asked, the value until it answers, how sure that is."""

    ask: dict[str, str]
    value: bool | int | str | None
    mark: str


@dataclass(frozen=True, slots=True)
class Row:
    """Who, what and when a row speaks of, and on what authority.

    `first` and `last` are days counted; `active` is False where the pack's own parameter switches the row off.
    """

    id: str
    path: str
    first: date
    last: date
    payers: tuple[str, ...]
    items: tuple[str, ...]
    cites: tuple[str, ...]
    mark: str
    question: str | None
    active: bool

    def stands_on(self, day: date) -> bool:
        """Whether this row applies on that day."""
        return self.active and self.first <= day <= self.last

    def speaks_of(self, day: date, payer: str, item: str) -> bool:
        """Whether this row applies to that payer's item on that day."""
        return self.stands_on(day) and payer in self.payers and item in self.items


@dataclass(frozen=True, slots=True)
class Frame:
    """What all rows of one pack share: its days, sources, questions, and the names of its reliefs."""

    first: date
    last: date
    sources: dict[str, Source]
    questions: dict[str, Question]
    reliefs: dict[str, str]

    def switch(self, name: str, path: str) -> bool:
        """The value of a parameter that is true or false."""
        value = self.questions[name].value
        if not isinstance(value, bool):
            raise BadInput("rules.pack_flag", field=path)
        return value


def read_row(reader: Reader, frame: Frame, items: tuple[str, ...] = ITEMS) -> Row:
    """The common part of a row; a row without days speaks for the whole pack, without payers or items for all."""
    first = reader.day("from") if reader.has("from") else frame.first
    last = reader.day("to") if reader.has("to") else frame.last
    if not frame.first <= first <= last <= frame.last:
        raise BadInput("rules.pack_days", field=reader.path, first=str(frame.first), last=str(frame.last))
    return Row(
        id=reader.name("id"),
        path=reader.path,
        first=first,
        last=last,
        payers=reader.words("payers", PAYERS),
        items=reader.words("items", items),
        cites=read_cites(reader, frame),
        mark=reader.word("mark", MARKS),
        question=reader.word("question", tuple(frame.questions)) if reader.has("question") else None,
        active=_switched_on(reader, frame),
    )


def read_cites(reader: Reader, frame: Frame) -> tuple[str, ...]:
    """The titles of the sources that a row names; every row names at least one."""
    return tuple(frame.sources[name].title for name in reader.names("sources", frame.sources))


def _switched_on(reader: Reader, frame: Frame) -> bool:
    if not reader.has("when"):
        return True
    return frame.switch(reader.word("when", tuple(frame.questions)), reader.at("when"))
