"""Finding printers 查找打印机: queues of the print server, USB devices of the printer class, serial lines."""

from __future__ import annotations

from typing import Any

from station.print.cups import queues

_PRINTER_CLASS = 7
"""The USB interface class of printers."""


def found() -> list[dict[str, str]]:
    """What can be seen now, each with the kind and address that a setting wants."""
    return [*_queues(), *_usb(), *_serial()]


def _queues() -> list[dict[str, str]]:
    return [{"kind": "cups", "address": name, "what": name} for name in queues()]


def _usb() -> list[dict[str, str]]:
    """Devices with an interface of the printer class; none where the system lets nobody look."""
    import usb.core

    library: Any = usb.core
    try:
        devices = list(library.find(find_all=True))
    except library.NoBackendError:
        return []
    return [
        {"kind": "usb", "address": f"{one.idVendor:04x}:{one.idProduct:04x}", "what": _name(one)}
        for one in devices
        if any(face.bInterfaceClass == _PRINTER_CLASS for plan in one for face in plan)
    ]


def _name(device: Any) -> str:
    """What the device calls itself, or its numbers where it may not be asked."""
    try:
        return f"{device.manufacturer or ''} {device.product or ''}".strip()
    except (ValueError, OSError):
        return f"{device.idVendor:04x}:{device.idProduct:04x}"


def _serial() -> list[dict[str, str]]:
    from serial.tools import list_ports

    ports: Any = list_ports.comports()
    return [{"kind": "serial", "address": port.device, "what": port.description or port.device} for port in ports]
