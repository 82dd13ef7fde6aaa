from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zstandard
from fastapi import FastAPI

from central.api.app import make_app
from central.api.door import bound, link, make_door
from central.api.gate import LINK_MS, OPEN_PATHS, SESSION_MS
from central.registry.codes import new_code
from central.store.store import Store
from schemas.failures import Fault
from tests.central.api.visitor import Visitor
from tests.central.doubles import DAY, WUCHANG, Station, StillClock, open_store, taken_in
from tests.central.statements import bills

SEQUENCE = {"content-type": "application/cbor-seq"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def door(store: Store) -> Visitor:
    pages = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    pages.get("/")(lambda: {"page": "wall"})
    return Visitor(make_door(store, pages, None))


@pytest.fixture
def inside(store: Store, door: Visitor) -> Visitor:
    assert door.get(link(store, 8740)).status_code == 303
    return door


def enrolled(store: Store, door: Visitor, folder: Path) -> Station:
    station = Station(folder)
    with store.desk() as desk:
        code = new_code(desk, desk, store.clock, store.identity, site=WUCHANG.site, issuer=store.issuer)
    answer = door.post("/v1/enrol", content=station.request(code), headers={"content-type": "application/cbor"})
    assert answer.status_code == 200, answer.text
    station.enrolled(answer.content)
    return station


def acknowledged(station: Station, reply: bytes) -> int:
    """How far the centre says that it holds the station's feed."""
    feeds = station.conclude(reply).frontier.feeds
    assert feeds is not None
    return feeds[station.signer.id].seq


def test_a_device_enrols_and_exchanges_over_http(store: Store, door: Visitor, tmp_path: Path) -> None:
    station = enrolled(store, door, tmp_path)
    station.sale(1, 8640)
    answer = door.post("/v1/sync", content=station.ask(), headers=SEQUENCE)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/cbor-seq")
    assert acknowledged(station, answer.content) == 2


def test_an_exchange_may_be_packed_both_ways(store: Store, door: Visitor, tmp_path: Path) -> None:
    station = enrolled(store, door, tmp_path)
    for number in range(1, 9):
        station.sale(number, 100)
    packed = zstandard.ZstdCompressor().compress(station.ask())
    headers = {**SEQUENCE, "content-encoding": "zstd", "accept-encoding": "zstd"}
    answer = door.post("/v1/sync", content=packed, headers=headers)
    assert (answer.status_code, answer.headers["content-encoding"]) == (200, "zstd")
    reply = answer.content if answer.content[:1] == b"\x84" else zstandard.ZstdDecompressor().decompress(answer.content)
    assert acknowledged(station, reply) == 9


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (b"", SEQUENCE, 400, "exchange.sequence"),
        (b"\xff\xff", SEQUENCE, 400, "exchange.sequence"),
        (b"\x01\x02", SEQUENCE, 400, "exchange.hello"),
        (b"\x01", {"content-type": "text/plain"}, 400, "central.media"),
        (b"\x01", {**SEQUENCE, "content-encoding": "br"}, 400, "central.media"),
        (b"no zstd", {**SEQUENCE, "content-encoding": "zstd"}, 400, "central.media"),
        (bytes(17 << 20), SEQUENCE, 413, "exchange.too_long"),
        (
            zstandard.ZstdCompressor().compress(bytes(32 << 20)),
            {**SEQUENCE, "content-encoding": "zstd"},
            413,
            "exchange.too_long",
        ),
    ],
)
def test_a_bad_exchange_is_one_clear_error(
    door: Visitor, body: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    answer = door.post("/v1/sync", content=body, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_a_bad_enrolment_is_refused_with_its_code(store: Store, door: Visitor, tmp_path: Path) -> None:
    cbor = {"content-type": "application/cbor"}
    unknown = door.post("/v1/enrol", content=Station(tmp_path).request("0" * 24), headers=cbor)
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (403, "central.code_unknown")
    assert door.post("/v1/enrol", content=b"\xa0", headers=cbor).json()["error"]["code"] == "enrolment.request"
    assert door.post("/v1/enrol", content=bytes(5000), headers=cbor).status_code == 413


def test_health_is_told_to_anyone(door: Visitor) -> None:
    assert door.get("/v1/health").json() == {"status": "ok"}


@pytest.mark.parametrize("path", ["/", "/v1/days", f"/v1/days/{DAY}", "/v1/openapi.json", "/v1/syn", "/assets/x"])
def test_nothing_is_shown_without_a_session(door: Visitor, path: str) -> None:
    assert door.get(path).status_code == 401


def test_a_link_opens_once_and_leaves_no_token_in_the_address(store: Store, door: Visitor) -> None:
    address = link(store, 8740)
    first = door.get(address)
    assert (first.status_code, first.headers["location"]) == (303, "/")
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "SameSite=Strict" in first.headers["set-cookie"]
    assert door.get("/").json() == {"page": "wall"}
    door.cookies.clear()
    assert door.get(address).status_code == 401


def test_a_link_ends_within_minutes_and_a_session_with_the_day(store: Store, door: Visitor) -> None:
    assert isinstance(store.clock, StillClock)
    late = link(store, 8740)
    store.clock.ms += LINK_MS + 1
    assert door.get(late).status_code == 401
    door.get(link(store, 8740))
    assert door.get("/v1/days").status_code == 200
    store.clock.ms += SESSION_MS + 1
    assert door.get("/v1/days").status_code == 401


@pytest.mark.parametrize("token", ["", "link", "link.1.2.3", "session.99999999999999.00.00", "é.1.2.3"])
def test_a_token_of_ones_own_making_opens_nothing(door: Visitor, token: str) -> None:
    assert door.get("/", params={"token": token}).status_code == 401
    door.cookies.set("youshui_central", token.encode("ascii", "replace").decode())
    assert door.get("/").status_code == 401


def test_another_name_of_the_host_is_turned_away(inside: Visitor) -> None:
    assert inside.get("/v1/health", headers={"host": "attacker.example:8740"}).status_code == 421


def test_another_origin_may_not_speak_with_our_cookie(inside: Visitor) -> None:
    assert inside.get("/v1/days", headers={"origin": "http://attacker.example"}).status_code == 401
    assert inside.get("/v1/days", headers={"origin": "http://127.0.0.1:8740"}).status_code == 200
    assert inside.knock("/ws", origin="http://attacker.example") == 4401
    assert inside.knock("/ws") == 4401
    inside.cookies.clear()
    assert inside.knock("/ws", origin="http://127.0.0.1:8740") == 4401


def test_every_answer_behind_the_gate_names_what_a_page_may_load(inside: Visitor) -> None:
    headers = inside.get("/").headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


def filled(store: Store, door: Visitor, folder: Path) -> Station:
    station = enrolled(store, door, folder)
    station.sale(1, 8640)
    station.sale(2, 4000)
    station.sale(3, 700, method="cash")
    station.close()
    station.conclude(door.post("/v1/sync", content=station.ask(), headers=SEQUENCE).content)
    data = bills.bill(bills.paid(station.order(1), 8640), bills.paid(station.order(77), 900), order_fen=9540)
    taken_in(store, data)
    return station


def test_reports_say_what_the_day_says(store: Store, inside: Visitor, tmp_path: Path) -> None:
    filled(store, inside, tmp_path)
    assert inside.get("/v1/days").json() == {"days": [DAY]}
    city = inside.get(f"/v1/days/{DAY}").json()
    assert city["standings"] == {"different": 1, "silent": 1, "waiting": 0, "matched": 0}
    assert city["classes"] == {"in_transit": 1, "matched": 1, "missing_at_bank": 1, "missing_in_ledger": 1}
    day = inside.get(f"/v1/days/{DAY}/sites/{WUCHANG.site}").json()
    assert [line["class"] for line in day["lines"]] == ["missing_at_bank", "missing_in_ledger", "in_transit", "matched"]
    assert day["lines"][3]["entry"]["items"] == ["services"]
    found = inside.get(f"/v1/days/{DAY}/findings").json()["findings"]
    assert [(one["site"], one["difference_fen"]) for one in found] == [(WUCHANG.site, -4000), (WUCHANG.site, 900)]
    assert [one["id"] for one in found] == [line["id"] for line in day["lines"][:2]]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/v1/days/yesterday", 400, "central.day"),
        ("/v1/days/2026-02-30", 400, "central.day"),
        (f"/v1/days/{DAY}/sites/none", 404, "central.site_unknown"),
        (f"/v1/days/{DAY}/export/docx", 400, "central.form"),
    ],
)
def test_a_bad_question_is_one_clear_error(inside: Visitor, path: str, status: int, code: str) -> None:
    answer = inside.get(path)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_a_day_is_exported_in_every_form(store: Store, inside: Visitor, tmp_path: Path) -> None:
    filled(store, inside, tmp_path)
    lines = inside.get(f"/v1/days/{DAY}/export/jsonl").text.splitlines()
    assert sum(json.loads(line)["money_fen"] for line in lines) == 9540
    table = inside.get(f"/v1/days/{DAY}/export/csv")
    assert table.headers["content-disposition"] == f"attachment; filename={DAY}.csv"
    assert table.text.splitlines()[1].split(",")[3] == "账有行无"
    assert (
        "assets:told:wechat    95.40 CNY" not in inside.get(f"/v1/days/{DAY}/export/hledger").text.split("balances")[0]
    )
    assert inside.get(f"/v1/days/{DAY}/export/beancount").text.count("balance") >= 4


def test_a_port_that_is_taken_is_found_out_at_once() -> None:
    with bound("127.0.0.1", 0) as first:
        first.listen()
        with pytest.raises(Fault) as caught:
            bound("127.0.0.1", first.getsockname()[1])
    assert caught.value.code == "central.port"


def test_every_route_but_three_stands_behind_the_gate(store: Store) -> None:
    routes: Any = make_app(store).routes
    assert {route.path for route in routes if route.path.startswith(OPEN_PATHS)} == set(OPEN_PATHS)
