"""Scenes of a request that is refused: the usual things to bring offered, and the notice beside the result."""

from __future__ import annotations

from typing import Protocol

from tests.e2e.browser import Window

PAINTED_MS = 2500
"""How long is waited for the notice's own picture."""


class Album(Protocol):
    """Pictures of one window."""

    window: Window

    def take(self, name: str) -> None:
        """One picture."""
        ...


def refused(album: Album) -> None:
    """Who cannot show a document is told once what to bring."""
    window = album.window
    window.press("1").at("applicant").press("F8").sees("choice.no_identity").press("3", "Enter").at("matter")
    window.press("Enter").at("bring")
    album.take("refuse")
    window.press("Enter").at("where").press("Enter").at("name").press("Enter").at("id").press("Enter").at("phone")
    window.press("Enter").lacks_field().press("Enter").sees("result").page.wait_for_timeout(PAINTED_MS)
    album.take("refused")
    window.press("Enter").at("applicant").press("Escape").sees("title", "您好")
