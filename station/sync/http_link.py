"""HTTPS to the centre: the real `Link`, and the enrolment call."""

from __future__ import annotations

import httpx

from schemas.failures import Fault, Refusal

_TIMEOUT_S = 10.0
_SEQUENCE = "application/cbor-seq"
_CBOR = "application/cbor"


class HttpLink:
    """Exchanges with one centre at its base address."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")

    def exchange(self, request: bytes) -> bytes:
        """The centre's reply; Fault `link.*` when it does not come, Refusal `link.refused` when it says no."""
        return self._post("/v1/sync", request, _SEQUENCE)

    def enrol(self, request: bytes) -> bytes:
        """The centre's answer to an enrolment; Refusal `link.refused` with its code when it says no."""
        return self._post("/v1/enrol", request, _CBOR)

    def answers(self, within_s: float) -> bool:
        """Whether the centre says that it is well."""
        try:
            reply = httpx.get(self._url + "/v1/health", timeout=within_s, trust_env=False)
        except (httpx.HTTPError, httpx.InvalidURL):
            return False
        return reply.status_code == 200

    def _post(self, path: str, body: bytes, kind: str) -> bytes:
        try:
            reply = httpx.post(
                self._url + path, content=body, headers={"content-type": kind}, timeout=_TIMEOUT_S, trust_env=False
            )
        except (httpx.InvalidURL, httpx.UnsupportedProtocol):
            raise Refusal("link.address", field="central") from None
        except httpx.HTTPError:
            raise Fault("link.unreachable", url=self._url) from None
        if reply.status_code >= 500:
            raise Fault("link.trouble", status=reply.status_code)
        if reply.status_code != 200:
            raise Refusal("link.refused", status=reply.status_code, reason=_reason(reply))
        return reply.content


def _reason(reply: httpx.Response) -> str:
    """The code in the centre's error object, if it sent one."""
    try:
        return str(reply.json()["error"]["code"])
    except (ValueError, KeyError, TypeError):
        return "?"
