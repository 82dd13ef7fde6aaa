"""Every command says whom it tells, and a command that lists a site's lines is an entry in that site's channel first."""

from __future__ import annotations

from argparse import _SubParsersAction
from pathlib import Path

import pytest

from central.api.exchange import respond
from central.cli.audits import SITES, TELLS
from central.cli.parser import build
from central.compose import open_home
from central.registry.codes import new_code
from central.registry.enrolment import enrol
from central.store.store import Store
from schemas.books import AccessRow
from schemas.keep import Feeds
from tests.central.cli.test_commands import Bureau, a_bill, bureau, made
from tests.central.doubles import DAY, STREET, WUCHANG, Station, StillClock

__all__ = ["bureau", "made"]
COMMANDS = {
    "reconcile": ["reconcile", "--day", DAY, "--site", WUCHANG.site],
    "findings": ["findings", "--day", DAY],
    "cases": ["cases", "--refresh"],
    "evidence": ["evidence", "--site", WUCHANG.site, "{folder}/out.zip"],
    "report": ["report", "settlement", "--first", DAY, "--last", DAY, "--site", WUCHANG.site],
    "export": ["export", "--day", DAY, "--format", "jsonl", "{folder}/out.jsonl"],
}


def words_of_all() -> set[str]:
    """Every command, `rules` with its own word behind it."""
    found: set[str] = set()
    for action in build()._actions:
        if isinstance(action, _SubParsersAction):
            for name, parser in action.choices.items():
                inner = [one for one in parser._actions if isinstance(one, _SubParsersAction)]
                found |= {f"{name} {word}" for one in inner for word in one.choices} or {name}
    return found


def accesses(store: Store, site: str) -> list[AccessRow]:
    with store.database.reading() as cursor:
        feeds = Feeds(cursor, store.database.mark)
        return [
            row
            for author, name in feeds.sites().items()
            if name == f"channel/{site}"
            for row in feeds.rows(AccessRow, author)
        ]


@pytest.fixture
def filled(bureau: Bureau, tmp_path: Path) -> Store:
    """A home in which one site's sale differs from its statement."""
    store, station = open_home(bureau.home, clock=StillClock(), identity=bureau.chance), Station(tmp_path)
    with store.desk() as desk:
        code = new_code(desk, desk, store.clock, store.identity, site=WUCHANG.site, issuer=store.issuer)
    with store.desk() as desk:
        station.enrolled(enrol(station.request(code), desk, desk, desk, store.clock))
    station.sale(1, 8640)
    station.conclude(respond(store, station.ask()))
    assert bureau("import-statement", a_bill(tmp_path, (station.order(1), 8000)))[0] == 0
    return store


def test_every_command_says_whom_it_tells() -> None:
    assert words_of_all() == set(TELLS)


def test_every_command_that_lists_lines_is_tried() -> None:
    assert {name for name, told in TELLS.items() if told == SITES} == {*COMMANDS, "rules try", "rules recompute"}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_lists_a_sites_lines_tells_that_site(
    name: str, bureau: Bureau, filled: Store, tmp_path: Path
) -> None:
    assert accesses(filled, WUCHANG.site) == []
    words = [word.replace("{folder}", str(tmp_path)) for word in COMMANDS[name]]
    status, answers, _ = bureau(*words, "--by", "陈核算")
    assert (status, bool(answers)) == (0, True)
    assert [(row.act, row.by) for row in accesses(filled, WUCHANG.site)] == [(f"central {name}", "陈核算")]
    assert accesses(filled, STREET.site) == []
    filled.close()


def test_sales_that_are_worked_out_again_and_listed_tell_their_site(bureau: Bureau, filled: Store) -> None:
    status, answers, _ = bureau("rules", "recompute", "--home", str(bureau.home), "--by", "陈核算")
    assert (status, len(answers[0]["differences"])) == (5, 1)
    assert [row.act for row in accesses(filled, WUCHANG.site)] == ["central rules recompute"]
    filled.close()


def test_a_list_without_lines_tells_nobody(bureau: Bureau, filled: Store) -> None:
    for words in (["cases", "--day", "2026-09-01"], ["findings", "--day", "2026-09-01"], ["sites"], ["treasury"]):
        assert bureau(*words)[0] == 0
    assert accesses(filled, WUCHANG.site) == []
    filled.close()
