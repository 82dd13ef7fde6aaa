"""The law at the centre: checked and published once, tried on real sales, and every old sale worked out again to the fen."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from central.api.door import metrics_token
from central.cli import Means, run
from central.cli.streams import Streams
from central.compose import init_home, link, open_home
from central.registry.codes import new_code
from central.registry.enrolment import enrol
from central.registry.rules import gaps
from central.registry.sites import register_site
from central.store.store import Store
from schemas.assessment import assess
from schemas.entry.kinds import facts_of
from schemas.facts import InvoiceIssued, InvoiceVoided, RulesPublished, TaxAssessed
from schemas.keep import Feeds
from schemas.rules import Prior, load_pack, obligation_day, pack_for, shipped_packs
from tests.central.doubles import WUCHANG, Seeded, Station, StillClock
from tests.schemas.rules.builders import document, sale
from tests.schemas.rules.packs import a_pack, pack_document, published

NOW = shipped_packs()[-1]


class Home:
    """A home of the centre and its command line."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder, StillClock()

    def open(self, _: Path | None = None) -> Store:
        return open_home(self.folder / "central", clock=self.clock, identity=Seeded("later"))

    def __call__(self, *words: str, bare: bool = False) -> tuple[int, Any, Any]:
        """Exit status, answer, error."""
        out, err = io.StringIO(), io.StringIO()
        means = Means(
            init=lambda *_: self.open(),
            open=self.open,
            serve=lambda *_, **__: 0,
            link=link,
            metrics_token=metrics_token,
            exchange=lambda _, data: data,
        )
        home = [] if bare else ["--home", str(self.folder / "central")]
        status = run(["rules", *words, *home, "--json"], Streams(out, err, lambda: b""), means)
        said = err.getvalue().strip().splitlines()
        error = json.loads(said[-1])["error"] if status else None
        return status, json.loads(out.getvalue()) if out.getvalue() else None, error

    def file(self, data: dict[str, Any] | str, name: str = "pack.json") -> str:
        path = self.folder / name
        path.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), "utf-8")
        return str(path)

    def published(self) -> list[RulesPublished]:
        store = self.open()
        with store.database.reading() as cursor:
            entries = list(Feeds(cursor).walk(store.authority.id))
        store.close()
        return [fact for entry in entries for fact in facts_of(entry.body) if isinstance(fact, RulesPublished)]


def a_home(folder: Path, database: str = "") -> None:
    store = init_home(folder / "central", "样例市局", database, clock=StillClock(), identity=Seeded())
    with store.desk() as desk:
        register_site(desk, desk, WUCHANG)
        code = new_code(desk, desk, store.clock, store.identity, site=WUCHANG.site, issuer=store.issuer)
    station = Station(folder)
    with store.desk() as desk:
        answer = enrol(station.request(code), desk, desk, desk, store.clock)
    station.database = store.database  # what it writes is held by the centre at once
    station.enrolled(answer)
    for number, (on, fen, payer) in enumerate(SALES):
        write(station, number, on, fen, payer)
    store.close()


SALES = [
    ("2026-03-02", 10_200_00, "natural_person"),
    ("2026-03-03", 60_00, "household"),
    ("2026-04-01", 500_00, "household"),
]


def write(
    station: Station,
    number: int,
    on: str,
    fen: int,
    payer: str,
    change: Callable[[TaxAssessed], None] | None = None,
    buyer: str = "person",
) -> bytes:
    """A sale as a station writes it."""
    application = sale(on, fen, payer=payer, buyer=buyer)
    fact, worked = assess(
        application, Prior(), pack_for(shipped_packs(), obligation_day(application)), bytes([number]) * 16
    )
    if change:
        change(fact)
    issued = InvoiceIssued(
        on=on,
        source="specimen",
        code="样",
        number=f"{number:08d}",
        net_fen=worked.net_fen,
        vat_fen=worked.vat_fen,
        rate=worked.rate,
        exempt=worked.exempt,
        taxpayer=fact.taxpayer,
        buyer=b"b" * 16,
        block="i",
    )
    return station.write("counter.sale/1", [fact, issued]).id


