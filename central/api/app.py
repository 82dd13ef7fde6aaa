"""The routes: exchange and enrolment for devices, reports for the reconciler, health for whoever watches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool

from central.api.bodies import CBOR, SEQUENCE, body_of, packed
from central.api.exchange import respond
from central.api.problems import answer_failure
from central.reconcile.export import EXPORTS
from central.reconcile.report import city_report, day_report, finding_report, places_of
from central.reconcile.run import CityDay, reconcile
from central.registry.enrolment import enrol
from central.store.queries import Queries
from central.store.store import Store
from schemas.failures import BadInput, Failure, Refusal

_MEDIA = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}
ENROL_MOST = 4096
"""The largest enrolment request, in bytes."""


def make_app(store: Store, lifespan: Any = None) -> FastAPI:
    """The HTTP door of one store; `lifespan` is what else must live as long as it."""
    app = FastAPI(
        title="YouShui central",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        lifespan=lifespan,
    )
    app.add_exception_handler(Failure, answer_failure)
    _devices(app, store)
    _reports(app, store)

    @app.get("/v1/health")
    def health() -> dict[str, str]:
        """Whether this centre answers and its database does."""
        with store.asking() as asked:
            asked.sites()
        return {"status": "ok"}

    return app


def _devices(app: FastAPI, store: Store) -> None:
    @app.post("/v1/sync")
    async def sync(request: Request) -> Response:
        """One exchange: `application/cbor-seq` in and out, packed by zstd or not."""
        told = await body_of(request, SEQUENCE)
        return packed(request, await run_in_threadpool(respond, store, told), SEQUENCE)

    @app.post("/v1/enrol")
    async def enrolment(request: Request) -> Response:
        """A device's request for its certificate: `application/cbor` in and out."""
        asked = await body_of(request, CBOR, ENROL_MOST)
        return Response(await run_in_threadpool(_enrol, store, asked), media_type=CBOR)


def _reports(app: FastAPI, store: Store) -> None:
    @app.get("/v1/days")
    def days() -> dict[str, Any]:
        """The business days of which anything is held, newest first."""
        with store.asking() as asked:
            return {"days": list(asked.days())}

    @app.get("/v1/days/{on}")
    def city(on: str) -> dict[str, Any]:
        """All sites of one day, worst first."""
        with _reconciled(store, on) as (_, found):
            return city_report(found)

    @app.get("/v1/days/{on}/sites/{site}")
    def site_day(on: str, site: str) -> dict[str, Any]:
        """One site's day line by line, with its evidence."""
        with _reconciled(store, on) as (asked, found):
            day = found.site(site)
            if day is None:
                raise Refusal("central.site_unknown", field="site", site=site)
            return day_report(day, asked.acts(places_of(day)))

    @app.get("/v1/days/{on}/findings")
    def findings(on: str) -> dict[str, Any]:
        """The differences of one day."""
        with _reconciled(store, on) as (_, found):
            listed = [finding_report(day, match) for day in found.sites for match in day.differences]
            return {"on": on, "findings": listed}

    @app.get("/v1/days/{on}/export/{form}")
    def export(on: str, form: str) -> Response:
        """A day as a file that others can check."""
        if form not in EXPORTS:
            raise BadInput("central.form", field="form", forms=", ".join(EXPORTS))
        with _reconciled(store, on) as (asked, found):
            acts = asked.acts(place for day in found.sites for place in places_of(day))
            data = EXPORTS[form](found, acts)
        name = f"attachment; filename={found.on}.{form}"
        return Response(data.encode(), media_type=_MEDIA.get(form, "text/plain"), headers={"Content-Disposition": name})


@contextmanager
def _reconciled(store: Store, on: str) -> Iterator[tuple[Queries, CityDay]]:
    day = _day(on)
    with store.asking() as asked:
        yield asked, reconcile(asked, day)


def _day(on: str) -> str:
    """A business day; BadInput `central.day`."""
    try:
        return date.fromisoformat(on).isoformat()
    except ValueError:
        raise BadInput("central.day", field="on") from None


def _enrol(store: Store, asked: bytes) -> bytes:
    with store.desk() as desk:
        return enrol(asked, desk, desk, desk, store.clock)
