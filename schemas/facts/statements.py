"""What the other side's files 对账文件 were taken in, by whom and why; and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementImported:
    """A statement file taken in 导入对账文件: its SHA-256, what it is, the days that it speaks for, its own sums in fen."""

    NAME: ClassVar[str] = "statements.imported/1"
    file: bytes
    format: str
    channel: str
    name: str
    days: list[str]
    lines: int
    paid_fen: int
    refunded_fen: int
    by: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementWithdrawn:
    """An import taken back 撤销导入: the file's bytes stay, its lines no longer count."""

    NAME: ClassVar[str] = "statements.withdrawn/1"
    file: bytes
    by: str
    why: str