def again(home: Home, write_more: Callable[[Station], Any]) -> None:
    """Let the station write more."""
    store = home.open()
    station = Station(home.folder)
    station.database = store.database
    write_more(station)
    store.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one site and three sales, to be copied."""
    folder = tmp_path_factory.mktemp("rules")
    a_home(folder)
    return folder


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Home:
    """A home of the test's own."""
    return Home(Path(shutil.copytree(made, tmp_path / "bureau")))


# ---------------------------------------------------------------- publishing


def test_a_pack_is_published_once_as_an_entry_of_the_public_feed(home: Home) -> None:
    data = pack_document("hubei-2028", "2028-01-01", "2029-12-31")
    status, first, _ = home("publish", home.file(data))
    assert (status, first["known"], first["begun"], first["from"], first["sites"]) == (
        0,
        False,
        False,
        "2028-01-01",
        {"all": 1, "spoken_for": 1},
    )
    _, second, _ = home("publish", home.file(data))
    assert (second["known"], second["entry"], second["published_on"]) == (True, first["entry"], "2026-09-18")
    pack = a_pack("hubei-2028", "2028-01-01", "2029-12-31")
    assert home.published() == [published(pack)]
    _, listed, _ = home("list")
    assert [one["source"] for one in listed["packs"]] == ["shipped"] * 4 + ["published"]
    assert listed["packs"][-1]["hash"] == pack.digest.hex()
    assert (listed["refused"], listed["gaps"]) == ([], [])


def test_a_shipped_pack_need_not_be_published(home: Home) -> None:
    _, answer, _ = home("publish", home.file(document("2026-01-01")))
    assert (answer["known"], answer["source"], answer["entry"]) == (True, "shipped", None)
    assert home.published() == []


def test_a_correction_of_the_law_in_force_says_that_it_has_begun(home: Home) -> None:
    data = document("2026-01-01") | {"version": "2"}
    assert home("publish", home.file(data))[1]["begun"] is True
    assert home("diff", "hubei-2026-01-01@1", "hubei-2026-01-01")[1]["changes"] == [
        {"place": "version", "before": "1", "after": "2"}
    ]


def broken(**head: Any) -> dict[str, Any]:
    return pack_document("hubei-2028", "2028-01-01", "2029-12-31", **head)


BAD: list[tuple[Any, int, str]] = [
    ("{", 2, "rules.pack_json"),
    ('{"a": 1, "a": 2}', 2, "rules.pack_field_twice"),
    ('{"rate": 0.5}', 2, "rules.pack_number"),
    (broken(vat={}), 2, "rules.pack_list"),
    (broken(more="x"), 2, "rules.pack_unknown"),
    (broken(version="01"), 2, "rules.pack_version"),
    ({**broken(), "vat": broken()["vat"][1:]}, 2, "rules.pack_gap"),
    ({**broken(), "vat": [*broken()["vat"], broken()["vat"][0] | {"id": "vat.again"}]}, 2, "rules.pack_overlap"),
    (broken(territory=["43"]), 3, "rules.territory"),
    (document("2026-01-01") | {"title": {"zh_CN": "别的", "en": "another"}}, 3, "rules.pack_older"),
    (pack_document("hubei-2015", "2015-01-01", "2015-12-31"), 3, "rules.pack_expired"),
    (pack_document("hubei-2027", "2027-07-01", "2028-12-31"), 3, "rules.publish_overlap"),
    (broken(title={"zh_CN": "长" * 200_000, "en": "long"}), 2, "rules.publish_too_long"),
]


