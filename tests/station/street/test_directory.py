"""The directory at a station: named by the centre, sealed to this device, found with slips of the finger, every look summed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest

from central.cli.directory import directory as made
from central.cli.streams import Streams
from central.registry.directory import listed
from schemas.directory import Listing, open_listing, seal_listing
from schemas.entry.seal import box_public
from schemas.failures import BadInput, Failure, Refusal
from station.ledger.directory import FILE, Directory
from station.office.street.directory import search
from tests.station.street.pair import ON, Pair, ask, do, refused

HOUSEHOLDS = [
    {
        "identity": "92420106MA4K00599X",
        "name": "陈喆水果店",
        "operator": "陈喆",
        "phone": "13871526127",
        "address": "武汉市武昌区中南路12号",
        "district": "420106",
    },
    {
        "identity": "92420106MA4K00600X",
        "name": "江城面馆",
        "operator": "李慧芳",
        "phone": "13971526128",
        "district": "420106",
    },
    {
        "identity": "92420102MA4K00700X",
        "name": "沿江鞋店",
        "operator": "王磊",
        "phone": "13771526129",
        "district": "420102",
    },
]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("pair")
    yielded = Pair(folder)
    yield yielded
    yielded.close()


def given(pair: Pair, what: str, rows: list[dict[str, str]], *districts: str, site: str | None = None) -> Path:
    """A file that the centre has made for the first station."""
    from argparse import Namespace

    folder = pair.town.folder
    (folder / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    args = Namespace(
        what=what,
        site=site or pair.one.ledger.profile["site"],
        device=None,
        source=str(folder / "rows.jsonl"),
        out=str(folder / "file"),
        district=list(districts),
    )
    streams = Streams(stdin=lambda: b"", out=StringIO(), err=StringIO())
    made(args, streams, pair.town.store)
    return folder / "file"


def code(act: Any) -> str:
    with pytest.raises(Failure) as caught:
        act()
    return caught.value.code


def found(pair: Pair, text: str, on: str = ON) -> list[str]:
    return [row["name"] for row in ask(pair.one, "directory", "search", text=text, clerk="li", on=on)["found"]]


def test_a_base_and_a_delta_are_taken_as_the_centre_named_them(pair: Pair) -> None:
    sealed = given(pair, "base", HOUSEHOLDS, "420106").read_bytes()
    assert code(lambda: pair.one.take_directory(sealed)) == "directory.not_named"
    pair.one.sync()
    pair.two.sync()
    assert code(lambda: pair.two.take_directory(sealed)) == "directory.not_named"
    assert code(lambda: pair.one.take_directory(sealed[:-1])) == "directory.not_named"
    told = pair.one.take_directory(sealed)
    assert (told["taken"], told["scope"]) == (2, ["420106"]), "the site's scope leaves the other district out"
    assert code(lambda: pair.one.take_directory(sealed)) == "directory.order"
    assert found(pair, "沿江鞋店") == []
    moved = {**HOUSEHOLDS[1], "name": "江城热干面", "phone": "13971526199"}
    delta = given(pair, "delta", [moved]).read_bytes()
    pair.one.sync()
    assert ask(pair.one, "directory", "status")["waiting"] == [2]
    assert pair.one.take_directory(delta)["count"] == 2
    assert found(pair, "江城面馆") == ["江城热干面"]
    assert found(pair, "13971526199")[0] == "江城热干面"
    raw = (pair.one.ledger.home / FILE).read_bytes()
    assert not any(word.encode() in raw + sealed for word in ("陈喆", "13871526127", "92420106MA4K00599X", "SQLite"))


def test_looks_are_counted_and_summed_in_an_entry_before_the_next_day(pair: Pair) -> None:
    record = ask(pair.one, "directory", "search", text="chenzhe", clerk="li", on=ON)["found"][0]["record"]
    assert ask(pair.one, "directory", "open", record, clerk="li", on=ON)["operator"] == "陈喆"
    assert code(lambda: found(pair, "chenzhe", on="2026-09-19")) == "directory.sum_first"
    looks = ask(pair.one, "directory", "status")["looks"]
    assert looks == [{"on": ON, "clerk": "li", "searches": looks[0]["searches"], "opened": 1}]
    do(pair.one, "directory", "sum")
    assert ask(pair.one, "directory", "status")["looks"] == []
    assert refused(pair.one, "directory", "sum") == "directory.no_looks"
    assert found(pair, "chenzhe", on="2026-09-19")[0] == "陈喆水果店"
    assert code(lambda: ask(pair.one, "directory", "open", "household/none", clerk="li")) == "directory.unknown"
    assert code(lambda: ask(pair.one, "directory", "search", text="陈", clerk="li")) == "directory.text"
    assert code(lambda: ask(pair.one, "directory", "search", text="陈喆")) == "street.field"


@pytest.mark.parametrize(
    ("row", "name"),
    [({"name": "x"}, "directory.row"), ({**HOUSEHOLDS[0], "phone": 1}, "directory.row"), ([], "directory.row")],
)
def test_a_bad_household_is_refused_at_the_centre(pair: Pair, row: Any, name: str) -> None:
    assert code(lambda: given(pair, "base", [row])) == name


def test_a_delta_without_a_base_is_refused(pair: Pair) -> None:
    site = pair.two.ledger.profile["site"]
    assert code(lambda: given(pair, "delta", HOUSEHOLDS, site=site)) == "directory.no_base"


@pytest.fixture(scope="module")
def drawer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    """Two thousand households beside the three."""
    random = Random(4)
    letters = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红春梅"
    rows = [listed(row, b"K" * 32) for row in HOUSEHOLDS]
    for number in range(2_000):
        name = "".join(random.choices(letters, k=2))
        said = {"identity": f"9242{number:014d}", "name": f"{name}店", "operator": name, "phone": f"13{number:09d}"}
        rows.append(listed(said, b"K" * 32))
    made = Directory(tmp_path_factory.mktemp("drawer"), b"k" * 32)
    made.take(Listing(1, 0, rows))
    yield made
    made.close()


@pytest.mark.parametrize(
    "text",
    [
        "陈喆水果店", "陈哲水果店", "陈喆水果", "陈喆", "chenzheshuiguodian", "chenzeshuiguodian", "czsgd", "czsg",
        "92420106MA4K00599X", "92420106ma4k0O599X", "4K00599", "13871526127", "13871526172", "1526127", "1387152612",
        "中南路12号", "武昌区中南路12号",
    ],
)  # fmt: skip
def test_a_household_is_found_by_what_a_clerk_types(drawer: Directory, text: str) -> None:
    assert search(drawer, text)[0][0].name == "陈喆水果店"


def test_a_file_for_another_or_a_changed_one_is_not_opened() -> None:
    rows = [listed(row, b"K" * 32) for row in HOUSEHOLDS]
    sealed = seal_listing(Listing(3, 2, rows), box_public(b"b" * 32))
    opened = open_listing(sealed, b"b" * 32)
    assert (opened.serial, opened.behind, list(opened.rows)) == (3, 2, rows)
    for data, secret in ((sealed, b"c" * 32), (sealed[:-1], b"b" * 32), (bytes(60), b"b" * 32)):
        with pytest.raises(BadInput):
            open_listing(data, secret)


def test_a_delta_out_of_order_changes_nothing(tmp_path: Path) -> None:
    rows = [listed(row, b"K" * 32) for row in HOUSEHOLDS]
    directory = Directory(tmp_path, b"k" * 32)
    directory.take(Listing(1, 0, rows))
    with pytest.raises(Refusal):
        directory.take(Listing(3, 2, [replace(rows[0], name="x")]))
    assert directory.one(rows[0].record) == rows[0]
    assert (directory.serial, directory.count) == (1, 3)
    directory.close()
