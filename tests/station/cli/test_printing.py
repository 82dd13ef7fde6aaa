"""Printers, their queues and pre-numbered forms from the command line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from station.cli import Streams, run_inside
from station.print.setting import connect
from tests.builders import PIN
from tests.station.office.forms_desk import INVOICE, VOUCHER, Desk, a_desk
from yard.fakes.paper_printer import PaperPrinter

BAD = [
    (("--kind", "fax", "--address", "1"), "printer.kind"),
    (("--kind", "network", "--address", "a b"), "printer.address"),
    (("--kind", "network", "--address", "host:99999"), "printer.address"),
    (("--kind", "usb", "--address", "04b8"), "printer.address"),
    (("--kind", "network", "--address", "h", "--takes", "pcl"), "printer.takes"),
    (("--kind", "network", "--address", "h", "--width", "76"), "printer.width"),
    (("--kind", "network", "--address", "h", "--preprinted", "receipt"), "printer.stock"),
    (("--address", "h"), "cli.missing"),
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path / "post")
    yield made
    made.close()


def told(desk: Desk, *words: str) -> tuple[int, Any]:
    out, err = io.StringIO(), io.StringIO()
    streams = Streams(out, err, lambda: b"", pin=lambda _: PIN)
    status = run_inside([*words, "--home", "post", "--json"], streams, desk.office)
    return status, json.loads(out.getvalue() or err.getvalue())


def load(desk: Desk, stock: str, code: str, *more: str) -> tuple[int, Any]:
    span = ("--first", "00000001", "--last", "00000050", "--printer", "票据")
    return told(desk, "forms", "load", "--clerk", "li", "--stock", stock, "--code", code, *span, *more)


def test_a_printer_is_set_up_tried_aligned_and_taken_away(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    desk.office.print_room.connect = connect
    kind = ("--kind", "file", "--address", str(out), "--takes", "png")
    assert told(desk, "printer", "add", "样机", *kind, "--preprinted", "invoice")[0] == 0
    assert told(desk, "printer", "test", "样机")[1] == {"printer": "样机", "printed": "test"}
    told(desk, "printer", "ruler", "样机")
    assert [path.name for path in sorted(out.iterdir())] == ["000001.png", "000002.png"]
    status, moved = told(desk, "printer", "adjust", "样机", "--right", "1.5", "--down", "-0.5")
    assert (status, moved["right_mm"], moved["down_mm"]) == (0, "1.5", "-0.5")
    status, said = told(desk, "printer", "adjust", "样机", "--right", "0.3")
    assert (status, said["error"]["code"]) == (2, "printer.step")
    assert told(desk, "printer", "remove", "样机")[1] == {"removed": "样机"}
    assert told(desk, "printer", "test", "样机")[1]["error"]["code"] == "printer.unknown"


def test_a_printer_that_cannot_be_is_refused_by_name(desk: Desk) -> None:
    for words, code in BAD:
        status, said = told(desk, "printer", "add", "样机", *words)
        assert (status, said["error"]["code"]) == (2, code)
    assert len(told(desk, "printer", "list")[1]["printers"]) == 2


def test_forms_are_loaded_a_jam_is_settled_and_a_slip_is_printed_again(desk: Desk) -> None:
    assert load(desk, "invoice", INVOICE)[1]["error"]["code"] == "forms.two_persons"
    assert load(desk, "invoice", INVOICE, "--authoriser", "wang")[0] == 0
    assert load(desk, "voucher", VOUCHER, "--authoriser", "wang")[0] == 0
    desk.sell()
    desk.paper["票据"] = PaperPrinter(takes="escp2", cable_bytes=10)
    ran = told(desk, "printer", "run")[1]
    assert [job["state"] for job in ran["jobs"] if job["printer"] == "票据"] == ["unknown"]
    doubtful = next(job for job in told(desk, "printer", "queue")[1]["jobs"] if job["asks"])
    torn = told(desk, "papers", "torn", str(doubtful["job"]), "--clerk", "li")[1]
    assert torn["reissued"][0]["to_number"] == "00000002"
    slip = next(job for job in told(desk, "printer", "queue", "--all")[1]["jobs"] if job["may_repeat"])
    again = told(desk, "papers", "again", str(slip["job"]), "--clerk", "li", "--reason", "顾客遗失")[1]
    assert again["repeated"]["copy"] == 2
    blocks = told(desk, "forms", "list")[1]["blocks"]
    assert all(block["equal"] for block in blocks)
    assert [block["spoiled"] for block in blocks] == [0, 1]


def test_a_queue_is_moved_by_name(desk: Desk) -> None:
    desk.sell()
    desk.office.queue_papers()
    assert told(desk, "printer", "move", "票据", "--to", "小票")[1] == {"moved": 2}
    assert told(desk, "printer", "move", "票据", "--to", "没有")[1]["error"]["code"] == "printer.unknown"
    assert told(desk, "printer", "remove", "小票")[1]["error"]["code"] == "printer.waiting"
