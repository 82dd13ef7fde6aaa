from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from central.api.exchange import respond
from central.reconcile.classes import Class
from central.reconcile.day import Standing
from central.reconcile.run import reconcile
from central.registry import codes
from central.registry.enrolment import enrol
from central.registry.grants import Numbers, grant_allowance, grant_numbers
from central.registry.roster import revoke
from central.registry.sites import register_site
from central.store.feeds import reading
from central.store.migrate import refold
from central.store.store import Store
from schemas import canonical, enrolment
from schemas.entry import certificate, seal
from schemas.entry.admit import Enrolment, Head
from schemas.entry.kinds import facts_of
from schemas.exchange import messages, stream
from schemas.exchange.answer import Outcome
from schemas.facts import AllowanceGranted, NumbersGranted, SiteRegistered, TaxAssessed
from schemas.failures import BadInput, Failure, Refusal
from schemas.keep import Feeds
from tests.central.conftest import BOTH
from tests.central.doubles import DAY, NOON_MS, STREET, WUCHANG, Station, StillClock, open_store, taken_in
from tests.central.statements import bills


@pytest.fixture(params=BOTH)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    address = None if request.param == "sqlite" else request.getfixturevalue("postgresql_database")
    made = open_store(tmp_path, address)
    yield made
    made.close()


def code_for(store: Store, site: SiteRegistered = WUCHANG) -> str:
    with store.desk() as desk:
        return codes.new_code(desk, desk, store.clock, store.identity, site=site.site, issuer=store.issuer)


def let_in(store: Store, request: bytes) -> bytes:
    with store.desk() as desk:
        return enrol(request, desk, desk, desk, store.clock)


@pytest.fixture
def station(store: Store, tmp_path: Path) -> Station:
    made = Station(tmp_path)
    made.enrolled(let_in(store, made.request(code_for(store))))
    return made


def heads_of(outcome: Outcome) -> dict[bytes, Head]:
    assert outcome.frontier.feeds is not None
    return outcome.frontier.feeds


def refused(code: str, act: Any, *arguments: Any) -> Failure:
    with pytest.raises(Failure) as caught:
        act(*arguments)
    assert caught.value.code == code
    return caught.value


def test_enrolment_gives_a_certificate_a_profile_and_the_citys_key(store: Store, tmp_path: Path) -> None:
    station = Station(tmp_path)
    answer = station.enrolled(let_in(store, station.request(code_for(store))))
    certified = certificate.read(answer["certificate"], store.issuer)
    assert (certified.key, certified.site) == (station.signer.public, WUCHANG.site)
    assert answer["profile"]["name"] == WUCHANG.name
    assert answer["profile"]["authority_code"] == "14201060000"
    city = seal.open_sealed(station._box, b"YS-city-1", answer["city"]["sealed"])
    assert (len(city), answer["city"]["epoch"]) == (32, 1)
    assert answer["authority"] == store.authority.id


def test_a_code_names_the_issuer_that_alone_may_be_trusted(store: Store) -> None:
    plain = enrolment.plain_code(code_for(store))
    assert plain[enrolment.HALF :] == enrolment.fingerprint(store.issuer)
    assert enrolment.fingerprint(b"another issuer") != enrolment.fingerprint(store.issuer)


def test_a_code_opens_one_device_only_and_gives_that_one_the_same_answer_again(store: Store, tmp_path: Path) -> None:
    code, first = code_for(store), Station(tmp_path, "first")
    answer = let_in(store, first.request(code))
    assert let_in(store, first.request(code)) == answer
    refused("central.code_used", let_in, store, Station(tmp_path, "second").request(code))


def test_a_code_ends_with_its_day(store: Store, tmp_path: Path) -> None:
    code = code_for(store)
    assert isinstance(store.clock, StillClock)
    store.clock.ms += codes.LIFE_HOURS * 3_600_000 + 1
    refused("central.code_expired", let_in, store, Station(tmp_path).request(code))


def test_a_code_that_nobody_gave_opens_nothing(store: Store, tmp_path: Path) -> None:
    refused("central.code_unknown", let_in, store, Station(tmp_path).request("0" * 24))
    refused("enrolment.code_spelling", let_in, store, Station(tmp_path).request("short"))


