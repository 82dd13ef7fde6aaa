"""Cases follow what has come, by themselves: at an import, at an exchange, at the turn of a day; and no bad signature counts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from central.api.exchange import respond
from central.ports.matters import HeldCase
from central.reconcile.run import reconcile
from central.registry.codes import new_code
from central.registry.enrolment import enrol
from central.registry.remitting import set_agreement
from central.registry.statements import withdraw
from central.store.store import Store
from central.work.attending import Attendant
from central.work.cases import places_held, refresh_cases, refresh_since
from schemas.entry.seal import Signer
from schemas.facts import AgreementSet, ClerkAppointed, PaymentReversed, VoucherVoided
from tests.central.doubles import DAY, WUCHANG, Station, StillClock, open_store, taken_in
from tests.central.statements import bills
from tests.central.test_matters import AGREED, bank

CLERK, OTHER = Signer(b"c" * 32), Signer(b"o" * 32)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path, clock=StillClock())
    yield made
    made.close()


@pytest.fixture
def station(store: Store, tmp_path: Path) -> Station:
    made = Station(tmp_path)
    with store.desk() as desk:
        code = new_code(desk, desk, store.clock, store.identity, site=WUCHANG.site, issuer=store.issuer)
    with store.desk() as desk:
        made.enrolled(enrol(made.request(code), desk, desk, desk, store.clock))
    return made


def met(store: Store, station: Station) -> None:
    station.conclude(respond(store, station.ask()))


def cases(store: Store) -> list[HeldCase]:
    with store.asking() as asked:
        return list(asked.matters.cases())


def kinds(store: Store) -> list[tuple[str, str]]:
    """Each case's class and how it was closed."""
    return [(one.row.kind, one.row.closed) for one in cases(store)]


def classes(store: Store) -> list[str]:
    with store.asking() as asked:
        day = reconcile(asked, DAY).site(WUCHANG.site)
    assert day is not None
    return [str(one.kind) for one in day.matches]


def a_bill(station: Station, *fens: int) -> bytes:
    lines = [bills.paid(station.order(number), fen) for number, fen in enumerate(fens, 1)]
    return bills.bill(*lines, order_fen=sum(fens))


def test_an_import_opens_its_cases_and_its_withdrawal_closes_them(store: Store, station: Station) -> None:
    attendant = Attendant(store)
    station.sale(1, 8640)
    met(store, station)
    attendant.look()
    assert kinds(store) == []
    file = taken_in(store, a_bill(station, 8000)).file
    assert attendant.look().opened == 1
    assert kinds(store) == [("amount_differs", "")]
    with store.desk() as desk:
        withdraw(desk, desk.files, file, by="陈核算", why="另一账户")
    assert attendant.look().closed == 1
    assert kinds(store) == [("amount_differs", "equal")]


def test_looking_again_changes_nothing_and_reads_nothing(store: Store, station: Station) -> None:
    attendant = Attendant(store)
    station.sale(1, 8640)
    met(store, station)
    taken_in(store, a_bill(station, 8000))
    assert attendant.look().opened == 1
    before = places_held(store)
    done = [attendant.look() for _ in range(3)]
    assert all((one.opened, one.closed) == (0, 0) for one in done)
    assert places_held(store) == before
    assert refresh_cases(store, [DAY]).opened == 0
    assert Attendant(store).look().opened == 0


def test_an_act_of_today_changes_the_day_that_it_speaks_of(store: Store, station: Station) -> None:
    """The sale of an old day is voided and paid back now: only the payment's own number leads to its day."""
    station.sale(1, 500)
    met(store, station)
    taken_in(store, a_bill(station, 500))
    attendant = Attendant(store)
    attendant.look()
    before = places_held(store)
    voided = VoucherVoided(on="2026-09-19", code="样缴", number="0000001", total_fen=500)
    station.write(
        "counter.void/1",
        [voided, PaymentReversed(on="2026-09-19", order_no=station.order(1), method="wechat", amount_fen=500)],
    )
    assert isinstance(store.clock, StillClock)
    store.clock.ms += 86_400_000
    met(store, station)
    with store.asking() as asked:
        assert {DAY, "2026-09-19"} <= asked.touched(before)


