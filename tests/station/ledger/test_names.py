"""What is searched for is found by its parts, its initials, its tail, its sum and its day; what is not there is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest

from schemas.facts import InvoiceIssued, PaymentTaken, TaxAssessed
from station.ledger import names

SAID = {
    "taxpayer": {"name": "陈喆", "id": "420106199003073321", "phone": "13871526127"},
    "invoices": [{"buyer": {"name": "湖北江汉工程咨询有限公司", "id": "91420106MA4K00501Y"}}],
}
ENTRY, OTHER = sha256(b"1").digest(), sha256(b"2").digest()


def facts() -> tuple[Any, ...]:
    issued = InvoiceIssued(
        on="2026-09-18", source="specimen", code="042002600104", number="00000071", net_fen=382_178, vat_fen=3_822,
        taxpayer=b"", buyer=b"", block="b",
    )  # fmt: skip
    paid = PaymentTaken(
        on="2026-09-18", order_no="YS0103AB20260918000001", method="pos", amount_fen=4_051, reference="091814120501"
    )
    assessed = TaxAssessed(on="2026-09-18", taxpayer=b"", asked={}, prior={}, quote={}, pack=b"", bound_on="2026-09-18")
    return assessed, issued, paid


@pytest.fixture(scope="module")
def cursor() -> Iterator[sqlite3.Cursor]:
    connection = sqlite3.connect(":memory:")
    made = connection.cursor()
    made.execute("CREATE TABLE person (entry BLOB NOT NULL, texts TEXT NOT NULL)")
    made.execute(
        "CREATE VIRTUAL TABLE seek USING fts5(words, detail = none, tokenize = 'unicode61 remove_diacritics 0')"
    )
    names.index(made, ENTRY, SAID, facts())
    names.index(made, OTHER, {"taxpayer": {"name": "程江", "id": "E12345678"}})
    yield made
    connection.close()


@pytest.mark.parametrize(
    "text",
    [
        "陈喆", "喆", "江汉工程", "咨询有限", "cz", "HBJH", "jhgc", "420106199003073321", "42010619", "3321", "073321", "1387", "6127",
        "91420106ma4k00501y", "501Y", "00000071", "71", "042002600104-00000071", "3860", "3,860.00", "40.51", "2026-09-18", "20260918",
        "YS0103AB", "091814120501", "陈喆 3860", "cz 2026-09-18",
    ],
)  # fmt: skip
def test_an_entry_is_found_by_each_of_its_parts(cursor: sqlite3.Cursor, text: str) -> None:
    assert names.find(cursor, text, 10)[-1] == ENTRY


@pytest.mark.parametrize(
    "text",
    [
        "陈江",
        "汉江",
        "没有",
        "3861",
        "2026-09-19",
        "czz",
        "%",
        "_",
        '"',
        "* OR *",
        "陈喆 4000",
        "",
        "😀",
        "NEAR(",
        "喆陈",
    ],
)
def test_what_is_not_there_is_not_found(cursor: sqlite3.Cursor, text: str) -> None:
    assert names.find(cursor, text, 10) == []


def test_the_newest_comes_first_and_no_more_than_asked(cursor: sqlite3.Cursor) -> None:
    assert names.find(cursor, "江", 10) == [OTHER, ENTRY]
    assert names.find(cursor, "江", 1) == [OTHER]
    assert names.find(cursor, "cj", 10) == [OTHER]


@pytest.mark.parametrize("asked", ["dxm", "sxm", "cqxm"])
def test_a_character_with_several_readings_is_found_by_each(asked: str) -> None:
    words = set(names.words_of("单晓明")) | set(names.words_of("重庆小面"))
    assert asked.upper() in words
