"""What people write together 共同书写: notes, remarks, check lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteUpdated:
    """An update of a note 书写更新 by one process of this device, whose `nonce` gives its client id (docs/formats/writing.md)."""

    NAME: ClassVar[str] = "writing.updated/1"
    record: str
    nonce: bytes
    update: bytes
