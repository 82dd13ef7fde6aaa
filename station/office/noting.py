"""Notes that people write together 共同书写, at the office: read from the ledger's updates, written through a pen.

A pen is taken up anew for every act, from what the ledger holds, so that the note and its entries never part. The nonce from which
its client comes is fresh for each process and never stored; what is written over an older version is written by a fresh one,
since that version lacks what this process has written since.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schemas.apply import Cursor
from schemas.books import NoteRow
from schemas.failures import Refusal
from schemas.keep import Feeds
from schemas.screening import screen
from station.counter import noting
from station.counter.commands import AddLine, MarkNote, WriteNote
from station.ledger import queries
from station.ledger.ledger import Ledger
from station.office.answers import instant, plain
from station.ports import Decision, Identity

_NONCE_BYTES = 16


class Noting:
    """What one process writes in notes."""

    def __init__(self, ledger: Ledger, identity: Identity) -> None:
        self._ledger = ledger
        self._identity = identity
        self._nonce = b""

    def decide(self, cursor: Cursor, command: WriteNote | AddLine | MarkNote) -> Decision:
        """The update of one act. BadInput `records.*`, `writing.*`; Refusal `writing.unchanged` when nothing changes."""
        from schemas.writing import Pen

        noting.require_record(command.record)
        rows = queries.note_updates(cursor, command.record)
        seen, nonce = self._standpoint(rows, command.seen if isinstance(command, WriteNote) else None)
        pen = Pen(map(update_of, seen), self._ledger.author, nonce)
        if isinstance(command, MarkNote):
            noting.require_mark(command.name, command.value)
            update = pen.mark(command.name, command.value)
        else:
            text = _wanted(command, pen.text)
            noting.require_words(text, pen.text)
            update = pen.write(text)
        if update is None:
            raise Refusal("writing.unchanged", field="text")
        screen(update, self._ledger.author, nonce)
        return noting.decide_note(command.record, nonce, update)

    def _standpoint(self, rows: Sequence[NoteRow], version: str | None) -> tuple[Sequence[NoteRow], bytes]:
        """The updates that an act builds on, and the nonce under which it is written."""
        self._nonce = self._nonce or self._identity.fresh(_NONCE_BYTES)
        seen = rows if version is None else noting.seen_of(rows, noting.read_version(version))
        mine = [row for row in rows if (row.owner, row.nonce) == (self._ledger.author, self._nonce)]
        return seen, self._nonce if set(mine) <= set(seen) else self._identity.fresh(_NONCE_BYTES)


def update_of(row: NoteRow) -> Any:
    """A row as an update of the note."""
    from schemas.writing import Update

    return Update(entry=row.entry, author=row.owner, seq=row.seq, nonce=row.nonce, data=row.data)


def read(cursor: Cursor, record: str) -> dict[str, Any]:
    """A note as it stands: text, marks, its version, who wrote how much and when last, what waits and what was refused."""
    from schemas.writing import read_note

    noting.require_record(record)
    rows = queries.note_updates(cursor, record)
    note = read_note(map(update_of, rows))
    return {
        "record": record,
        "text": note.text,
        "marks": [_mark(key, value) for key, value in note.marks.items()],
        "seen": noting.version_of(rows),
        "writers": _writers(Feeds(cursor), rows),
        "waiting": len(note.waiting),
        "refused": [[entry.hex(), reason] for entry, reason in sorted(note.refused.items())],
    }


def listed(cursor: Cursor, begins: str) -> dict[str, Any]:
    """The notes whose names begin so, by name."""
    feeds = Feeds(cursor)
    return {
        "notes": [
            {"record": record, "updates": count, "last_at": _at(feeds, queries.note_updates(cursor, record))}
            for record, count in queries.note_records(cursor, begins)
        ]
    }


def _wanted(command: WriteNote | AddLine, before: str) -> str:
    """How the note is to read."""
    if isinstance(command, WriteNote):
        return command.text
    noting.require_line(command.line)
    return noting.added(before, command.line)


def _mark(key: str, value: Any) -> dict[str, Any]:
    name, _, author = key.rpartition("|")
    return {"field": name, "author": author, "value": plain(value)}


def _writers(feeds: Feeds, rows: Sequence[NoteRow]) -> list[dict[str, Any]]:
    sites, by_author = feeds.sites(), dict[bytes, list[NoteRow]]()
    for row in rows:
        by_author.setdefault(row.owner, []).append(row)
    return [
        {"author": author.hex(), "site": sites.get(author, ""), "updates": len(own), "last_at": _at(feeds, own)}
        for author, own in sorted(by_author.items())
    ]


def _at(feeds: Feeds, rows: Sequence[NoteRow]) -> str | None:
    """When the newest of these updates came to be, by each writer's own clock."""
    last = {row.owner: row.seq for row in rows}
    times = [entry.hlc for author, seq in last.items() if (entry := feeds.at(author, seq)) is not None]
    return instant(max(times)) if times else None
