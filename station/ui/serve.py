"""The face as an ASGI application for uvicorn on 127.0.0.1: Flet's pages without any address outside, behind the guard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import flet as ft
import flet_web.fastapi as flet_fastapi
from starlette.types import ASGIApp

from station.ui.app import Face, Means
from station.ui.guard import LAUNCH, Guard, Tokens

ASSETS = Path(__file__).parent / "assets"
SESSION_S = 60
"""Seconds that a page's state outlives its window; drafts outlive it for ever."""


@dataclass(frozen=True, slots=True)
class Served:
    """The application to hand to uvicorn, and the door to it."""

    app: ASGIApp
    tokens: Tokens
    port: int

    def link(self) -> str:
        """A fresh link that opens the counter once; for the browser at start, and again after a window was closed."""
        return f"http://127.0.0.1:{self.port}{LAUNCH}?token={self.tokens.fresh()}"


def served(means: Callable[[], Means], tokens: Tokens, port: int, title: str = "邮税") -> Served:
    """The face on a port of loopback. Every window is a face of its own on one office, or on the first run of one."""
    ft.context.disable_auto_update()

    async def main(page: ft.Page) -> None:
        await Face(page, means()).open()

    pages = flet_fastapi.app(
        main,
        assets_dir=str(ASSETS),
        app_name=title,
        app_short_name=title,
        app_description=title,
        no_cdn=True,
        session_timeout_seconds=SESSION_S,
    )
    hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
    return Served(Guard(pages, tokens, hosts), tokens, port)
