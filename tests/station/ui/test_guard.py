"""The page on loopback is not open to every program and web site."""

from __future__ import annotations

import asyncio
from itertools import count
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from station.ui.guard import COOKIE, LAUNCH, TOKENS_WAITING, Guard, Tokens

HOST = "127.0.0.1:8741"


async def page(_request: object) -> PlainTextResponse:
    return PlainTextResponse("page", headers={"Access-Control-Allow-Origin": "*"})


async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.close()


def tokens() -> Tokens:
    numbers = count()
    return Tokens(lambda: f"token-{next(numbers)}")


class Browser:
    """One browser before the guard, with its cookies."""

    def __init__(self, waiting: Tokens, host: str = HOST) -> None:
        app = Starlette(routes=[Route("/", page), WebSocketRoute("/ws", socket)])
        self.app = Guard(app, waiting, frozenset({HOST, "localhost:8741"}))
        self.host, self.cookies = host, httpx.Cookies()

    def get(self, path: str, headers: dict[str, str] | None = None, **params: str) -> httpx.Response:
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(
                transport=transport, base_url=f"http://{self.host}", cookies=self.cookies
            ) as client:
                answer = await client.get(path, headers=headers or {}, params=params)
                self.cookies = client.cookies
                return answer

        return asyncio.run(asked())

    def opens_socket(self, origin: str, host: str = HOST) -> bool:
        """Whether the socket was accepted."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"host": host, "origin": origin, "cookie": cookie}
        scope = {"type": "websocket", "path": "/ws", "raw_path": b"/ws", "query_string": b"", "subprotocols": [], "root_path": "",
                 "headers": [(name.encode(), value.encode()) for name, value in headers.items() if value]}  # fmt: skip
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "websocket.connect"}

        async def send(message: Any) -> None:
            sent.append(message["type"])

        asyncio.run(self.app(scope, receive, send))
        return sent[0] == "websocket.accept"


def browser(waiting: Tokens, host: str = HOST) -> Browser:
    return Browser(waiting, host)


def launched() -> Browser:
    waiting = tokens()
    opened = browser(waiting)
    assert opened.get(LAUNCH, token=waiting.fresh()).status_code == 303
    return opened


def test_a_launch_link_opens_the_page_once() -> None:
    waiting = tokens()
    token, opened = waiting.fresh(), browser(waiting)
    first = opened.get(LAUNCH, token=token)
    assert (first.status_code, first.headers["location"]) == (303, "/")
    assert opened.get("/").text == "page"
    assert browser(waiting).get(LAUNCH, token=token).status_code == 403


@pytest.mark.parametrize("token", ["", "token-9", "token", "x" * 4000])
def test_a_token_that_was_not_given_is_refused(token: str) -> None:
    waiting = tokens()
    waiting.fresh()
    assert browser(waiting).get(LAUNCH, token=token).status_code == 403


def test_the_cookie_is_for_our_own_page_only() -> None:
    waiting = tokens()
    set_cookie = browser(waiting).get(LAUNCH, token=waiting.fresh()).headers["set-cookie"]
    assert "HttpOnly" in set_cookie
    assert "SameSite=strict" in set_cookie


@pytest.mark.parametrize("cookie", ["", "token-1x", "token-0"])
def test_nothing_is_answered_without_the_cookie(cookie: str) -> None:
    waiting = tokens()
    waiting.spend(waiting.fresh())
    stranger = browser(waiting)
    answer = stranger.get("/", headers={"cookie": f"{COOKIE}={cookie}"} if cookie else {})
    assert (answer.status_code, "page" in answer.text) == (403, False)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:9", "localhost", "127.0.0.1.evil.example:8741"])
def test_a_foreign_host_is_misdirected(host: str) -> None:
    waiting = tokens()
    stranger = browser(waiting, host)
    assert stranger.get(LAUNCH, token=waiting.fresh()).status_code == 421
    assert stranger.get("/").status_code == 421


def test_our_page_may_open_the_socket() -> None:
    assert launched().opens_socket(f"http://{HOST}")


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "", "null", "https://127.0.0.1:8741", "http://127.0.0.1:9", "file://"]
)
def test_a_foreign_origin_gets_no_socket(origin: str) -> None:
    assert not launched().opens_socket(origin)


def test_a_foreign_host_gets_no_socket() -> None:
    assert not launched().opens_socket(f"http://{HOST}", host="evil.example")


def test_a_socket_without_the_cookie_is_closed() -> None:
    assert not browser(tokens()).opens_socket(f"http://{HOST}")


def test_the_policy_lets_no_request_leave_and_opens_nothing_to_others() -> None:
    answer = launched().get("/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http:" not in policy
    assert "https:" not in policy
    assert "unsafe-eval'" not in policy.replace("wasm-unsafe-eval'", "")
    assert "script-src 'self' 'unsafe-inline'" not in policy
    assert "access-control-allow-origin" not in answer.headers


def test_links_that_nobody_used_are_forgotten() -> None:
    waiting = tokens()
    first = waiting.fresh()
    for _ in range(TOKENS_WAITING):
        waiting.fresh()
    assert waiting.spend(first) is None


def test_there_is_a_way_back_after_the_window_was_closed() -> None:
    waiting = tokens()
    assert browser(waiting).get(LAUNCH, token=waiting.fresh()).status_code == 303
    assert browser(waiting).get(LAUNCH, token=waiting.fresh()).status_code == 303
