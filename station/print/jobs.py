"""The life of a print job, pure: queued → sending → printed | unknown → confirmed | reprint | spoiled.

What is printed once (invoice, voucher, their lists) goes on another sheet only by spoil and re-issue; slips, forms and
sheets may go again as 补打 第 n 次. After a crash in `sending` the truth is on the paper: a person says what came out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from schemas.failures import Refusal

ONCE = frozenset({"ordinary-invoice", "red-letter-invoice", "invoice-list", "tax-voucher", "tax-list"})
"""Papers that are printed once under their number."""


class State(Enum):
    """Where a job stands."""

    QUEUED = "queued"
    SENDING = "sending"
    PRINTED = "printed"
    UNKNOWN = "unknown"
    CONFIRMED = "confirmed"
    REPRINT = "reprint"
    SPOILED = "spoiled"


class Event(Enum):
    """What happens to a job; the last three are what a person says came out."""

    STARTED = "started"
    UNTOUCHED = "untouched"
    FINISHED = "finished"
    LOST = "lost"
    REFUSED = "refused"
    WHOLE = "whole"
    NOTHING = "nothing"
    TORN = "torn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One paper of one entry for one printer; `copy` counts from 1, `reason` and `clerk` say why there is more than one.

    `code` and `number` are those of the form that it stands on, empty for plain paper.
    """

    job: int
    entry: bytes
    paper: str
    part: int
    copy: int
    state: State
    reason: str = ""
    clerk: str = ""
    printer: str = ""
    code: str = ""
    number: str = ""

    @property
    def once(self) -> bool:
        """Whether its paper is printed once under its number."""
        return self.paper in ONCE


class Jobs(Protocol):
    """The queue of one printer at rest. A change is on disk when the call returns; jobs keep their order."""

    def next(self) -> Job | None:
        """The oldest job that is queued."""
        ...

    def get(self, job: int) -> Job:
        """One job by its number."""
        ...

    def standing(self, state: State) -> tuple[Job, ...]:
        """All jobs in a state, oldest first."""
        ...

    def move(self, job: int, state: State, reason: str) -> None:
        """Put a job into a state."""
        ...

    def again(self, job: int, reason: str, *, clerk: str = "", in_place: bool = False) -> Job:
        """Queue the next copy of the same paper, behind all others or `in_place` of the first; returns it."""
        ...


_WAYS = {
    (State.QUEUED, Event.STARTED): State.SENDING,
    (State.QUEUED, Event.REFUSED): State.SPOILED,
    (State.SENDING, Event.UNTOUCHED): State.QUEUED,
    (State.SENDING, Event.FINISHED): State.PRINTED,
    (State.SENDING, Event.LOST): State.UNKNOWN,
    (State.UNKNOWN, Event.WHOLE): State.CONFIRMED,
    (State.UNKNOWN, Event.NOTHING): State.REPRINT,
    (State.PRINTED, Event.WHOLE): State.CONFIRMED,
}


def after(job: Job, event: Event) -> State:
    """The state after an event; Refusal `print.job_state` for one that cannot happen there.

    A torn sheet is spoiled where its number stood on it, and printed again where none did.
    """
    if event is Event.TORN and job.state in (State.UNKNOWN, State.PRINTED):
        return State.SPOILED if job.once else State.REPRINT
    state = _WAYS.get((job.state, event))
    if state is None:
        raise Refusal("print.job_state", state=job.state.value, event=event.value)
    return state


def may_print_again(job: Job) -> bool:
    """Whether a further copy may be asked for: of papers without a number, once the first one's fate is known."""
    return not job.once and job.state in (State.PRINTED, State.CONFIRMED)
