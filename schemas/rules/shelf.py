"""The packs at hand 规则包: those shipped with the program, those received since, and which of them a day asks for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NoReturn

from schemas.canonical import decode
from schemas.failures import BadInput, Refusal
from schemas.rules.check import require_whole
from schemas.rules.pack import Pack, read_pack


@cache
def shipped_packs() -> tuple[Pack, ...]:
    """The packs that come with the program, in the order of their days."""
    folder = files("schemas") / "rules" / "packs"
    pages = (page for page in folder.iterdir() if page.name.endswith(".json"))
    packs = (read_pack(parse_document(page.read_text("utf-8"))) for page in pages)
    return tuple(sorted(packs, key=lambda pack: pack.first))


def load_pack(text: str) -> Pack:
    """A whole pack from its JSON; BadInput `rules.pack_…` at the first thing that is wrong with it."""
    return require_whole(read_pack(parse_document(text)))


def pack_from(data: bytes) -> Pack:
    """A whole pack from its canonical bytes, as an entry carries it; BadInput for any other bytes."""
    return require_whole(read_pack(decode(data, "rules.pack_bytes")))


def parse_document(text: str) -> object:
    """JSON as a pack is written in: no number with a point, no field given twice; BadInput `rules.pack_…`."""
    try:
        return json.loads(text, parse_float=_no_point, parse_constant=_no_point, object_pairs_hook=_once)
    except (ValueError, RecursionError) as broken:
        raise BadInput("rules.pack_json", reason=str(broken)) from None


def pack_for(packs: Iterable[Pack], on: date) -> Pack:
    """The pack that speaks for `on`, the newest version of several; Refusal `rules.not_covered` if none does."""
    known = tuple(packs)
    covering = [pack for pack in known if pack.covers(on)]
    if not covering:
        raise Refusal("rules.not_covered", on=str(on), missing=outside(on, known), pack="–")
    return max(covering, key=lambda pack: (int(pack.version), pack.first))


def known_pack(packs: Iterable[Pack], on: date) -> Pack | None:
    """The pack that speaks for `on`, or None: what is owed and what must be undone waits for no law."""
    try:
        return pack_for(packs, on)
    except Refusal:
        return None


def outside(on: date, packs: Sequence[Pack]) -> str:
    """How a day lies outside all packs: before the first, after the last, or between two."""
    before = max((pack.last for pack in packs if pack.last < on), default=None)
    after = min((pack.first for pack in packs if pack.first > on), default=None)
    bounds = (f"> {before}" if before else "", f"< {after}" if after else "")
    return " ".join(bound for bound in bounds if bound) or "–"


def _no_point(text: str) -> NoReturn:
    raise BadInput("rules.pack_number", text=text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise BadInput("rules.pack_field_twice", name=name)
    return dict(pairs)
