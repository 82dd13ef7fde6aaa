"""What the registry needs of the books to remit, to open cases and to decide: vouchers, cases, the site's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from schemas.books import CaseRow, CaseWordRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Unremitted:
    """A tax voucher that no remittance bears: its feed, number, whether it stands, its sum and taxes in fen."""

    feed: bytes
    on: str
    code: str
    number: str
    stands: bool
    total_fen: int
    taxes: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCase:
    """A case with whose channel it stands in and all that its site has said of it; `attachments` lists (name, SHA-256)."""

    site: str
    row: CaseRow
    words: tuple[CaseWordRow, ...]


class Matters(Protocol):
    """Vouchers and cases, as one state of the database has them."""

    def unremitted(self, site: str, first: str, last: str) -> tuple[Unremitted, ...]:
        """The vouchers of a site's days that no remittance bears, by feed, code and number."""
        ...

    def remitted(self, number: str) -> bool:
        """Whether a remittance of this number stands."""
        ...

    def cases(self, *, site: str | None = None, still_open: bool = False) -> tuple[HeldCase, ...]:
        """Cases, newest day first; those of one site, those that are not closed."""
        ...
