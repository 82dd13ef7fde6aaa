"""The directory of households 纳税人名录: what the bureau has given out to a site, and how often people looked into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryPublished:
    """A file of the directory was made for a device 名录发布: its SHA-256 as sealed, behind which it stands, whom it covers.

    `behind` is the serial of the file before; 0 for a base. `scope` are the districts that the site may see.
    """

    NAME: ClassVar[str] = "directory.published/1"
    device: bytes
    serial: int
    behind: int
    sha256: bytes
    count: int
    scope: list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryLooked:
    """How often a clerk searched in the directory and opened a household on one day 名录查询登记."""

    NAME: ClassVar[str] = "directory.looked/1"
    on: str
    clerk: str
    searches: int
    opened: int
