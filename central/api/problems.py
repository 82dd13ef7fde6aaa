"""A failure as an HTTP answer: the contract's error object, under the status that fits its sort."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import JSONResponse

from schemas.failures import BadInput, Breach, Failure, Fault, Refusal
from schemas.words import explain

_SORTS: tuple[tuple[type[Failure], int], ...] = ((BadInput, 400), (Refusal, 403), (Fault, 503), (Breach, 500))
_OWN = {"central.site_unknown": 404, "exchange.too_long": 413}


def status_of(failure: Failure) -> int:
    """400 bad input, 403 refused, 503 try again, 500 damage; some codes have their own."""
    return _OWN.get(failure.code) or next(status for sort, status in _SORTS if isinstance(failure, sort))


def answer_failure(_: Request, failure: Exception) -> JSONResponse:
    """The error object of the contract."""
    assert isinstance(failure, Failure)
    retry = {"Retry-After": "2"} if isinstance(failure, Fault) else {}
    return JSONResponse(explain(failure), status_of(failure), headers=retry)
