"""What a person carries: to the centre and back, to a neighbour, a neighbour's feed among it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from central.api.exchange import respond_parcel
from schemas.exchange import frames, parcel, pictures
from schemas.failures import BadInput
from station.cli import run_inside
from station.cli.streams import Streams
from station.office import Office
from station.office.errands import with_neighbour
from tests.builders import SeededIdentity
from tests.station.sync.town import SITES, Line, Town, digests_of, head_of, heads_of, note

SAID = {"application": {"taxpayer": {"name": "陈喆"}}}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path / "town")
    yield made
    made.close()


def run(office: Office, *words: str) -> tuple[int, dict[str, object]]:
    out, err = io.StringIO(), io.StringIO()
    home = str(office.ledger.home)
    status = run_inside([words[0], "--home", home, "--json", *words[1:]], Streams(out, err, lambda: b""), office)
    return status, json.loads(out.getvalue() or err.getvalue())


def test_a_stick_to_the_centre_and_its_answer_back(town: Town, tmp_path: Path) -> None:
    here = town.station("here")
    entry = note(here, SAID)
    town.link.cut = True
    status, told = run(here, "export", "--to", "centre", str(tmp_path / "to-centre.ysp"))
    assert (status, told["waiting"]) == (0, 1)
    (tmp_path / "back.ysp").write_bytes(respond_parcel(town.store, (tmp_path / "to-centre.ysp").read_bytes()))
    assert town.head(here.ledger.author) == head_of(here)
    assert town.block(entry.id) == SAID
    status, told = run(here, "import", str(tmp_path / "back.ysp"))
    assert (status, told["held"]) == (0, head_of(here).seq)
    assert here.export("centre")[1]["waiting"] == 0


def test_imported_twice_nothing_changes(town: Town) -> None:
    here = town.station("here")
    note(here, SAID)
    data, _ = here.export("centre")
    first = respond_parcel(town.store, data)
    before = town.digests()
    respond_parcel(town.store, data)
    assert town.digests() == before
    here.take_in(first)
    mine = digests_of(here)
    assert here.take_in(first)["received"] == 0
    assert digests_of(here) == mine


def test_a_neighbours_stick_carries_third_feeds_to_the_centre(town: Town) -> None:
    one, two, three = (town.station(name, SITES[at % 2]) for at, name in enumerate(("one", "two", "three")))
    entry = note(one, SAID)
    with_neighbour(one.ledger, SeededIdentity(5), Line(one, two), two.ledger.author)
    with_neighbour(two.ledger, SeededIdentity(6), Line(two, three), three.ledger.author)
    respond_parcel(town.store, three.export("centre")[0])
    assert town.head(one.ledger.author) == head_of(one)
    assert town.block(entry.id) == SAID


def test_a_stick_between_neighbours_makes_a_witness(town: Town) -> None:
    here, there = town.station("here"), town.station("there", SITES[1])
    with_neighbour(here.ledger, SeededIdentity(5), Line(here, there), there.ledger.author)
    entry = note(here, SAID)
    there.take_in(here.export(there.ledger.author.hex()[:12])[0])
    assert heads_of(there)[here.ledger.author] == head_of(here)
    assert here.take_in(there.export(here.ledger.author.hex())[0])["held"] == entry.seq


def test_an_older_answer_does_not_take_back_what_is_known(town: Town) -> None:
    here = town.station("here")
    note(here)
    older = respond_parcel(town.store, here.export("centre")[0])
    town.store.clock.ms += 60_000  # type: ignore[attr-defined] -- the doubles' clock is moved by tests
    note(here)
    here.sync()
    here.take_in(older)
    assert here.export("centre")[1]["waiting"] == 0


@pytest.mark.parametrize("to", ["", "center", "00", "ffffffffffffffff"])
def test_an_addressee_that_nobody_met_is_one_clear_error(town: Town, tmp_path: Path, to: str) -> None:
    here = town.station("here")
    status, told = run(here, "export", "--to", to, str(tmp_path / "x.ysp"))
    assert (status, told["error"]["code"]) == (2, "parcel.addressee")  # type: ignore[index] -- an error object
    assert not (tmp_path / "x.ysp").exists()


@pytest.mark.parametrize(
    "spoil", [lambda data: data[:-1], lambda data: data[:40], lambda data: b"", lambda data: data + b"x"]
)
def test_a_spoiled_stick_is_one_clear_error_and_changes_nothing(town: Town, tmp_path: Path, spoil: object) -> None:
    here, there = town.station("here"), town.station("there", SITES[1])
    with_neighbour(here.ledger, SeededIdentity(5), Line(here, there), there.ledger.author)
    note(here)
    before = heads_of(there)
    (tmp_path / "x.ysp").write_bytes(spoil(here.export(there.ledger.author.hex())[0]))  # type: ignore[operator] -- a function
    status, told = run(there, "import", str(tmp_path / "x.ysp"))
    assert (status, told["error"]["code"]) == (2, "parcel.not_opened")  # type: ignore[index] -- an error object
    assert heads_of(there) == before


def test_a_stick_for_the_centre_is_not_for_a_neighbour(town: Town) -> None:
    here, there = town.station("here"), town.station("there", SITES[1])
    with pytest.raises(BadInput) as caught:
        there.take_in(here.export("centre")[0])
    assert caught.value.code == "parcel.not_opened"


def test_another_citys_stick_does_not_open(town: Town, tmp_path: Path) -> None:
    here, other = town.station("here"), Town(tmp_path / "elsewhere")
    with pytest.raises(BadInput) as caught:
        here.take_in(parcel.pack(b"exchange", other.store.ring.box()))
    assert caught.value.code == "parcel.not_opened"
    other.close()


def test_frames_go_to_the_centre_as_pictures_or_as_typed_lines(town: Town, tmp_path: Path) -> None:
    here, there = town.station("here"), town.station("there", SITES[1])
    with_neighbour(here.ledger, SeededIdentity(5), Line(here, there), there.ledger.author)
    for _ in range(12):
        note(here, SAID)
    to = there.ledger.author.hex()
    status, told = run(here, "export", "--to", to, "--frames", str(tmp_path / "shots"))
    assert status == 0
    shots = sorted((tmp_path / "shots").iterdir())
    assert len(shots) == told["frames"] and len(shots) > 1
    status, told = run(there, "import", str(tmp_path / "shots"))
    assert (status, told["received"]) == (0, 12)
    typed = "\n".join(reversed([text for shot in shots for text in pictures.read(shot.read_bytes())]))
    (tmp_path / "typed.txt").write_text(typed, "ascii")
    assert run(there, "import", str(tmp_path / "typed.txt"))[1]["received"] == 0
    shots[1].unlink()
    status, told = run(there, "import", str(tmp_path / "shots"))
    assert (status, told["error"]["code"]) == (2, "frames.missing")  # type: ignore[index] -- an error object


def test_the_centre_reads_frames_too(town: Town) -> None:
    here = town.station("here")
    note(here, SAID)
    sheet = frames.Sheet()
    for text in frames.write(here.export("centre")[0]):
        sheet.take(text)
    respond_parcel(town.store, sheet.whole())
    assert town.head(here.ledger.author) == head_of(here)


def test_a_missing_file_and_a_folder_without_pictures_are_one_clear_error(town: Town, tmp_path: Path) -> None:
    here = town.station("here")
    (tmp_path / "empty").mkdir()
    codes = [run(here, "import", str(tmp_path / name))[1]["error"]["code"] for name in ("nothing.ysp", "empty")]  # type: ignore[index] -- error objects
    assert codes == ["parcel.missing", "frames.none"]
