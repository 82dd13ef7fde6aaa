"""Practice: everything works, every paper says so, and nothing of it can reach the real ledger, its stock, its printers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from central.api.exchange import respond_parcel
from schemas.failures import BadInput, Refusal
from station.cli import Openers, Streams, run
from station.compose import practice_beside, practice_office
from station.counter.asking import Paper, Status
from station.counter.commands import IssueInvoice
from station.counter.paperwork import Printers
from station.office import Office, practising
from station.office.practising import CLERK, FOLDER, PIN, practice_profile
from station.office.setting_up import Ways
from station.print.setting import PrinterSetting
from tests.builders import an_application
from yard.demo.settings import POST
from yard.town import Town


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.centre.close()


@pytest.fixture
def real(town: Town) -> Iterator[Office]:
    office = town.settle(POST, "post", numbers=5)
    yield office
    office.close()


@pytest.fixture
def practice(real: Office) -> Iterator[Office]:
    office = practice_office(real.ledger.home, real.ledger.profile)
    office.unlock(CLERK, PIN)
    yield office
    office.close()


def sell(office: Office) -> dict[str, Any]:
    return office.do(IssueInvoice(clerk=CLERK, application=an_application()))


def standing(office: Office) -> tuple[Any, ...]:
    told = office.ask(Status())
    return (
        told["last"],
        told["head"],
        told["numbers"],
        told["allowance"]["spent"],
        told["papers_waiting"],
        office.digest(),
    )


def test_a_sale_is_practised_and_the_real_ledger_stock_and_queue_stand_as_before(
    real: Office, practice: Office
) -> None:
    before = standing(real)
    sold = sell(practice)
    assert practice.queue_papers() > 0
    assert sold["invoices"][0]["code"] == "练习"
    assert practice.ask(Status())["numbers"]["invoice"] == 499
    real.queue_papers()
    assert standing(real) == before


@pytest.mark.parametrize("name", ["ordinary-invoice", "tax-voucher", "application-form", "slip"])
def test_every_practised_paper_says_practice_and_none_says_specimen(practice: Office, name: str) -> None:
    sold = sell(practice)
    page = practice.ask(Paper(sold["entry"], name, "html", 0))["data"].decode("utf-8")
    assert "练习·无效" in page
    assert "样票·无效" not in page


def test_its_parcels_and_exchanges_reach_nobody_and_it_takes_nothing(
    real: Office, practice: Office, town: Town
) -> None:
    sell(practice)
    data, _ = practice.export("centre")
    with pytest.raises((BadInput, Refusal)):
        respond_parcel(town.centre, data)
    with pytest.raises((BadInput, Refusal)):
        real.take_in(data)
    brought, _ = real.export("centre")
    with pytest.raises((BadInput, Refusal)):
        practice.take_in(brought)
    with pytest.raises(Refusal, match=r"practice\.no_line"):
        practice.sync()


def test_no_real_centre_takes_a_practised_entry_over_its_line(practice: Office, town: Town) -> None:
    sell(practice)
    practice._link = lambda _: town.link
    with pytest.raises((BadInput, Refusal)):
        practice.sync()


def test_no_printer_is_set_up_for_practice(real: Office, practice: Office) -> None:
    setting = PrinterSetting(name="counter", kind="network", address="192.0.2.7:9100", takes="escpos")
    with pytest.raises(Refusal, match=r"practice\.no_printer"):
        practice.print_room.keep(setting)
    real.print_room.keep(setting)
    assert practice.ask(Printers())["printers"] == []


def test_a_practised_act_is_no_act_of_the_real_device(real: Office, practice: Office) -> None:
    assert practice.ledger.author != real.ledger.author
    assert practice.ledger.standing.issuer != real.ledger.standing.issuer
    assert practice.ledger.standing.city != real.ledger.standing.city


def told(home: Path, *words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    served: list[Path] = []

    def serve(folder: Path, *_: Any) -> int:
        served.append(folder)
        return 0

    nothing: Any = None
    ways = Ways(home=nothing, enrol=nothing, ask=nothing, accept=nothing)
    openers = Openers(ways=ways, serve=serve, practice=practice_beside)
    status = run(["practice", *words, "--home", str(home), "--json"], Streams(out, err, lambda: b""), openers)
    return status, out.getvalue(), err.getvalue() + " ".join(str(one) for one in served)


def test_it_starts_in_one_step_is_kept_and_is_thrown_away_in_one_step(tmp_path: Path) -> None:
    home = tmp_path / "post"
    home.mkdir()
    status, said, served = told(home, "start")
    assert (status, '"practice": true' in said, str(home / FOLDER) in served) == (0, True, True)
    assert told(home, "make")[0] == 0
    assert told(home, "clear")[0] == 0
    assert not (home / FOLDER).exists()
    status, _, err = told(home, "clear")
    assert status == 3 and "practice.none" in err


def test_what_a_crash_left_half_made_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(practising._Bureau, "found", crash)
        with pytest.raises(KeyboardInterrupt):
            practice_office(tmp_path, practice_profile())
    office = practice_office(tmp_path, practice_profile())
    assert office.ask(Status())["numbers"]["invoice"] == 500
    office.close()
