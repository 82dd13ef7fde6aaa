"""A stick between a station and the centre, end to end: full, read-only, pulled out, of another city, and well in the end."""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
from argparse import Namespace
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from central.api.exchange import respond_parcel
from central.cli.parcels import exchange_file
from central.cli.streams import Streams
from schemas.exchange import frames, pictures
from schemas.failures import Failure
from station.cli import run_inside
from station.cli.streams import Streams as StationStreams
from station.office import Office
from tests.builders import Bureau, a_station
from tests.faults.test_stick import CAN_MOUNT, small
from tests.station.sync.town import Town, head_of, note

assert small
SAID = {"application": {"taxpayer": {"name": "陈喆"}}}
NEEDS_MOUNT = pytest.mark.skipif(not CAN_MOUNT, reason="mounting a small file system needs root")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path / "town")
    yield made
    made.close()


def at_the_centre(town: Town, file: Path, reply: Path | None = None) -> Any:
    """What the command answers, or the code of its failure."""
    out = io.StringIO()
    given = Namespace(file=str(file), reply=str(reply) if reply else None)
    try:
        exchange_file(given, Streams(out, io.StringIO(), lambda: b""), town.store, respond_parcel)
    except Failure as failure:
        return failure.code
    return json.loads(out.getvalue())


def at_the_station(office: Office, *words: str) -> Any:
    out, err = io.StringIO(), io.StringIO()
    argv = [words[0], "--home", str(office.ledger.home), "--json", *words[1:]]
    status = run_inside(argv, StationStreams(out, err, lambda: b""), office)
    said = json.loads(out.getvalue() or err.getvalue())
    return said if status == 0 else said["error"]["code"]


def test_there_and_back_by_two_commands(town: Town, tmp_path: Path) -> None:
    here = town.station("here")
    entry = note(here, SAID)
    at_the_station(here, "export", "--to", "centre", str(tmp_path / "to-centre.ysp"))
    told = at_the_centre(town, tmp_path / "to-centre.ysp")
    assert (told["received"], told["reply"]) == (1, "to-centre-reply.ysp")
    assert town.block(entry.id) == SAID
    assert at_the_station(here, "import", str(tmp_path / "to-centre-reply.ysp"))["held"] == head_of(here).seq
    assert at_the_centre(town, tmp_path / "to-centre.ysp", tmp_path / "again.ysp")["received"] == 0


def test_by_frames_the_centre_reads_pictures_and_typed_lines(town: Town, tmp_path: Path) -> None:
    here = town.station("here")
    note(here)
    data, _ = here.export("centre")
    shots = tmp_path / "shots"
    shots.mkdir()
    for name, picture in pictures.draw(frames.write(data)):
        (shots / name).write_bytes(picture)
    assert at_the_centre(town, shots, tmp_path / "back.ysp")["received"] == 1
    typed = tmp_path / "frames.txt"
    typed.write_text("\n".join(frames.write(data)), "ascii")
    assert at_the_centre(town, typed)["reply"] == "frames-reply.txt"


def fill(path: Path) -> None:
    """Write until there is no room."""
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass


@NEEDS_MOUNT
def test_a_reply_that_a_full_stick_cannot_take_keeps_what_was_brought(town: Town, tmp_path: Path, small: Path) -> None:
    here = town.station("here")
    note(here, SAID)
    at_the_station(here, "export", "--to", "centre", str(small / "to-centre.ysp"))
    filling = small / "photos.bin"
    fill(filling)
    assert at_the_centre(town, small / "to-centre.ysp") == "parcel.full"
    assert sorted(path.name for path in small.iterdir()) == ["photos.bin", "to-centre.ysp"]
    assert town.head(here.ledger.author) == head_of(here)
    assert at_the_station(here, "export", "--to", "centre", str(small / "next.ysp")) == "parcel.full"
    filling.unlink()
    assert at_the_centre(town, small / "to-centre.ysp")["received"] == 0
    assert at_the_station(here, "import", str(small / "to-centre-reply.ysp"))["held"] == head_of(here).seq


@NEEDS_MOUNT
def test_a_read_only_stick_is_told_on_both_sides(town: Town, tmp_path: Path, small: Path) -> None:
    here = town.station("here")
    at_the_station(here, "export", "--to", "centre", str(small / "to-centre.ysp"))
    subprocess.run(["mount", "-o", "remount,ro", small], check=True)
    assert at_the_centre(town, small / "to-centre.ysp") == "parcel.read_only"
    assert at_the_station(here, "export", "--to", "centre", str(small / "x.ysp")) == "parcel.read_only"
    assert at_the_centre(town, small / "to-centre.ysp", tmp_path / "elsewhere.ysp")["reply"] == "elsewhere.ysp"


@pytest.mark.parametrize("step", ["open", "read_bytes", "replace"])
def test_pulled_out_at_any_step_there_is_one_fault_and_no_half_reply(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    here = town.station("here")
    note(here)
    at_the_station(here, "export", "--to", "centre", str(tmp_path / "to-centre.ysp"))

    def gone(*_: object, **__: object) -> object:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(Path, step, gone)
    assert at_the_centre(town, tmp_path / "to-centre.ysp") == "parcel.gone"
    monkeypatch.undo()
    assert not list(tmp_path.glob("*reply*"))
    assert at_the_centre(town, tmp_path / "to-centre.ysp")["bytes"] > 0


def test_what_is_of_another_city_cut_or_no_parcel_is_refused_and_changes_nothing(town: Town, tmp_path: Path) -> None:
    stranger = a_station(tmp_path / "stranger", Bureau())
    file = tmp_path / "brought.ysp"
    data = stranger.export("centre")[0]
    stranger.close()
    here = town.station("here")
    before = town.digests()
    for brought, code in (
        (data, "parcel.not_opened"),
        (here.export("centre")[0][:-1], "parcel.not_opened"),
        (b"", "parcel.not_opened"),
        (b"YSF1:\xff", "frames.shape"),
    ):
        file.write_bytes(brought)
        assert at_the_centre(town, file) == code
        assert town.digests() == before
    assert at_the_station(here, "import", str(file)) == "frames.shape"


@pytest.mark.parametrize(
    ("file", "reply", "code"),
    [("none.ysp", None, "parcel.missing"), ("none.ysp", "a:b", "parcel.name"), ("none.ysp", "con.ysp", "parcel.name")],
)
def test_bad_names_are_told(town: Town, tmp_path: Path, file: str, reply: str | None, code: str) -> None:
    assert at_the_centre(town, tmp_path / file, tmp_path / reply if reply else None) == code


def test_a_file_beyond_the_bound_is_not_read(town: Town, tmp_path: Path) -> None:
    with (tmp_path / "large.ysp").open("wb") as file:
        file.truncate(5 << 30)
    assert at_the_centre(town, tmp_path / "large.ysp") == "parcel.too_long"
