"""How a printer of this computer is set up 打印机设置: where it is reached, what it takes, which papers come out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.failures import BadInput
from schemas.paper import OUTPUTS
from station.print.cups import CupsPrinter
from station.print.printers import FilePrinter, Printer
from station.print.reaching import NETWORK_PORT, network_printer, serial_printer, usb_printer
from station.print.rolls import FORMS

KINDS = ("file", "network", "usb", "serial", "cups")
WIDTHS = (58, 80)
"""Widths of receipt paper in mm."""
STEP_TENTHS = 5
"""Alignment moves in steps of 0.5 mm."""
MOST_TENTHS = 200
"""It moves at most 20 mm."""
ANY = "*"
NAME = re.compile(r"[^\s,/\\\x00-\x1f]{1,40}")
_NETWORK = re.compile(r"(?P<host>[0-9A-Za-z.-]{1,253}|\[[0-9A-Fa-f:]{2,45}\])(?::(?P<port>[0-9]{1,5}))?")
_USB = re.compile(r"(?P<vendor>[0-9A-Fa-f]{4}):(?P<product>[0-9A-Fa-f]{4})")
_SERIAL = re.compile(r"(?P<device>[^@\s]{1,200})(?:@(?P<baud>[0-9]{3,7}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterSetting:
    """One printer. `papers` names those that come out of it (`*`: all that no other printer takes); `preprinted` are the

    stocks whose pre-numbered forms it is fed with; `right_tenths` and `down_tenths` move what is printed onto them.
    """

    name: str
    kind: str
    address: str
    takes: str
    width: int = 80
    papers: tuple[str, ...] = (ANY,)
    preprinted: tuple[str, ...] = ()
    right_tenths: int = 0
    down_tenths: int = 0

    def form(self, paper: str) -> str | None:
        """The stock of forms that this paper is printed onto here; None for plain paper."""
        stock = FORMS.get(paper)
        return stock if stock in self.preprinted else None

    @property
    def shift(self) -> tuple[float, float]:
        """The alignment in mm, to the right and down."""
        return self.right_tenths / 10, self.down_tenths / 10


def require_setting(setting: PrinterSetting) -> None:
    """BadInput `printer.name`, `printer.kind`, `printer.takes`, `printer.width`, `printer.stock`, `printer.step`, `printer.address`."""
    if not NAME.fullmatch(setting.name):
        raise BadInput("printer.name", field="name")
    if setting.kind not in KINDS:
        raise BadInput("printer.kind", field="kind", kinds=", ".join(KINDS))
    if setting.takes not in OUTPUTS:
        raise BadInput("printer.takes", field="takes", outputs=", ".join(OUTPUTS))
    if setting.width not in WIDTHS:
        raise BadInput("printer.width", field="width")
    if not set(setting.preprinted) <= set(FORMS.values()):
        raise BadInput("printer.stock", field="preprinted")
    for field, tenths in (("right", setting.right_tenths), ("down", setting.down_tenths)):
        if tenths % STEP_TENTHS or abs(tenths) > MOST_TENTHS:
            raise BadInput("printer.step", field=field)
    connect(setting)


def connect(setting: PrinterSetting) -> Printer:
    """The printer itself; BadInput `printer.address`. Nothing is opened yet."""
    makers = {"file": _file, "network": _network, "usb": _usb, "serial": _serial, "cups": _cups}
    return makers[setting.kind](setting)


def _file(setting: PrinterSetting) -> Printer:
    from pathlib import Path

    folder = Path(setting.address)
    if not setting.address or "\0" in setting.address:
        raise BadInput("printer.address", field="address", address=setting.address)
    return FilePrinter(folder, setting.takes)


def _network(setting: PrinterSetting) -> Printer:
    found = _match(_NETWORK, setting)
    port = int(found["port"] or NETWORK_PORT)
    if not 0 < port < 65_536:
        raise BadInput("printer.address", field="address", address=setting.address)
    return network_printer(found["host"].strip("[]"), port, takes=setting.takes)


def _usb(setting: PrinterSetting) -> Printer:
    found = _match(_USB, setting)
    return usb_printer(int(found["vendor"], 16), int(found["product"], 16), takes=setting.takes)


def _serial(setting: PrinterSetting) -> Printer:
    found = _match(_SERIAL, setting)
    return serial_printer(found["device"], int(found["baud"] or 9600), takes=setting.takes)


def _cups(setting: PrinterSetting) -> Printer:
    if not NAME.fullmatch(setting.address):
        raise BadInput("printer.address", field="address", address=setting.address)
    return CupsPrinter(setting.address, setting.takes)


def _match(pattern: re.Pattern[str], setting: PrinterSetting) -> re.Match[str]:
    found = pattern.fullmatch(setting.address)
    if found is None:
        raise BadInput("printer.address", field="address", address=setting.address)
    return found
