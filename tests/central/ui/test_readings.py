from __future__ import annotations

from dataclasses import replace

import pytest

from central.ports.day import DayBook, ImportedFile, Site
from central.reconcile.classes import Class
from central.reconcile.day import SiteDay, Standing, site_day, worst_first
from central.reconcile.match import match
from central.reconcile.run import CityDay
from central.statements.profile import shipped
from central.ui import look, readings
from central.ui.readings import Reading
from central.ui.speech import Speech
from schemas.words import LANGUAGES
from tests.central.reconcile.sides import COVERED, DAY, FEED, document, money, payment, sides

SITE = Site(site="420106-P0103", kind="post", name="武昌中南路邮政代征网点", district="420106", devices=(FEED,))
BOOK = DayBook(feed=FEED, closed=True, acts=4, late=0, difference_fen=0, invoices=2, exempt=1, tax_fen=86)
SPEECH = Speech()


def day(*things: object, book: DayBook | None = BOOK, site: Site = SITE, covered: bool = True) -> SiteDay:
    found = match(sides(*things, covered=COVERED if covered else frozenset()))  # pyright: ignore[reportArgumentType] -- the three shapes
    return site_day(site, DAY, (book,) if book else (), found, 0)


MATCHED = day(document(1, 86), payment(1, 86), money(1, 86))
DIFFERENT = day(document(1, 86), payment(1, 86), document(2, 40), payment(2, 40), money(1, 90))
SILENT = day(book=None, site=replace(SITE, site="420111-S0061"))
TRANSIT = day(document(1, 700), payment(1, 700, method="cash"))
OPEN = day(document(1, 86), payment(1, 86), money(1, 86), book=replace(BOOK, closed=False))
UNSURE = day(payment(1, 86, state="unknown"), covered=False)
DRAWER = day(book=replace(BOOK, difference_fen=-500))


@pytest.mark.parametrize(
    ("made", "standing", "why", "figure"),
    [
        (MATCHED, Standing.MATCHED, "在途 0 笔", "0.00"),
        (DIFFERENT, Standing.DIFFERENT, "账有行无 1 笔", "−0.40"),
        (SILENT, Standing.SILENT, "当日流水没有到", "0 笔"),
        (TRANSIT, Standing.WAITING, "在途 1 笔", "7.00"),
        (OPEN, Standing.WAITING, "未日结", "4 笔"),
        (UNSURE, Standing.WAITING, "待确认 1 笔", ""),
        (DRAWER, Standing.DIFFERENT, "短款待查", "−5.00"),
    ],
)
def test_a_site_stands_as_it_does_for_a_cause_in_words(
    made: SiteDay, standing: Standing, why: str, figure: str
) -> None:
    assert made.standing is standing
    assert readings.cause(made, SPEECH) == (why, figure)


def test_the_worst_comes_first() -> None:
    order = [one.standing for one in worst_first([MATCHED, TRANSIT, SILENT, DRAWER, DIFFERENT])]
    assert order == [Standing.DIFFERENT, Standing.DIFFERENT, Standing.SILENT, Standing.WAITING, Standing.MATCHED]


def at(made: SiteDay, code: str) -> SiteDay:
    return replace(made, site=replace(made.site, site=code))


CITY = CityDay(DAY, worst_first([at(MATCHED, "420106-P0001"), at(TRANSIT, "420106-P0002"), SILENT, DIFFERENT]))


def test_the_wall_has_every_site_in_exactly_one_place() -> None:
    even = readings.even_by_district(CITY)
    assert len(readings.troubled(CITY)) + len(readings.waiting(CITY)) + sum(even.values()) == len(CITY.sites)
    assert even == {"420106": 1}


def test_what_to_do_first_is_the_largest_difference_with_its_tile() -> None:
    (first, second) = readings.first_things(CITY)
    assert (first[0], first[2].kind, first[2].difference_fen) == (1, Class.MISSING_AT_BANK, -40)
    assert (second[0], second[2].kind) == (1, Class.AMOUNT_DIFFERS)


def test_every_amount_of_the_city_stands_in_one_class() -> None:
    sums = readings.class_sums(CITY)
    assert sum(count for _, count, _ in sums) == sum(len(one.matches) for one in CITY.sites)


def test_a_statement_is_missed_only_where_money_was_taken_that_way() -> None:
    reading = Reading(on=DAY, days=(DAY,), city=CITY, files=(), heads={}, heard_ms=0, mark=(0, 0, 0))
    assert readings.unspoken(reading) == ("wechat",)
    told = replace(reading, files=(ImportedFile(channel="wechat", name="b", lines=1, imported_at=""),))
    assert readings.unspoken(told) == ()


@pytest.mark.parametrize(("ink", "ground"), look.PAIRS)
def test_every_text_colour_can_be_read_on_its_ground(ink: str, ground: str) -> None:
    assert look.contrast(ink, ground) >= 4.5


def test_each_language_has_its_own_words_for_a_day() -> None:
    assert SPEECH.day(DAY) == "2026-09-18 周五"
    assert SPEECH.other().day(DAY) == "2026-09-18 Fri"
    assert SPEECH.other().other() == SPEECH
    assert (SPEECH.district("420106"), SPEECH.other().district("420106")) == ("武昌", "420106")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_channel_whose_file_may_be_taken_in_has_a_name(language: str) -> None:
    channels = {profile.channel for profile in shipped()} | {"wechat", "alipay", "wechat_funds", "alipay_funds"}
    assert channels >= {"pos", "bank", "treasury"}
    assert all(Speech(language)(f"method.{channel}") for channel in channels)
