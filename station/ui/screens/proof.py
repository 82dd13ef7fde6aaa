"""Proof of equality 一致性证明: every feed that is held here with its last entry and the check code of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flet as ft

from station.ui import look
from station.ui.screens.listing import ListScreen
from station.ui.widgets.marks import row
from station.ui.widgets.tables import Col
from station.ui.widgets.type import labelled


class Proof(ListScreen):
    """Two machines that show the same code for a feed hold the same rows of it."""

    kind = "proof"

    async def read(self) -> Sequence[Any]:
        """(author, last, head, digest) of every feed, the own one first."""
        feeds = (await self.host.work(lambda office: office.digest()))["feeds"]
        own = self.host.standing.device
        return sorted(((author, *held) for author, held in feeds.items()), key=lambda one: one[0] != own)

    def head(self) -> list[ft.Control]:
        """How many neighbours hold all of the own feed, and how far the centre does."""
        say, standing = self.speech, self.host.standing
        return [
            row(
                labelled(say("ui.proof.witnesses"), str(standing.witnesses), look.TITLE),
                labelled(say("ui.sync.here"), f"{standing.last:,}", look.TITLE),
                labelled(say("ui.sync.centre"), f"{standing.centre_holds:,}", look.TITLE),
                spacing=40,
            )
        ]

    def columns(self) -> tuple[Col, ...]:
        """Whose, how far, by which code."""
        say = self.speech
        return (
            Col(say("ui.proof.device"), 220),
            Col(say("ui.proof.last"), 110, right=True),
            Col(say("ui.proof.head"), 220),
            Col(say("ui.proof.code")),
        )

    def cells(self, row: Any) -> tuple[str | ft.Control, ...]:
        """One feed."""
        author, last, head, rows = row
        mine = f" · {self.speech('ui.sync.here')}" if author == self.host.standing.device else ""
        return (author[:12] + mine, f"{last:,}", head[:16], rows[:32])
