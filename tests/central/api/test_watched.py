"""Who is told of a read, what a stranger gets, and what whoever runs the centre can watch."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok

from central.api.app import audited, make_app
from central.api.door import link, make_door, metrics_token
from central.api.watching import AT_ONCE_MOST, Watch
from central.store.store import Store
from central.work.cases import refresh_cases
from schemas.books import AccessRow
from schemas.books.staged import columns
from schemas.failures import Fault
from tests.central.api.test_door import SEQUENCE, enrolled
from tests.central.api.visitor import Visitor
from tests.central.doubles import DAY, STREET, WUCHANG, Station, StillClock, open_store, taken_in
from tests.central.statements import bills

TOLD = {
    f"/v1/days/{DAY}/sites/{WUCHANG.site}": "/v1/days/{on}/sites/{site}",
    f"/v1/days/{DAY}/export/csv": "/v1/days/{on}/export/{form}",
    "/v1/cases": "/v1/cases",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def log() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def door(store: Store, log: io.StringIO) -> Visitor:
    return Visitor(make_door(store, FastAPI(openapi_url=None), None, log=log))


@pytest.fixture
def filled(store: Store, door: Visitor, tmp_path: Path) -> Station:
    station = enrolled(store, door, tmp_path)
    station.sale(1, 8640)
    station.conclude(door.post("/v1/sync", content=station.ask(), headers=SEQUENCE).content)
    taken_in(store, bills.bill(bills.paid(station.order(1), 8000), order_fen=8000))
    refresh_cases(store, [DAY])
    door.get(link(store, 8740, "陈核算"))
    return station


def accesses(store: Store, site: str) -> list[AccessRow]:
    names = ", ".join(f'a."{name}"' for name in columns(AccessRow))
    sql = f"SELECT {names} FROM book_access a JOIN feed f ON f.author = a.owner WHERE f.site = ? ORDER BY a.seq"
    with store.database.reading() as cursor:
        cursor.execute(sql, (f"channel/{site}",))
        return [AccessRow(*row) for row in cursor.fetchall()]


def test_every_route_says_whom_a_call_of_it_tells(store: Store) -> None:
    told = audited(make_app(store))
    assert set(told.values()) == {"nobody", "own", "site", "sites"}
    assert {path for path, who in told.items() if who in ("site", "sites")} == set(TOLD.values())


@pytest.mark.parametrize("path", TOLD)
def test_a_read_of_a_sites_lines_is_an_entry_in_that_sites_channel(
    path: str, store: Store, door: Visitor, filled: Station
) -> None:
    before = len(accesses(store, STREET.site))
    assert door.get(path).status_code == 200
    (row,) = accesses(store, WUCHANG.site)
    assert (row.act, row.by) == (f"GET {TOLD[path]}", "陈核算")
    assert len(accesses(store, STREET.site)) == before
    filled.conclude(door.post("/v1/sync", content=filled.ask(), headers=SEQUENCE).content)
    with filled.database.reading() as cursor:
        cursor.execute("SELECT count(*) FROM book_access")
        assert cursor.fetchone()[0] == 1


def test_the_same_read_is_told_once_an_hour(store: Store, door: Visitor, filled: Station) -> None:
    path = next(iter(TOLD))
    for _ in range(3):
        door.get(path)
    assert len(accesses(store, WUCHANG.site)) == 1
    assert isinstance(store.clock, StillClock)
    store.clock.ms += 3_600_000
    door.get(path)
    assert len(accesses(store, WUCHANG.site)) == 2


def test_figures_without_names_tell_nobody(store: Store, door: Visitor, filled: Station) -> None:
    for path in ("/v1/days", f"/v1/days/{DAY}", f"/v1/days/{DAY}/findings"):
        assert door.get(path).status_code == 200
    assert accesses(store, WUCHANG.site) == []


def test_readiness_is_told_and_metrics_need_their_token(store: Store, door: Visitor, filled: Station) -> None:
    assert door.get("/v1/ready").json() == {"status": "ready"}
    door.cookies.clear()
    assert door.get("/v1/metrics").status_code == 401
    assert door.get("/v1/metrics", headers={"authorization": "Bearer metrics.1.2.3.4"}).status_code == 401
    page = door.get("/v1/metrics", headers={"authorization": f"Bearer {metrics_token(store)}"})
    assert page.status_code == 200
    for line in ('youshui_requests_total{route="/v1/sync",status="200"} 1.0', "youshui_open_cases 1.0"):
        assert line in page.text
    assert door.get("/v1/days", headers={"authorization": f"Bearer {metrics_token(store)}"}).status_code == 401


def test_the_log_names_routes_and_nothing_that_was_asked_for(
    store: Store, door: Visitor, filled: Station, log: io.StringIO
) -> None:
    door.get(f"/v1/days/{DAY}/sites/{WUCHANG.site}?who=420106199001011234")
    last = json.loads(log.getvalue().splitlines()[-1])
    assert (last["route"], last["status"]) == ("/v1/days/{on}/sites/{site}", 200)
    assert "4201" not in log.getvalue()


def test_one_exchange_too_many_is_told_to_come_again(store: Store) -> None:
    seen = Watch(store)
    for _ in range(AT_ONCE_MOST):
        seen.__enter__()
    with pytest.raises(Fault, match=r"central\.busy"), seen:
        pass
    seen.__exit__()
    with seen:
        pass


def test_no_published_route_fails_or_opens_to_a_stranger(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    app = make_app(store)
    schema = schemathesis.openapi.from_asgi("/v1/openapi.json", app)
    stranger = Visitor(make_door(store, FastAPI(openapi_url=None), None))
    for result in schema.get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()

        @settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
        @given(case=operation.as_strategy())
        def calls(case: schemathesis.Case) -> None:
            assert case.call().status_code < 500

        calls()
        if audited(app)[operation.path] in ("site", "sites"):
            path = operation.path.format(on=DAY, site=WUCHANG.site, form="csv")
            assert stranger.get(path).status_code == 401
    store.close()