def test_an_enrolment_that_its_key_did_not_sign_is_refused(store: Store, tmp_path: Path) -> None:
    said: Any = canonical.decode(Station(tmp_path).request(code_for(store)))
    for name in ("key", "box", "proof"):
        changed = {**said, name: bytes([said[name][0] ^ 1]) + said[name][1:]}
        refused("enrolment.request", let_in, store, canonical.encode(changed))
    refused("enrolment.request", let_in, store, b"\xff")
    refused("enrolment.request", let_in, store, canonical.encode({**said, "more": 1}))


def test_a_code_is_for_a_site_of_the_roster(store: Store) -> None:
    with store.desk() as desk:
        refused(
            "central.site_unknown",
            lambda: codes.new_code(desk, desk, store.clock, store.identity, site="420106-P9999", issuer=store.issuer),
        )


def test_an_exchange_brings_entries_up_and_grants_down(store: Store, station: Station) -> None:
    with store.desk() as desk:
        fact = grant_numbers(
            desk, desk, WUCHANG.site, Numbers(stock="invoice", source="specimen", code="样", count=100, width=8)
        )
        grant_allowance(desk, desk, WUCHANG.site, amount_fen=5_000_000, count=200, hours=72)
    station.sale(1, 8640)
    outcome = station.conclude(respond(store, station.ask()))
    assert heads_of(outcome)[station.signer.id].seq == 2
    assert outcome.refused_by_peer == ()
    with station.feeds() as feeds:
        entries = [entry for author in station.scope for entry in feeds.walk(author)]
        heads = feeds.heads()
    told = [fact for entry in entries for fact in facts_of(entry.body)]
    assert fact in told
    assert next(one for one in told if isinstance(one, AllowanceGranted)).hours == 72
    assert {one.site for one in told if isinstance(one, SiteRegistered)} == {WUCHANG.site, STREET.site}
    with store.database.reading() as cursor:
        centre = Feeds(cursor, store.database.mark).heads(heads)
    assert centre == heads


def test_both_sides_fold_a_feed_to_the_same_digest(store: Store, station: Station) -> None:
    for number in range(1, 6):
        station.sale(number, 100 * number)
    first = station.conclude(respond(store, station.ask()))
    again = station.conclude(respond(store, station.ask(first.frontier.feeds)))
    assert (first.differing, again.differing, again.received.moved) == ((), (), {})
    with station.feeds() as mine, store.database.reading() as cursor:
        assert mine.digests(station.scope) == Feeds(cursor, store.database.mark).digests(station.scope)


def test_devices_that_speak_at_once_are_all_answered(store: Store, tmp_path: Path) -> None:
    stations = [Station(tmp_path, f"many-{number}") for number in range(6)]
    for number, each in enumerate(stations):
        each.enrolled(let_in(store, each.request(code_for(store, (WUCHANG, STREET)[number % 2]))))
        for sale in range(1, 6):
            each.sale(sale, 100 * sale)
    with ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(lambda each: respond(store, each.ask()), stations))
    outcomes = [each.conclude(reply) for each, reply in zip(stations, replies, strict=True)]
    assert [heads_of(o)[each.signer.id].seq for o, each in zip(outcomes, stations, strict=True)] == [6] * 6
    assert all(outcome.differing == () for outcome in outcomes)


def test_a_site_sees_nothing_of_another(store: Store, station: Station, tmp_path: Path) -> None:
    other = Station(tmp_path, "other")
    other.enrolled(let_in(store, other.request(code_for(store, STREET))))
    station.sale(1, 8640)
    station.conclude(respond(store, station.ask()))
    outcome = other.conclude(respond(store, other.ask()))
    assert station.signer.id not in heads_of(outcome)
    assert set(heads_of(outcome)) == other.scope


def test_a_neighbour_carries_a_feed_whose_own_device_has_no_line(
    store: Store, station: Station, tmp_path: Path
) -> None:
    other = Station(tmp_path, "other")
    said = other.enrolled(let_in(store, other.request(code_for(store, STREET))))
    other.sale(1, 8640)
    with other.feeds() as theirs, station.feeds() as mine:
        run = list(theirs.walk(other.signer.id))
        certified = certificate.read(said["certificate"], store.issuer)
        mine.keep(run, Enrolment(other.signer.public, other.box, certified))
    station.scope |= {other.signer.id}
    outcome = station.conclude(respond(store, station.ask()))
    assert heads_of(outcome)[other.signer.id] == Head(run[-1].seq, run[-1].id)
    with store.asking() as asked:
        assert other.signer.id not in asked.contacts()
        assert reconcile(asked, DAY).site(STREET.site) is not None


