"""Deciding on a field of a shared record 共享档案: what is said, and which values it replaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from schemas.books import FieldRow
from schemas.facts import FieldSet
from schemas.failures import BadInput, Refusal
from station.ports import Decision

if TYPE_CHECKING:
    from station.counter.commands import SetField

KIND = "records.set/1"
RECORD = re.compile(r"[a-z]{1,20}/[0-9A-Za-z-]{1,64}")
FIELD = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_CHARACTERS = 4_000


def decide_field(command: SetField, values: Sequence[FieldRow]) -> Decision:
    """The value as an act; `values` are those that stand now.

    BadInput `records.record`, `records.field`, `records.value`; Refusal `records.moved` when one that stands was not seen.
    """
    if not RECORD.fullmatch(command.record):
        raise BadInput("records.record", field="record")
    if not FIELD.fullmatch(command.field):
        raise BadInput("records.field", field="field")
    if not len(command.value) <= MOST_CHARACTERS or "\0" in command.value:
        raise BadInput("records.value", field="value", most=MOST_CHARACTERS)
    known = {row.entry for row in values}
    if not known <= set(command.seen):
        raise Refusal("records.moved", field="seen", count=len(known - set(command.seen)))
    fact = FieldSet(
        record=command.record,
        field=command.field,
        value=None if command.personal else command.value,
        supersedes=list[bytes](sorted(known)),
    )
    return Decision(kind=KIND, facts=(fact,), said={"value": command.value} if command.personal else None)
