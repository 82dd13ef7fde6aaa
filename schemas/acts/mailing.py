"""Invoices ordered ahead and sent by post 邮寄领票: a chain of custody, each hand signed where it took the forms over.

An order is fetched at a desk, or sent, received, opened and counted. What two stations said apart stands in the order of what
happened to paper first; what no longer fits is set aside until a person has seen it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from schemas.acts.order import Act, in_order
from schemas.acts.ranges import Span, size
from schemas.acts.supply import MOST_FORMS, read_range, require_kind, whole
from schemas.failures import BadInput, Failure, Refusal

WAYS = ("post", "counter")
HOLDERS = ("household", "station")
"""Who took a sealed piece from the post."""
FLOW: dict[str, tuple[tuple[str, ...], str]] = {
    "order": (("",), "ordered"),
    "cancel": (("ordered",), "cancelled"),
    "fetch": (("ordered",), "fetched"),
    "send": (("ordered",), "sent"),
    "receive": (("sent",), "received"),
    "open": (("received",), "opened"),
    "count": (("opened",), "counted"),
    "come_back": (("sent", "received"), "back"),
    "lose": (("sent",), "lost"),
}
"""Each act: the states in which it may be done, and the state behind it."""
ENDS = frozenset({"cancelled", "fetched", "counted", "back", "lost"})
_RANKS = {name: place for place, name in enumerate(("count", "open", "receive", "send", "fetch", "come_back", "lose"))}
_OTHERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """An order and its piece as they stand; `span` are the forms on their way, `missing` those that were not in it."""

    record: str
    state: str = ""
    household: str = ""
    kind: str = ""
    count: int = 0
    way: str = ""
    person: bytes | None = None
    code: str = ""
    width: int = 0
    span: Span | None = None
    tracking: str = ""
    seal: str = ""
    seal_whole: bool | None = None
    missing: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    aside: tuple[tuple[Act, str], ...] = ()
    seen: frozenset[bytes] = frozenset()
    heads: tuple[bytes, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether nothing more is to be done."""
        return self.state in ENDS

    @property
    def disputed(self) -> tuple[tuple[Act, str], ...]:
        """What was set aside and no person has seen yet."""
        return tuple(pair for pair in self.aside if pair[0].id not in self.seen)


def read_mailing(record: str, acts: Iterable[Act]) -> Mailing:
    """The chain as its acts say; the same from any order of arrival."""
    ordered = in_order(acts, lambda name: _RANKS.get(name, _OTHERS))
    mailing = Mailing(record=record, heads=ordered.heads)
    for act in ordered.acts:
        try:
            mailing = step(mailing, act)
        except Failure as failure:
            mailing = replace(mailing, aside=(*mailing.aside, (act, failure.code)))
        except (KeyError, TypeError, AttributeError):
            mailing = replace(mailing, aside=(*mailing.aside, (act, "street.field")))
    return mailing


def step(mailing: Mailing, act: Act) -> Mailing:
    """The chain behind one more act; BadInput `street.*`, `supply.*`; Refusal `mailing.not_now`, `street.word`."""
    if act.name == "settle":
        return replace(mailing, seen=mailing.seen | frozenset(act.detail["acts"]), acts=(*mailing.acts, act))
    if act.name not in FLOW:
        raise BadInput("street.step", field="step", step=act.name)
    origins, target = FLOW[act.name]
    if mailing.state not in origins:
        raise Refusal("mailing.not_now", field="step", step=act.name, state=mailing.state or "none")
    heard = _heard(mailing, act)
    return replace(heard, state=target, acts=(*mailing.acts, act))


def _heard(mailing: Mailing, act: Act) -> Mailing:
    """What an act says beyond its name."""
    said = act.detail
    match act.name:
        case "order":
            require_kind(said["kind"])
            _require(WAYS, said["way"], "way")
            count = whole(said["count"], "count", MOST_FORMS)
            return replace(
                mailing, household=said["household"], kind=said["kind"], count=count, way=said["way"], person=act.person
            )
        case "send":
            span, width = read_range(said)
            if mailing.way != "post" or size([span]) != mailing.count:
                raise Refusal("mailing.not_ordered", field="last", count=mailing.count, way=mailing.way)
            sent = {"code": said["code"], "tracking": said["tracking"], "seal": said["seal"]}
            return replace(mailing, span=span, width=width, **sent)
        case "receive":
            _require(HOLDERS, said["by"], "by")
            return replace(mailing, seal_whole=bool(said["seal_whole"]))
        case "count":
            return replace(mailing, missing=_missing(mailing, said))
        case _:
            return mailing


def _missing(mailing: Mailing, said: Any) -> tuple[str, ...]:
    """The numbers that were not in it; BadInput `mailing.counted` when found and missing are not all that was sent."""
    missing = tuple(sorted(set(said["missing"])))
    span = mailing.span
    assert span is not None, "what is counted was sent"
    within = all(one.isdecimal() and span[0] <= int(one) <= span[1] and len(one) == mailing.width for one in missing)
    if not within or whole(said["found"], "found", MOST_FORMS) + len(missing) != mailing.count:
        raise BadInput("mailing.counted", field="found", count=mailing.count)
    return missing


def _require(words: tuple[str, ...], word: object, name: str) -> None:
    if word not in words:
        raise Refusal("street.word", field=name, name=name, words=", ".join(words))
