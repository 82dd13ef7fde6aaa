"""Fields of shared records 共享档案: a household, a case, an appointment. No personal data stands here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSet:
    """A field of a record is given a value 档案项登记; `supersedes` names the entries whose values of it the writer saw.

    A value that speaks of a person stands in the personal block and not here.
    """

    NAME: ClassVar[str] = "records.set/1"
    record: str
    field: str
    value: str | None = None
    supersedes: list[Any]
