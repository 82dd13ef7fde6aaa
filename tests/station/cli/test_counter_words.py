"""Every word of the counter's further acts is read by the command line and done by somebody."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from schemas.sheets import write_csv
from station.cli import Openers, Streams, run
from station.cli.counter_desk import WITH_OFFICE
from station.cli.parser import build
from station.compose import MachineClock, MachineIdentity
from station.ledger.ledger import Ledger
from station.office import Office
from station.office.setting_up import Ways
from tests.builders import PIN, Bureau, SeededIdentity, TestClock, a_station, an_application, office_of

ON = "2026-09-18"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = Path(tmp_path_factory.mktemp("words")) / "post"
    a_station(home, Bureau()).close()
    return home


def told(home: Path, *words: str, stdin: bytes = b"") -> tuple[int, Any, Any]:
    """A command line on the home: exit status, answer, complaint."""
    out, err = io.StringIO(), io.StringIO()

    def opened(path: Path) -> Office:
        return office_of(
            Ledger(path, TestClock(), MachineIdentity()), Bureau(), SeededIdentity(MachineClock().wall_ms())
        )

    ways = Ways(
        home=opened, enrol=lambda path, *_: opened(path), ask=lambda *_: b"", accept=lambda path, _: opened(path)
    )
    openers = Openers(ways=ways, serve=lambda *_: 0, practice=lambda _: None)
    status = run([*words, "--home", str(home), "--json"], Streams(out, err, lambda: stdin, pin=lambda _: PIN), openers)
    said, complained = out.getvalue(), err.getvalue()
    return status, json.loads(said) if said else None, json.loads(complained) if complained else None


def test_every_word_stands_in_the_parser() -> None:
    verbs = next(action for action in build()._actions if action.dest == "verb")
    assert set(WITH_OFFICE) <= set(verbs.choices or ())


def test_a_day_of_putting_right_by_words(home: Path) -> None:
    act = ("--clerk", "li", "--on", ON)
    assert told(home, "clerk", "add", "--clerk", "wang", "--name", "王五", "--by", "li")[0] == 0
    sold = told(home, "issue", "--clerk", "li", "--in", "-", stdin=json.dumps(an_application()).encode())[1]
    assert told(home, "ways", sold["entry"], "--on", ON)[1]["ways"][0]["stage"] == "before_hand_over"
    order = sold["payments"][0]["order_no"]
    words = ("--method", "pos", "--reason", "刷卡", "--authoriser", "wang")
    assert told(home, "correct", *act, "--order", order, *words)[1]["method"] == "pos"
    red = ("--invoice", "042002600104-00000001", "--reason", "wrong", "--authoriser", "wang")
    assert told(home, "reverse", *act, *red)[1]["money"] == "reversed"
    assert told(home, "refund", *act, sold["entry"], "--reason", "x")[2]["error"]["code"] == "refund.nothing"
    assert told(home, "undo", *act, sold["entry"], "--reason", "x")[2]["error"]["code"] == "refund.use_void"
    assert told(home, "refuse", *act, "--reason", "other", "--matter", "专票", "--bring", "合同")[1]["bring"] == [
        "合同"
    ]
    assert told(home, "documents", "list")[1] == {"due": []}
    assert told(home, "deposit", "show", "--on", ON)[1]["undeposited_fen"] == 0
    made = told(home, "handover", "give", *act, "--receiver", "wang", "--counted", "100=0")[1]
    assert told(home, "countersign", "list")[1]["waiting"][0]["entry"] == made["entry"]
    signed = told(home, "countersign", "sign", "--clerk", "wang", "--on", ON, "--entry", made["entry"])
    assert signed[1]["countersigned"] == made["entry"]
    assert told(home, "settle", "show")[2]["error"]["code"] == "settle.nothing"
    assert told(home, "report", "day-sheet", "--on", ON)[1]["report"] == "day-sheet"


def test_a_batch_by_words_leaves_out_what_does_not_hold(home: Path, tmp_path: Path) -> None:
    template = {name: value for name, value in an_application(9).items() if name != "invoices"}
    given, rows = tmp_path / "a.json", tmp_path / "rows.csv"
    given.write_text(json.dumps(template | {"line": {"item": "services", "name": "设计"}}), "utf-8")
    rows.write_bytes(write_csv([["名称", "金额"], ["陈喆", "20"], ["王五", "多"]]))
    words = ("batch", "--in", str(given), "--rows", str(rows))
    assert (told(home, *words)[1]["good"], told(home, *words, "--issue", "--clerk", "li")[2]["error"]["code"]) == (
        1,
        "batch.rows_bad",
    )
    answer = told(home, *words, "--issue", "--leave-out", "--clerk", "li")[1]
    assert (len(answer["invoices"]), answer["left_out"]) == (1, [3])
    status, _, complaint = told(home, "refund", "--clerk", "li", answer["entry"], "--reason", "x", "--taxes", "vat")
    assert (status, complaint["error"]["code"]) == (2, "cli.taxes")
