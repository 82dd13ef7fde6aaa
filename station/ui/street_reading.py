"""What the street station's answers say to a face: what a household may take, which matters there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any


@dataclass(frozen=True, slots=True)
class MayTake:
    """What a household may take of a kind of invoice, in forms 份."""

    kind: str
    held: int
    taken: int
    may_take: int


def may_take(told: Mapping[str, Any]) -> dict[str, MayTake]:
    """By kind."""
    return {one["kind"]: MayTake(one["kind"], one["held"], one["taken"], one["may_take"]) for one in told["allowed"]}


def matter_of(text: str, matters: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The matter of this code, or the only one whose name holds these words."""
    wanted = text.strip()
    by_code = [one for one in matters if one["matter"] == wanted.upper()]
    named = [one for one in matters if wanted and wanted in one["name"]["zh"]]
    found = by_code or named
    return found[0] if len(found) == 1 else None


def receipt(said: Mapping[str, str]) -> str:
    """The line of the receipt 签收单 that the receiver signs; its SHA-256 stands in the entry."""
    return "|".join(
        said[name] for name in ("identity", "code", "first_number", "last_number", "receiver_id", "slip_no")
    )


def signature(said: Mapping[str, str]) -> str:
    """The SHA-256 of what the receiver signed, in hexadecimal."""
    return sha256(receipt(said).encode("utf-8")).hexdigest()
