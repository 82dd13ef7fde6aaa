"""A visitor of an ASGI application: asks without any server, keeps its cookies, knocks at web sockets."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx


class Visitor:
    """Speaks to one application as if it stood at `base`."""

    def __init__(self, app: Any, base: str = "http://127.0.0.1:8740") -> None:
        self._app = app
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=base, follow_redirects=False)
        self.cookies = self._client.cookies

    def get(self, path: str, **how: Any) -> httpx.Response:
        """Ask for a page."""
        return asyncio.run(self._client.get(path, **how))

    def post(self, path: str, **how: Any) -> httpx.Response:
        """Hand something in."""
        return asyncio.run(self._client.post(path, **how))

    def knock(self, path: str, **headers: str) -> int:
        """Open a web socket; the code with which it is closed, or 0 when it is let in."""
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        said = {"host": "127.0.0.1:8740", "cookie": kept, **headers}
        scope = {
            "type": "websocket",
            "path": path,
            "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in said.items()],
        }
        told: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "websocket.connect"}

        async def send(message: dict[str, Any]) -> None:
            told.append(message)

        asyncio.run(self._app(scope, receive, send))
        return told[0].get("code", 0)
