from __future__ import annotations

import gzip
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from central.__main__ import main
from central.api.door import metrics_token
from central.api.exchange import respond_parcel
from central.cli import Means, run
from central.cli.streams import Streams
from central.compose import init_home, link, open_home
from schemas.enrolment import fingerprint, plain_code
from tests.central.doubles import DAY, WUCHANG, Seeded, StillClock
from tests.central.statements import bills

ORDER = "YSP0103ABCD20260918000001"
SITE = {
    "site": "420106-P0103",
    "kind": "post",
    "name": "武昌中南路邮政代征网点",
    "district": "420106",
    "authority": "国家税务总局武汉市武昌区税务局",
    "authority_code": "14201060000",
    "collecting_unit": "中国邮政集团有限公司武汉市分公司",
}
ALLOW = ["grant", "allowance", "--site", WUCHANG.site, "--amount-fen", "5", "--count", "5", "--hours", "5"]


class Bureau:
    """A command line with a home."""

    def __init__(self, home: Path) -> None:
        self.home, self.clock, self.chance = home, StillClock(), Seeded()

    def __call__(self, *words: str, stdin: bytes = b"") -> tuple[int, list[dict[str, Any]], Any]:
        """Exit status, answers, error."""
        out, err = io.StringIO(), io.StringIO()
        means = Means(
            init=lambda home, name, database: init_home(home, name, database, clock=self.clock, identity=self.chance),
            open=lambda home: open_home(home, clock=self.clock, identity=self.chance),
            serve=lambda *_, **__: 0,
            link=link,
            metrics_token=metrics_token,
            exchange=respond_parcel,
        )
        argv = [words[0], "--home", str(self.home), "--json", *words[1:]]
        status = run(argv, Streams(out, err, lambda: stdin), means)
        said = err.getvalue().strip().splitlines()
        error = json.loads(said[-1])["error"] if status and said and said[-1].startswith("{") else None
        return status, [json.loads(line) for line in out.getvalue().splitlines()], error


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one site, to be copied."""
    home = tmp_path_factory.mktemp("made") / "central"
    bureau = Bureau(home)
    status, answers, _ = bureau("init", "--name", "样例市局")
    assert (status, answers[0]["name"]) == (0, "样例市局")
    assert bureau("sites", "--in", "-", stdin=json.dumps(SITE, ensure_ascii=False).encode())[0] == 0
    return home


@pytest.fixture
def bureau(made: Path, tmp_path: Path) -> Bureau:
    """A home of the test's own."""
    return Bureau(Path(shutil.copytree(made, tmp_path / "central")))


def a_bill(folder: Path, *lines: tuple[str, int], name: str = "1600000001All2026-09-18.csv") -> str:
    path = folder / name
    data = bills.bill(*(bills.paid(order, fen) for order, fen in lines), order_fen=sum(fen for _, fen in lines))
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return str(path)


def test_the_roster_lists_what_was_registered(bureau: Bureau) -> None:
    _, answers, _ = bureau("sites")
    assert answers == [{"site": WUCHANG.site, "kind": "post", "name": WUCHANG.name, "devices": []}]


def test_an_enrolment_code_names_this_bureau(bureau: Bureau) -> None:
    _, (answer,), _ = bureau("enrol-code", "--site", WUCHANG.site)
    _, (again,), _ = bureau("enrol-code", "--site", WUCHANG.site, "--hours", "1")
    store = open_home(bureau.home)
    assert plain_code(answer["code"])[12:] == plain_code(again["code"])[12:] == fingerprint(store.issuer)
    assert (answer["until"], again["until"]) == ("2026-09-19T12:00:00+08:00", "2026-09-18T13:00:00+08:00")
    store.close()


def test_a_statement_is_imported_once(bureau: Bureau, tmp_path: Path) -> None:
    file = a_bill(tmp_path, (ORDER, 8640))
    _, (first,), _ = bureau("import-statement", file)
    _, (second,), _ = bureau("import-statement", file)
    assert (first["known"], first["fresh"], first["paid_fen"], first["days"]) == (False, 1, 8640, [DAY])
    assert (second["known"], second["fresh"]) == (True, 0)
    assert first["file"] == second["file"]


