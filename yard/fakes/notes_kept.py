"""Notes in memory, as one site writes them: each keeps its versions; the laws of what may stand in one are the counter's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from schemas.failures import Refusal
from station.counter import asking, noting
from station.counter.commands import AddLine, WriteNote

_AUTHOR, _SITE = "ab" * 16, "武昌中南路邮政代征网点"


@dataclass
class NotesKept:
    """The versions of each note, the oldest (empty) first."""

    texts: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def do(self, command: AddLine | WriteNote) -> dict[str, Any]:
        """A line more, or the whole text; refused as the real office refuses."""
        noting.require_record(command.record)
        before = self.text(command.record)
        if isinstance(command, AddLine):
            noting.require_line(command.line)
            text = noting.added(before, command.line)
        else:
            text = command.text
        noting.require_words(text, before)
        if text == before:
            raise Refusal("writing.unchanged", field="text")
        self.texts.setdefault(command.record, [""]).append(text)
        return {"record": command.record}

    def text(self, record: str) -> str:
        """A note as it stands."""
        return self.texts.get(record, [""])[-1]

    def ask(self, query: asking.Note | asking.Notes, at: str) -> dict[str, Any]:
        """One note, or those whose names begin so; everything was written at `at`."""
        if isinstance(query, asking.Notes):
            found = [record for record in sorted(self.texts) if record.startswith(query.begins)]
            return {"notes": [{"record": one, "updates": len(self.texts[one]) - 1, "last_at": at} for one in found]}
        count = len(self.texts.get(query.record, [""])) - 1
        wrote = [{"author": _AUTHOR, "site": _SITE, "updates": count, "last_at": at}] if count else []
        seen = f"{_AUTHOR}:{count}" if count else ""
        return {"record": query.record, "text": self.text(query.record), "marks": [], "seen": seen, "writers": wrote,
                "waiting": 0, "refused": []}  # fmt: skip
