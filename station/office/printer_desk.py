"""Setting printers up 打印机设置: found, named, tried, aligned, their queues moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.office import printer_settings
from station.office.paper_answers import setting_plain
from station.print import finding, trials
from station.print.setting import PrinterSetting

if TYPE_CHECKING:
    from station.office.print_room import PrintRoom


def found() -> dict[str, Any]:
    """Printers that this computer can see: queues of its print server, USB, serial lines."""
    return {"found": finding.found()}


def keep(room: PrintRoom, setting: PrinterSetting) -> dict[str, Any]:
    """Set a printer up under its name; BadInput `printer.*`."""
    room.keep(setting)
    return setting_plain(setting)


def forget(room: PrintRoom, name: str) -> dict[str, Any]:
    """Take a printer away; Refusal `printer.unknown`, `printer.waiting`."""
    with room.office.ledger.database.write() as cursor:
        printer_settings.forget(cursor, name)
    room.office.announce()
    return {"removed": name}


def adjust(room: PrintRoom, name: str, right_tenths: int, down_tenths: int) -> dict[str, Any]:
    """Move what is printed onto forms; BadInput `printer.step`."""
    with room.office.ledger.database.write() as cursor:
        return setting_plain(printer_settings.adjust(cursor, name, right_tenths, down_tenths))


def try_out(room: PrintRoom, name: str, *, ruler: bool) -> dict[str, Any]:
    """Print a test page, or the ruler for alignment; Fault `printer.*`. It goes past the queue and uses no form's number."""
    with room.office.ledger.database.read() as cursor:
        setting = printer_settings.printer(cursor, name)
    printer = room.connect(setting)
    printer.require_ready()
    printer.send(trials.ruler(setting) if ruler else trials.test_page(setting))
    return {"printer": name, "printed": "ruler" if ruler else "test"}


def troubles(room: PrintRoom) -> list[dict[str, Any]]:
    """Why each printer waits, if it does: code and figures of the failure."""
    return [{"printer": name, "code": failure.code, **failure.params} for name, failure in sorted(room.trouble.items())]
