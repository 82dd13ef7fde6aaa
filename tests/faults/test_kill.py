"""Five hundred sales, killed at fifty random moments: acknowledged is kept, nothing is doubled, no number is lost or used twice."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from schemas.entry.kinds import facts_of
from schemas.facts import InvoiceIssued, VoucherIssued
from schemas.keep import Feeds
from station.compose import open_office
from tests.bad_input.counter import Counter, a_home
from tests.faults.till import Till
from yard.bench.sales import sale

SALES, KILLS, SEED = 500, 50, 20260918
ON = "2026-09-18"
AT_START, START_S, SALE_S = 0.1, 0.6, 0.006
"""One kill in ten comes while the process starts; the others within about one sale after a random one."""


def sell_under_fire(home: Path, counter: Counter, dice: Random) -> tuple[list[dict[str, Any]], int]:
    """Sell everything, going on after each kill with the first sale that was not acknowledged.

    The answers, and how many kills left a sale that was written but not acknowledged.
    """
    applications = [sale(number, ON) for number in range(SALES)]
    opening = own_entries(counter)
    answers: list[dict[str, Any]] = []
    unheard = 0
    for shot in range(KILLS):
        left, shots = SALES - len(answers), KILLS - shot
        share = left // shots
        till = Till(home, applications[len(answers) :][: min(2 * share, left - shots)])
        if dice.random() < AT_START:
            till.shoot(dice.uniform(0, START_S))
        else:
            till.sell(dice.randint(1, share))
            till.shoot(dice.uniform(0, SALE_S))
        answers += till.acknowledged
        written = own_entries(counter) - opening
        assert written in (len(answers), len(answers) + 1), "acknowledged is written, and at most one sale more"
        unheard += written - len(answers)
    till = Till(home, applications[len(answers) :])
    assert till.end() == 0
    return answers + till.acknowledged, unheard


def own_entries(counter: Counter) -> int:
    """The length of this device's feed: the only one that grows here."""
    return sum(last for last, _, _ in counter.digest()["feeds"].values())


@pytest.mark.slow
@pytest.mark.e2e
def test_a_killed_till_keeps_what_it_acknowledged_and_doubles_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = a_home(tmp_path, numbers=SALES)
    counter = Counter(home, capsys)
    answers, unheard = sell_under_fire(home, counter, Random(SEED))
    with capsys.disabled():
        print(f"\n{KILLS} kills, {unheard} of them between the commit and its answer")

    assert unheard > 0, "no kill hit the moment that matters"
    assert len(answers) == SALES
    assert [answer["invoices"][0]["number"] for answer in answers] == [f"{n:08}" for n in range(1, SALES + 1)]

    office = open_office(home)
    with office.ledger.database.read() as cursor:
        entries = list(Feeds(cursor).walk(office.ledger.author))
    office.close()
    sold = [entry for entry in entries if entry.kind == "counter.sale/1"]
    assert [entry.id.hex() for entry in sold] == [answer["entry"] for answer in answers]
    facts = [fact for entry in sold for fact in facts_of(entry.body)]
    for kind, width in ((InvoiceIssued, 8), (VoucherIssued, 7)):
        numbers = [fact.number for fact in facts if isinstance(fact, kind)]
        assert numbers == [f"{n:0{width}}" for n in range(1, len(numbers) + 1)]

    before = counter.digest()
    assert counter.say("ledger", "verify").answer["damage"] == []
    assert counter.say("ledger", "rebuild").status == 0
    assert counter.digest() == before
