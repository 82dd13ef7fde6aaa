"""`./run pack`: the station as one folder that needs no Python and no network (docs/packing.md).

What was built stands in `var/packed` under the digest of its sources, so that the same sources are built once.
"""

from __future__ import annotations

import argparse
import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes.util import find_library
from hashlib import sha256
from pathlib import Path

from schemas.failures import Fault, Refusal
from yard.environment import HOUSE, prepare
from yard.licences import gather_licences
from yard.words import tell

NAME = "youshui"
"""The folder, which holds the program `station`."""
KEPT = 3
"""How many builds are kept under the digest of their sources."""
NEEDED_MIB = 700
"""What a build and its copy take."""
_CACHE = Path("var") / "packed"
_PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"
_TOOLS = ("objdump", "strip", "ldd")


def main(argv: list[str]) -> int:
    """Build the folder, or take the one that stands for these sources, and put a copy where it is wanted."""
    parser = argparse.ArgumentParser(prog="./run pack")
    parser.add_argument(
        "--out", metavar="DIR", default=str(HOUSE / "dist"), help="where the folder youshui shall stand"
    )
    target = Path(parser.parse_args(argv).out) / NAME
    if target.exists() and not (target / "station").is_file():
        raise Refusal("pack.occupied", folder=target)
    built = packed(HOUSE)
    try:
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(built, target, symlinks=True)
    except OSError as fault:
        raise Fault("pack.not_written", folder=target, reason=fault.strerror) from fault
    tell(
        "pack.done",
        folder=target,
        size_mib=size_mib(target),
        library=sysconfig.get_platform(),
        libc=os.confstr("CS_GNU_LIBC_VERSION"),
    )
    return 0


def packed(house: Path) -> Path:
    """The built folder of the sources as they stand; Fault `pack.*` when it cannot be built."""
    cache = house / _CACHE
    folder = cache / digest(house) / NAME
    cache.mkdir(parents=True, exist_ok=True)
    with _alone(cache):
        if not folder.is_dir():
            _require_tools(house)
            tell("pack.building")
            _build(house, cache, folder)
            _forget(cache)
    return folder


def digest(house: Path) -> str:
    """What a build depends on: the program's text and data, the lock, the machine's Python."""
    total = sha256(sys.version.encode())
    for path in _sources(house):
        total.update(f"{path.relative_to(house)}\n".encode() + sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def size_mib(folder: Path) -> int:
    """The bytes of all files of a folder, in MiB."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir()) >> 20


def _sources(house: Path) -> list[Path]:
    alone = [house / name for name in ("build.spec", "requirements.txt", "yard/licences.py")]
    inside = [path for room in ("schemas", "station") for path in (house / room).rglob("*")]
    return alone + sorted(path for path in inside if path.is_file() and path.suffix != ".pyc")


def _require_tools(house: Path) -> None:
    """Everything that a build needs, before it begins; the environment of the tests brings PyInstaller."""
    if importlib.util.find_spec("PyInstaller") is None:
        prepare(house, tests=True)
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if missing:
        raise Fault("pack.no_tools", tools=" ".join(missing))
    if not sysconfig.get_config_var("Py_ENABLE_SHARED") and find_library(_PYTHON) is None:
        raise Fault("pack.no_library", library=f"lib{_PYTHON}")
    free_mib = shutil.disk_usage(house).free >> 20
    if free_mib < NEEDED_MIB:
        raise Fault("pack.disk_full", free_mib=free_mib, needed_mib=NEEDED_MIB)


def _build(house: Path, cache: Path, folder: Path) -> None:
    """PyInstaller in a folder of its own; a build that stopped half way is never taken for a whole one."""
    work, log = cache / "work", cache / "build.log"
    shutil.rmtree(work / "dist", ignore_errors=True)
    work.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(work / "dist"), "--workpath", str(work), str(house / "build.spec")]
    environment = {**os.environ, "PYINSTALLER_CONFIG_DIR": str(work / "pyinstaller")}
    with log.open("wb") as out:
        status = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, env=environment, check=False).returncode
    if status:
        lines = log.read_text("utf-8", "replace").strip().splitlines() or [""]
        raise Fault("pack.failed", log=log, reason=lines[-1])
    made = work / "dist" / NAME
    shutil.copyfile(house / "LICENSE", made / "LICENSE")
    gather_licences(house / "requirements.txt", made / "licences")
    folder.parent.mkdir(exist_ok=True)
    made.replace(folder)


def _forget(cache: Path) -> None:
    """Of older builds only the newest are kept."""
    builds = sorted((one for one in cache.iterdir() if (one / NAME).is_dir()), key=lambda one: one.stat().st_mtime)
    for one in builds[:-KEPT]:
        shutil.rmtree(one, ignore_errors=True)


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """One build at a time."""
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
