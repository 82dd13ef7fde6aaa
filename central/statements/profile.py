"""A table's profile 对账文件格式: how one acquirer's, bank's or treasury's CSV is read, as data. A new bank is a new file.

{"format": "bank.ccb/1", "channel": "pos|bank|treasury", "name": "…",
 "columns": {field: [titles…]}, "needed": [fields], "notes": [titles…]?, "times": [strptime forms…],
 "ways": {word: "paid"|"refunded"|"skip"}?, "cut": "23:00"?, "total_words": ["合计"…]?, "order": "YS…" pattern?}

Fields: at · on · amount · in · out · balance · way · account · terminal · reference · order_no · refund_no · document_no ·
fee · settled_on · subject · level · batch. Money is either `amount` with `way`, or `in` and `out`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from schemas.failures import BadInput

CHANNELS = ("pos", "bank", "treasury")
_MONEY = ("amount", "in", "out", "balance", "way", "fee", "currency", "subject", "level")
_NUMBERS = ("account", "terminal", "reference", "order_no", "refund_no", "document_no", "batch")
FIELDS = frozenset(("at", "on", "settled_on", *_MONEY, *_NUMBERS))
WAYS = ("paid", "refunded", "skip")
MOST_BYTES = 64 << 10
_FORMAT = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+/\d{1,3}")
_CUT = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One table's format; `ways` empty means that the sign or the column says the way."""

    format: str
    channel: str
    name: str
    columns: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    notes: tuple[str, ...]
    times: tuple[str, ...]
    ways: Mapping[str, str]
    cut: str
    total_words: tuple[str, ...]


def read_profile(data: bytes) -> Profile:
    """A profile from its bytes; BadInput `statements.profile` names the field at fault."""
    try:
        said: Any = json.loads(data) if len(data) <= MOST_BYTES else None
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise _bad("")
    return Profile(
        format=_text(said, "format", _FORMAT),
        channel=_one_of(said, "channel", CHANNELS),
        name=_text(said, "name"),
        columns=_columns(said),
        needed=_needed(said),
        notes=_texts(said, "notes"),
        times=_texts(said, "times", least=1),
        ways=_ways(said),
        cut=_text(said, "cut", _CUT) if "cut" in said else "",
        total_words=_texts(said, "total_words") or ("合计", "总计", "总笔数"),
    )


@cache
def shipped() -> tuple[Profile, ...]:
    """The profiles that come with the program."""
    folder = files("central.statements") / "profiles"
    pages = sorted((page for page in folder.iterdir() if page.name.endswith(".json")), key=lambda page: page.name)
    return tuple(read_profile(page.read_bytes()) for page in pages)


def _columns(said: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    columns = said.get("columns")
    if not isinstance(columns, dict) or not set(columns) <= FIELDS:
        raise _bad("columns")
    made = {name: _texts(columns, name, least=1) for name in columns}
    if not {"at", "on"} & set(made) or not ("amount" in made or {"in", "out"} <= set(made)):
        raise _bad("columns")
    return made


def _needed(said: dict[str, Any]) -> tuple[str, ...]:
    needed = _texts(said, "needed", least=2)
    if not set(needed) <= set(said["columns"]):
        raise _bad("needed")
    return needed


def _ways(said: dict[str, Any]) -> dict[str, str]:
    ways = said.get("ways", {})
    if not isinstance(ways, dict) or not all(way in WAYS for way in ways.values()):
        raise _bad("ways")
    if ways and "way" not in said["columns"]:
        raise _bad("columns")
    return ways


def _text(said: dict[str, Any], name: str, form: re.Pattern[str] | None = None) -> str:
    text = said.get(name)
    if not isinstance(text, str) or not text.strip() or (form and not form.fullmatch(text)):
        raise _bad(name)
    return text


def _texts(said: dict[str, Any], name: str, least: int = 0) -> tuple[str, ...]:
    texts = said.get(name, [])
    if not isinstance(texts, list) or len(texts) < least or not all(isinstance(one, str) and one for one in texts):
        raise _bad(name)
    return tuple(texts)


def _one_of(said: dict[str, Any], name: str, known: tuple[str, ...]) -> str:
    if said.get(name) not in known:
        raise _bad(name)
    return said[name]


def _bad(field: str) -> BadInput:
    return BadInput("statements.profile", field=field or "profile", name=field or "JSON")
