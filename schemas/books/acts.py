"""The book of acts 办理台账: what was done on each shared record; its state is read from all acts, whoever wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from schemas import canonical
from schemas.acts import Act as RecordAct
from schemas.books.shelf import Act, Shelf
from schemas.facts.acts import RecordActed

ID_BYTES = 32


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act on a record; `behind` are the ids of the entries that its writer had seen, one after the other."""

    BOOK: ClassVar[str] = "act"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    record: str
    act: str
    on: str
    behind: bytes
    detail: bytes
    person: bytes | None
    entry: bytes
    clerk: bytes | None


def fold(act: Act, shelf: Shelf) -> None:
    """Each act of the entry; two on one record in one entry, or a name that is no entry id, set the whole entry aside."""
    facts = [(part, fact) for part, fact in enumerate(act.facts) if isinstance(fact, RecordActed)]
    if len({fact.record for _, fact in facts}) != len(facts):
        raise ValueError("one entry acts once on a record")
    for part, fact in facts:
        if any(type(entry) is not bytes or len(entry) != ID_BYTES for entry in fact.after):
            raise ValueError("an entry id has 32 bytes")
        behind, detail = b"".join(sorted(set(fact.after))), canonical.encode(fact.detail)
        place = (act.owner, act.entry.seq, part)
        said = (fact.record, fact.act, fact.on, behind, detail, fact.person)
        shelf.add(ActRow(*place, *said, act.entry.id, act.entry.ckey))


def act_of(row: ActRow, site: str) -> RecordAct:
    """A row as an act to be put in order; `site` is where its feed stands."""
    return RecordAct(
        id=row.entry,
        record=row.record,
        name=row.act,
        on=row.on,
        after=tuple(row.behind[at : at + ID_BYTES] for at in range(0, len(row.behind), ID_BYTES)),
        detail=canonical.decode(row.detail),
        person=row.person,
        author=row.owner,
        site=site,
        clerk=row.clerk,
    )
