"""The faces as an ASGI application for uvicorn on 127.0.0.1: Flet's pages without any address outside, behind their guards.

The clerk's page stands at the root, the customer's under a path of its own: with its own tokens, its own cookie and no office.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import flet as ft
import flet_web.fastapi as flet_fastapi
from starlette.types import ASGIApp, Receive, Scope, Send

from station.ui.app import Face
from station.ui.customer import Board
from station.ui.customer_face import CustomerFace
from station.ui.guard import LAUNCH, Guard, Tokens
from station.ui.means import Means

ASSETS = Path(__file__).parent / "assets"
SESSION_S = 60
"""Seconds that a page's state outlives its window; drafts outlive it for ever."""
CUSTOMER, CUSTOMER_COOKIE = "/customer", "youshui-customer"
TITLE = "邮税"


@dataclass(frozen=True, slots=True)
class Served:
    """The application to hand to uvicorn, and the doors to it."""

    app: ASGIApp
    tokens: Tokens
    customers: Tokens
    port: int

    def link(self) -> str:
        """A fresh link that opens the counter once; for the browser at start, and again after a window was closed."""
        return f"http://127.0.0.1:{self.port}{LAUNCH}?token={self.tokens.fresh()}"

    def customer_link(self) -> str:
        """A fresh link that opens the customer's screen once."""
        return f"http://127.0.0.1:{self.port}{CUSTOMER}{LAUNCH}?token={self.customers.fresh()}"


def served(means: Callable[[], Means], tokens: Callable[[], Tokens], port: int) -> Served:
    """The faces on a port of loopback. Every window is a face of its own on one office, or on the first run of one."""
    ft.context.disable_auto_update()
    board, hosts = Board(), frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})

    async def counter(page: ft.Page) -> None:
        await Face(page, means(), board).open()

    async def customer(page: ft.Page) -> None:
        await CustomerFace(page, board, lambda: means().site()).open()

    clerks, customers = tokens(), tokens()
    inner = Guard(_pages(counter), clerks, hosts)
    outer = Guard(_pages(customer), customers, hosts, cookie=CUSTOMER_COOKIE, root=CUSTOMER)
    return Served(_parted(inner, outer), clerks, customers, port)


def _pages(main: Callable[[ft.Page], Awaitable[None]]) -> ASGIApp:
    return flet_fastapi.app(
        main,
        assets_dir=str(ASSETS),
        app_name=TITLE,
        app_short_name=TITLE,
        app_description=TITLE,
        no_cdn=True,
        session_timeout_seconds=SESSION_S,
    )


def _parted(inner: ASGIApp, outer: ASGIApp) -> ASGIApp:
    """The customer's path goes to the customer's page, everything else to the clerk's."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path", "").startswith(f"{CUSTOMER}/"):
            return await outer({**scope, "root_path": CUSTOMER}, receive, send)
        return await inner(scope, receive, send)

    return app
