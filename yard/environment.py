"""Makes `.venv` from the locked requirements, once, with visible progress.

Standard library and the ground's words only: it runs before anything is installed. A copy of each lock inside `.venv`
says that it is ready; without that copy the folder is half made and is made anew. Packages come from wherever the
machine's own pip gets them; every one is checked against the hash in the lock.
"""

from __future__ import annotations

import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.failures import Failure, Fault
from yard.packages import install_missing
from yard.progress import Progress
from yard.words import tell, tell_failure

HOUSE = Path(__file__).resolve().parent.parent
NEEDED_MIB = 1024
"""What the packages and pip's own copies take while they are unpacked."""
TICK_SECONDS = 0.3
UNREACHED = ("NewConnectionError", "name resolution", "Retrying (", "ProxyError", "Network is unreachable", "timed out")
DISK_FULL = ("No space left on device", "Errno 28")


def main(argv: list[str] | None = None) -> int:
    """Make the environment ready; 0, or 4 after words that say why not."""
    tests = "--tests" in (sys.argv[1:] if argv is None else argv)
    try:
        if tests:
            install_missing()
        prepare(HOUSE, tests=tests)
    except Failure as failure:
        tell_failure(failure)
        return failure.exit_status
    except KeyboardInterrupt:
        tell("run.set_up_interrupted")
        return 130
    return 0


def prepare(house: Path, *, tests: bool) -> None:
    """Bring `.venv` to the state of the locks; at once when it is there already."""
    wanted = ["requirements.txt", "requirements-test.txt"] if tests else ["requirements.txt"]
    if is_ready(house, wanted):
        return
    with _alone(house):
        if is_ready(house, wanted):
            return
        _check_disk(house)
        started = time.monotonic()
        _make(house, wanted)
        tell("run.set_up_done", seconds=round(time.monotonic() - started))


def is_ready(house: Path, wanted: list[str]) -> bool:
    """Whether `.venv` was made to the end from these very locks."""
    home = house / ".venv"
    return (home / "bin/python").exists() and all(
        _stamp(home, lock).is_file() and _stamp(home, lock).read_bytes() == (house / lock).read_bytes()
        for lock in wanted
    )


def _stamp(home: Path, lock: str) -> Path:
    """The copy of a lock that says: this was installed."""
    return home / {"requirements.txt": "ready-run.txt", "requirements-test.txt": "ready-test.txt"}[lock]


def _make(house: Path, wanted: list[str]) -> None:
    """Install the wanted locks into a new environment, or into the one that was whole before the locks changed."""
    home = house / ".venv"
    try:
        whole = _stamp(home, "requirements.txt").is_file() and (home / "bin/python").exists()
        tell("run.set_up_update" if whole else "run.set_up_first", needed_mib=NEEDED_MIB)
        if not whole:
            _create(home)
        for lock in wanted:
            _stamp(home, lock).unlink(missing_ok=True)
        _install(house, home, wanted)
        _write_commands(home)
        for lock in wanted:
            shutil.copyfile(house / lock, _stamp(home, lock))
    except OSError as fault:
        raise Fault("run.not_writable", folder=home, reason=fault.strerror) from fault


def _create(home: Path) -> None:
    """An empty environment; what stood there was half made."""
    if importlib.util.find_spec("ensurepip") is None:
        raise Fault("run.no_venv")
    if home.exists():
        shutil.rmtree(home)
    try:
        venv.EnvBuilder(with_pip=True, symlinks=True).create(home)
    except subprocess.CalledProcessError as fault:
        raise Fault("run.no_venv") from fault


def _install(house: Path, home: Path, wanted: list[str]) -> None:
    """Let pip install the locks; its words go to a log, ours to the person."""
    log = home / "set-up.log"
    command = [
        str(home / "bin/python"),
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "--progress-bar",
        "off",
        "--no-input",
    ]
    command += [part for lock in wanted for part in ("-r", str(house / lock))]
    before = _installed(home)
    progress = Progress(sum(_count(house / lock) for lock in wanted))
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT) as pip:
        try:
            while pip.poll() is None:
                progress.show(log.read_text("utf-8", "replace"), _installed(home) - before)
                time.sleep(TICK_SECONDS)
        except BaseException:
            pip.terminate()
            raise
    progress.end()
    if pip.returncode:
        raise _why(home, log)


def _installed(home: Path) -> int:
    """How many packages stand in the environment."""
    return sum(1 for _ in home.glob("lib/python3*/site-packages/*.dist-info"))


def _count(lock: Path) -> int:
    """How many packages a lock names."""
    return sum(1 for line in lock.read_text("utf-8").splitlines() if "==" in line and not line.startswith((" ", "#")))


def _why(home: Path, log: Path) -> Fault:
    """What pip's words mean for a person."""
    text = log.read_text("utf-8", "replace")
    if any(mark in text for mark in DISK_FULL):
        return Fault("run.disk_full", folder=home, free_mib=_free_mib(home), needed_mib=NEEDED_MIB)
    if any(mark in text for mark in UNREACHED):
        return Fault("run.no_network", log=log)
    return Fault("run.install_failed", log=log, reason=text.strip().splitlines()[-1] if text.strip() else "")


def _check_disk(house: Path) -> None:
    """Fault before the first byte, when the disk can't hold the packages."""
    free = _free_mib(house)
    if free < NEEDED_MIB:
        raise Fault("run.disk_full", folder=house, free_mib=free, needed_mib=NEEDED_MIB)


def _free_mib(folder: Path) -> int:
    return shutil.disk_usage(folder).free >> 20


def _write_commands(home: Path) -> None:
    """`station` and `central` in the environment's own bin folder, each a door to `./run`."""
    for name in ("station", "central"):
        door = home / "bin" / name
        door.write_text(f'#!/bin/sh\nexec "$(dirname -- "$(readlink -f -- "$0")")/../../run" {name} "$@"\n', "utf-8")
        door.chmod(0o755)


@contextmanager
def _alone(house: Path) -> Iterator[None]:
    """One set-up at a time in one folder."""
    with (house / "requirements.txt").open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("run.set_up_waiting")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main())
