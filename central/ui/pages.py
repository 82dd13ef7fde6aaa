"""The pages as an ASGI application that lives under the routes' server: Flet's client without any address outside."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import flet as ft
import flet_web.fastapi as flet_fastapi
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

import schemas.paper
from central.store.store import Store
from central.ui.face import Face
from central.work.auditing import Auditor

ASSETS = Path(__file__).parent / "assets"
FONTS = Path(schemas.paper.__file__).parent / "fonts"
"""The family that paper is set in, shared with the screen."""
SESSION_SECONDS = 60
"""How long a page's state outlives its window."""


class Pages:
    """The application to mount at the root, and what has to live as long as it does."""

    def __init__(self, store: Store) -> None:
        ft.context.disable_auto_update()

        auditor = Auditor(store)

        async def main(page: ft.Page) -> None:
            await Face(page, store, auditor).open()

        inside = flet_fastapi.app(
            main,
            assets_dir=str(ASSETS),
            app_name=store.name,
            app_short_name=store.name,
            app_description=store.name,
            no_cdn=True,
            session_timeout_seconds=SESSION_SECONDS,
        )
        self.app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
        self.app.mount("/assets/fonts/own", StaticFiles(directory=FONTS))
        self.app.mount("/", inside)

    @asynccontextmanager
    async def lifespan(self, _: Any) -> AsyncIterator[None]:
        """Sessions of closed windows are let go of while the server runs."""
        await flet_fastapi.app_manager.start()
        yield
        await flet_fastapi.app_manager.shutdown()
