"""Lines to receipt printers: a socket, and USB or serial through python-escpos, of which this is the station's one door.

A line is opened for one talk and closed after it. Every method may raise OSError; a read that gives nothing has ended.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

_PIECE = 64


class Line(Protocol):
    """Bytes out and bytes in, each within the seconds that the line was made for."""

    def open(self) -> None:
        """Reach the printer."""
        ...

    def write(self, data: bytes) -> None:
        """Hand all bytes over."""
        ...

    def read(self) -> bytes:
        """Some bytes; none when the line has ended or stayed silent."""
        ...

    def port_status(self) -> int | None:
        """The port status byte of the USB printer class; None on a line that has none."""
        ...

    def close(self) -> None:
        """Let go."""
        ...


@dataclass(slots=True)
class SocketLine:
    """A printer on the network."""

    host: str
    port: int
    seconds: float
    _socket: socket.socket | None = None

    def open(self) -> None:
        """Connect within the given seconds."""
        self._socket = socket.create_connection((self.host, self.port), self.seconds)

    def write(self, data: bytes) -> None:
        """Send all."""
        assert self._socket is not None
        self._socket.sendall(data)

    def read(self) -> bytes:
        """Receive some."""
        assert self._socket is not None
        return self._socket.recv(_PIECE)

    def port_status(self) -> int | None:
        """A socket has none."""
        return None

    def close(self) -> None:
        """Close the socket."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


@dataclass(slots=True)
class DeviceLine:
    """A printer on USB or a serial line, as python-escpos opens it; `make` gives the library's printer."""

    make: Callable[[], Any]
    usb: bool = False
    _device: Any = None

    def open(self) -> None:
        """Claim the device."""
        from escpos.exceptions import Error

        self._device = self.make()
        try:
            self._device.open()
        except Error as fault:
            raise OSError(str(fault)) from fault

    def write(self, data: bytes) -> None:
        """Send all."""
        self._device._raw(data)  # noqa: SLF001 -- the library's only way for bytes of one's own

    def read(self) -> bytes:
        """Read some."""
        return bytes(self._device._read())  # noqa: SLF001 -- the library's only way to read

    def port_status(self) -> int | None:
        """GET_PORT_STATUS of the USB printer class."""
        if not self.usb:
            return None
        return int(self._device.device.ctrl_transfer(0xA1, 1, 0, 0, 1)[0])

    def close(self) -> None:
        """Give the device back."""
        self._device.close()


def usb_line(vendor: int, product: int, seconds: float) -> DeviceLine:
    """USB, by the numbers of vendor and product."""
    from escpos.printer import Usb

    return DeviceLine(lambda: Usb(vendor, product, timeout=int(seconds * 1000)), usb=True)


def serial_line(device: str, baud: int, seconds: float) -> DeviceLine:
    """A serial line."""
    from escpos.printer import Serial

    return DeviceLine(lambda: Serial(device, baudrate=baud, timeout=seconds))
