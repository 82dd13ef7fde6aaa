"""What happened at the window without money: refused with one notice 一次性告知, documents awaited 待补 and supplied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRefused:
    """A request was not taken 拒绝受理, with its reason and all that is to be brought, told once 一次性告知.

    Who asked, if it was said, stands in the personal block.
    """

    NAME: ClassVar[str] = "receiving.refused/1"
    on: str
    reason: str
    matter: str
    bring: list[Any]
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityVouched:
    """No reader could read the document: a second person has seen it and its holder 人证核验授权, in the same entry."""

    NAME: ClassVar[str] = "receiving.identity_vouched/1"
    on: str
    authoriser: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsAwaited:
    """Documents that the pack asks for and the sale in this entry did not have 待补材料, by kind."""

    NAME: ClassVar[str] = "receiving.documents_awaited/1"
    on: str
    kinds: list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsSupplied:
    """Documents brought later for `entry` 材料补正: each with `kind`, `sha256`, `pages`, `source`, `taken_at`."""

    NAME: ClassVar[str] = "receiving.documents_supplied/1"
    on: str
    entry: bytes
    documents: list[Any]
