"""The books of the window: requests that were refused 拒绝受理, and documents that are still to come 待补材料."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from schemas.books.quarantine import set_aside
from schemas.books.shelf import Act, Shelf
from schemas.facts import DocumentsAwaited, DocumentsSupplied, ServiceRefused


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """A request that was not taken, by its reason."""

    BOOK: ClassVar[str] = "refusal"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    on: str
    entry: bytes
    reason: str
    matter: str
    clerk: bytes | None


@dataclass(frozen=True, slots=True)
class AwaitedRow:
    """A kind of document that a sale waits for; `state` is `awaited` or `supplied`."""

    BOOK: ClassVar[str] = "awaited"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "entry", "kind")
    owner: bytes
    entry: bytes
    kind: str
    seq: int
    on: str
    state: str
    supplied_on: str | None


def fold(act: Act, shelf: Shelf) -> None:
    """Refusals as they were said; documents awaited until they are supplied."""
    for part, fact in enumerate(act.facts):
        match fact:
            case ServiceRefused():
                place = (act.owner, act.entry.seq, part)
                shelf.add(RefusalRow(*place, fact.on, act.entry.id, fact.reason, fact.matter, act.entry.ckey))
            case DocumentsAwaited():
                for kind in sorted(set(fact.kinds)):
                    shelf.get(AwaitedRow, act.owner, act.entry.id, kind)
                    shelf.put(AwaitedRow(act.owner, act.entry.id, kind, act.entry.seq, fact.on, "awaited", None))
            case DocumentsSupplied():
                _supplied(act, shelf, part, fact)
            case _:
                pass


def _supplied(act: Act, shelf: Shelf, part: int, fact: DocumentsSupplied) -> None:
    for kind in sorted({document["kind"] for document in fact.documents}):
        row = shelf.get(AwaitedRow, act.owner, fact.entry, kind)
        if row is None:
            set_aside(act, shelf, part, "document_unasked")
            return
        if row.state == "awaited":
            shelf.put(replace(row, state="supplied", supplied_on=fact.on))
