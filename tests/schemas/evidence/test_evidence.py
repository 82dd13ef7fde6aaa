"""The clerk's evidence: packed whole, checked by a program of its own, refused at the first byte that does not hold."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import canonical
from schemas.evidence import Trust, verify, whole_exchange
from schemas.exchange import stream
from schemas.failures import BadInput, Fault
from schemas.words import explain
from station.cli.taking import write_evidence
from tests.conformance.second import travel
from tests.conformance.vectors.world import CLERK, DEVICE, FEED, HLC, ISSUER, OTHER, STRANGER, THIRD, opened, sale, seed

VERIFIER = Path(verify.__file__)
VECTORS = Path(__file__).resolve().parents[3] / "schemas" / "vectors"
PAGES: dict[str, Any] = {path.stem: json.loads(path.read_text("utf-8")) for path in VECTORS.glob("*.json")}
MADE_AT = datetime(2026, 9, 18, 17, 40, 0, tzinfo=UTC)
TRUST = Trust(issuers=(ISSUER.public,), site="420106-P0103", name="武昌中南路邮政代征网点 <&>")
FEEDS = {DEVICE.id: [entry.data for entry in FEED], OTHER.id: [opened(OTHER, "420102-S0007").data]}
WHOLE = whole_exchange(DEVICE, FEEDS, hlc=HLC, nonce=seed("nonce")[:16])
BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The packed program, run by itself: isolated, from its own folder, with nothing of ours on the way."""
    command = [sys.executable, "-I", "verify.py", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The evidence of the good feeds, unpacked."""
    write_evidence(tmp_path / "evidence.zip", WHOLE, TRUST, made_at=MADE_AT)
    with ZipFile(tmp_path / "evidence.zip") as archive:
        archive.extractall(tmp_path / "out")
    return tmp_path / "out"


# ---------------------------------------------------------------- the file


def test_the_evidence_holds_the_feeds_the_program_the_key_and_the_page(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == ["feeds.cborseq", "how-to.html", "trust.json", "verify.py"]
    assert (folder / "feeds.cborseq").read_bytes() == WHOLE
    assert (folder / "verify.py").read_bytes() == VERIFIER.read_bytes()
    assert json.loads((folder / "trust.json").read_text("utf-8"))["issuers"] == [ISSUER.public.hex()]


def test_the_page_names_site_key_and_hashes_and_spells_them_safely(folder: Path) -> None:
    page = (folder / "how-to.html").read_text("utf-8")
    assert verify.fingerprint(ISSUER.public) in page
    assert verify.sha(WHOLE).hex() in page
    assert verify.sha(VERIFIER.read_bytes()).hex() in page
    assert "武昌中南路邮政代征网点 &lt;&amp;&gt;" in page
    assert "$" not in page
    assert "http" not in page


def test_the_same_feeds_at_the_same_time_give_the_same_file(tmp_path: Path) -> None:
    for name in ("one.zip", "other.zip"):
        write_evidence(tmp_path / name, WHOLE, TRUST, made_at=MADE_AT)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()


def test_an_older_evidence_is_never_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "evidence.zip"
    target.write_text("older")
    with pytest.raises(BadInput, match=r"evidence\.exists") as caught:
        write_evidence(target, WHOLE, TRUST, made_at=MADE_AT)
    assert explain(caught.value)
    assert target.read_text() == "older"


def test_a_place_that_cannot_be_written_is_a_fault_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"evidence\.disk") as caught:
        write_evidence(tmp_path / "no such folder" / "evidence.zip", WHOLE, TRUST, made_at=MADE_AT)
    assert explain(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_no_personal_block_goes_into_the_evidence() -> None:
    assert stream.read(WHOLE).blocks == ()


# ---------------------------------------------------------------- the program


def test_the_program_is_short_and_knows_the_standard_library_only() -> None:
    source = VERIFIER.read_text("utf-8")
    assert len(source.splitlines()) < 300
    tree = ast.parse(source, feature_version=(3, 7))
    imported = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    imported += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names
    assert not {"socket", "urllib", "subprocess", "os", "ctypes"} & set(imported)


def test_whole_evidence_holds_and_says_what_holds(folder: Path) -> None:
    done = run(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "ALL HOLDS" in done.stdout
    for part in (DEVICE.id.hex(), "420106-P0103", FEED[-1].id.hex(), "李慧芳 1", verify.fingerprint(ISSUER.public)):
        assert part in done.stdout


def test_a_key_from_elsewhere_takes_the_place_of_the_packed_one(folder: Path) -> None:
    assert run(folder, "--issuer", ISSUER.public.hex()).returncode == 0
    refused = run(folder, "--issuer", STRANGER.public.hex())
    assert refused.returncode == 1
    assert "not by the bureau's key" in refused.stdout


@pytest.mark.parametrize("damage", ["missing", "empty", "not hex", "no trust"])
def test_files_that_are_not_there_or_not_readable_are_told_in_a_line(folder: Path, damage: str) -> None:
    if damage == "missing":
        (folder / "feeds.cborseq").unlink()
    elif damage == "empty":
        (folder / "feeds.cborseq").write_bytes(b"")
    elif damage == "not hex":
        (folder / "trust.json").write_text('{"issuers": ["key"]}')
    else:
        (folder / "trust.json").write_text("{}")
    done = run(folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert "DOES NOT HOLD" in done.stdout


def test_the_program_and_the_second_reader_find_the_same_feeds() -> None:
    found = verify.check(WHOLE, [ISSUER.public])[0]
    feeds = travel.exchange(WHOLE, ISSUER.public)
    assert {author: run[-1]["id"] for author, run in found.items()} == {name: f.head for name, f in feeds.items()}


@settings(max_examples=150)
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_no_byte_can_be_changed(at: int, mask: int) -> None:
    changed = WHOLE[:at] + bytes([WHOLE[at] ^ mask]) + WHOLE[at + 1 :]
    assert not holds(changed)


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 900))
def test_nothing_can_be_cut_out(at: int, size: int) -> None:
    assert not holds(WHOLE[:at] + WHOLE[at + size :])


def holds(data: bytes) -> bool:
    try:
        verify.check(data, [ISSUER.public])
    except BROKEN:
        return False
    return True


@pytest.mark.parametrize("part", ["Hello", "Trailer"])
def test_no_bit_of_the_messages_around_the_entries_can_be_changed(part: str) -> None:
    spelled = [data for _, data in canonical.sequence(WHOLE)]
    size = len(spelled[0] if part == "Hello" else spelled[-1])
    start = 0 if part == "Hello" else len(WHOLE) - size
    for at in range(start, start + size, 4):
        assert not holds(WHOLE[:at] + bytes([WHOLE[at] ^ 1 << at % 8]) + WHOLE[at + 1 :]), at


def test_a_sale_by_an_unknown_person_does_not_hold() -> None:
    feeds = {DEVICE.id: [FEED[0].data, FEED[1].data, sale(FEED[1], clerk=STRANGER).data]}
    assert not holds(whole_exchange(DEVICE, feeds, hlc=HLC, nonce=bytes(16)))


def test_a_feed_cut_short_at_its_end_does_not_hold() -> None:
    """The Hello names the head, so the last entry cannot be left out of a file that is there."""
    last = FEED[-1].data
    assert holds(WHOLE)
    assert not holds(WHOLE.replace(last, b""))


# ---------------------------------------------------------------- the vectors, a third time

KEY = {key["name"]: bytes.fromhex(key["public"]) for key in PAGES["keys"]["ed25519"]}


@pytest.mark.parametrize("vector", PAGES["canonical"]["bad"], ids=lambda vector: vector["name"])
def test_the_program_refuses_every_bad_spelling(vector: dict[str, Any]) -> None:
    with pytest.raises(BROKEN):
        verify.one(bytes.fromhex(vector["hex"]))


@pytest.mark.parametrize("vector", PAGES["canonical"]["good"], ids=lambda vector: vector["name"])
def test_the_program_reads_every_good_spelling(vector: dict[str, Any]) -> None:
    verify.one(bytes.fromhex(vector["hex"]))


@pytest.mark.parametrize("vector", PAGES["entries"]["bad"], ids=lambda vector: vector["name"])
def test_the_program_refuses_every_bad_entry_in_its_place(vector: dict[str, Any]) -> None:
    feed = [FEED[0].data, FEED[1].data, bytes.fromhex(vector["hex"])]
    with pytest.raises(BROKEN):
        chain(feed)


@pytest.mark.parametrize("vector", PAGES["feeds"]["bad"], ids=lambda vector: vector["name"])
def test_the_program_refuses_every_bad_feed(vector: dict[str, Any]) -> None:
    with pytest.raises(BROKEN):
        chain([bytes.fromhex(data) for data in vector["feed"]])


@pytest.mark.parametrize("vector", PAGES["travel"]["exchanges"]["bad"], ids=lambda vector: vector["name"])
def test_the_program_refuses_every_bad_exchange(vector: dict[str, Any]) -> None:
    with pytest.raises(BROKEN):
        verify.check(bytes.fromhex(vector["hex"]), [KEY["issuer"]])


def chain(feed: list[bytes]) -> None:
    """A run of entries judged as one feed, the clerks of the run known."""
    entries = [verify.read_entry(data) for data in feed]
    people = {verify.sha(CLERK.public)[:16]: (CLERK.public, "李慧芳")}
    verify.need(len({entry["author"] for entry in entries}) == 1, "two authors")
    verify.check_feed(entries, [KEY["issuer"]], people)


def test_a_good_entry_in_its_place_holds() -> None:
    chain([FEED[0].data, FEED[1].data, THIRD.data])
