"""Which format a file is: the likest by its titles. One that is nearly of a known format is told what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import TypeAlias

from central.ports.statement import Statement
from central.statements import alipay, camt, table, wechat, wechat_funds
from central.statements.archive import members
from central.statements.profile import Profile, shipped
from central.statements.sheet import unpacked
from schemas.failures import BadInput

Reader: TypeAlias = Callable[[bytes, str | None], Statement]
OPENING_BYTES = 8192
ENOUGH = 60
"""Percent of what a format needs that must stand in the header for a file to be called a damaged one of that format."""
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Form:
    """A format: how like it an opening is, in percent, and its reader."""

    likeness: Callable[[Sequence[str]], int]
    read: Reader


_FORMS = tuple(Form(one.likeness, one.read) for one in (wechat, wechat_funds, alipay, camt))


def read_statement(data: bytes, day: str | None = None, profiles: Sequence[Profile] = ()) -> Statement:
    """Read a statement of any known format, `profiles` among them; BadInput `statements.…`, with line and column.

    The hash is that of the bytes as they came, packed or not.
    """
    forms = (*_FORMS, *_tables((*profiles, *shipped())))
    body, form = _bill(data, forms)
    return _once(replace(form.read(body, day), sha256=sha256(data).digest()))


def _bill(data: bytes, forms: Sequence[Form]) -> tuple[bytes, Form]:
    """The bytes of the bill and its format; of a ZIP the member that is one."""
    bodies = members(data) if data.startswith(_ZIP) else [unpacked(data)]
    ranked = [(form.likeness(opening), body, form) for body in bodies for opening in [_opening(body)] for form in forms]
    best = max(ranked, key=lambda one: one[0])
    if best[0] < ENOUGH:
        raise BadInput("statements.unknown_format")
    return best[1], best[2]


def _tables(profiles: Sequence[Profile]) -> list[Form]:
    return [Form(partial(table.likeness, profile), partial(table.read, profile)) for profile in profiles]


def _opening(body: bytes) -> list[str]:
    """The first lines, each in whichever of the two encodings it is."""
    head = body[:OPENING_BYTES].removeprefix(b"\xef\xbb\xbf")
    return [_decoded(line).removesuffix("\r") for line in head.split(b"\n")[: table.LEADING_MOST]]


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("gb18030", "replace")


def _once(statement: Statement) -> Statement:
    """The statement, if no line of it stands in it twice; BadInput `statements.line_twice`."""
    seen: set[tuple[str, str, str, str]] = set()
    for line in statement.lines:
        if line.key in seen:
            says = {"line": line.row, "column": "reference", "said": line.reference}
            raise BadInput("statements.line_twice", field=f"{line.row}:reference", **says)
        seen.add(line.key)
    return statement