def test_the_same_exchange_twice_changes_nothing(store: Store, station: Station) -> None:
    station.sale(1, 8640)
    request = station.ask()
    first, second = station.conclude(respond(store, request)), station.conclude(respond(store, request))
    assert first.frontier.feeds == second.frontier.feeds


def test_an_exchange_of_a_stranger_is_refused_and_leaves_nothing(
    store: Store, station: Station, tmp_path: Path
) -> None:
    stranger = Station(tmp_path, "stranger")
    stranger.issuer, stranger.centre = station.issuer, station.centre
    refused("exchange.signature", respond, store, stranger.ask())
    refused("exchange.sequence", respond, store, b"")
    refused("exchange.sequence", respond, store, b"\xff")
    with store.asking() as asked:
        assert stranger.signer.id not in asked.contacts()


def test_a_hello_may_leave_out_what_the_centre_heard_last(store: Store, station: Station) -> None:
    station.sale(1, 8640)
    request = station.ask()
    respond(store, request)
    whole = stream.read(request).hello
    assert whole.feeds is not None
    silent = replace(whole, feeds=None, holds=messages.holds(messages.hello_map(whole.feeds)))
    trailer = list(canonical.sequence(request))[-1][1]
    said = stream.write(messages.write_hello(silent, station.signer), [], [], trailer)
    assert heads_of(station.conclude(respond(store, said)))[station.signer.id].seq == 2
    wrong = replace(silent, holds=bytes(32))
    refused(
        "exchange.holds", respond, store, stream.write(messages.write_hello(wrong, station.signer), [], [], trailer)
    )


def test_a_fork_is_found_and_both_branches_are_kept(store: Store, station: Station, tmp_path: Path) -> None:
    station.conclude(respond(store, station.ask()))
    clone = Station(tmp_path, "clone")
    clone.signer, clone.box, clone.issuer = station.signer, station.box, station.issuer
    clone.centre, clone.scope = station.centre, station.scope
    with station.feeds() as feeds:
        opening = feeds.at(station.signer.id, 1)
    assert opening is not None
    certified = certificate.read(facts_of(opening.body)[0].certificate, station.issuer)
    with clone.feeds() as feeds:
        feeds.keep([opening], Enrolment(station.signer.public, station.box, certified), own=True)
    station.sale(1, 100)
    station.conclude(respond(store, station.ask()))
    clone.sale(1, 999)
    outcome = clone.conclude(respond(store, clone.ask()))
    assert outcome.refused_by_peer == ()
    with reading(store.database) as feeds:
        (parting,) = feeds.branches.partings()
        heads = feeds.heads(feeds.stretches(station.signer.id))
    assert (parting.device, parting.seq, len(parting.entries)) == (station.signer.id, 2, 2)
    assert sorted(head.seq for head in heads.values()) == [1, 2, 2]


def test_numbers_are_granted_once(store: Store, station: Station) -> None:
    wanted = Numbers(stock="invoice", source="specimen", code="样", count=100, width=8)
    with store.desk() as desk:
        first = grant_numbers(desk, desk, WUCHANG.site, wanted)
        second = grant_numbers(desk, desk, WUCHANG.site, wanted)
        assert (first.first, first.last, second.first, second.last) == (1, 100, 101, 200)
        again = Numbers(stock="invoice", source="specimen", code="样", count=10, width=8, first=195)
        refused("central.numbers_taken", grant_numbers, desk, desk, WUCHANG.site, again)
        refused("central.no_device", grant_numbers, desk, desk, STREET.site, wanted)
        elsewhere = (desk, desk, WUCHANG.site, wanted, b"x" * 16)
        refused("central.device_elsewhere", grant_numbers, *elsewhere)
    assert isinstance(first, NumbersGranted)
    assert first.device == station.signer.id


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"stock": "stamps"}, "central.stock"),
        ({"source": "invented"}, "central.source"),
        ({"count": 0}, "central.count"),
        ({"count": 100_001}, "central.count"),
        ({"first": 0}, "central.count"),
        ({"width": 2}, "central.numbers_width"),
        ({"width": 0}, "central.numbers_width"),
        ({"code": "x" * 21}, "central.numbers_width"),
    ],
)
def test_a_block_that_makes_no_sense_is_refused(tmp_path: Path, change: dict[str, Any], code: str) -> None:
    store = open_store(tmp_path)
    wanted = Numbers(**{"stock": "invoice", "source": "specimen", "code": "样", "count": 100, "width": 8, **change})
    with store.desk() as desk:
        before = desk.head(store.authority.id)
        refused(code, grant_numbers, desk, desk, WUCHANG.site, wanted)
        assert desk.head(store.authority.id) == before
    store.close()


