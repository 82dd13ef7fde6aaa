"""Ways to printers: network, USB and serial lines, to a printer that answers or to one that does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from station.print.dot_matrix import SilentPrinter
from station.print.lines import Line, SocketLine, serial_line, usb_line
from station.print.printers import Printer
from station.print.receipt import ReceiptPrinter

NETWORK_PORT = 9100


def network_printer(host: str, port: int = NETWORK_PORT, takes: str = "escpos") -> Printer:
    """A printer on the network."""
    return _printer(f"{host}:{port}", partial(SocketLine, host, port), takes)


def usb_printer(vendor: int, product: int, takes: str = "escpos") -> Printer:
    """A printer on USB, by its vendor's and product's number."""
    return _printer(f"{vendor:04x}:{product:04x}", partial(usb_line, vendor, product), takes)


def serial_printer(device: str, baud: int = 9600, takes: str = "escpos") -> Printer:
    """A printer on a serial line."""
    return _printer(device, partial(serial_line, device, baud), takes)


def _printer(name: str, connect: Callable[[float], Line], takes: str) -> Printer:
    return ReceiptPrinter(name, connect) if takes == "escpos" else SilentPrinter(name, connect, takes)
