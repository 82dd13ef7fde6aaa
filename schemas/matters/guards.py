"""What an act of a case needs besides its place in the flow, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from schemas.acts import Act
from schemas.canonical import is_list
from schemas.failures import Refusal
from schemas.matters.catalogue import Matter

if TYPE_CHECKING:
    from schemas.matters.case import Case

ANSWERS = ("granted", "refused", "returned")
"""准予, 不予, 退回."""
OUTCOMES = ("done", "refused")
WAYS = ("counter", "post", "online", "on_foot")


def require(case: Case, act: Act, matter: Matter) -> None:
    """Refusal `matters.lacking`, `matters.needs`, `matters.material`, `matters.extend_most`, `matters.other_office`."""
    detail = act.detail
    match act.name:
        case "accept" | "supply":
            _materials(case, act, matter)
        case "ask":
            asked = _list(detail, "materials")
            if not asked or not set(asked) <= {material.code for material in matter.materials}:
                raise Refusal("matters.material", field="materials")
        case "hand_over":
            _text(detail, "office")
            _whole(case)
        case "answer":
            _word(detail, "answer", ANSWERS)
            _optional(detail, "paper_no")
            if _text(detail, "office") != case.office:
                raise Refusal("matters.other_office", field="office", office=case.office)
        case "extend":
            days = detail.get("days")
            if type(days) is not int or not 0 < days <= matter.limit.extend - case.extended:
                raise Refusal("matters.extend_most", field="days", most=matter.limit.extend - case.extended)
            _text(detail, "reason")
        case "decide":
            _word(detail, "outcome", OUTCOMES)
            _agrees(case, detail)
        case "deliver":
            _word(detail, "way", WAYS)
        case "withdraw":
            _text(detail, "reason")
        case _:
            pass


def heard(case: Case, act: Act, matter: Matter) -> Case:
    """The case with what the act says."""
    detail = act.detail
    case = replace(case, person=case.person or act.person)
    match act.name:
        case "accept":
            given = frozenset(_list(detail, "materials"))
            return replace(case, accepted_on=act.on, given=given, missing=_missing(matter, given, later=True))
        case "ask":
            return replace(case, asked_on=act.on, missing=tuple(_list(detail, "materials")))
        case "supply":
            return _supplied(case, act, matter)
        case "hand_over":
            return replace(case, office=_text(detail, "office"))
        case "answer":
            return replace(case, answer=_text(detail, "answer"), paper_no=_optional(detail, "paper_no"))
        case "extend":
            return replace(case, extended=case.extended + detail["days"])
        case "decide":
            return replace(
                case, outcome=_text(detail, "outcome"), paper_no=_optional(detail, "paper_no") or case.paper_no
            )
        case "deliver":
            return replace(case, way=_text(detail, "way"))
        case _:
            return case


def _supplied(case: Case, act: Act, matter: Matter) -> Case:
    """What was missing is here: the clock goes on."""
    given = case.given | set(_list(act.detail, "materials"))
    pauses = case.pauses if case.asked_on is None else (*case.pauses, (case.asked_on, max(act.on, case.asked_on)))
    return replace(case, given=given, missing=_missing(matter, given, later=True), asked_on=None, pauses=pauses)


def _materials(case: Case, act: Act, matter: Matter) -> None:
    given = _list(act.detail, "materials")
    if not set(given) <= {material.code for material in matter.materials}:
        raise Refusal("matters.material", field="materials")
    if act.name == "supply" and not case.missing:
        raise Refusal("matters.not_now", field="step", step=act.name, state=case.state)
    lacking = set(case.missing) - set(given) if act.name == "supply" else set(_missing(matter, given, later=False))
    if lacking:
        raise Refusal("matters.lacking", field="materials", lacking=", ".join(sorted(lacking)))


def _missing(matter: Matter, given: frozenset[str] | list[str], *, later: bool) -> tuple[str, ...]:
    """The materials that must be brought and are not; with `later` also those that may follow."""
    must = [material for material in matter.materials if material.must and (later or not material.later)]
    return tuple(material.code for material in must if material.code not in given)


def _agrees(case: Case, detail: Mapping[str, Any]) -> None:
    """The result says what the office answered."""
    if case.answer is not None and (detail["outcome"] == "done") != (case.answer == "granted"):
        raise Refusal("matters.other_answer", field="outcome", answer=case.answer)
    _optional(detail, "paper_no")
    if detail["outcome"] == "done":
        _whole(case)


def _whole(case: Case) -> None:
    """Nothing goes on or out while papers are still to follow."""
    if case.missing:
        raise Refusal("matters.lacking", field="materials", lacking=", ".join(case.missing))


def _text(detail: Mapping[str, Any], name: str) -> str:
    found = detail.get(name)
    if not isinstance(found, str) or not found.strip():
        raise Refusal("matters.needs", field=name, name=name)
    return found


def _optional(detail: Mapping[str, Any], name: str) -> str | None:
    return _text(detail, name) if name in detail else None


def _word(detail: Mapping[str, Any], name: str, words: tuple[str, ...]) -> str:
    found = _text(detail, name)
    if found not in words:
        raise Refusal("matters.word", field=name, name=name, words=", ".join(words))
    return found


def _list(detail: Mapping[str, Any], name: str) -> list[str]:
    found: Any = detail.get(name, [])
    if not is_list(found) or not all(isinstance(text, str) for text in found):
        raise Refusal("matters.needs", field=name, name=name)
    return found
