"""Bad input gives one clear error, exit status 2 or 3, and leaves the ledger as it was. The tables stand in `bad_input/`."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from schemas.words import LANGUAGES, catalogue
from tests.bad_input.arguments import ACTED, HOMELESS, SAID
from tests.bad_input.counter import Counter, Said, a_home
from tests.bad_input.files import BYTES, not_a_file
from tests.bad_input.spoiling import GOOD, TABLE, spoilt
from tests.house.reading import HOUSE
from yard.demo.day import CLERK

ERROR = {"code", "zh", "en", "field", "lost", "next"}
ASKED = b'{"kind": "dragon", "input": "1"}'


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_home(tmp_path_factory.mktemp("bad"))


@pytest.fixture
def counter(home: Path, capsys: pytest.CaptureFixture[str]) -> Counter:
    return Counter(home, capsys)


def with_id(number: int, **more: Any) -> dict[str, Any]:
    """The good application under another command id."""
    return GOOD | {"command": str(UUID(int=number, version=4))} | more


def refused(said: Said) -> dict[str, Any]:
    """The contract's error object, whole, with words in both languages and no answer beside it."""
    assert said.status in (2, 3), said
    assert said.out == ""
    error = said.error
    assert set(error) == ERROR
    assert error["lost"] is False
    assert all(error["code"] in catalogue(language) for language in LANGUAGES)
    assert error["zh"]
    assert error["en"]
    assert error["next"]
    return error


@pytest.mark.slow
@pytest.mark.parametrize("change", TABLE, ids=[row["law"].replace(" ", "-") for row in TABLE])
def test_a_bad_application_is_refused_and_changes_nothing(change: dict[str, Any], counter: Counter) -> None:
    before = counter.digest()
    said = counter.issue(spoilt(change))
    error = refused(said)
    assert (said.status, error["code"], error["field"]) == (change["status"], change["code"], change["field"])
    assert counter.digest() == before


@pytest.mark.slow
@pytest.mark.parametrize("name", BYTES)
def test_bytes_that_are_no_application_are_refused_and_change_nothing(name: str, counter: Counter) -> None:
    data, code = BYTES[name]
    before = counter.digest()
    assert refused(counter.act("issue", "--in", "-", stdin=data))["code"] == code
    assert counter.digest() == before


@pytest.mark.slow
def test_names_that_lead_to_no_file_are_refused_and_change_nothing(counter: Counter, tmp_path: Path) -> None:
    before = counter.digest()
    codes = {
        name: refused(counter.act("issue", "--in", str(path)))["code"] for name, path in not_a_file(tmp_path).items()
    }
    assert codes == dict.fromkeys(codes, "cli.file")
    assert counter.digest() == before


@pytest.mark.slow
@pytest.mark.parametrize(("words", "code"), SAID)
def test_words_that_cannot_be_meant_are_refused_and_change_nothing(words: str, code: str, counter: Counter) -> None:
    before = counter.digest()
    assert refused(counter.say(*shlex.split(words)))["code"] == code
    assert counter.digest() == before


@pytest.mark.slow
@pytest.mark.parametrize(("words", "code"), ACTED)
def test_acts_that_cannot_be_done_are_refused_and_change_nothing(words: str, code: str, counter: Counter) -> None:
    before = counter.digest()
    given = json.dumps(with_id(1)).encode()
    assert refused(counter.act(*shlex.split(words), stdin=given))["code"] == code
    assert counter.digest() == before


