"""Sticks 移动存储 that are plugged in: where they stand, how much space is left, and the parcels on them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MOUNTS = ("/media", "/run/media", "/mnt")
"""Where a desktop puts what is plugged in; a user's own folder may stand between."""
SUFFIX = ".youshui"
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Stick:
    """One stick: its folder, the bytes that are free, the names of the parcels on it, the newest first."""

    folder: Path
    free: int
    parcels: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the desktop calls it."""
        return self.folder.name


def plugged(mounts: Sequence[str] = MOUNTS) -> tuple[Stick, ...]:
    """The sticks that can be read now, by name."""
    found = [stick for mount in mounts for folder in _mounted(Path(mount), _DEEPEST) if (stick := _stick(folder))]
    return tuple(sorted(found, key=lambda one: one.name))


def _mounted(folder: Path, deep: int) -> list[Path]:
    """The mount points in a folder, and in its folders."""
    try:
        inside = [one for one in folder.iterdir() if one.is_dir()]
    except OSError:
        return []
    found = [one for one in inside if os.path.ismount(one)]
    if deep > 1:
        found += [each for one in inside if one not in found for each in _mounted(one, deep - 1)]
    return found


def _stick(folder: Path) -> Stick | None:
    try:
        files = [one for one in folder.iterdir() if one.suffix == SUFFIX and one.is_file()]
        newest = sorted(files, key=lambda one: one.stat().st_mtime_ns, reverse=True)
        return Stick(folder, shutil.disk_usage(folder).free, tuple(one.name for one in newest))
    except OSError:
        return None
