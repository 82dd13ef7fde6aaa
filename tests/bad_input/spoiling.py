"""Makes a bad application from a good one and a line of the table: one change each."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

COMMANDS = UUID("0b5f7b62-3d7c-5c2e-8f0a-7d1f5c9be1aa")
HERE = Path(__file__).parent
GOOD: dict[str, Any] = json.loads((HERE / "good.json").read_text("utf-8"))
"""An application that the counter takes as it is; its tax is paid exactly."""
TABLE: list[dict[str, Any]] = [
    json.loads(line) for line in (HERE / "applications.jsonl").read_text("utf-8").splitlines()
]
"""`law`: what is wrong; `set` path → value, `drop` path, `repeat` [path, times], `append` [path, value] or `whole`; `code`, `field`, `status`: the answer."""


def spoilt(change: Mapping[str, Any]) -> Any:
    """The good application with this change."""
    if "whole" in change:
        return change["whole"]
    application = copy.deepcopy(GOOD) | {"command": str(uuid5(COMMANDS, change["law"]))}
    if "repeat" in change:
        path, times = change["repeat"]
        owner, last = _place(application, path)
        owner[last] = owner[last] * times
    if "append" in change:
        path, value = change["append"]
        owner, last = _place(application, path)
        owner[last].append(value)
    for path, value in change.get("set", {}).items():
        owner, last = _place(application, path)
        owner[last] = value
    if "drop" in change:
        owner, last = _place(application, change["drop"])
        del owner[last]
    return application


def _place(whole: Any, path: str) -> tuple[Any, Any]:
    """The container at the end of a dotted path, and the key in it."""
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
    for step in steps:
        whole = whole[step]
    return whole, last
