"""Which format a file is: the first that recognises its opening bytes."""

from __future__ import annotations

from central.ports.statement import Statement
from central.statements import wechat
from central.statements.sheet import unpacked
from schemas.failures import BadInput

FORMATS = (wechat,)


def read_statement(data: bytes, day: str | None = None) -> Statement:
    """Read a statement of any known format; BadInput `statements.unknown_format` when none knows it."""
    opening = unpacked(data)
    for form in FORMATS:
        if form.recognises(opening):
            return form.read(data, day)
    raise BadInput("statements.unknown_format")
