"""A reconciled day as a file that others can check: JSON Lines, CSV, and journals for hledger and beancount. Pure."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from typing import Any

from central.reconcile.journals import beancount, hledger
from central.reconcile.report import Acts, day_report
from central.reconcile.run import CityDay
from central.reconcile.terms import item
from schemas.money import plain_yuan
from schemas.words import say

_COLUMNS = (
    "on", "site", "name", "class", "time", "voucher", "invoices", "items", "method", "order_no", "document", "payment",
    "money", "difference", "basis", "statement_reference", "statement_rows", "entry",
)  # fmt: skip


def jsonl(city: CityDay, acts: Acts) -> str:
    """One line an amount, as the report says it, with its site and day."""
    said: list[str] = []
    for day in city.sites:
        report = day_report(day, acts)
        head = {"on": city.on, "site": report["site"], "name": report["name"]}
        said += [json.dumps({**head, **line}, ensure_ascii=False) for line in report["lines"]]
    return "".join(line + "\n" for line in said)


def table(city: CityDay, acts: Acts) -> str:
    """CSV for a spreadsheet: UTF-8 with its mark, titles in Chinese, yuan with two decimals, numbers kept as text."""
    out = StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(say(f"reconcile.column.{name}") for name in _COLUMNS)
    for day in city.sites:
        report = day_report(day, acts)
        for line in report["lines"]:
            statement = line["statement"]
            entry: dict[str, Any] = line["entry"] or {}
            writer.writerow(
                (
                    city.on,
                    report["site"],
                    _plain(report["name"]),
                    say(f"reconcile.class.{line['class']}"),
                    entry.get("at", statement[0]["at"] if statement else ""),
                    _text(" ".join(line["vouchers"])),
                    _text(" ".join(entry.get("invoices", ()))),
                    _plain(" ".join(item(code) for code in entry.get("items", ()))),
                    line["method"],
                    _text(line["order_no"]),
                    *(plain_yuan(line[f"{side}_fen"]) for side in ("document", "payment", "money", "difference")),
                    say(f"reconcile.basis.{line['basis']}") if line["basis"] else "",
                    _text(statement[0]["reference"]) if statement else "",
                    " ".join(str(one["row"]) for one in statement),
                    entry.get("id", ""),
                )
            )
    return out.getvalue()


def _text(number: str) -> str:
    """A number that a spreadsheet may not round: a leading tab keeps it text."""
    return f"\t{number}" if number else ""


def _plain(words: str) -> str:
    """Words from elsewhere that a spreadsheet must not take for a formula."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@")) else words


EXPORTS: dict[str, Callable[[CityDay, Acts], str]] = {
    "jsonl": jsonl,
    "csv": table,
    "hledger": lambda city, _: hledger(city),
    "beancount": lambda city, _: beancount(city),
}
