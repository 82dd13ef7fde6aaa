"""What a face may ask and say of this site's cases 对账差异, and of what was read at the centre."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCase:
    """What a person of the site says of a case; `attachments` are (name, SHA-256) of papers that the site keeps."""

    command: UUID
    clerk: str
    case: str
    act: str
    words: str = ""
    attachments: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of this site, newest day first; only what is not closed unless `closed`."""

    closed: bool = False


@dataclass(frozen=True, slots=True)
class Accesses:
    """What was read or done at the centre in this site's matters 反向审计, newest first."""

    most: int = 200
