"""Reading the house as text: its committed files, its modules, the strings and calls in them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
FLOORS = ("schemas", "station", "central", "yard")
BINARY = {".ttf", ".woff2", ".png", ".jpg", ".ico", ".wasm", ".pdf", ".bin", ".zip", ".cbor", ".cborseq", ".ofd", ".gz"}


@cache
def committed() -> tuple[Path, ...]:
    """Every file of the house that git knows or would take, in order."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=HOUSE, capture_output=True, check=True).stdout.decode().split("\0")
    return tuple(sorted(HOUSE / name for name in names if name and (HOUSE / name).is_file()))


def texts() -> Iterator[tuple[str, str]]:
    """Name and text of every committed text file."""
    for path in committed():
        if path.suffix not in BINARY:
            yield str(path.relative_to(HOUSE)), path.read_text("utf-8", "replace")


@cache
def modules() -> dict[str, ast.Module]:
    """The parsed modules of all floors, by name of file; tests are not among them."""
    return {
        str(path.relative_to(HOUSE)): ast.parse(path.read_text("utf-8"), str(path))
        for path in committed()
        if path.suffix == ".py" and path.relative_to(HOUSE).parts[0] in FLOORS
    }
