"""Rules, boxes and stamps of a layout, moved to where they stand on the page."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.paper.layout import Frame, Layout, Line, Mark
from schemas.paper.place import Scope
from schemas.paper.placed import Box, Rule, Stamp


def rule(line: Line, left: float, top: float, layout: Layout) -> Rule:
    """A line of a layout as a placed rule."""
    across, down = layout.unit_x, layout.unit_y
    return Rule(
        x=round(left + line.x * across, 3),
        y=round(top + line.y * down, 3),
        to_x=round(left + line.to_x * across, 3),
        to_y=round(top + line.to_y * down, 3),
        line=line.line,
        colour=line.colour,
        dash=line.dash,
        form=not line.data,
    )


def box(frame: Frame, left: float, top: float, layout: Layout) -> Box:
    """A frame of a layout as a placed box."""
    across, down = layout.unit_x, layout.unit_y
    return Box(
        x=round(left + frame.x * across, 3),
        y=round(top + frame.y * down, 3),
        width=round(frame.width * across, 3),
        height=round(frame.height * down, 3),
        line=frame.line,
        radius=frame.radius,
        colour=frame.colour,
        fill=frame.fill,
        form=True,
    )


def stamps(marks: tuple[Mark, ...], scope: Scope, top: float) -> Iterator[Stamp]:
    """The stamps whose field says something."""
    for mark in marks:
        if scope[mark.field]:
            yield Stamp(text=str(scope[mark.field]), x=mark.x, y=top + mark.y, size=mark.size, angle=mark.angle)