def test_a_revocation_names_the_last_entry_that_counts(store: Store, station: Station) -> None:
    station.sale(1, 8640)
    station.conclude(respond(store, station.ask()))
    with store.desk() as desk:
        entry = revoke(desk, desk, WUCHANG.site, station.signer.id, "设备遗失")
        head = desk.head(station.signer.id)
        refused("central.reason", revoke, desk, desk, WUCHANG.site, station.signer.id, " ")
    (fact,) = facts_of(entry.body)
    assert head is not None
    assert (fact.device, fact.last_seq, fact.head) == (station.signer.id, head.seq, head.id)


def bill_for(store: Store, *lines: tuple[str, int]) -> None:
    data = bills.bill(*(bills.paid(order, fen) for order, fen in lines), order_fen=sum(fen for _, fen in lines))
    taken_in(store, data)


def test_a_day_is_reconciled_across_sites(store: Store, station: Station) -> None:
    station.sale(1, 8640)
    station.sale(2, 4000)
    station.intend(station.order(3), 500, "unknown")
    station.intend(station.order(4), 600, "failed")
    station.sale(5, 700, order_no=station.order(5), method="cash")
    station.close()
    station.conclude(respond(store, station.ask()))
    with store.asking() as asked:
        before = reconcile(asked, DAY)
    assert [(day.site.site, day.standing) for day in before.sites] == [
        (STREET.site, Standing.SILENT),
        (WUCHANG.site, Standing.WAITING),
    ]
    bill_for(store, (station.order(1), 8640), (station.order(3), 500), (station.order(77), 900))
    with store.asking() as asked:
        after = reconcile(asked, DAY)
    worst = after.sites[0]
    assert (worst.site.site, worst.standing, worst.closed) == (WUCHANG.site, Standing.DIFFERENT, True)
    assert [(one.kind, one.difference_fen) for one in worst.matches] == [
        (Class.MISSING_AT_BANK, -4000),
        (Class.PAID_NOT_ISSUED, 500),
        (Class.MISSING_IN_LEDGER, 900),
        (Class.IN_TRANSIT, 0),
        (Class.MATCHED, 0),
    ]
    assert (worst.document_fen, worst.payment_fen, worst.money_fen) == (13340, 13340, 10040)
    assert worst.books[0].tax_fen == 13340
    assert worst.books[0].invoices == 3


def test_money_of_a_site_that_was_not_heard_since_is_awaited_and_opens_nothing(store: Store, station: Station) -> None:
    assert isinstance(store.clock, StillClock)
    station.sale(1, 8640)
    store.clock.ms -= 3 * 3_600_000
    station.conclude(respond(store, station.ask()))
    bill_for(store, (station.order(1), 8640), (station.order(2), 500))
    with store.asking() as asked:
        early = reconcile(asked, DAY).site(WUCHANG.site)
    assert early is not None
    assert [one.kind for one in early.matches] == [Class.LEDGER_AWAITED, Class.MATCHED]
    assert (early.standing, early.difference_fen, early.awaited_fen) == (Standing.WAITING, 0, 500)
    store.clock.ms += 6 * 3_600_000
    station.conclude(respond(store, station.ask()))
    with store.asking() as asked:
        late = reconcile(asked, DAY).site(WUCHANG.site)
    assert late is not None
    assert [(one.kind, one.difference_fen) for one in late.differences] == [(Class.MISSING_IN_LEDGER, 500)]


