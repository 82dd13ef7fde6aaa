"""What an answer of the street station looks at: one ledger, one moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from schemas.acts import Act
from schemas.apply import Cursor
from schemas.failures import BadInput
from schemas.keep import Feeds
from schemas.periods import HolidayCalendar, read_day
from schemas.rules.pack import Pack
from schemas.rules.shelf import known_pack
from station.counter.street import StreetQuestion
from station.ledger import queries
from station.ledger.journal import block_of
from station.ledger.ledger import Ledger
from station.office import reporting
from station.office.answers import instant, plain


@dataclass(frozen=True, slots=True)
class View:
    """One ledger at one moment, and the law at hand."""

    ledger: Ledger
    cursor: Cursor
    packs: Sequence[Pack]

    def today(self, question: StreetQuestion) -> date:
        """The day of the question, or the newest open day, or the one the clock says."""
        said = question.said.get("on")
        if said is not None:
            return read_day(said, "on")
        days = queries.open_days(self.cursor, self.ledger.author)
        return read_day(days[0].on if days else reporting.today(self.ledger.clock.wall_ms()))

    def calendar(self, today: date) -> HolidayCalendar:
        """The working days as the law of the day knows them; no year at all where there is no law at hand."""
        pack = known_pack(self.packs, today)
        return pack.calendar if pack else HolidayCalendar(frozenset(), frozenset(), frozenset())

    def said(self, entry: bytes) -> dict[str, Any] | None:
        """What an entry's personal block says, if it is held in clear."""
        found = Feeds(self.cursor).by_id(entry)
        block = block_of(self.cursor, found) if found else None
        return plain(block.said) if block else None

    def told(self, act: Act) -> dict[str, Any]:
        """One act as plain data: who, where, when, what."""
        entry = Feeds(self.cursor).by_id(act.id)
        return {
            "act": act.name,
            "on": act.on,
            "at": instant(entry.hlc) if entry else None,
            "site": act.site,
            "clerk": self.clerk(act),
            "entry": act.id.hex(),
            "detail": plain(dict(act.detail)),
        }

    def clerk(self, act: Act) -> str | None:
        """The name of the person who acted."""
        people = queries.clerks(self.cursor, act.author)
        return next((row.name for row in people if row.ckey == act.clerk), None)


def required(question: StreetQuestion, name: str) -> str:
    """A text of the question's document; BadInput `street.field`."""
    found = question.record if name == "record" else question.said.get(name)
    if not isinstance(found, str) or not found:
        raise BadInput("street.field", field=name, name=name)
    return found
