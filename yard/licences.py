"""The licences of everything that a packed folder carries, gathered from the environment that it was built in."""

from __future__ import annotations

import re
import shutil
import sysconfig
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

_NAMED = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_LOCKED = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[.*\])?==", re.MULTILINE)


def gather_licences(lock: Path, target: Path) -> None:
    """One folder for Python and for each distribution that the lock names: its licence files and what it says of itself."""
    target.mkdir()
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.is_file():
        shutil.copyfile(python, target / "Python.txt")
    for name in _LOCKED.findall(lock.read_text("utf-8")):
        try:
            _gather(distribution(name), target / name)
        except PackageNotFoundError:
            continue  # locked for another kind of machine than this one


def _gather(given: Distribution, folder: Path) -> None:
    folder.mkdir()
    said = given.metadata
    about = [
        f"{said['Name']} {said['Version']}",
        *(said[key] for key in ("License-Expression", "License") if key in said),
    ]
    kinds = [kind for kind in said.get_all("Classifier") or [] if kind.startswith("License ::")]
    (folder / "ABOUT.txt").write_text("\n".join([*about, *kinds]).strip() + "\n", "utf-8")
    inside = [path for path in given.files or [] if ".dist-info" in str(path) and _NAMED.search(path.name)]
    for place, path in enumerate(inside):
        source = Path(str(given.locate_file(path)))
        if source.is_file():
            shutil.copyfile(source, folder / f"{place}-{source.name}")
