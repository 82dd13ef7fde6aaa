"""The routes: exchange and enrolment for devices, reports for the reconciler, health for whoever watches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, TextIO

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from central.api.bodies import CBOR, SEQUENCE, body_of, packed
from central.api.exchange import respond
from central.api.gate import BY
from central.api.problems import answer_failure
from central.api.watching import Watch, watch
from central.reconcile.export import EXPORTS
from central.reconcile.report import case_report, city_report, day_report, finding_report, places_of
from central.reconcile.run import CityDay, reconcile
from central.registry.enrolment import enrol
from central.store.queries import Queries
from central.store.store import Store
from central.work.auditing import Auditor
from schemas.failures import BadInput, Failure, Refusal

_MEDIA = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}
AUDIT = "x-audit"
"""Under this key every route says whom a call of it tells: `nobody`, `own`, `site`, `sites`."""
NOBODY, OWN, SITE, SITES = ({AUDIT: who} for who in ("nobody", "own", "site", "sites"))
_UNREADY: dict[int | str, dict[str, Any]] = {503: {"description": "The database does not answer."}}
ENROL_MOST = 4096
"""The largest enrolment request, in bytes."""


def make_app(store: Store, lifespan: Any = None, log: TextIO | None = None) -> FastAPI:
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
    seen = Watch(store, log)
    watch(app, seen)
    _devices(app, store, seen)
    _reports(app, store)
    _lines(app, store, Auditor(store))
    _health(app, store, seen)
    return app


def audited(app: FastAPI) -> dict[str, str]:
    """Every route of ours, and whom a call of it tells: the device itself, the site, every site of the answer, or nobody."""
    return {
        route.path: (route.openapi_extra or {}).get(AUDIT, "") for route in app.routes if isinstance(route, APIRoute)
    }


def _health(app: FastAPI, store: Store, seen: Watch) -> None:
    @app.get("/v1/health", openapi_extra=NOBODY)
    def health() -> dict[str, str]:
        """Whether this centre answers."""
        return {"status": "ok"}

    @app.get("/v1/ready", openapi_extra=NOBODY, responses=_UNREADY)
    def ready() -> dict[str, str]:
        """Whether its database does, for reading and for writing."""
        with store.asking() as asked:
            asked.sites()
        with store.desk():
            return {"status": "ready"}

    @app.get("/v1/metrics", openapi_extra=NOBODY)
    def metrics() -> Response:
        """Figures for Prometheus, by a token of their own."""
        return Response(seen.page(), media_type="text/plain; version=0.0.4; charset=utf-8")


def _devices(app: FastAPI, store: Store, seen: Watch) -> None:
    @app.post("/v1/sync", openapi_extra=OWN)
    async def sync(request: Request) -> Response:
        """One exchange: `application/cbor-seq` in and out, packed by zstd or not."""
        with seen:
            told = await body_of(request, SEQUENCE)
            return packed(request, await run_in_threadpool(respond, store, told), SEQUENCE)

    @app.post("/v1/enrol", openapi_extra=OWN)
    async def enrolment(request: Request) -> Response:
        """A device's request for its certificate: `application/cbor` in and out."""
        asked = await body_of(request, CBOR, ENROL_MOST)
        return Response(await run_in_threadpool(_enrol, store, asked), media_type=CBOR)


def _reports(app: FastAPI, store: Store) -> None:
    """Figures without anybody's name."""

    @app.get("/v1/days", openapi_extra=NOBODY)
    def days() -> dict[str, Any]:
        """The business days of which anything is held, newest first."""
        with store.asking() as asked:
            return {"days": list(asked.days())}

    @app.get("/v1/days/{on}", openapi_extra=NOBODY)
    def city(on: str) -> dict[str, Any]:
        """All sites of one day, worst first."""
        with _reconciled(store, on) as (_, found):
            return city_report(found)

    @app.get("/v1/days/{on}/findings", openapi_extra=NOBODY)
    def findings(on: str) -> dict[str, Any]:
        """The differences of one day."""
        with _reconciled(store, on) as (_, found):
            listed = [finding_report(day, match) for day in found.sites for match in day.differences]
            return {"on": on, "findings": listed}


def _lines(app: FastAPI, store: Store, auditor: Auditor) -> None:
    """Lines with the people who acted: each read is told to the sites that it touches before it is shown."""

    @app.get("/v1/days/{on}/sites/{site}", openapi_extra=SITE)
    def site_day(on: str, site: str, request: Request) -> dict[str, Any]:
        """One site's day line by line, with its evidence."""
        with _reconciled(store, on) as (asked, found):
            day = found.site(site)
            if day is None:
                raise Refusal("central.site_unknown", field="site", site=site)
            said = day_report(day, asked.acts(places_of(day)))
        auditor.note("GET /v1/days/{on}/sites/{site}", [site], found.on, _by(request))
        return said

    @app.get("/v1/days/{on}/export/{form}", openapi_extra=SITES)
    def export(on: str, form: str, request: Request) -> Response:
        """A day as a file that others can check."""
        if form not in EXPORTS:
            raise BadInput("central.form", field="form", forms=", ".join(EXPORTS))
        with _reconciled(store, on) as (asked, found):
            acts = asked.acts(place for day in found.sites for place in places_of(day))
            data = EXPORTS[form](found, acts)
        touched = [day.site.site for day in found.sites if day.matches]
        auditor.note("GET /v1/days/{on}/export/{form}", touched, f"{found.on} {form}", _by(request))
        name = f"attachment; filename={found.on}.{form}"
        return Response(data.encode(), media_type=_MEDIA.get(form, "text/plain"), headers={"Content-Disposition": name})

    @app.get("/v1/cases", openapi_extra=SITES)
    def cases(request: Request, site: str | None = None) -> dict[str, Any]:
        """The cases that are not closed, with what the sites said of them."""
        with store.asking() as asked:
            held = asked.matters.cases(site=site, still_open=True)
        auditor.note("GET /v1/cases", {one.site for one in held}, site or "", _by(request))
        return {"cases": [case_report(one) for one in held]}


def _by(request: Request) -> str:
    """Whose session it is."""
    return request.scope.get(BY, "")


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
