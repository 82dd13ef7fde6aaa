"""The law as the authority publishes it: one rule pack, whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesPublished:
    """The authority publishes a rule pack 规则包发布; `document` is its canonical CBOR and `pack` the SHA-256 of that.

    `id`, `version` and the days `first` to `last` repeat what the document says, so that they can be read without it.
    """

    NAME: ClassVar[str] = "rules.published/1"
    pack: bytes
    id: str
    version: str
    first: str
    last: str
    document: bytes
