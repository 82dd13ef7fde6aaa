"""The book of notes 书写更新: the updates of what people write together, each screened by its bytes alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from schemas.books.quarantine import set_aside
from schemas.books.shelf import Act, Shelf
from schemas.facts import NoteUpdated
from schemas.failures import BadInput
from schemas.screening import screen


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One update of a note by one process of a device; `schemas.writing` makes the note of them."""

    BOOK: ClassVar[str] = "note"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    record: str
    entry: bytes
    nonce: bytes
    data: bytes


def fold(act: Act, shelf: Shelf) -> None:
    """Updates that may be said; the rest is set aside with the reason of the screening."""
    for part, fact in enumerate(act.facts):
        if not isinstance(fact, NoteUpdated):
            continue
        try:
            screen(fact.update, act.owner, fact.nonce)
        except BadInput as refusal:
            set_aside(act, shelf, part, refusal.code)
            continue
        shelf.add(NoteRow(act.owner, act.entry.seq, part, fact.record, act.entry.id, fact.nonce, fact.update))
