"""A form 表单 as a walk through questions: what is asked now, what was said, what stands unconfirmed in a box. Pure.

A form says nothing about taxes or paper: each screen brings its questions and turns the answers into a command.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from schemas.failures import BadInput
from schemas.money import yuan
from schemas.periods import read_day
from station.ui import typed

Said = Mapping[str, str]
Reader = Callable[[str, str], str]
"""What was typed and the field's name → its normal form; BadInput at the field."""


def _always(_said: Said) -> bool:
    return True


def _nothing(_said: Said) -> str:
    return ""


def line_of(text: str, at: str) -> str:
    """One line of text that may not be left out. BadInput `drafts.empty`, `drafts.text_long`."""
    kept = typed.name(text, at)
    if not kept:
        raise BadInput("drafts.empty", field=at)
    return kept


def maybe(text: str, at: str) -> str:
    """One line of text, or nothing. BadInput `drafts.text_long`."""
    return typed.name(text, at)


def number_of(text: str, at: str) -> str:
    """A number or code without spaces. BadInput `drafts.empty`, `drafts.text_long`."""
    return typed.number(line_of(text, at))


def fen_of(text: str, at: str) -> str:
    """An amount as its 分. BadInput `drafts.amount_…`."""
    return str(typed.amount_fen(text, at))


def day_reader(today: str) -> Reader:
    """Reads a day as people type it into ISO 8601; what lacks a year is this year's, by `today`."""

    def read(text: str, at: str) -> str:
        return read_day(typed.day(line_of(text, at), today), at).isoformat()

    return read


def figure(said: str) -> str:
    """分 as they are read."""
    return yuan(int(said)) if said else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. With `choices` a digit answers it; else `read` takes what was typed.

    `room`: where the words of the choices stand, `of.NAME` unless it is given.
    `when`: whether it is asked, by what was said before; `offer`: what stands in the box before anything is typed;
    `show`: how the answer reads; `money`: the box stands at the right, with its unit; `lines`: the box holds many lines;
    `secret`: what is typed is not seen.
    """

    name: str
    read: Reader = line_of
    choices: tuple[str, ...] = ()
    room: str = ""
    when: Callable[[Said], bool] = _always
    offer: Callable[[Said], str] = _nothing
    show: Callable[[str], str] = str
    money: bool = False
    lines: bool = False
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """Where a walk stands; `said` holds normal forms, `typed` what is unconfirmed, `answered` what is confirmed."""

    questions: tuple[Question, ...]
    said: Said = field(default_factory=dict[str, str])
    typed: Said = field(default_factory=dict[str, str])
    answered: frozenset[str] = frozenset()
    visited: str | None = None

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are asked, by what was said so far."""
        return tuple(one for one in self.questions if one.when(self.said))

    @property
    def at(self) -> Question | None:
        """The open question; None when every one has its answer."""
        wanted = self.visited
        if wanted is not None:
            return next((one for one in self.asked if one.name == wanted), None)
        return next((one for one in self.asked if one.name not in self.answered), None)

    @property
    def answers(self) -> dict[str, str]:
        """What was said to the questions that are asked."""
        return {one.name: self.said.get(one.name, "") for one in self.asked}


def money_question(name: str, when: Callable[[Said], bool] = _always) -> Question:
    """A question for an amount."""
    return Question(name=name, read=fen_of, show=figure, money=True, when=when)


def box(form: Form) -> str:
    """What stands in the open box: what was being typed, else what was said, else what is offered."""
    at = form.at
    if at is None:
        return ""
    if at.name in form.typed:
        return form.typed[at.name]
    said = form.said.get(at.name)
    if said is None or at.name not in form.answered:
        return at.offer(form.said)
    return "" if at.secret else said if at.lines else at.show(said)


def write(form: Form, text: str) -> Form:
    """The form with `text` in its open box."""
    return replace(form, typed={**form.typed, form.at.name: text}) if form.at else form


def choose(form: Form, digit: int) -> Form:
    """The form with the choice of that digit marked, not yet confirmed; an unknown digit changes nothing."""
    at = form.at
    if at is None or not 1 <= digit <= len(at.choices):
        return form
    return replace(form, said={**form.said, at.name: at.choices[digit - 1]})


def answer(form: Form, text: str) -> Form:
    """The form with its open question answered; BadInput at the field leaves it as it was."""
    at = form.at
    assert at is not None, "a question is open"
    if at.choices:
        kept = form.said.get(at.name, "")
        if kept not in at.choices:
            raise BadInput("drafts.choose", field=at.name)
    else:
        kept = at.read(text, at.name)
    left = {name: held for name, held in form.typed.items() if name != at.name}
    return Form(form.questions, {**form.said, at.name: kept}, left, form.answered | {at.name})


def back(form: Form) -> Form | None:
    """The form one question back, or None at the first."""
    names = [one.name for one in form.asked]
    place = names.index(form.at.name) if form.at else len(names)
    return replace(form, visited=names[place - 1]) if place else None


def reopen(form: Form, name: str) -> Form:
    """The form with a question asked again, because its answer was refused later; one that is not asked changes nothing."""
    if name not in {one.name for one in form.asked}:
        return form
    return replace(form, visited=name)
