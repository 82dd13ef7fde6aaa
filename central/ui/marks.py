"""How a standing and a class look: icon, ink, ground."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from central.reconcile.classes import DIFFERENT, WAITING, Class
from central.reconcile.day import Standing
from central.ui import look


@dataclass(frozen=True, slots=True)
class Mark:
    """An icon with its ink and pale ground."""

    icon: ft.IconData
    ink: str
    ground: str


_WRONG = Mark(ft.Icons.CHANGE_HISTORY, look.ERROR, look.ERROR_TAG)
_DUE = Mark(ft.Icons.SCHEDULE, look.AMBER, look.AMBER_GROUND)
_EVEN = Mark(ft.Icons.CHECK, look.OK, look.OK_GROUND)
STANDINGS = {
    Standing.DIFFERENT: _WRONG,
    Standing.SILENT: Mark(ft.Icons.CLOUD_OFF, look.AMBER, look.AMBER_GROUND),
    Standing.WAITING: _DUE,
    Standing.MATCHED: _EVEN,
}


def of_class(kind: Class) -> Mark:
    """A class's mark: triangle where work is asked for, clock while something is due, tick where all is equal."""
    if kind in DIFFERENT:
        return _WRONG
    return _DUE if kind in WAITING else _EVEN
