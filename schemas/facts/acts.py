"""Acts on shared records 档案办理: a case, a parcel, a queue number, a slot. No personal data stands here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordActed:
    """One act on a shared record 办理步骤; `after` names the entries of the acts behind which the writer stood.

    `detail` says what the act needs (docs/formats/matter.md); what speaks of a person stands in the personal block.
    """

    NAME: ClassVar[str] = "records.acted/1"
    record: str
    act: str
    on: str
    after: list[Any]
    detail: dict[str, Any]
    person: bytes | None = None