def test_a_deposit_and_the_banks_file_touch_the_cash_before_them(store: Store, station: Station) -> None:
    station.sale(1, 700, method="cash")
    met(store, station)
    before = places_held(store)
    station.deposit("00001234", 700, on="2026-09-18")
    met(store, station)
    taken_in(store, bank("00001234", "6.00"))
    done = refresh_since(store, before)
    assert (done.opened, kinds(store)) == (1, [("amount_differs", "")])


def test_what_becomes_late_by_the_calendar_alone_opens_its_case(store: Store, station: Station) -> None:
    attendant = Attendant(store)
    station.sale(1, 700, method="cash")
    met(store, station)
    with store.desk() as desk:
        set_agreement(desk, desk, WUCHANG.site, AgreementSet(**AGREED))
    attendant.look()
    assert kinds(store) == []
    assert isinstance(store.clock, StillClock)
    store.clock.ms += 2 * 86_400_000
    assert attendant.look().opened == 1
    assert kinds(store) == [("late", "")]


def test_a_ledger_that_was_awaited_is_looked_at_again_when_its_site_is_heard(store: Store, station: Station) -> None:
    assert isinstance(store.clock, StillClock)
    met(store, station)
    attendant = Attendant(store)
    taken_in(store, bills.bill(bills.paid(station.order(9), 500, at="2026-09-18 12:30:00"), order_fen=500))
    attendant.look()
    assert kinds(store) == []
    store.clock.ms += 2 * 3_600_000
    met(store, station)
    assert attendant.look().opened == 1
    assert kinds(store) == [("missing_in_ledger", "")]


def test_days_that_are_none_or_far_away_are_not_looked_at(store: Store, station: Station) -> None:
    before = places_held(store)
    for on in ("2026-13-40", "1999-01-01", "2999-01-01", "2026-9-1", "\0"):
        station.write("counter.void/1", [VoucherVoided(on=on, code="\0", number="1", total_fen=1)])
    met(store, station)
    with store.asking() as asked:
        assert asked.touched(before) == frozenset()


def test_it_attends_while_the_server_runs_and_ends_with_it(store: Store, station: Station) -> None:
    station.sale(1, 8640)
    met(store, station)
    taken_in(store, a_bill(station, 8000))
    looked = asyncio.Event()

    class Seen(Attendant):
        def look(self) -> Any:
            done = super().look()
            loop.call_soon_threadsafe(looked.set)
            return done

    async def serve() -> None:
        async with Seen(store).attending():
            await asyncio.wait_for(looked.wait(), 20)

    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(serve())
    finally:
        loop.close()
    assert kinds(store) == [("amount_differs", "")]


class Forger:
    """Names one clerk and signs with another's key."""

    id = CLERK.id

    def sign(self, message: bytes) -> bytes:
        return OTHER.sign(message)


def test_a_bad_clerk_signature_counts_nowhere_once_a_day_is_reconciled(store: Store, station: Station) -> None:
    said = {"clerk": "c1", "name": "李窗口", "role": "clerk"}
    station.write("roster.clerk/1", [ClerkAppointed(key=CLERK.public, **said)])
    good = station.sale(1, 500, clerk=CLERK)
    station.sale(2, 700, clerk=Forger())
    met(store, station)
    taken_in(store, a_bill(station, 500, 700))
    assert classes(store) == ["matched", "matched"], "a run is taken in by its last signature"
    refresh_cases(store, [DAY])
    assert sorted(classes(store)) == ["matched", "missing_in_ledger"]
    with store.asking() as asked:
        day = reconcile(asked, DAY).site(WUCHANG.site)
    assert day is not None
    assert [one.payment and one.payment.seq for one in day.matches] == [None, good.seq]
    (case,) = cases(store)
    assert (case.row.kind, case.row.money_fen) == ("missing_in_ledger", 700)
