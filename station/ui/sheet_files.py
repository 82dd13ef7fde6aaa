"""Sheets of a customer where people put them: on the desktop, among what was downloaded, on a stick. Found, named, read.

Nothing is searched deeper than these folders, and nothing in them is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from schemas.failures import BadInput, Fault
from schemas.sheets import MOST_BYTES
from station.ui.sticks import plugged

SUFFIXES = (".xlsx", ".csv", ".tsv", ".txt")
FOLDERS = ("Desktop", "桌面", "Downloads", "下载", "Documents", "文档")
"""The folders of a home, as desktops name them."""
MOST = 8
"""How many are offered, the newest first."""


def usual_folders() -> tuple[Path, ...]:
    """The folders of this user, and every stick that is plugged in."""
    return (*(Path.home() / name for name in FOLDERS), *(stick.folder for stick in plugged()))


def found(folders: Sequence[Path], named: str = "") -> tuple[Path, ...]:
    """The sheets whose name holds `named`, the newest first."""
    sheets = [(at, one) for folder in folders for one in _inside(folder) if named in one.name and (at := _at(one))]
    return tuple([one for _, one in sorted(sheets, reverse=True)][:MOST])


def resolved(text: str, folders: Sequence[Path]) -> Path:
    """The file of a path, or the only one of these folders whose name holds the text.

    BadInput `many.no_file`, `many.which_file`.
    """
    path = Path(text).expanduser()
    if path.is_absolute() and path.is_file():
        return path
    among = found(() if path.is_absolute() else folders, text)
    exact = [one for one in among if one.name == text]
    if not among:
        raise BadInput("many.no_file", field="file", name=text[:80])
    if len(among) > 1 and not exact:
        raise BadInput("many.which_file", field="file", count=len(among))
    return [*exact, *among][0]


def read(path: Path) -> bytes:
    """What the file holds, no more than a sheet may have; Fault `many.file_silent` where it cannot be read."""
    try:
        with path.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError:
        raise Fault("many.file_silent", name=path.name) from None


def _inside(folder: Path) -> list[Path]:
    try:
        return [one for one in folder.iterdir() if one.suffix.lower() in SUFFIXES and one.is_file()]
    except OSError:
        return []


def _at(path: Path) -> int:
    """When it was changed last, in nanoseconds; 0 for one that is gone by now."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
