"""Sticks that fail for real: full, read-only, pulled out at each write, and names that FAT refuses."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from schemas.failures import BadInput, Failure, Fault
from station.sync import stick

OLD, NEW = b"old parcel", b"n" * 600_000
ROOT = os.name == "posix" and os.geteuid() == 0
CAN_MOUNT = ROOT and shutil.which("mount") is not None


def code_of(done: Callable[[], object]) -> str:
    with pytest.raises(Failure) as caught:
        done()
    return caught.value.code


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A stick of 256 KiB."""
    folder = tmp_path / "stick"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("this machine lets nobody mount a small file system")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.skipif(not CAN_MOUNT, reason="mounting a small file system needs root")
def test_a_full_stick_keeps_what_stood_there_and_leaves_nothing_half_written(small: Path) -> None:
    stick.write(small / "to-centre.ysp", OLD)
    assert code_of(lambda: stick.write(small / "to-centre.ysp", NEW)) == "parcel.full"
    assert [path.name for path in small.iterdir()] == ["to-centre.ysp"]
    assert (small / "to-centre.ysp").read_bytes() == OLD


@pytest.mark.skipif(not CAN_MOUNT, reason="mounting needs root")
def test_a_read_only_stick_is_told_and_stays_as_it_is(small: Path) -> None:
    stick.write(small / "to-centre.ysp", OLD)
    subprocess.run(["mount", "-o", "remount,ro", small], check=True)
    assert code_of(lambda: stick.write(small / "to-centre.ysp", b"new")) == "parcel.read_only"
    assert stick.read(small / "to-centre.ysp") == OLD


@pytest.mark.skipif(not CAN_MOUNT, reason="mounting needs root")
def test_a_stick_that_is_gone_is_told(small: Path) -> None:
    subprocess.run(["umount", "-l", small], check=True)
    small.rmdir()
    assert code_of(lambda: stick.write(small / "to-centre.ysp", NEW)) == "parcel.folder"
    assert code_of(lambda: stick.read(small / "to-centre.ysp")) == "parcel.missing"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", small], check=True)


@pytest.mark.parametrize("step", ["open", "write", "fsync", "read_bytes", "replace"])
@pytest.mark.parametrize(
    ("number", "code"), [(errno.EIO, "parcel.gone"), (errno.ENODEV, "parcel.gone"), (errno.ENOSPC, "parcel.full")]
)
def test_pulled_out_at_any_step_the_old_parcel_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, code: str
) -> None:
    target = tmp_path / "to-centre.ysp"
    stick.write(target, OLD)
    fail_at(monkeypatch, step, number)
    assert code_of(lambda: stick.write(target, NEW)) == code
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir()] == ["to-centre.ysp"]
    assert target.read_bytes() == OLD


def fail_at(monkeypatch: pytest.MonkeyPatch, step: str, number: int) -> None:
    """Let one call to the system fail as a device does that is no longer there."""

    def gone(*_: object, **__: object) -> object:
        raise OSError(number, os.strerror(number))

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", gone)
    elif step == "write":
        monkeypatch.setattr(stick, "_write_through", gone)
    else:
        monkeypatch.setattr(Path, step, gone)


def test_what_comes_back_from_the_stick_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"rot")
    assert code_of(lambda: stick.write(tmp_path / "to-centre.ysp", NEW)) == "parcel.disk"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "a:b",
        "a?b",
        "a*b",
        'a"b',
        "a<b",
        "a>b",
        "a|b",
        "a\\b",
        "con",
        "NUL.ysp",
        "com1.txt",
        "end.",
        " begin",
        "x\n",
        "邮" * 81,
    ],
)
def test_a_name_that_fat_does_not_take_is_told_before_anything_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput) as caught:
        stick.write(tmp_path / name, NEW)
    assert caught.value.code == "parcel.name"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["to-centre.ysp", "致市局 2026-09-18.ysp", "CONTROL.ysp", "邮" * 80])
def test_an_honest_name_is_taken(tmp_path: Path, name: str) -> None:
    stick.write(tmp_path / name, OLD)
    assert stick.read(tmp_path / name) == OLD


def test_a_file_beyond_the_bound_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large.ysp").open("wb") as file:
        file.truncate(5 << 30)
    assert code_of(lambda: stick.read(tmp_path / "large.ysp")) == "parcel.too_long"


def test_a_place_where_nothing_can_be_put_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.ysp").mkdir()
    assert code_of(lambda: stick.write(tmp_path / "none" / "x.ysp", NEW)) == "parcel.folder"
    assert code_of(lambda: stick.write(tmp_path / "folder.ysp", NEW)) == "parcel.folder"
    assert code_of(lambda: stick.pictures(tmp_path / "none")) == "parcel.folder"


def test_a_fault_of_another_kind_says_what_the_system_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_at(monkeypatch, "open", errno.ELOOP)
    with pytest.raises(Fault) as caught:
        stick.write(tmp_path / "x.ysp", NEW)
    assert caught.value.code == "parcel.disk" and caught.value.params["reason"]