def test_a_closed_day_awaits_nothing(store: Store, station: Station) -> None:
    assert isinstance(store.clock, StillClock)
    station.close()
    store.clock.ms -= 3 * 3_600_000
    station.conclude(respond(store, station.ask()))
    bill_for(store, (station.order(2), 500))
    with store.asking() as asked:
        assert reconcile(asked, DAY).sites[0].difference_fen == 500


def test_money_that_nothing_gives_to_a_site_is_shown_as_nobodys(store: Store) -> None:
    bill_for(store, ("SHOP-1", 900))
    with store.asking() as asked:
        worst = reconcile(asked, DAY).sites[0]
    assert (worst.site.site, worst.standing, worst.difference_fen) == ("", Standing.DIFFERENT, 900)


def test_a_drawer_that_differs_is_a_difference(store: Store, station: Station) -> None:
    station.sale(1, 700, method="cash")
    station.close(difference_fen=-200)
    station.conclude(respond(store, station.ask()))
    with store.asking() as asked:
        worst = reconcile(asked, DAY).sites[0]
    assert (worst.standing, worst.drawer_fen, worst.difference_fen) == (Standing.DIFFERENT, -200, 200)


def test_a_file_is_imported_once_and_a_line_by_one_file_only(store: Store) -> None:
    def keep(data: bytes) -> tuple[bool, int]:
        kept = taken_in(store, data)
        return kept.known, kept.fresh

    half = bills.bill(bills.paid("YS1", 100), order_fen=100)
    whole = bills.bill(bills.paid("YS1", 100), bills.paid("YS2", 200), order_fen=300)
    other = bills.bill(bills.paid("YS1", 101), order_fen=101)
    assert [keep(half), keep(half), keep(whole)] == [(False, 1), (True, 0), (False, 1)]
    refused("statements.contradicts", keep, other)
    with store.asking() as asked:
        assert sorted(line.amount_fen for line in asked.sides(DAY).money) == [100, 200]
        assert asked.sides(DAY).covered == {("wechat", DAY)}


def test_the_evidence_of_an_amount_is_its_entry(store: Store, station: Station) -> None:
    entry = station.sale(1, 8640)
    station.conclude(respond(store, station.ask()))
    place = (station.signer.id, entry.seq)
    with store.asking() as asked:
        act = asked.acts([place, (station.signer.id, 99)])[place]
        assert asked.contacts() == {station.signer.id: NOON_MS}
    assert (act.id, act.items, act.invoices) == (entry.id, ("services",), ("样-00000001",))


@pytest.mark.parametrize("invoices", [None, 5, [5], [[]], [["unit", False, 5]], [["unit", False, [5, [], [5]]]]])
def test_an_entry_of_another_shape_is_still_evidence(store: Store, station: Station, invoices: Any) -> None:
    fact = TaxAssessed(on=DAY, taxpayer=b"t", asked={"invoices": invoices}, prior={}, quote={}, pack=b"", bound_on=DAY)
    entry = station.write("counter.sale/1", [fact])
    station.conclude(respond(store, station.ask()))
    with store.asking() as asked:
        assert asked.acts([(station.signer.id, entry.seq)])[(station.signer.id, entry.seq)].items == ()


def test_rebuilding_the_books_gives_the_same_digests(store: Store, station: Station) -> None:
    station.sale(1, 8640)
    station.conclude(respond(store, station.ask()))
    with store.database.writing() as cursor:
        feeds = Feeds(cursor, store.database.mark)
        before = feeds.digests(feeds.sites())
        refold(store.database, cursor)
        assert Feeds(cursor, store.database.mark).digests(feeds.sites()) == before


def test_site_codes_say_district_and_kind(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    bad = [("site", "0103"), ("kind", "street"), ("district", "420111"), ("district", "武昌"), ("name", " ")]
    with store.desk() as desk:
        for field, value in bad:
            with pytest.raises(BadInput):
                register_site(desk, desk, replace(WUCHANG, **{field: value}))
        assert register_site(desk, desk, WUCHANG) is None
        assert register_site(desk, desk, replace(WUCHANG, name="新名")) is not None
    store.close()


def test_a_centres_keys_are_its_owners_only_and_never_made_twice(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "keys").iterdir()}
    assert modes == {0o600}
    with pytest.raises(Refusal):
        store.ring.create(store.identity)
    store.close()