@pytest.mark.parametrize(("data", "status", "code"), BAD, ids=lambda case: case if isinstance(case, str) else "")
def test_a_pack_that_is_not_law_here_is_refused_with_words_and_nothing_is_written(
    home: Home, data: Any, status: int, code: str
) -> None:
    for act in ("check", "publish"):
        got, _, error = home(act, home.file(data))
        assert (got, error["code"], error["lost"]) == (status, code, False)
        assert error["zh"]
        assert error["next"]
    assert home.published() == []


def test_nothing_is_published_before_there_is_a_site(tmp_path: Path) -> None:
    init_home(tmp_path / "central", clock=StillClock(), identity=Seeded()).close()
    home = Home(tmp_path)
    assert home("publish", home.file(broken()))[2]["code"] == "rules.publish_no_site"


def test_bytes_that_are_no_text_are_no_pack(home: Home) -> None:
    (home.folder / "pack.json").write_bytes(b"\xff\xfe\x00")
    assert home("check", str(home.folder / "pack.json"))[2]["code"] == "rules.pack_json"


def test_a_published_pack_that_this_program_cannot_read_is_listed_with_its_reason(home: Home) -> None:
    store = home.open()
    said = dict.fromkeys(("id", "version", "first", "last"), "x")
    with store.desk() as desk:
        desk.publish("rules.published/1", [RulesPublished(pack=b"p" * 32, document=b"\xff", **said)])
    store.close()
    _, listed, _ = home("list")
    assert [one["error"]["code"] for one in listed["refused"]] == ["rules.pack_bytes"]
    assert len(listed["packs"]) == 4


# ---------------------------------------------------------------- reading the law


def test_a_check_tells_everything_that_is_wrong_at_once(home: Home) -> None:
    data = broken()
    data["vat"], data["budget"] = data["vat"][1:], data["budget"][1:]
    status, answer, error = home("check", home.file(data), bare=True)
    codes = {(one["code"], one["field"]) for one in answer["findings"]}
    assert (status, error["code"]) == (2, answer["findings"][0]["code"])
    assert {("rules.pack_gap", "vat"), ("rules.pack_gap", "budget")} <= codes


def test_days_without_any_pack_are_told(home: Home) -> None:
    status, answer, _ = home("check", home.file(pack_document("hubei-2028", "2028-01-02", "2028-12-31")), bare=True)
    assert (status, answer["findings"]) == (0, [])
    assert answer["gaps"] == [{"from": "2028-01-01", "to": "2028-01-01"}]


def test_gaps_lie_between_packs_only() -> None:
    assert gaps(shipped_packs()) == ()
    assert gaps(reversed((*shipped_packs()[:1], *shipped_packs()[3:]))) == ((date(2019, 1, 1), date(2025, 12, 31)),)
    inside = a_pack("inside", "2026-02-01", "2026-02-28", "2")
    assert gaps((*shipped_packs(), inside, a_pack("later", "2028-01-02", "2028-12-31"))) == (
        (date(2028, 1, 1), date(2028, 1, 1)),
    )
    assert gaps([]) == ()


def test_two_packs_are_compared_by_file_or_by_id(home: Home) -> None:
    data = document("2026-01-01")
    data["vat"][0]["rate"] = "0.02"
    _, answer, _ = home("diff", "hubei-2026-01-01", home.file(data), bare=True)
    assert answer["changes"] == [{"place": f"vat.{data['vat'][0]['id']}.rate", "before": "0.01", "after": "0.02"}]


def test_open_questions_are_those_of_the_packs(home: Home) -> None:
    _, answer, _ = home("open-questions", bare=True)
    assert [len(one["questions"]) for one in answer["packs"]] == [len(pack.questions) for pack in shipped_packs()]
    _, single, _ = home("open-questions", "hubei-2026-01-01", bare=True)
    assert {one["name"] for one in single["packs"][0]["questions"]} == set(NOW.questions)
    assert all(one["ask"]["zh_CN"] for one in single["packs"][0]["questions"])