def test_a_day_without_trade_is_told_by_the_files_name_or_by_on(bureau: Bureau, tmp_path: Path) -> None:
    assert bureau("import-statement", a_bill(tmp_path, name="1600000001All2026-09-19.csv.gz"))[1][0]["days"] == [
        "2026-09-19"
    ]
    bare = a_bill(tmp_path, name="bill.csv")
    assert bureau("import-statement", bare)[2]["code"] == "statements.day_unknown"
    assert bureau("import-statement", bare, "--on", "2026-09-20")[1][0]["days"] == ["2026-09-20"]


def test_a_day_is_reconciled_and_its_findings_listed(bureau: Bureau, tmp_path: Path) -> None:
    bureau("import-statement", a_bill(tmp_path, (ORDER, 8640), ("SHOP", 100)))
    _, (city,), _ = bureau("reconcile", "--day", DAY)
    assert [(site["site"], site["difference_fen"]) for site in city["sites"]] == [("", 100), (WUCHANG.site, 0)]
    _, (day,), _ = bureau("reconcile", "--day", DAY, "--site", WUCHANG.site)
    _, found, _ = bureau("findings", "--day", DAY)
    assert [line["class"] for line in day["lines"]] == ["ledger_awaited"]
    assert [(one["class"], one["site"]) for one in found] == [("missing_in_ledger", "")]


@pytest.mark.parametrize("form", ["jsonl", "csv", "hledger", "beancount"])
def test_a_day_is_exported(bureau: Bureau, tmp_path: Path, form: str) -> None:
    bureau("import-statement", a_bill(tmp_path, ("SHOP", 100)))
    target = tmp_path / f"day.{form}"
    status, (answer,), _ = bureau("export", "--day", DAY, "--format", form, str(target))
    assert (status, answer["bytes"]) == (0, target.stat().st_size)
    assert target.stat().st_size > 0


def test_rebuilding_finds_the_books_as_they_were(bureau: Bureau) -> None:
    status, (answer,), _ = bureau("rebuild")
    assert (status, answer["changed"], answer["feeds"]) == (0, [], 2)
    assert answer["entries"] >= 3


def test_rebuilding_mends_and_names_a_book_that_was_changed(bureau: Bureau) -> None:
    store = open_home(bureau.home)
    with store.database.writing() as cursor:
        cursor.execute("UPDATE book_feed SET rows = zeroblob(32)")
    store.close()
    status, answers, error = bureau("rebuild")
    assert (status, error["code"], len(answers[0]["changed"])) == (5, "central.rebuild", 2)
    assert bureau("rebuild")[0] == 0


def test_a_link_is_for_loopback(bureau: Bureau) -> None:
    assert bureau("link", "--port", "9000")[1][0]["url"].startswith("http://127.0.0.1:9000/?token=link.")


