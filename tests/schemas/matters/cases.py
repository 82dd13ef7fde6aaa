"""Acts in few words: an act of a case whose id is its place, behind those that are named."""

from __future__ import annotations

from typing import Any

from schemas.acts import Act
from schemas.matters import Matter
from schemas.matters.catalogue import Flow

ON = "2026-09-18"
OFFICE = "武昌区税务局第一税务所"


def act(place: int, name: str, *after: int, on: str = ON, site: str = "420106-S0001", **detail: Any) -> Act:
    """One act; ids grow with `place`."""
    behind = tuple(number.to_bytes(32, "big") for number in after)
    return Act(
        id=place.to_bytes(32, "big"), record="matter/1", name=name, on=on, after=behind, detail=detail, site=site
    )


def walk(matter: Matter, flow: Flow) -> list[tuple[str, dict[str, Any]]]:
    """A way from acceptance to delivery: each step's name and document."""
    must = [material.code for material in matter.materials if material.must]
    asked = must[:1]
    steps: list[tuple[str, dict[str, Any]]] = []
    if any(step.act == "notice" for step in flow.steps):
        steps.append(("notice", {}))
    steps.append(("accept", {"matter": matter.code, "materials": must}))
    if asked:
        steps += [("ask", {"materials": asked}), ("supply", {"materials": asked})]
    if any(step.act == "hand_over" for step in flow.steps):
        steps += [("hand_over", {"office": OFFICE}), ("answer", {"office": OFFICE, "answer": "granted"})]
    return [*steps, ("decide", {"outcome": "done"}), ("deliver", {"way": "counter"})]
