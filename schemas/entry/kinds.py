"""Facts as they stand in a body: `name/version` and a map, read forward, unknown ones kept as they came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from types import UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from schemas.canonical import is_list, is_map
from schemas.facts import FACTS

Posting: TypeAlias = tuple[str, int]
"""An account and the fen that move there; the postings of an entry sum to zero."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A fact from a newer version, or one whose map does not fit its name: kept, carried on, not counted."""

    name: str
    said: Any


@cache
def _known() -> dict[str, type[Any]]:
    return {fact.NAME: fact for fact in FACTS}


def _names(fact: Any) -> Iterable[str]:
    """The fields of a fact."""
    return _shape(fact.__class__)


@cache
def _shape(fact: type[Any]) -> dict[str, tuple[tuple[type, ...], bool]]:
    """Each field's accepted types, and whether it must stand."""
    hints: dict[str, Any] = get_type_hints(fact)
    return {field.name: (_accepted(hints[field.name]), _needed(field)) for field in fields(fact)}


def _needed(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _accepted(hint: Any) -> tuple[type, ...]:
    if get_origin(hint) in (Union, UnionType):
        return tuple(kind for part in get_args(hint) for kind in _accepted(part) if kind is not type(None))
    kind: type = get_origin(hint) or hint
    return (kind,)


def fact_map(fact: Any) -> list[Any]:
    """`[name/version, map]`; fields that are None are left out."""
    return [fact.NAME, {name: value for name in _names(fact) if (value := getattr(fact, name)) is not None}]


def body_of(facts: Iterable[Any], postings: Iterable[Posting] = (), pack: bytes | None = None) -> dict[str, Any]:
    """The body of an entry."""
    body: dict[str, Any] = {"facts": [fact_map(fact) for fact in facts]}
    moved = [(account, fen) for account, fen in postings if fen]
    assert sum(fen for _, fen in moved) == 0, "postings of one act sum to zero"
    if moved:
        body["postings"] = [list(posting) for posting in moved]
    if pack is not None:
        body["pack"] = pack
    return body


def facts_of(body: Mapping[str, Any]) -> tuple[Any, ...]:
    """The facts of a body in their order; `Unknown` for what this program cannot read."""
    pairs = body.get("facts")
    return tuple(_fact(pair) for pair in pairs) if is_list(pairs) else ()


def postings_of(body: Mapping[str, Any]) -> tuple[Posting, ...] | None:
    """The postings of a body; None when they are not pairs of text and whole number."""
    pairs = body.get("postings", [])
    if not is_list(pairs):
        return None
    read = [(pair[0], pair[1]) for pair in pairs if is_list(pair) and [type(p) for p in pair] == [str, int]]
    return tuple(read) if len(read) == len(pairs) else None


def _fact(pair: object) -> Any:
    if not (is_list(pair) and len(pair) == 2 and isinstance(pair[0], str)):
        return Unknown("", pair)
    name, said = pair
    known = _known().get(name)
    if known is None or not is_map(said) or not _fits(_shape(known), said):
        return Unknown(name, said)
    return known(**said)


def _fits(shape: dict[str, tuple[tuple[type, ...], bool]], said: dict[str, Any]) -> bool:
    if not set(said) <= set(shape):
        return False
    return all(type(said[name]) in kinds if name in said else not needed for name, (kinds, needed) in shape.items())