WORDS: list[tuple[list[str], int, str]] = [
    ([], 2, "cli.usage"),
    (["dance"], 2, "cli.usage"),
    (["check", "nowhere.json"], 2, "cli.file"),
    (["publish", "nowhere.json"], 2, "cli.missing"),
    (["diff", "hubei-2026-01-01", "hubei-2026-01-01@9"], 2, "rules.publish_unknown"),
    (["open-questions", "nowhere"], 2, "rules.publish_unknown"),
    (["try", "hubei-2026-01-01", "--month", "2026-13"], 2, "rules.publish_month"),
    (["try", "hubei-2026-01-01", "--month", "2026-03"], 2, "cli.missing"),
    (["recompute"], 2, "cli.missing"),
    (["recompute", "--month", "March"], 2, "rules.publish_month"),
]


@pytest.mark.parametrize(
    ("words", "status", "code"), WORDS, ids=lambda case: " ".join(case) if isinstance(case, list) else ""
)
def test_bad_words_are_one_clear_error(home: Home, words: list[str], status: int, code: str) -> None:
    got, answer, error = home(*words, bare=True)
    assert (got, error["code"], answer) == (status, code, None)


def test_a_home_that_is_none_is_named(tmp_path: Path) -> None:
    assert Home(tmp_path)("list")[2]["code"] == "cli.home"


# ---------------------------------------------------------------- real sales


def two_per_cent() -> dict[str, Any]:
    data = pack_document("hubei-2028", "2028-01-01", "2029-12-31")
    data["vat"][0]["rate"] = "0.02"
    return data


def test_a_month_of_real_sales_is_tried_under_a_new_law(home: Home) -> None:
    status, answer, _ = home("try", home.file(two_per_cent()), "--month", "2026-03")
    assert (status, answer["sales"], answer["changed"], answer["unreadable"]) == (0, 2, 1, 0)
    (one,) = answer["changes"]
    assert one["taxes"]["vat"] == {"more_fen": 99_01}
    assert one["more_fen"] == one["after_fen"] - one["before_fen"] == answer["more_fen"]
    assert sum(tax["more_fen"] for tax in answer["taxes"].values()) == answer["more_fen"]
    assert answer["payers"] == {"more": 1, "less": 0, "same": 1}
    assert (one["site"], one["on"], one["taxpayer"]) == (WUCHANG.site, "2026-03-02", "00" * 16)
    assert any("征收率 2%" in step["zh"] for step in one["why"]["after"])
    assert all(step["en"] for step in one["why"]["before"])


def test_a_trial_lists_no_more_than_it_is_asked_to(home: Home) -> None:
    _, answer, _ = home("try", home.file(two_per_cent()), "--month", "2026-03", "--most", "0")
    assert (answer["changed"], answer["changes"], answer["left_off"]) == (1, [], 1)


def test_the_law_in_force_changes_nothing(home: Home) -> None:
    _, answer, _ = home("try", "hubei-2026-01-01", "--month", "2026-03")
    assert (answer["sales"], answer["changed"], answer["more_fen"], answer["taxes"]) == (2, 0, 0, {})


def test_a_pack_that_is_broken_is_not_tried(home: Home) -> None:
    data = two_per_cent()
    data["vat"] = data["vat"][1:]
    status, answer, error = home("try", home.file(data), "--month", "2026-03")
    assert (status, answer, error["code"]) == (2, None, "rules.pack_gap")


def test_a_sale_that_a_new_law_refuses_is_counted_apart(home: Home) -> None:
    again(home, lambda station: write(station, 6, "2026-03-04", 20_000_00, "natural_person", buyer="unit"))
    withheld = pack_document("hubei-2028", "2028-01-01", "2029-12-31")
    status, answer, _ = home("try", home.file(withheld), "--month", "2026-03")
    assert (status, answer["sales"], answer["refused"]) == (0, 3, {"before": 0, "after": 1})
    (one,) = answer["changes"]
    assert (one["after_fen"], one["more_fen"]) == (None, None)
    assert one["refused"] == {"before": None, "after": "rules.withholding_agent"}
    assert answer["more_fen"] == 0


