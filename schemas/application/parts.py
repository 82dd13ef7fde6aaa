"""The small types of an application: amounts, texts, days, rates, numbers. Each refuses what JSON lets slip through."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from schemas.identifiers import normalise
from schemas.money import MOST_FEN

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DECIMAL = r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,12})?$"
_RATE = r"^(0(\.[0-9]{1,8})?|1(\.0{1,8})?)$"
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, separators of lines, halves of a pair, and marks that turn the direction of writing: a name with
them cannot be printed, or reads differently on paper and on screen."""


class Part(BaseModel):
    """A part of what is handed in: frozen, and every unknown field is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _day(value: object) -> object:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("application.day", "day")


def _command(value: object) -> object:
    if isinstance(value, str) and _UUID.fullmatch(value):
        return UUID(value)
    raise PydanticCustomError("application.command", "command")


def _readable(text: str) -> str:
    """Text that paper and old systems can carry: no control characters, not only blanks."""
    found = _UNSEEN.search(text)
    if found:
        seen = f"{ord(found.group()):04X}"
        raise PydanticCustomError("application.control", "control", {"place": found.start() + 1, "seen": seen})
    if not text.strip():
        raise PydanticCustomError("application.empty", "empty")
    return text


def _instant(text: str) -> str:
    try:
        if datetime.fromisoformat(text).tzinfo is not None:
            return text
    except ValueError:
        pass
    raise PydanticCustomError("application.instant", "instant")


def _above_zero(text: str) -> str:
    if Decimal(text) == 0:
        raise PydanticCustomError("application.quantity", "quantity")
    return text


Fen = Annotated[int, Field(strict=True, ge=1, le=MOST_FEN)]
"""A whole amount of 分, at least one."""
FenOrNone = Annotated[int, Field(strict=True, ge=0, le=MOST_FEN)]
"""A whole amount of 分 that may be nought."""
Name = Annotated[str, Field(strict=True, min_length=1, max_length=100), AfterValidator(_readable)]
"""A name or a short word as it will be printed."""
Sentence = Annotated[str, Field(strict=True, min_length=1, max_length=300), AfterValidator(_readable)]
"""An address, a project, a longer remark."""
Number = Annotated[
    str, Field(strict=True, min_length=1, max_length=64), AfterValidator(_readable), AfterValidator(normalise)
]
"""A number that names somebody, in its normal form: half-width, upper case, no blanks."""
District = Annotated[str, Field(strict=True, pattern=r"^[0-9]{6}$")]
"""A division of GB/T 2260, six digits."""
Quantity = Annotated[str, Field(strict=True, pattern=_DECIMAL), AfterValidator(_above_zero)]
"""A quantity above nought as a decimal string."""
RateText = Annotated[str, Field(strict=True, pattern=_RATE)]
"""A rate from 0 to 1 as a decimal string."""
Digest = Annotated[str, Field(strict=True, pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in lower-case hexadecimal."""
Count = Annotated[int, Field(strict=True, ge=1, le=1200)]
"""Months of a lease, pages of a document."""
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A day `YYYY-MM-DD` that the calendar has."""
Instant = Annotated[str, Field(strict=True, max_length=40), AfterValidator(_instant)]
"""A moment, ISO 8601 with its zone."""
Command = Annotated[UUID, BeforeValidator(_command), WithJsonSchema({"type": "string", "format": "uuid"})]
"""The id of the command; given again, it returns the first answer."""