@pytest.mark.parametrize(("words", "code"), HOMELESS)
def test_words_without_a_home_are_refused(
    words: str, code: str, counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert refused(counter.say(*shlex.split(words), home=False, stdin=ASKED))["code"] == code


@pytest.mark.parametrize(
    ("clerk", "pin", "code"),
    [
        ("nobody", "135790", "keys.clerk_unknown"),
        ("../../etc", "135790", "keys.clerk_unknown"),
        (CLERK, "000000", "keys.pin_wrong"),
        (CLERK, "", "keys.pin_wrong"),
        (CLERK, "1" * 500, "keys.pin_wrong"),
        (CLERK, "１３５７９０", "cli.pin"),
    ],
)
def test_a_stranger_is_refused_and_changes_nothing(clerk: str, pin: str, code: str, counter: Counter) -> None:
    before = counter.digest()
    said = counter.act("issue", "--in", "-", clerk=clerk, pin=pin, stdin=json.dumps(with_id(2)).encode())
    assert refused(said)["code"] == code
    assert counter.digest() == before


@pytest.mark.slow
def test_after_five_wrong_pins_the_right_one_waits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counter = Counter(a_home(tmp_path), capsys)
    before = counter.digest()
    given = json.dumps(with_id(3)).encode()
    for _ in range(5):
        assert refused(counter.act("issue", "--in", "-", pin="000000", stdin=given))["code"] == "keys.pin_wrong"
    assert refused(counter.act("issue", "--in", "-", stdin=given))["code"] == "keys.pin_locked"
    assert counter.digest() == before


@pytest.mark.slow
def test_a_command_id_with_another_body_is_refused_and_with_the_same_is_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counter = Counter(a_home(tmp_path), capsys)
    first = counter.issue(GOOD).answer
    before = counter.digest()
    assert counter.issue(GOOD).answer == first
    other = GOOD | {"location": "town"}
    assert refused(counter.issue(other))["code"] == "command.reused"
    assert counter.digest() == before


@pytest.mark.slow
def test_a_block_of_numbers_that_is_used_up_stops_issuing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counter = Counter(a_home(tmp_path, numbers=1), capsys)
    assert counter.issue(with_id(4)).status == 0
    before = counter.digest()
    error = refused(counter.issue(with_id(5)))
    assert error["code"].startswith("numbers.")
    assert counter.digest() == before


@pytest.mark.slow
def test_a_closed_day_takes_nothing_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counter = Counter(a_home(tmp_path), capsys)
    sold = counter.issue(with_id(6)).answer
    assert counter.act("day", "close", "--on", GOOD["on"]).status == 0
    before = counter.digest()
    number = "-".join((sold["invoices"][0]["code"], sold["invoices"][0]["number"]))
    for said in (
        counter.issue(with_id(7)),
        counter.act("day", "close", "--on", GOOD["on"]),
        counter.act("void", "--invoice", number, "--reason", "写错", "--on", GOOD["on"]),
    ):
        assert refused(said)["code"] == "day.closed"
    assert counter.digest() == before


@pytest.mark.slow
def test_in_json_lines_an_error_takes_the_place_of_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counter = Counter(a_home(tmp_path), capsys)
    lines = [json.dumps(with_id(8)), '{"broken', json.dumps(spoilt(TABLE[0])), json.dumps(with_id(9))]
    said = counter.act("issue", "--in", "-", stdin="\n".join(lines).encode())
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert said.status == 2
    assert said.err == ""
    assert [answer.get("error", {}).get("code") for answer in answers] == [None, "input.json", TABLE[0]["code"], None]
    assert [answers[at]["invoices"][0]["number"] for at in (0, 3)] == ["00000001", "00000002"]


@pytest.mark.slow
def test_a_clock_that_was_set_back_is_noted_not_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = Counter(a_home(tmp_path), capsys)
    first = counter.issue(with_id(10)).answer
    monkeypatch.setenv("YOUSHUI_CLOCK_MS", str(-3 * 86_400_000))
    second = counter.issue(with_id(11)).answer
    assert second["seq"] == first["seq"] + 1
    assert second["at"] >= first["at"]
    shown = counter.say("show", second["entry"]).answer
    assert [fact["fact"] for fact in shown["facts"] if fact["fact"].startswith("incidents.")] == [
        "incidents.clock_jumped/1"
    ]


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("words", "stdin", "status", "code"),
    [
        (["quote", "--in", "-"], b"\xff\xfe{}", 2, "input.encoding"),
        (["quote", "--in", "."], b"", 2, "cli.file"),
        (["issue", "--in", "-", "--home", "nowhere", "--clerk", "demo"], b"{}", 2, "cli.home"),
        (["fly"], b"", 2, "cli.usage"),
    ],
)
def test_a_process_ends_with_the_error_object_and_its_status(
    words: list[str], stdin: bytes, status: int, code: str, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "station", *words, "--json"]
    done = subprocess.run(command, cwd=HOUSE, input=stdin, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (status, b"")
    assert json.loads(done.stderr)["error"]["code"] == code
