"""Differences that became cases 对账差异立案: opened, decided and closed by the centre, answered by the site. Nobody's debt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    """A difference opened to both sides 立案(待核实): its class, its business day, the sum that differs in fen, its evidence.

    `case` is the SHA-256 of the difference's natural key. `entries` lists [feed, seq, id] of what the ledger has, `lines`
    [SHA-256 of the file, line, reference, fen] of what the other side has.
    """

    NAME: ClassVar[str] = "cases.opened/1"
    case: bytes
    kind: str
    day: str
    document_fen: int
    money_fen: int
    entries: list[Any]
    lines: list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDecided:
    """What was found 认定, from a short list; `liable` is the key of a clerk who alone can make it true by signing it too."""

    NAME: ClassVar[str] = "cases.decided/1"
    case: bytes
    decision: str
    by: str
    why: str
    liable: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed:
    """A case is closed 销号: `equal` when a later file or entry made both sides equal, `decided` when its decision stands."""

    NAME: ClassVar[str] = "cases.closed/1"
    case: bytes
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAnswered:
    """What the site says of a case: `answer` 说明, `attach` 附件, `contest` 申诉, `accept` 认可.

    `decision` is the id of the entry that is contested or accepted; `attachments` lists [name, SHA-256]. The words hold no
    personal data.
    """

    NAME: ClassVar[str] = "cases.answered/1"
    case: bytes
    act: str
    words: str = ""
    decision: bytes | None = None
    attachments: list[Any] | None = None
