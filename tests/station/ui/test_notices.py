"""A failure is told in three parts with a code for the telephone, in the language of the screen."""

import pytest

from schemas.failures import BadInput, Breach, Failure, Fault, Refusal
from schemas.words import LANGUAGES, catalogue
from station.ui.notices import bug, notice, phone_code
from station.ui.speech import Speech


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_id_says_what_what_is_lost_and_what_now(language: str) -> None:
    failure = BadInput("identifiers.swapped", field="id", expected="4", found="5", first=15, second=16)
    told = notice(failure, Speech(language))
    assert "15" in told.what
    assert all((told.what, told.lost, told.now, told.code))
    assert told.marks == (15, 16)
    assert not told.grave


def test_a_span_of_suspects_is_marked_whole() -> None:
    failure = BadInput("identifiers.birth_date", field="id", first=7, last=14, born="19881319")
    assert notice(failure, Speech()).marks == tuple(range(7, 15))


@pytest.mark.parametrize(("sort", "grave"), [(Refusal, False), (Fault, True), (Breach, True)])
def test_only_what_the_clerk_can_mend_stands_at_the_field(sort: type[Failure], grave: bool) -> None:
    assert notice(sort("nowhere.known"), Speech()).grave is grave


def test_a_failure_without_words_still_says_its_code() -> None:
    assert "nowhere.known" in notice(Fault("nowhere.known"), Speech()).what


def test_a_bug_says_nothing_of_anybody() -> None:
    assert bug(Speech()).grave
    assert bug(Speech("en")).what != bug(Speech()).what


def test_every_failure_of_the_catalogue_has_its_own_code_for_the_telephone() -> None:
    codes = [code for code, words in catalogue("zh_CN").items() if isinstance(words, dict)]
    assert len({phone_code(code) for code in codes}) > 0.97 * len(codes)


def test_switching_the_language_comes_round() -> None:
    speech = Speech()
    assert speech.other()("ui.place.5") == "Day close"
    assert speech.other().other() == speech


def test_a_word_that_the_catalogue_lacks_is_said_as_it_is() -> None:
    assert Speech().choice("method", "barter") == "barter"
