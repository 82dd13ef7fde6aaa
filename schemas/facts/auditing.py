"""What was read or done at the centre in a site's matters 反向审计: told to the site that it touches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class MattersAccessed:
    """A read of a site's matters 查阅留痕: by which door, of which business day or record, by whom, why.

    `act` is the name of the route or command; `subject` what was asked for; `count` how many records were shown.
    """

    NAME: ClassVar[str] = "audit.accessed/1"
    act: str
    subject: str
    by: str
    why: str = ""
    count: int = 1
