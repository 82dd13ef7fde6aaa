"""The book of cases 对账差异: what the centre opened and found, what the site said; and how a case stands, by both.

A finding that names a clerk becomes true only by that clerk's own signature under it; until then the case is 待核实.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from schemas.books.quarantine import set_aside
from schemas.books.shelf import Act, Shelf
from schemas.facts import CaseAnswered, CaseClosed, CaseDecided, CaseOpened

DECISIONS = (
    "channel_mistake",
    "bank_mistake",
    "site_mistake",
    "supplemented",
    "paid_back",
    "unit_advances",
    "unit_keeps",
    "clerk_bears",
)
"""What can be found: a mistake of the channel 渠道, the bank 银行, the site 网点; written up later 已补录; paid back 已退款; advanced by
the collecting unit 短款待查; kept apart by it 长款待查; borne by a clerk who signs it 本人认可承担."""
BY_CLERK = "clerk_bears"
ACTS = ("answer", "attach", "contest", "accept")
UNVERIFIED, ANSWERED, CONTESTED, FOUND, CLOSED = "unverified", "answered", "contested", "found", "closed"
"""待核实 · 已说明 · 申诉中 · 已认定 · 已销号."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as its channel has it; `decision` and `decided` (the entry's id) are its newest finding's; fen."""

    BOOK: ClassVar[str] = "case"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "case")
    owner: bytes
    case: bytes
    seq: int
    entry: bytes
    kind: str
    day: str
    document_fen: int
    money_fen: int
    decision: str
    decided: bytes | None
    liable: bytes | None
    closed: str


@dataclass(frozen=True, slots=True)
class CaseWordRow:
    """What a site said of a case, by which clerk's key."""

    BOOK: ClassVar[str] = "case_word"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    entry: bytes
    case: bytes
    act: str
    words: str
    decision: bytes | None
    clerk: bytes | None


def fold(act: Act, shelf: Shelf) -> None:
    """A case opens once in a channel and opens again after it was closed; what follows needs it open."""
    for part, fact in enumerate(act.facts):
        match fact:
            case CaseOpened():
                ok = _opened(act, shelf, fact)
            case CaseDecided():
                ok = _decided(act, shelf, fact)
            case CaseClosed():
                ok = _closed(act, shelf, fact)
            case CaseAnswered():
                ok = _answered(act, shelf, part, fact)
            case _:
                continue
        if not ok:
            set_aside(act, shelf, part, "case")


def standing(case: CaseRow, words: Iterable[CaseWordRow]) -> str:
    """How a case stands by both sides' words; `words` in any order. A clerk's debt needs that clerk's own signature."""
    if case.closed:
        return CLOSED
    held = [word for word in words if word.case == case.case]
    if case.decided is not None:
        own = [word for word in held if word.decision == case.decided]
        if any(word.act == "contest" for word in own):
            return CONTESTED
        if case.decision != BY_CLERK:
            return FOUND if any(word.act == "accept" for word in own) else UNVERIFIED
        signed = any(word.act == "accept" and word.clerk == case.liable for word in own)
        return FOUND if signed and case.liable is not None else UNVERIFIED
    return ANSWERED if held else UNVERIFIED


def owed_by(case: CaseRow, words: Iterable[CaseWordRow]) -> bytes | None:
    """The clerk who bears a difference by his own signature and the centre's; None for everybody else, always."""
    held = list(words)
    signed = any(word.act == "accept" and word.clerk == case.liable and word.decision == case.decided for word in held)
    return case.liable if case.decision == BY_CLERK and signed and case.decided is not None else None


def _opened(act: Act, shelf: Shelf, fact: CaseOpened) -> bool:
    held = shelf.get(CaseRow, act.owner, fact.case)
    if held is not None and not held.closed:
        return False
    place = (act.owner, fact.case, act.entry.seq, act.entry.id)
    shelf.put(CaseRow(*place, fact.kind, fact.day, fact.document_fen, fact.money_fen, "", None, None, ""))
    return True


def _decided(act: Act, shelf: Shelf, fact: CaseDecided) -> bool:
    held = shelf.get(CaseRow, act.owner, fact.case)
    if held is None or held.closed or fact.decision not in DECISIONS:
        return False
    if (fact.decision == BY_CLERK) != (fact.liable is not None):
        return False
    shelf.put(replace(held, decision=fact.decision, decided=act.entry.id, liable=fact.liable))
    return True


def _closed(act: Act, shelf: Shelf, fact: CaseClosed) -> bool:
    held = shelf.get(CaseRow, act.owner, fact.case)
    if held is None or held.closed or fact.reason not in ("equal", "decided"):
        return False
    shelf.put(replace(held, closed=fact.reason))
    return True


def _answered(act: Act, shelf: Shelf, part: int, fact: CaseAnswered) -> bool:
    """Only a person speaks for a site: an answer without a clerk's signature does not count."""
    if fact.act not in ACTS or act.entry.ckey is None:
        return False
    place = (act.owner, act.entry.seq, part, act.entry.id)
    shelf.add(CaseWordRow(*place, fact.case, fact.act, fact.words, fact.decision, act.entry.ckey))
    return True