BAD: list[tuple[list[str], int, str]] = [
    (["init"], 3, "central.exists"),
    (["sites", "--in", "nowhere.jsonl"], 2, "cli.file"),
    (["enrol-code", "--site", "420106-P9999"], 3, "central.site_unknown"),
    (["enrol-code", "--site", WUCHANG.site, "--hours", "0"], 2, "central.code_life"),
    (["enrol-code", "--site", WUCHANG.site, "--hours", "1000"], 2, "central.code_life"),
    (["enrol-code"], 2, "cli.usage"),
    (["dance"], 2, "cli.usage"),
    (["grant", "numbers", "--site", WUCHANG.site], 2, "cli.missing"),
    (["grant", "numbers", "--site", WUCHANG.site, "--stock", "invoice", "--count", "5"], 3, "central.no_device"),
    (["grant", "numbers", "--site", WUCHANG.site, "--stock", "invoice", "--count", "x"], 2, "cli.usage"),
    (["grant", "allowance", "--site", WUCHANG.site, "--count", "5"], 2, "cli.missing"),
    (["grant", "allowance", "--site", WUCHANG.site, "--device", "zz"], 2, "central.device_id"),
    ([*ALLOW, "--source-fen", "paper_local"], 2, "central.source_fen"),
    ([*ALLOW, "--source-fen", "x=1", "--source-fen", "x=2"], 2, "central.source_fen"),
    ([*ALLOW, "--source-fen", "x=1"], 2, "central.source"),
    ([*ALLOW, "--amber-percent", "96"], 2, "central.percents"),
    ([*ALLOW, "--red-percent", "100"], 2, "central.percents"),
    (["exchange-file", "none.ysp"], 2, "parcel.missing"),
    (["revoke", "--site", WUCHANG.site, "--device", "00" * 16, "--reason", "遗失"], 3, "central.device_elsewhere"),
    (["import-statement", "nowhere.csv"], 2, "cli.file"),
    (["import-statement", "."], 2, "cli.file"),
    (["import-statement", "-"], 2, "statements.unknown_format"),
    (["reconcile", "--day", "2026-02-30"], 2, "central.day"),
    (["reconcile", "--day", DAY, "--site", "x"], 3, "central.site_unknown"),
    (["findings", "--day", "soon"], 2, "central.day"),
    (["export", "--day", DAY, "--format", "docx", "x"], 2, "cli.usage"),
    (["export", "--day", DAY, "--format", "csv", "/"], 2, "cli.file_out"),
]


@pytest.mark.parametrize(
    ("words", "status", "code"), BAD, ids=lambda case: " ".join(case) if isinstance(case, list) else ""
)
def test_bad_words_are_one_clear_error_and_change_nothing(
    bureau: Bureau, words: list[str], status: int, code: str
) -> None:
    before = heads(bureau)
    got, answers, error = bureau(*words)
    assert (got, error["code"], answers, error["lost"]) == (status, code, [], False)
    assert error["zh"]
    assert error["next"]
    assert heads(bureau) == before


def heads(bureau: Bureau) -> Any:
    store = open_home(bureau.home)
    try:
        with store.asking() as asked:
            return dict(asked.heads()), asked.changes()
    finally:
        store.close()


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b"{}",
        json.dumps({**SITE, "more": "x"}).encode(),
        json.dumps({**SITE, "name": 5}).encode(),
        json.dumps(SITE).encode() + b"\n" + json.dumps({**SITE, "site": "0103"}).encode(),
        b"\xff\xfe",
    ],
)
def test_a_bad_line_of_sites_registers_none(bureau: Bureau, line: bytes) -> None:
    before = heads(bureau)
    status, _, error = bureau("sites", "--in", "-", stdin=line)
    assert (status, error["code"].split(".")[0]) == (2, "central")
    assert heads(bureau) == before


@pytest.mark.parametrize("home", ["nowhere", "."])
def test_a_home_that_is_none_is_named(tmp_path: Path, home: str) -> None:
    status, _, error = Bureau(tmp_path / home)("sites")
    assert (status, error["code"]) in [(2, "cli.home"), (3, "central.not_initialised")]


def test_settings_that_cannot_be_read_are_named(bureau: Bureau) -> None:
    (bureau.home / "central.json").write_text("{", "utf-8")
    assert bureau("sites")[2]["code"] == "central.settings"


def test_a_missing_key_is_damage(bureau: Bureau) -> None:
    (bureau.home / "keys/authority.key").unlink()
    status, _, error = bureau("sites")
    assert (status, error["code"]) == (5, "central.key")


def test_a_database_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    address = "postgresql://nobody:secret@127.0.0.1:1/none"
    status, _, error = Bureau(tmp_path / "central")("init", "--database", address)
    assert (status, error["code"]) == (4, "central.database")
    assert "secret" not in json.dumps(error)


def test_the_console_script_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--home", str(tmp_path / "central"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "市税务局"
