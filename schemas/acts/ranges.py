"""Stretches of numbers 号段: whole numbers from first to last, both included, in order and apart."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]
"""The first and the last number."""


def size(spans: Iterable[Span]) -> int:
    """How many numbers these are."""
    return sum(last - first + 1 for first, last in spans)


def holds(spans: Iterable[Span], span: Span) -> bool:
    """Whether all of a stretch lies in one of these."""
    return any(first <= span[0] and span[1] <= last for first, last in spans)


def without(spans: Iterable[Span], span: Span) -> tuple[Span, ...]:
    """What is left of these when a stretch is taken out."""
    left: list[Span] = []
    for first, last in spans:
        if span[1] < first or last < span[0]:
            left.append((first, last))
            continue
        if first < span[0]:
            left.append((first, span[0] - 1))
        if span[1] < last:
            left.append((span[1] + 1, last))
    return tuple(left)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same numbers with neighbours as one stretch; none of them stand in two."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and found[-1][1] + 1 == first:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return tuple(found)
