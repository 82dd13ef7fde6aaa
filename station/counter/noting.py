"""Deciding on a note that people write together 共同书写: its name, what may stand in it, and the version that was read.

A note travels to every station and is never erased, so it names no taxpayer: an identity or a mobile phone number is
refused before it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from schemas.books import NoteRow
from schemas.facts import NoteUpdated
from schemas.failures import BadInput
from schemas.identifiers.resident_id import check_character
from station.counter.recording import FIELD, RECORD
from station.ports import Decision

KIND = "writing.updated/1"
MOST_CHARACTERS = 20_000
"""The longest note."""
MOST_LINE = 1_000
MOST_MARK = 200
_IDENTITY = re.compile(r"(?<![0-9])([0-9]{17})([0-9Xx])(?![0-9])")
_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
_VERSION = re.compile(r"[0-9a-f]{32}:[0-9]{1,12}")

Version = Mapping[bytes, int]
"""author → the last place of his feed that has an update of the note."""


def decide_note(record: str, nonce: bytes, update: bytes) -> Decision:
    """An update as an act."""
    return Decision(kind=KIND, facts=(NoteUpdated(record=record, nonce=nonce, update=update),))


def require_record(record: str) -> None:
    """BadInput `records.record` when a note's name is not `kind/name`."""
    if not RECORD.fullmatch(record):
        raise BadInput("records.record", field="record")


def require_words(text: str, before: str = "") -> None:
    """BadInput `writing.text` when a note would be too long, `writing.person` when it would name a person's number.

    What stood there before was written by somebody else: it is no reason to refuse.
    """
    if len(text) > MOST_CHARACTERS or "\0" in text or not _is_text(text):
        raise BadInput("writing.text", field="text", most=MOST_CHARACTERS)
    if _numbers(text) - _numbers(before):
        raise BadInput("writing.person", field="text")


def require_line(line: str) -> None:
    """BadInput `writing.line` unless this is one line with words in it."""
    if not line.strip() or len(line) > MOST_LINE or len(line.splitlines()) > 1:
        raise BadInput("writing.line", field="line", most=MOST_LINE)


def require_mark(name: str, value: str | bool) -> None:
    """BadInput `records.field` or `writing.line` when a mark's name or value is none."""
    if not FIELD.fullmatch(name):
        raise BadInput("records.field", field="field")
    if isinstance(value, str):
        if len(value) > MOST_MARK or len(value.splitlines()) > 1:
            raise BadInput("writing.line", field="value", most=MOST_MARK)
        require_words(value)


def added(text: str, line: str) -> str:
    """A text with one more line."""
    return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{line}\n"


def version_of(rows: Iterable[NoteRow]) -> str:
    """How far each feed was read: `author:seq`, joined by commas; empty for a note that nobody has begun."""
    last: dict[bytes, int] = {}
    for row in rows:
        last[row.owner] = max(last.get(row.owner, 0), row.seq)
    return ",".join(f"{author.hex()}:{seq}" for author, seq in sorted(last.items()))


def read_version(text: str) -> Version:
    """The version in these words; BadInput `writing.seen`."""
    parts = text.split(",") if text else []
    if not all(_VERSION.fullmatch(part) for part in parts):
        raise BadInput("writing.seen", field="seen")
    return {bytes.fromhex(part[:32]): int(part[33:]) for part in parts}


def seen_of(rows: Iterable[NoteRow], version: Version) -> list[NoteRow]:
    """The updates that stood in that version."""
    return [row for row in rows if row.seq <= version.get(row.owner, 0)]


def _numbers(text: str) -> set[str]:
    """Identity numbers whose check character holds, and mobile phone numbers."""
    known = {body + check for body, check in _IDENTITY.findall(text) if check_character(body) == check.upper()}
    return known | set(_MOBILE.findall(text))


def _is_text(text: str) -> bool:
    """Whether UTF-8 can spell it: half a surrogate pair is no text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
