"""One payer with many buyers 批量代开: the questions, and from their answers to what the office is asked. Pure.

The rows are kept as tab-separated text, whether they came from a file or were pasted: what was checked is what is issued.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from schemas.failures import BadInput
from schemas.words import say
from station.counter.questions import ImportBatch, SplitSheets
from station.ui import answers, typed
from station.ui.applying import Place
from station.ui.drafts import NOTHING_TO_PAY, Draft, Field, fill
from station.ui.forms import Question, Reader, maybe, money_question
from station.ui.items import named, search

SOURCES = ("file", "paste", "one")
"""Where the invoices come from: a file, pasted rows, or one amount that needs several sheets."""
KINDS = ("goods", "services", "labour")
EDITIONS = ("wan", "shiwan")
MOST_PASTED = 400_000
"""Characters of pasted rows; 500 rows with every column filled stay below."""

Said = Mapping[str, str]


def questions(newest: Callable[[Said], str]) -> tuple[Question, ...]:
    """Who asks, for what, from where; `newest` offers the file that was put down last."""
    return (
        Question(name="applicant"),
        Question(name="id", read=_reader(Field.ID), show=typed.spaced),
        Question(name="phone", read=_reader(Field.PHONE), show=typed.phone),
        Question(name="item", read=_item),
        Question(name="kind", choices=KINDS, room="kind", when=lambda said: named(said.get("item", "")) is None),
        Question(name="source", choices=SOURCES),
        Question(name="file", read=maybe, when=_from("file"), offer=newest),
        Question(name="rows", read=_rows, when=_from("paste"), show=_first_line, lines=True),
        Question(name="buyer", when=_from("one")),
        Question(name="buyer_id", read=maybe, when=_from("one"), show=typed.spaced),
        money_question("amount", _from("one")),
        Question(name="edition", choices=EDITIONS, when=_from("one")),
    )


def _from(source: str) -> Callable[[Said], bool]:
    return lambda said: said.get("source") == source


def _reader(at: Field) -> Reader:
    """An identity or a phone number as the plain sale reads it."""

    def read(text: str, _name: str) -> str:
        return answers.answer(Draft(command="", on="", at=at), text).said(at)

    return read


def _item(text: str, at: str) -> str:
    """What was sold where a row does not say; initials find an item of the short list. Nothing: the rows say it."""
    kept = maybe(text, at)
    found = search(kept, 1) if kept.isascii() and kept else ()
    return found[0].name if found else kept


def _rows(text: str, at: str) -> str:
    """Pasted rows as they are. BadInput `drafts.empty`, `many.pasted_long`."""
    if not text.strip():
        raise BadInput("drafts.empty", field=at)
    if len(text) > MOST_PASTED:
        raise BadInput("many.pasted_long", field=at, most=MOST_PASTED)
    return text


def _first_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return f"{typed.clean(lines[0])[:24]} … × {len(lines)}" if lines else ""


def kept_rows(rows: Sequence[Sequence[str]]) -> str:
    """The rows of a sheet as text that reads back as the same rows."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue()


def query(said: Said, on: str, place: Place) -> ImportBatch | SplitSheets:
    """What the office is asked: to check every row, or to spread one amount over sheets."""
    template = _template(said, on, place)
    if said["source"] == "one":
        bought = _draft_buyer(said)
        line = {**template.pop("line"), "gross_fen": int(said["amount"])}
        return SplitSheets({**template, "invoices": [{"buyer": bought, "lines": [line]}]}, said["edition"])
    return ImportBatch(template, said["rows"].encode())


def _template(said: Said, on: str, place: Place) -> dict[str, Any]:
    return {
        "command": said["command"],
        "on": on,
        "district": place.district,
        "location": place.location,
        "taxpayer": _taxpayer(said),
        "line": _line(said),
    }


def _taxpayer(said: Said) -> dict[str, Any]:
    known = answers.answer(Draft(command="", on="", at=Field.ID), said["id"])
    person = {
        "kind": "natural_person",
        "name": said["applicant"],
        "id": said["id"],
        "id_type": known.said("id_type"),
        "checked": "typed",
        "phone": said.get("phone", ""),
    }
    return {name: value for name, value in person.items() if value}


def _line(said: Said) -> dict[str, str]:
    item = named(said.get("item", ""))
    line = {"item": item.kind if item else said["kind"], "quantity": "1"}
    if said.get("item"):
        line["name"] = said["item"]
    return line | ({"code": item.code} if item and item.code else {})


def _draft_buyer(said: Said) -> dict[str, str]:
    """The buyer of one large amount, read as the plain sale reads him."""
    draft = fill(Draft(command="", on=""), Field.BUYER, buyer=said["buyer"])
    read = answers.answer(replace(draft, at=Field.BUYER_ID), said["buyer_id"])
    code = read.said(Field.BUYER_ID)
    buyer = {"kind": read.said("buyer_kind"), "name": said["buyer"]}
    return buyer | ({"id": code} if code else {"no_id_reason": say("ui.no_id_reason")})


def paid(application: Mapping[str, Any], method: str, total_fen: int) -> dict[str, Any]:
    """The application with its one payment; `total_fen` in 分."""
    payment = {"method": method if total_fen else NOTHING_TO_PAY, "amount_fen": total_fen}
    return {**application, "payments": [payment]}
