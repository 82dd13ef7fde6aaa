"""The guard before the pages on loopback: they are not open to every program and web site of this computer.

A request passes with a host that is ours and the cookie that the launch link set. The link's token works once; it
gives a cookie that scripts cannot read and other sites do not send. A web socket must also come from our own page.
The answers' content policy lets no request leave this machine. After the window was closed, `Tokens.fresh` makes a
new link; whoever calls it has proved himself elsewhere (the owner-only socket of the station).
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from schemas.words import say

COOKIE = "youshui"
LAUNCH = "/launch"
TOKENS_WAITING = 8
"""How many launch links may wait at once; the oldest is forgotten."""

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' blob:; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; manifest-src 'self'; base-uri 'self'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_NOT_OURS = ("Access-Control-Allow-Origin", "Cross-Origin-Embedder-Policy")
"""What the pages' server adds and we take away: nobody else may read us, and without cross-origin isolation the page
paints in its own thread, so that what is drawn cannot lag behind what is told."""
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Tokens:
    """Launch tokens that work once, and the cookies that they gave. `chance` makes text that nobody could guess."""

    def __init__(self, chance: Callable[[], str]) -> None:
        self._chance = chance
        self._waiting: list[str] = []
        self._cookies: list[str] = []

    def fresh(self) -> str:
        """A token for one launch link."""
        token = self._chance()
        self._waiting = [*self._waiting, token][-TOKENS_WAITING:]
        return token

    def spend(self, token: str) -> str | None:
        """A cookie for a token that waits; the token is worth nothing afterwards. None for any other."""
        if not _among(token, self._waiting):
            return None
        self._waiting = [one for one in self._waiting if one != token]
        self._cookies = [*self._cookies, self._chance()][-TOKENS_WAITING:]
        return self._cookies[-1]

    def knows(self, cookie: str) -> bool:
        """Whether this cookie was given here."""
        return _among(cookie, self._cookies)


class Guard:
    """ASGI middleware around a face's application; `hosts` are the names, with port, under which we answer.

    Each face has its own `tokens` and `cookie`; one that stands under a path of its own says so by `root`.
    """

    def __init__(
        self, app: ASGIApp, tokens: Tokens, hosts: frozenset[str], *, cookie: str = COOKIE, root: str = ""
    ) -> None:
        self._app, self._tokens, self._hosts = app, tokens, hosts
        self._name, self._root = cookie, root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass, or refuse with a plain sentence."""
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if headers.get("host") not in self._hosts:
            return await _refuse(421, "guard.host")(scope, receive, send)
        if scope["path"] == self._root + LAUNCH:
            return await self._launch(scope)(scope, receive, send)
        if not self._tokens.knows(self._cookie(headers)):
            return await _refuse(403, "guard.closed")(scope, receive, send)
        return await self._app(scope, receive, _policed(send))

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A socket needs host, cookie and an origin that is our own page."""
        headers = Headers(scope=scope)
        origin = urlsplit(headers.get("origin", ""))
        ours = headers.get("host") in self._hosts and origin.scheme == "http" and origin.netloc in self._hosts
        if ours and self._tokens.knows(self._cookie(headers)):
            return await self._app(scope, receive, send)
        await receive()
        return await send({"type": "websocket.close", "code": 1008})

    def _launch(self, scope: Scope) -> Response:
        token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        cookie = self._tokens.spend(token)
        if cookie is None:
            return _refuse(403, "guard.token")
        passed = RedirectResponse(f"{self._root}/", status_code=303, headers={"Cache-Control": "no-store", **_HEADERS})
        passed.set_cookie(self._name, cookie, httponly=True, samesite="strict", path=f"{self._root}/")
        return passed

    def _cookie(self, headers: Headers) -> str:
        jar = SimpleCookie(headers.get("cookie", ""))
        return jar[self._name].value if self._name in jar else ""


def _policed(send: Send) -> Send:
    """Every answer carries the policy, and none opens itself to other sites."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name in _NOT_OURS:
                del headers[name]
            for name, value in _HEADERS.items():
                headers[name] = value
        await send(message)

    return sending


def _refuse(status: int, code: str) -> Response:
    """A refusal in both languages: whoever reads it may not have chosen one."""
    return PlainTextResponse(f"{say(code, 'zh_CN')}\n{say(code, 'en')}\n", status, headers=dict(_HEADERS))


def _among(text: str, known: list[str]) -> bool:
    """Compared in constant time; empty is never known."""
    return bool(text) and any(hmac.compare_digest(text.encode(), one.encode()) for one in known)
