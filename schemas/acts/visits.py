"""People who wait at a station 取号排队: a number by kind, called in the order of the room, served, or gone.

First those who may go first (老弱病残孕军), then those who booked a time, then as they came. A number that two computers of one
site gave apart stands twice; both people are called, the second with a mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from schemas.acts.order import Act, in_order
from schemas.failures import BadInput, Failure, Refusal

KIND = "visit/"
KINDS = {"dues": "A", "invoice": "B", "supply": "C", "matter": "D", "other": "E"}
"""What a person comes for, with the letter of its numbers."""
PRIORITIES = ("none", "old", "disabled", "ill", "expecting", "soldier")
FLOW: dict[str, tuple[tuple[str, ...], str]] = {
    "take": (("",), "waiting"),
    "call": (("waiting", "called"), "called"),
    "start": (("called",), "serving"),
    "finish": (("serving",), "finished"),
    "transfer": (("serving",), "waiting"),
    "absent": (("called",), "absent"),
    "come_back": (("absent",), "waiting"),
    "leave": (("waiting", "absent"), "left"),
}
"""Each act: the states in which it may be done, and the state behind it."""
ENDS = frozenset({"finished", "left"})
_RANKS = {name: place for place, name in enumerate(("finish", "transfer", "start", "absent", "call", "come_back"))}
_OTHERS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One person's number and how it stands; `taken`, `called`, `started`, `ended` are the entries that said so, `served` the start."""

    record: str
    state: str = ""
    number: str = ""
    kind: str = ""
    priority: str = "none"
    slot: str | None = None
    booking: str | None = None
    window: str | None = None
    calls: int = 0
    taken: bytes | None = None
    called: bytes | None = None
    started: bytes | None = None
    ended: bytes | None = None
    served: Act | None = None
    person: bytes | None = None
    aside: tuple[tuple[Act, str], ...] = ()
    heads: tuple[bytes, ...] = ()


def read_visit(record: str, acts: Iterable[Act]) -> Visit:
    """The visit as its acts say; the same from any order of arrival."""
    ordered = in_order(acts, lambda name: _RANKS.get(name, _OTHERS))
    visit = Visit(record=record, heads=ordered.heads)
    for act in ordered.acts:
        try:
            visit = step(visit, act)
        except Failure as failure:
            visit = replace(visit, aside=(*visit.aside, (act, failure.code)))
        except KeyError:
            visit = replace(visit, aside=(*visit.aside, (act, "street.field")))
    return visit


def step(visit: Visit, act: Act) -> Visit:
    """The visit behind one more act; BadInput `street.step`; Refusal `queue.not_now`, `street.word`."""
    if act.name not in FLOW:
        raise BadInput("street.step", field="step", step=act.name)
    origins, target = FLOW[act.name]
    if visit.state not in origins:
        raise Refusal("queue.not_now", field="step", step=act.name, state=visit.state or "none")
    return replace(_heard(visit, act), state=target)


def in_turn(visits: Iterable[Visit], at: Callable[[bytes], int], kinds: Iterable[str] = ()) -> list[Visit]:
    """Those who wait, the one to be called next first; `at` says when an entry was written."""
    wanted = frozenset(kinds) or frozenset(KINDS)
    waiting = [one for one in visits if one.state == "waiting" and one.kind in wanted and one.taken is not None]
    return sorted(waiting, key=lambda one: (one.priority == "none", one.slot is None, at(one.taken or b""), one.record))


def next_number(visits: Iterable[Visit], kind: str) -> str:
    """The number behind the last one of its letter."""
    letter = KINDS[kind]
    last = max((int(one.number[1:]) for one in visits if one.number[:1] == letter), default=0)
    return f"{letter}{last + 1:03d}"


def labels(visits: Iterable[Visit]) -> dict[str, str]:
    """What each record is called by; the second of one number has `-2` behind it."""
    found: dict[str, str] = {}
    counts: dict[str, int] = {}
    for one in sorted(visits, key=lambda one: (one.number, one.taken or b"")):
        counts[one.number] = counts.get(one.number, 0) + 1
        found[one.record] = one.number if counts[one.number] == 1 else f"{one.number}-{counts[one.number]}"
    return found


def _heard(visit: Visit, act: Act) -> Visit:
    """What an act says beyond its name."""
    said = act.detail
    match act.name:
        case "take":
            _require(tuple(KINDS), said["kind"], "kind")
            _require(PRIORITIES, said.get("priority", "none"), "priority")
            number = said["number"]
            if not (isinstance(number, str) and number[:1].isalpha() and number[1:].isdecimal()):
                raise BadInput("street.field", field="number", name="number")
            told = replace(visit, kind=said["kind"], number=number, priority=said.get("priority", "none"))
            booked = replace(told, slot=said.get("slot"), booking=said.get("booking"))
            return replace(booked, taken=act.id, person=act.person)
        case "call":
            return replace(visit, window=str(said["window"]), calls=visit.calls + 1, called=visit.called or act.id)
        case "start":
            return replace(visit, started=visit.started or act.id, served=act)
        case "transfer":
            _require(tuple(KINDS), said["kind"], "kind")
            return replace(visit, kind=said["kind"], window=None)
        case "finish" | "leave":
            return replace(visit, ended=act.id)
        case _:
            return visit


def _require(words: tuple[str, ...], word: object, name: str) -> None:
    if word not in words:
        raise Refusal("street.word", field=name, name=name, words=", ".join(words))
