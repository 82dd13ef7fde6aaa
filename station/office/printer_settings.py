"""The printers of this computer at rest, and which of them a paper goes to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from schemas.apply import Cursor
from schemas.failures import Refusal
from station.print.setting import ANY, PrinterSetting, require_setting

_FIELDS = "name, kind, address, takes, width, papers, preprinted, right_tenths, down_tenths"


def printers(cursor: Cursor) -> list[PrinterSetting]:
    """All printers, by name."""
    cursor.execute(f"SELECT {_FIELDS} FROM printer ORDER BY name")
    return [_setting(*found) for found in cursor.fetchall()]


def printer(cursor: Cursor, name: str) -> PrinterSetting:
    """One printer; Refusal `printer.unknown`."""
    cursor.execute(f"SELECT {_FIELDS} FROM printer WHERE name = ?", (name,))
    found = cursor.fetchone()
    if found is None:
        raise Refusal("printer.unknown", field="printer", printer=name)
    return _setting(*found)


def keep(cursor: Cursor, setting: PrinterSetting) -> None:
    """Keep a printer under its name, in place of an earlier one; BadInput `printer.*`."""
    require_setting(setting)
    cursor.execute("DELETE FROM printer WHERE name = ?", (setting.name,))
    marks = ", ".join("?" * 9)
    values = (
        setting.name,
        setting.kind,
        setting.address,
        setting.takes,
        setting.width,
        ",".join(setting.papers),
        ",".join(setting.preprinted),
        setting.right_tenths,
        setting.down_tenths,
    )
    cursor.execute(f"INSERT INTO printer ({_FIELDS}) VALUES ({marks})", values)


def forget(cursor: Cursor, name: str) -> None:
    """Take a printer away; Refusal `printer.unknown`, `printer.waiting` while papers wait for it."""
    printer(cursor, name)
    cursor.execute(
        "SELECT COUNT(*) FROM paper WHERE printer = ? AND state IN ('queued', 'sending', 'unknown')", (name,)
    )
    waiting = cursor.fetchone()[0]
    if waiting:
        raise Refusal("printer.waiting", field="printer", printer=name, count=waiting)
    cursor.execute("DELETE FROM printer WHERE name = ?", (name,))


def adjust(cursor: Cursor, name: str, right_tenths: int, down_tenths: int) -> PrinterSetting:
    """Move what is printed onto forms by so many tenths of a mm more; BadInput `printer.step`."""
    held = printer(cursor, name)
    moved = replace(held, right_tenths=held.right_tenths + right_tenths, down_tenths=held.down_tenths + down_tenths)
    keep(cursor, moved)
    return moved


def route(settings: list[PrinterSetting], paper: str) -> str:
    """The printer of a paper by name: the one that names it, else one that takes all that its language can; "" is none."""
    for setting in settings:
        if paper in setting.papers:
            return setting.name
    for setting in settings:
        if ANY in setting.papers and _can(setting, paper):
            return setting.name
    return ""


def _can(setting: PrinterSetting, paper: str) -> bool:
    """Receipt printers take slips, the others everything else."""
    return ("slip" in paper) == (setting.takes == "escpos")


def _setting(*found: Any) -> PrinterSetting:
    name, kind, address, takes, width, papers, preprinted, right_tenths, down_tenths = found
    return PrinterSetting(
        name=name,
        kind=kind,
        address=address,
        takes=takes,
        width=width,
        papers=_names(papers),
        preprinted=_names(preprinted),
        right_tenths=right_tenths,
        down_tenths=down_tenths,
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(",") if part)
