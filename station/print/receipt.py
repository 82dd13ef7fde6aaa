"""ESC/POS printers on the network (port 9100), USB or a serial line.

Silence is never taken for health: status is asked by DLE EOT and must be answered, and after a job GS ( H asks for an
echo that only comes when everything before it has been consumed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from schemas.failures import Fault
from station.print.lines import Line

STATUS_SECONDS = 2.0
"""How long a printer may take to say how it is."""
BARRIER_SECONDS = 30.0
"""How long it may take to print what it was sent."""
_ECHO = b"\x37\x22"
_LONGEST_ANSWER = 64
_QUESTIONS = (1, 2, 3, 4)
_TROUBLES = (
    (2, 0x04, "printer.cover"),
    (4, 0x60, "printer.no_paper"),
    (2, 0x20, "printer.no_paper"),
    (3, 0x68, "printer.error"),
    (1, 0x08, "printer.offline"),
)
"""DLE EOT n, the bits that mean trouble, and which: the plainest cause first."""


@dataclass(frozen=True, slots=True)
class ReceiptPrinter:
    """A printer behind a line that `connect` makes for so many seconds of patience."""

    name: str
    connect: Callable[[float], Line]
    takes: str = "escpos"

    def require_ready(self) -> None:
        """Ask cover, paper, errors and line, each with an answer in time."""
        line = opened(self.connect, STATUS_SECONDS, self.name)
        try:
            answers = {question: self._status(line, question) for question in _QUESTIONS}
        except OSError:
            raise Fault("printer.silent", printer=self.name) from None
        finally:
            close(line)
        for question, bits, trouble in _TROUBLES:
            if answers[question] & bits:
                raise Fault(trouble, printer=self.name)

    def send(self, data: bytes) -> None:
        """Send a job and wait for the echo of the barrier behind it."""
        line = opened(self.connect, BARRIER_SECONDS, self.name)
        ticket = b"YS%02d" % (len(data) % 100)
        try:
            line.write(data + b"\x1d(H\x06\x00\x30\x30" + ticket)
            self._await(line, _ECHO + ticket + b"\x00")
        except OSError:
            raise Fault("printer.lost", printer=self.name) from None
        finally:
            close(line)

    def _status(self, line: Line, question: int) -> int:
        """One byte of status; anything that has not its fixed bits is no answer."""
        line.write(b"\x10\x04" + bytes((question,)))
        answer = line.read()
        if not answer or answer[-1] & 0x93 != 0x12:
            raise Fault("printer.silent", printer=self.name)
        return answer[-1]

    def _await(self, line: Line, echo: bytes) -> None:
        """Read until the echo has come; a closed or silent line is a lost job."""
        heard = b""
        while echo not in heard:
            piece = line.read()
            heard = (heard + piece)[-_LONGEST_ANSWER:]
            if not piece:
                raise Fault("printer.lost", printer=self.name)


def opened(connect: Callable[[float], Line], seconds: float, name: str) -> Line:
    """An open line; Fault `printer.offline`."""
    line = connect(seconds)
    try:
        line.open()
    except OSError:
        raise Fault("printer.offline", printer=name) from None
    return line


def close(line: Line) -> None:
    """Let the line go; what it says on the way out changes nothing any more."""
    try:
        line.close()
    except OSError:
        return
