"""While a home is served, other commands of its owner go through its door and say the same."""

from __future__ import annotations

import io
import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.failures import Fault
from station.cli import Openers, Streams, answer_line, run, run_inside
from station.counter.asking import Status
from station.office import Office
from station.office.setting_up import Ways
from station.settings import SOCKET
from station.socket import Door, is_answering, knock
from tests.builders import PIN, Bureau, a_station, an_application


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, Office]]:
    """A home with its door open, as `serve` opens it."""
    home = tmp_path / "post"
    office = a_station(home, Bureau())

    def inside(argv: Any, streams: Streams) -> int:
        return run_inside(argv, streams, office)

    door = Door(home / SOCKET, lambda said: answer_line(said, inside))
    yield home, office
    door.close()
    office.close()


def told(home: Path, *words: str, stdin: bytes = b"", pin: str = PIN) -> tuple[int, Any, Any]:
    """A command line from outside: exit status, what it answered, what it complained of."""
    out, err = io.StringIO(), io.StringIO()

    def closed(*_: Any) -> Any:
        raise AssertionError("the home is open elsewhere")

    openers = Openers(ways=Ways(home=closed, enrol=closed, ask=closed, accept=closed), serve=closed, practice=closed)
    streams = Streams(out, err, lambda: stdin, pin=lambda _: pin)
    status = run([*words, "--home", str(home), "--json"], streams, openers)
    said, complained = out.getvalue(), err.getvalue()
    return status, json.loads(said) if said else None, json.loads(complained) if complained else None


def test_a_sale_goes_through_the_door(served: tuple[Path, Office]) -> None:
    home, office = served
    stdin = json.dumps(an_application()).encode()
    status, answer, _ = told(home, "issue", "--clerk", "li", "--in", "-", stdin=stdin)
    assert status == 0 and answer["invoices"][0]["number"] == "00000001"
    assert told(home, "status")[1]["last"] == answer["seq"] == office.ask(Status())["last"]


def test_a_file_is_found_where_the_caller_stands(
    served: tuple[Path, Office], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sale.json").write_text(json.dumps(an_application()), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert told(served[0], "issue", "--clerk", "li", "--in", "sale.json")[0] == 0


def test_a_refusal_comes_out_with_its_status_and_its_words(served: tuple[Path, Office]) -> None:
    status, answer, error = told(served[0], "issue", "--clerk", "li", "--in", "-", stdin=b"{", pin=PIN)
    assert (status, answer, error["error"]["code"]) == (2, None, "input.json")
    status, _, error = told(served[0], "day", "close", "--clerk", "li", pin="000000")
    assert (status, error["error"]["code"]) == (3, "keys.pin_wrong")


def test_the_door_is_its_owners_only_and_ends_with_the_serving(served: tuple[Path, Office]) -> None:
    socket = served[0] / SOCKET
    assert stat.S_IMODE(socket.stat().st_mode) == 0o600
    assert is_answering(socket)


def test_a_socket_left_by_a_crash_answers_nobody(tmp_path: Path) -> None:
    left = tmp_path / SOCKET
    left.touch()
    assert not is_answering(left)
    with pytest.raises(Fault) as caught:
        knock(left, {"argv": []})
    assert caught.value.code == "ledger.busy"
