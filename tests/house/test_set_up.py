"""`./run` from anywhere: clean output, plain words, and an environment that is ready only when it is whole."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from schemas.failures import Fault
from tests.house.reading import HOUSE
from yard.environment import is_ready
from yard.words import tell_failure

LOCKS = ["requirements.txt", "requirements-test.txt"]
TOOLS = ("sh", "readlink", "dirname", "cmp", "env")


def start(
    *words: str, cwd: Path, run: Path = HOUSE / "run", path: str | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": path or os.environ["PATH"]}
    return subprocess.run([run, *words], cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def a_house(folder: Path, *, stamps: bool = True) -> Path:
    """A folder with two locks and an environment that was made from them."""
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/python").touch()
    for lock, stamp in zip(LOCKS, ("ready-run.txt", "ready-test.txt"), strict=True):
        (folder / lock).write_text(f"{lock}==1\n", "utf-8")
        if stamps:
            shutil.copy(folder / lock, folder / ".venv" / stamp)
    return folder


def test_an_environment_is_ready_when_it_was_made_from_these_locks(tmp_path: Path) -> None:
    assert is_ready(a_house(tmp_path), LOCKS)


def test_a_half_made_environment_is_not_ready(tmp_path: Path) -> None:
    assert not is_ready(a_house(tmp_path, stamps=False), LOCKS)


def test_a_changed_lock_is_not_ready(tmp_path: Path) -> None:
    house = a_house(tmp_path)
    (house / "requirements.txt").write_text("another==2\n", "utf-8")
    assert not is_ready(house, LOCKS)
    assert not is_ready(house, LOCKS[:1])


def test_an_environment_for_running_needs_no_test_packages(tmp_path: Path) -> None:
    house = a_house(tmp_path)
    (house / ".venv/ready-test.txt").unlink()
    assert is_ready(house, LOCKS[:1])
    assert not is_ready(house, LOCKS)


needs_environment = pytest.mark.skipif(not is_ready(HOUSE, LOCKS[:1]), reason="the environment was not made by ./test")


@needs_environment
def test_run_works_from_any_folder_and_through_a_link_with_spaces(tmp_path: Path) -> None:
    folder = tmp_path / "another folder"
    folder.mkdir()
    (folder / "json.py").write_text("raise SystemExit('shadowed')\n", "utf-8")
    link = folder / "start here"
    link.symlink_to(HOUSE / "run")
    done = start("--help", cwd=folder, run=link)
    assert (done.returncode, done.stdout) == (0, "")
    assert "./run demo" in done.stderr


@needs_environment
def test_an_unknown_command_is_refused_in_both_languages(tmp_path: Path) -> None:
    done = start("fly", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "没有“fly”这个命令" in done.stderr
    assert 'There is no command "fly"' in done.stderr


def test_a_machine_without_python_is_told_in_both_languages(tmp_path: Path) -> None:
    bare = tmp_path / "bin"
    bare.mkdir()
    for tool in TOOLS:
        (bare / tool).symlink_to(str(shutil.which(tool)))
    shutil.copy(HOUSE / "run", tmp_path / "run")
    done = start(cwd=tmp_path, run=tmp_path / "run", path=str(bare))
    assert (done.returncode, done.stdout) == (4, "")
    assert "没有找到 Python 3.11" in done.stderr
    assert "No Python 3.11" in done.stderr


def test_a_failure_is_told_in_both_languages_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    tell_failure(Fault("run.disk_full", folder="here", free_mib=12, needed_mib=1024))
    chinese, english = capsys.readouterr().err.splitlines()
    assert "12 MB" in chinese and "腾出空间" in chinese
    assert "12 MB" in english and "Free some space" in english
