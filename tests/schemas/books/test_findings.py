"""Findings name the thing: each check finds its own and nothing else, under an id that no order of arrival can change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import canonical
from schemas.apply import Books
from schemas.books.findings import Finding, Fork, Gap, find_all
from schemas.books.findings.finding import Ref
from schemas.entry.envelope import Entry
from schemas.facts import (
    AllowanceGranted,
    ClockJumped,
    ContactNoted,
    DayClosed,
    DeviceRevoked,
    InvoiceVoided,
    VoucherIssued,
)
from station.ledger.held import Held
from tests.builders import NOON, Bureau
from tests.schemas.books.folding import CENTRE, Feed, PlainJudge, Shelf, ShelfReader, a_sale, interleaved

MINUTE = 60_000
ON = "2026-09-18"


def found(*feeds: Feed, gaps: Sequence[Gap] = (), forks: Sequence[Fork] = (), **judge: Any) -> list[Finding]:
    shelf = Shelf()
    for feed in feeds:
        shelf.fold(feed.entries)
    return list(find_all(ShelfReader(shelf, gaps, forks), PlainJudge(shelf, **judge)))


def kinds(*feeds: Feed, **more: Any) -> list[str]:
    return [finding.kind for finding in found(*feeds, **more)]


def two() -> tuple[Feed, Feed]:
    return Feed("post"), Feed("street")


def other(number: int) -> dict[str, Any]:
    return {"taxpayer": bytes([number]) * 16, "buyer": bytes([number + 100]) * 16}


def test_the_id_is_the_hash_of_kind_and_natural_key() -> None:
    finding = Finding("gap", (b"a" * 16, 7), (Ref(b"a" * 16, 6),))
    assert finding.id == sha256(canonical.encode(["gap", [b"a" * 16, 7]])).digest()
    assert finding.id == Finding("gap", (b"a" * 16, 7), (), {"last": 9}).id


def test_good_feeds_have_no_findings() -> None:
    post, street = two()
    for number in range(5):
        post.write(*a_sale(f"1{number}", **other(number)))
        street.write(*a_sale(f"2{number}", **other(number + 10)))
    assert kinds(post, street) == []


def test_a_number_used_in_two_feeds_is_found() -> None:
    post, street = two()
    one, copy = post.write(*a_sale("17", **other(1))), street.write(*a_sale("17", **other(2)))
    post.write(VoucherIssued(on=ON, voucher="cash_receipt", code="042", number="17", total_fen=1, block="b"))
    (finding,) = found(post, street)
    assert (finding.kind, finding.key) == ("number_twice", ("invoice", "042", "17"))
    assert set(finding.evidence) == {Ref(one.author, 1), Ref(copy.author, 1)}


def test_the_same_income_within_thirty_days_is_found_unless_contracts_differ() -> None:
    post, street = two()
    first = post.write(*a_sale("1", on="2026-06-01", exempt=None))
    second = street.write(*a_sale("2", on="2026-07-01", exempt=None))
    assert kinds(post, street) == ["income_twice"]
    assert kinds(post, street, contracts={first.id: "A", second.id: "A"}) == ["income_twice"]
    assert kinds(post, street, contracts={first.id: "A", second.id: "B"}) == []
    street.write(InvoiceVoided(on="2026-07-01", entry=second.id, code="042", number="2", reason="x", money="none"))
    assert kinds(post, street) == []


@pytest.mark.parametrize(
    "changes", [{"on": "2026-07-02"}, {"net_fen": 60_001}, {"buyer": b"x" * 16}, {"taxpayer": b"x" * 16}]
)
def test_another_day_amount_buyer_or_payer_is_another_income(changes: dict[str, Any]) -> None:
    post, street = two()
    post.write(*a_sale("1", on="2026-06-01", exempt=None))
    street.write(*a_sale("2", **{"on": "2026-06-20", "exempt": None, **changes}))
    assert kinds(post, street) == []


def test_many_equal_incomes_are_found_once_each() -> None:
    post = Feed("post")
    for number in range(300):
        post.write(*a_sale(str(number), exempt=None))
    assert kinds(post) == ["income_twice"] * 299


def test_two_voids_of_one_invoice_are_found() -> None:
    post, street = two()
    sale = post.write(*a_sale("1"))
    void = InvoiceVoided(on=ON, entry=sale.id, code="042", number="1", reason="x", money="none")
    post.write(void)
    assert kinds(post, street) == []
    street.write(void)
    assert kinds(post, street) == ["void_twice"]


def test_a_threshold_reached_by_two_sites_together_is_found_once_nobody_saw_the_whole() -> None:
    post, street = two()
    post.write(*a_sale("1"))
    street.write(*a_sale("2", net_fen=60_100))
    together = found(post, street)
    assert [finding.kind for finding in together] == ["threshold_together"] * 3
    assert {finding.key[1] for finding in together} == {"day", "month", "quarter"}
    post, street = two()
    post.write(*a_sale("1"))
    street.write(*a_sale("2", net_fen=60_100, prior_fen=60_000, exempt=None))
    assert kinds(post, street) == [], "the second site knew, and taxed"
    post, street = two()
    post.write(*a_sale("1", net_fen=50_000))
    street.write(*a_sale("2", net_fen=49_999))
    assert kinds(post, street) == [], "together they stay below"


def test_a_gap_is_named_by_the_first_place_that_is_missing() -> None:
    (finding,) = found(gaps=[Gap(b"a" * 16, 4, 6), Gap(b"a" * 16, 4, 9)])
    assert (finding.kind, finding.key, finding.figures["last"]) == ("gap", (b"a" * 16, 5), 9)


def test_a_fork_is_named_by_the_place_where_the_branches_part() -> None:
    (finding,) = found(forks=[Fork(b"a" * 16, 4, (b"1", b"2")), Fork(b"a" * 16, 4, (b"2", b"3"))])
    assert (finding.kind, finding.key, finding.figures["count"]) == ("fork", (b"a" * 16, 4), 3)


def test_acts_after_a_revocation_are_found_and_those_before_are_not() -> None:
    post, centre = Feed("post"), Feed("centre")
    post.write(*a_sale("1"))
    last = post.write(*a_sale("2", **other(2)))
    centre.write(DeviceRevoked(device=post.author, last_seq=2, head=last.id, reason="x"))
    assert kinds(post, centre) == []
    post.write(*a_sale("3", **other(3)))
    (finding,) = found(post, centre)
    assert (finding.kind, finding.key) == ("after_revocation", (post.author, 2, last.id))


def test_a_pack_that_is_unknown_or_past_its_days_is_found() -> None:
    post = Feed("post")
    post.write(*a_sale("1", pack=b"x" * 32))
    post.write(*a_sale("2", on="2027-01-01", **other(2)))
    assert kinds(post) == ["pack_expired", "pack_unknown"]


def a_contact(ms: int, held: int, skew_ms: int = 0) -> ContactNoted:
    return ContactNoted(peer=CENTRE, frontier=bytes(32), hlc=ms << 16, held=held, heard_ms=ms + skew_ms)


def test_a_clock_that_jumped_either_way_is_found_once_a_day() -> None:
    post = Feed("post")
    post.write(ClockJumped(wall_ms=NOON - 600_000, logical_ms=NOON))
    post.write(ClockJumped(wall_ms=NOON - 900_000, logical_ms=NOON))
    post.write(a_contact(NOON, 0, skew_ms=299_000))
    post.write(a_contact(NOON, 0, skew_ms=3_600_000))
    post.write(a_contact(NOON, 0, skew_ms=-420_000))
    assert sorted((one.key[1], one.figures["minutes"]) for one in found(post)) == [
        ("ahead", 60),
        ("back", 15),
        ("behind", 7),
    ]


def allowed(count: int, amount_fen: int = 10**9) -> Feed:
    channel = Feed("channel")
    fact = AllowanceGranted(device=Feed("post").author, amount_fen=amount_fen, count=count, hours=72)
    channel.write(fact)
    return channel


def alone(sales: int, first_at: int = NOON + 11 * MINUTE) -> Feed:
    """A contact at noon with the first sale, then sales that nobody has heard of."""
    post = Feed("post")
    post.write()
    post.write(a_contact(NOON, 1), at_ms=NOON)
    for number in range(sales):
        post.write(*a_sale(str(number), **other(number)), at_ms=first_at + number)
    return post


def test_an_allowance_overrun_is_found_where_the_feed_itself_proves_it() -> None:
    assert kinds(alone(3), allowed(3)) == []
    (finding,) = found(alone(4), allowed(3))
    assert (finding.kind, finding.key) == ("allowance_overrun", (Feed("post").author, 2))
    assert kinds(alone(3), allowed(9, amount_fen=179_999)) == ["allowance_overrun"]
    assert kinds(alone(3), allowed(9, amount_fen=180_000)) == []


def test_what_may_have_been_heard_without_a_note_accuses_nobody() -> None:
    assert kinds(alone(4, first_at=NOON + 9 * MINUTE), allowed(3)) == []
    unheard = Feed("post")
    for number in range(9):
        unheard.write(*a_sale(str(number), **other(number)))
    assert kinds(unheard, allowed(3)) == []
    refilled = alone(3)
    refilled.write(a_contact(NOON + 60 * MINUTE, 5), at_ms=NOON + 61 * MINUTE)
    refilled.write(*a_sale("9", **other(9)), at_ms=NOON + 90 * MINUTE)
    assert kinds(refilled, allowed(3)) == []


def test_one_payment_in_two_feeds_is_found() -> None:
    post, street = two()
    post.write(*a_sale("1", reference="4200001", **other(1)))
    street.write(*a_sale("2", reference="4200001", **other(2)))
    street.write(*a_sale("3", reference="4200002", **other(3)))
    assert [(one.kind, one.key) for one in found(post, street)] == [("reference_twice", ("wechat", "4200001"))]


@pytest.mark.parametrize(("difference", "told"), [(-51, ["takings_difference"]), (0, []), (None, [])])
def test_a_day_closed_with_a_difference_is_found(difference: int | None, told: list[str]) -> None:
    post = Feed("post")
    post.write(DayClosed(on=ON, totals={}, vouchers_fen=0, taxes_fen=0, cash_fen=0, difference_fen=difference))
    assert kinds(post) == told


def test_days_that_are_none_break_nothing() -> None:
    post, street = two()
    post.write(*a_sale("1", on="yesterday"))
    street.write(*a_sale("2", on="2026-13-01"))
    assert kinds(post, street) == ["pack_expired", "pack_expired"]


# ------------------------------------------------------------- any order, any reader

Act = Callable[[Feed, list[Entry]], None]


def sells(number: int, taxpayer: int, net_fen: int, reference: str | None) -> Act:
    def act(feed: Feed, _: list[Entry]) -> None:
        feed.write(
            *a_sale(str(number), net_fen=net_fen, reference=reference, taxpayer=bytes([taxpayer]) * 16),
            at_ms=NOON + len(feed.entries) * 5 * MINUTE,
        )

    return act


def voids(which: int) -> Act:
    def act(feed: Feed, sales: list[Entry]) -> None:
        if sales:
            sale = sales[which % len(sales)]
            number = next(said["number"] for name, said in sale.body["facts"] if name == "invoicing.issued/1")
            feed.write(InvoiceVoided(on=ON, entry=sale.id, code="042", number=number, reason="x", money="none"))

    return act


def says(*facts: Any) -> Act:
    return lambda feed, _: feed.write(*facts) and None


ACTS = st.one_of(
    st.builds(
        sells,
        st.integers(0, 6),
        st.integers(1, 2),
        st.sampled_from([50_000, 60_000]),
        st.sampled_from([None, "r1", "r2"]),
    ),
    st.builds(voids, st.integers(0, 5)),
    st.builds(lambda ms: says(ClockJumped(wall_ms=NOON, logical_ms=NOON + ms)), st.integers(300_000, 10**8)),
    st.builds(lambda ms, held: says(a_contact(NOON, held, ms)), st.integers(-(10**6), 10**6), st.integers(0, 3)),
    st.builds(
        lambda fen: says(DayClosed(on=ON, totals={}, vouchers_fen=0, taxes_fen=0, cash_fen=0, difference_fen=fen)),
        st.integers(-1, 1),
    ),
    st.builds(
        lambda last: says(DeviceRevoked(device=Feed("0").author, last_seq=last, head=b"", reason="x")),
        st.integers(0, 4),
    ),
    st.builds(
        lambda count: says(AllowanceGranted(device=Feed("1").author, amount_fen=10**6, count=count, hours=1)),
        st.integers(0, 3),
    ),
)


def written(acts: Sequence[tuple[int, Act]]) -> list[Feed]:
    feeds, sales = [Feed(str(number)) for number in range(3)], list[Entry]()
    for feed, act in acts:
        before = len(feeds[feed].entries)
        act(feeds[feed], sales)
        sales += [one for one in feeds[feed].entries[before:] if one.body["facts"][0][0] == "invoicing.assessed/1"]
    return feeds


@settings(derandomize=True, max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), ACTS), max_size=24), st.randoms(use_true_random=False))
def test_any_interleaving_of_feeds_gives_the_same_findings(acts: list[tuple[int, Act]], chance: Random) -> None:
    feeds = written(acts)
    plain = found(*feeds)
    shelf = Shelf().fold(interleaved([feed.entries for feed in feeds], chance))
    assert list(find_all(ShelfReader(shelf), PlainJudge(shelf))) == plain
    assert len({finding.id for finding in plain}) == len(plain)


@settings(derandomize=True, max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), ACTS), min_size=8, max_size=24))
def test_tables_and_memory_give_the_same_findings(acts: list[tuple[int, Act]]) -> None:
    feeds, shelf = written(acts), Shelf()
    cursor = Bureau().cursor
    cursor.execute("CREATE TABLE peer (author BLOB PRIMARY KEY, frontier BLOB, heard_ms INTEGER)")
    tables = Books(cursor)
    for feed in feeds:
        shelf.fold(feed.entries)
        tables.fold(feed.entries, feed.author)
    tables.flush()
    # the bureau's own first entries stand in the tables beside these feeds; no check speaks of them
    assert list(find_all(Held(cursor), PlainJudge(shelf))) == list(find_all(ShelfReader(shelf), PlainJudge(shelf)))