def test_a_void_sale_pays_under_no_law(home: Home) -> None:
    def void(station: Station) -> None:
        entry = write(station, 7, "2026-03-04", 20_000_00, "natural_person")
        fact = InvoiceVoided(on="2026-03-04", entry=entry, code="样", number="00000007", reason="x", money="none")
        station.write("counter.void/1", [fact])

    again(home, void)
    assert home("try", home.file(two_per_cent()), "--month", "2026-03")[1]["sales"] == 2
    assert home("recompute", "--month", "2026-03")[1]["entries"] == 3


def test_every_sale_comes_out_again_to_the_fen(home: Home) -> None:
    assert home("recompute")[:2] == (0, {"month": None, "entries": 3, "differing": 0, "differences": []})
    assert home("recompute", "--month", "2026-03")[1]["entries"] == 2
    assert home("recompute", "--month", "2025-03")[1]["entries"] == 0


def a_fen_more(fact: TaxAssessed) -> None:
    fact.quote["total_fen"] += 1
    fact.quote["taxes"][0]["due_fen"] += 1


DAMAGE: list[tuple[Callable[[TaxAssessed], None], str]] = [
    (a_fen_more, "differs"),
    (lambda fact: object.__setattr__(fact, "pack", b"p" * 32), "pack_missing"),
    (lambda fact: fact.asked.pop("invoices"), "unreadable"),
    (lambda fact: object.__setattr__(fact, "bound_on", "2031-01-01"), "refused"),
]


@pytest.mark.parametrize(("change", "reason"), DAMAGE, ids=[reason for _, reason in DAMAGE])
def test_a_sale_that_does_not_come_out_again_is_damage(
    home: Home, change: Callable[[TaxAssessed], None], reason: str
) -> None:
    again(home, lambda station: write(station, 8, "2026-03-05", 10_200_00, "natural_person", change))
    status, answer, error = home("recompute")
    assert (status, error["code"], answer["entries"], answer["differing"]) == (5, "rules.recompute_differs", 4, 1)
    (one,) = answer["differences"]
    assert (one["reason"], one["site"]) == (reason, WUCHANG.site)
    if reason == "differs":
        assert (one["worked_fen"] - one["said_fen"], list(one["taxes"].values())) == (-1, [{"more_fen": -1}])


def test_a_sale_under_a_published_pack_comes_out_again(home: Home) -> None:
    data = document("2026-01-01") | {"version": "2"}
    home("publish", home.file(data))
    fact, _ = assess(sale("2026-03-06", 10_200_00), Prior(), load_pack(json.dumps(data)), b"z" * 16)
    again(home, lambda station: station.write("counter.sale/1", [fact]))
    assert home("recompute")[:2] == (0, {"month": None, "entries": 4, "differing": 0, "differences": []})


@pytest.mark.postgres
def test_postgresql_says_the_same(home: Home, tmp_path: Path, postgresql_database: str) -> None:
    a_home(tmp_path, postgresql_database)
    other = Home(tmp_path)
    for words in (
        ["publish", home.file(two_per_cent())],
        ["try", "hubei-2028", "--month", "2026-03"],
        ["recompute"],
        ["list"],
    ):
        said, awaited = other(*words), home(*words)
        assert said[0] == awaited[0] == 0
        assert without_entries(said[1]) == without_entries(awaited[1])


def without_entries(answer: Any) -> Any:
    """An answer without the ids of entries, which differ from one bureau to the next."""
    if isinstance(answer, dict):
        return {name: without_entries(value) for name, value in answer.items() if name not in ("entry", "device")}
    return [without_entries(one) for one in answer] if isinstance(answer, list) else answer
