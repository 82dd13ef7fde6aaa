"""The gate before pages and reports: links that open once, sessions in a cookie, hosts and origins that are known.

A link's token is signed by the home's gate key, so any command of the home's owner can make one; it lives for minutes and
opens one session. Exchange, enrolment and health stand outside the gate: they are proved by signatures or tell nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from hmac import compare_digest, new
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from central.ports.machine import Clock, Identity
from schemas.words import say

COOKIE = "youshui_central"
TOKEN = "token"
LINK_MS = 10 * 60_000
"""A link must be followed within ten minutes."""
SESSION_MS = 12 * 60 * 60_000
"""A session ends after a long working day."""
OPEN_PATHS = ("/v1/sync", "/v1/enrol", "/v1/health", "/v1/ready")
METRICS_PATH = "/v1/metrics"
METRICS_MS = 366 * 24 * 60 * 60_000
"""A token for whoever gathers metrics lives for a year."""
BY = "youshui.by"
"""Under this key of the scope stands whose session it is."""
SPENT_MOST = 10_000
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' blob:; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; worker-src 'self' blob:;"
    " frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)
_HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cache-control", b"no-store"),
)


class Tokens:
    """Makes and reads signed tokens; a link's token is spent when it is used."""

    def __init__(self, key: bytes, clock: Clock, identity: Identity) -> None:
        self._key, self._clock, self._identity = key, clock, identity
        self._spent: dict[str, int] = {}

    def make(self, use: str, life_ms: int, by: str = "") -> str:
        """A token for `use` (`link`, `session` or `metrics`) that lives so long, for this person."""
        until = self._clock.wall_ms() + life_ms
        said = f"{use}.{until}.{self._identity.fresh(12).hex()}.{by.encode().hex()}"
        return f"{said}.{self._signed(said)}"

    def by(self, token: str) -> str:
        """For whom a token that holds was made."""
        return bytes.fromhex(token.split(".")[3]).decode()

    def holds(self, use: str, token: str) -> bool:
        """Whether this is a living token of ours for `use`."""
        said, _, signature = token.rpartition(".")
        parts = said.split(".")
        if not compare_digest(signature.encode(), self._signed(said).encode()) or len(parts) != 4:
            return False
        return parts[0] == use and self._clock.wall_ms() <= int(parts[1])

    def spend(self, token: str) -> bool:
        """Use a link's token; False when it is no living one or was used before."""
        if not self.holds("link", token) or token in self._spent:
            return False
        now = self._clock.wall_ms()
        self._spent = {old: until for old, until in self._spent.items() if until >= now}
        if len(self._spent) >= SPENT_MOST:
            return False
        self._spent[token] = int(token.split(".")[1])
        return True

    def _signed(self, said: str) -> str:
        return new(self._key, b"YS-gate-1" + said.encode(), "sha256").hexdigest()


class Gate:
    """An ASGI application before another."""

    def __init__(self, inside: Any, tokens: Tokens, hosts: Iterable[str]) -> None:
        self._inside, self._tokens, self._hosts = inside, tokens, frozenset(hosts)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Let in, send to the session, or refuse."""
        if scope["type"] not in ("http", "websocket"):
            await self._inside(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if headers.get("host", "").rpartition(":")[0] not in self._hosts:
            await _refuse(scope, send, 421)
        elif scope["path"].startswith(OPEN_PATHS):
            await self._inside(scope, receive, send)
        elif scope["type"] == "http" and (token := _token(scope)) and self._tokens.spend(token):
            await self._begin(scope, send, self._tokens.by(token))
        elif scope["path"] == METRICS_PATH and self._tokens.holds("metrics", _bearer(headers)):
            await self._inside(scope, receive, send)
        elif not self._tokens.holds("session", _session(headers)) or not _same_origin(scope, headers):
            await _refuse(scope, send, 401)
        else:
            by = self._tokens.by(_session(headers))
            await self._inside({**scope, BY: by}, receive, _with_headers(send))

    async def _begin(self, scope: Any, send: Any, by: str) -> None:
        """Open a session and go on without the token in the address."""
        session = self._tokens.make("session", SESSION_MS, by)
        kept = [pair for pair in parse_qsl(scope["query_string"].decode("latin-1")) if pair[0] != TOKEN]
        target = scope["path"] + (f"?{urlencode(kept)}" if kept else "")
        cookie = f"{COOKIE}={session}; Path=/; HttpOnly; SameSite=Strict; Max-Age={SESSION_MS // 1000}"
        headers = [(b"location", target.encode("latin-1", "replace")), (b"set-cookie", cookie.encode("ascii"))]
        await send({"type": "http.response.start", "status": 303, "headers": [*headers, *_HEADERS]})
        await send({"type": "http.response.body", "body": b""})


def _token(scope: Any) -> str:
    return dict(parse_qsl(scope["query_string"].decode("latin-1"))).get(TOKEN, "")


def _bearer(headers: dict[str, str]) -> str:
    kind, _, token = headers.get("authorization", "").partition(" ")
    return token if kind == "Bearer" else ""


def _session(headers: dict[str, str]) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _same_origin(scope: Any, headers: dict[str, str]) -> bool:
    """A web socket, and whatever changes something, is asked for by our own pages only."""
    origin = headers.get("origin")
    if origin is None:
        return scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
    return urlsplit(origin).netloc == headers.get("host")


async def _refuse(scope: Any, send: Any, status: int) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 4000 + status % 1000})
        return
    plain = (b"content-type", b"text/plain; charset=utf-8")
    await send({"type": "http.response.start", "status": status, "headers": [plain, *_HEADERS]})
    await send({"type": "http.response.body", "body": say("central.gate_closed").encode()})


def _with_headers(send: Any) -> Any:
    async def told(message: Any) -> None:
        if message["type"] == "http.response.start":
            held = {name.lower() for name, _ in message["headers"]}
            message = {**message, "headers": [*message["headers"], *(h for h in _HEADERS if h[0] not in held)]}
        await send(message)

    return told
