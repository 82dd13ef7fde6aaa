"""Numbers of people, units, documents, invoices and devices: what holds, what does not, and where it goes wrong."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import identifiers
from schemas.failures import BadInput
from schemas.identifiers import (
    check,
    device_id,
    normalise,
    read_credit_code,
    read_device_id,
    read_invoice,
    read_invoice_number,
    read_old_person_number,
    read_old_unit_number,
    read_resident_id,
    read_resident_id_15,
    require_valid,
)
from schemas.identifiers.credit_code import ALPHABET
from schemas.identifiers.credit_code import check_character as credit_check
from schemas.identifiers.resident_id import check_character as resident_check
from schemas.words import LANGUAGES, catalogue, explain

credit_codes = st.builds(
    lambda head, division, tail: (body := head + division + tail) + credit_check(body),
    st.text(ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(ALPHABET, min_size=9, max_size=9),
)
resident_ids = st.builds(
    lambda division, born, order: (body := f"{division}{born:%Y%m%d}{order:03d}") + resident_check(body),
    st.integers(110000, 659999),
    st.dates(date(1900, 1, 1), date(2026, 11, 1)),
    st.integers(1, 999),
)


def refused(kind: str, text: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        require_valid(kind, text, "taxpayer.id")
    assert caught.value.field == "taxpayer.id"
    assert explain(caught.value)
    return caught.value


# ---------------------------------------------------------------- one way to write a number


def test_full_width_lower_case_and_spaces_become_one_writing() -> None:
    assert normalise("\u3000９１４２０１０６ ma49ab\u200bcd04\n") == "91420106MA49ABCD04"


@pytest.mark.parametrize(
    "text", ["９１４２０１０６ＭＡ４９ＡＢＣＤ０４", "9142 0106 MA49 ABCD 04", "\t91420106ma49abcd04 "]
)
def test_a_code_holds_however_it_was_typed(text: str) -> None:
    assert require_valid("uscc", text, None) == "91420106MA49ABCD04"


@pytest.mark.parametrize("text", ["9144030019220382１⁶", "91440300192203821６\u0301", "٩١٤٤03001922038216", "ß" * 18])
def test_look_alikes_beyond_full_width_are_refused(text: str) -> None:
    assert refused("uscc", text).code in ("identifiers.character", "identifiers.length")


def test_a_letter_without_an_ascii_capital_is_not_made_one() -> None:
    assert normalise("ıſß") == "ıſß"


# ---------------------------------------------------------------- credit code


def test_a_credit_code_says_what_its_places_say() -> None:
    code = read_credit_code("91420102MA4K000130")
    assert (code.department, code.category, code.division) == ("9", "1", "420102")
    assert code.organisation == "MA4K00013"


def test_the_outer_modulo_gives_zero_and_not_an_index_beyond() -> None:
    assert credit_check("91420102MA4K00013") == "0"


def test_a_broken_inner_check_is_a_warning_only() -> None:
    body = "91420102MA4K0001"
    broken = [code for c in "0123456789X" if c in ALPHABET and not (code := whole(body + c)).inner_check_holds]
    assert broken
    assert check("uscc", broken[0].text).warnings == ("identifiers.inner_check",)
    assert check("uscc", broken[0].text).valid


def whole(body: str) -> identifiers.CreditCode:
    return read_credit_code(body + credit_check(body))


def test_two_swapped_characters_are_named() -> None:
    failure = refused("uscc", "91420106682355714F")
    assert failure.code == "identifiers.swapped"
    assert failure.params == {"expected": "B", "found": "F", "first": 15, "second": 16}


def test_a_letter_that_is_a_misread_digit_is_named_with_its_place() -> None:
    failure = refused("uscc", "91420106MA49IBCD0A")
    assert (failure.code, failure.params) == ("identifiers.misread", {"position": 13, "found": "I", "perhaps": "1"})


def test_an_unseen_character_is_named_by_its_code_point() -> None:
    assert refused("uscc", "91420106MA49\x00BCD0A").params == {"position": 13, "found": "U+0000"}


@given(credit_codes)
def test_every_made_credit_code_holds(code: str) -> None:
    assert read_credit_code(code).text == code


@given(credit_codes, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_changed_character_never_holds(code: str, place: int, character: str) -> None:
    changed = code[:place] + character + code[place + 1 :]
    assert check("uscc", changed).valid is (changed == code)


# ---------------------------------------------------------------- identity numbers


def test_an_identity_number_says_where_and_when() -> None:
    person = read_resident_id("11010519491231002x")
    assert (person.text, person.holder, person.division) == ("11010519491231002X", "citizen", "110105")
    assert person.born_on == date(1949, 12, 31)


@pytest.mark.parametrize("born", ["19900230", "20230229", "19001301", "19990100", "00010101", "29990101"])
def test_a_day_that_no_calendar_has_is_refused_even_with_its_check(born: str) -> None:
    body = "420106" + born + "001"
    failure = refused("idno", body + resident_check(body))
    assert failure.code == "identifiers.birth_date"
    assert (failure.params["first"], failure.params["last"]) == (7, 14)


def test_a_division_that_is_no_more_may_stand_in_a_number() -> None:
    body = "42222119620315004"
    assert check("idno", body + resident_check(body)).valid


def test_fifteen_digits_become_the_eighteen_of_today() -> None:
    person = read_resident_id_15("420106790101001")
    assert person.text == "42010619790101001" + resident_check("42010619790101001")
    assert read_resident_id(person.text).born_on == date(1979, 1, 1)


def test_fifteen_digits_with_a_wrong_day_are_refused_at_their_own_places() -> None:
    assert refused("idno15", "420106790231001").params == {"born": "1979-02-31", "first": 7, "last": 12}


@given(resident_ids)
def test_every_made_identity_number_holds(number: str) -> None:
    assert read_resident_id(number).text == number


@given(resident_ids, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_changed_digit_of_an_identity_number_never_holds(number: str, place: int, digit: str) -> None:
    changed = number[:place] + digit + number[place + 1 :]
    assert check("idno", changed).valid is (changed == number)


@given(resident_ids, st.integers(0, 16))
def test_two_swapped_digits_never_hold_and_are_named_if_nothing_else_would_do(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    result = check("idno", swapped)
    assert result.valid is (swapped == number)
    if result.failure and result.failure.code == "identifiers.swapped":
        first = result.failure.params["first"]
        assert isinstance(first, int)
        assert check("idno", swapped[: first - 1] + swapped[first] + swapped[first - 1] + swapped[first + 1 :]).valid


# ---------------------------------------------------------------- documents by type


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("residence_permit", "81000019900101001" + resident_check("81000019900101001")),
        ("permanent_residence", "can110187041601"),
        ("permanent_residence", "91184019870416001" + resident_check("91184019870416001")),
        ("passport", "E12345678"),
        ("passport", "ab-123"),
        ("hk_macao_permit", "h12345678"),
        ("hk_macao_permit", "M1234567801"),
        ("taiwan_permit", "12345678"),
        ("taiwan_permit", "0123456701（B）"),
        ("taxno15", "420106123456788"),
    ],
)
def test_each_type_of_document_is_read_in_its_own_form(kind: str, text: str) -> None:
    assert require_valid(kind, text, None) == normalise(text)


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("residence_permit", "42010619900101003" + resident_check("42010619900101003"), "identifiers.residence_permit"),
        ("permanent_residence", "CAN110187131601", "identifiers.permanent_residence"),
        ("permanent_residence", "11010519491231002X", "identifiers.permanent_residence"),
        ("permanent_residence", "CAN1101", "identifiers.length"),
        ("passport", "护照一号", "identifiers.passport"),
        ("passport", "A1", "identifiers.passport"),
        ("passport", "", "identifiers.empty"),
        ("hk_macao_permit", "A12345678", "identifiers.hk_macao_permit"),
        ("taiwan_permit", "1234567", "identifiers.taiwan_permit"),
        ("uscc", " \u3000", "identifiers.empty"),
        ("uscc", "9" * 100_000, "identifiers.length"),
        ("idno", "04010619900101003X", "identifiers.character"),
        ("idno", "O2010619900101003X", "identifiers.character"),
        ("idno", "42O10619900101003X", "identifiers.misread"),
        ("idno15", "42010679010100X", "identifiers.character"),
        ("taxno20", "4201061990010100360A", "identifiers.character"),
        ("taxno20", "42010619900101003700", "identifiers.check_digit"),
        ("taxno15", "42010612345678Y", "identifiers.character"),
    ],
)
def test_a_number_that_is_not_of_its_type_is_refused_by_name(kind: str, text: str, code: str) -> None:
    assert refused(kind, text).code == code


def test_old_tax_numbers_say_who_stands_in_them() -> None:
    person = read_old_person_number("42010619900101003600")
    assert (person.person.born_on, person.serial) == (date(1990, 1, 1), "00")
    unit = read_old_unit_number("420106 12345678-8".replace("-", ""))
    assert (unit.division, unit.organisation) == ("420106", "123456788")


# ---------------------------------------------------------------- invoices and devices


@pytest.mark.parametrize(
    ("text", "code", "number", "kind", "copies", "year"),
    [
        ("042001800104-00000017", "042001800104", "00000017", "ordinary", 2, 2018),
        ("042001800105-00000017", "042001800105", "00000017", "ordinary", 5, 2018),
        ("042001900107-00000001", "042001900107", "00000001", "roll", 1, 2019),
        ("042002000111-12345678", "042002000111", "12345678", "electronic", None, 2020),
        ("4200164320-12345678", "4200164320", "12345678", "ordinary", 2, 2016),
        ("4200153130-12345678", "4200153130", "12345678", "special", 3, 2015),
        ("142001800104-12345678", "142001800104", "12345678", None, None, 2018),
        ("26422000000000000017", "", "26422000000000000017", "platform", None, 2026),
    ],
)
def test_an_invoice_is_text_and_says_what_its_places_say(
    text: str, code: str, number: str, kind: str | None, copies: int | None, year: int
) -> None:
    invoice = read_invoice(text)
    assert (invoice.code, invoice.number, invoice.kind, invoice.copies, invoice.year) == (
        code,
        number,
        kind,
        copies,
        year,
    )
    assert invoice.province == "42"
    assert str(invoice) == text


@pytest.mark.parametrize(
    ("code", "number", "failure"),
    [
        ("42001643", "12345678", "identifiers.invoice_code"),
        ("42001643２O", "12345678", "identifiers.invoice_code"),
        ("4200164320", "1234567", "identifiers.invoice_number"),
        ("4200164320", "26422000000000000017", "identifiers.invoice_number"),
        ("", "12345678", "identifiers.invoice_number"),
        ("", "٣" * 20, "identifiers.invoice_number"),
    ],
)
def test_a_code_and_a_number_must_belong_together(code: str, number: str, failure: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_invoice_number(code, number, "invoice")
    assert caught.value.code == failure


def test_a_device_is_named_by_its_key() -> None:
    key = bytes(range(32))
    assert device_id(key) == hashlib.sha256(key).digest()[:16]
    assert read_device_id(device_id(key).hex()) == device_id(key)
    with pytest.raises(BadInput):
        read_device_id("00" * 15)


# ---------------------------------------------------------------- the question of the command line


def test_a_number_that_does_not_hold_is_an_answer_and_not_a_failure() -> None:
    result = check("uscc", "914403001922038217")
    assert not result.valid
    assert result.failure is not None


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ([], "identifiers.question"),
        ({"input": "1"}, "identifiers.kind"),
        ({"kind": "IDNO", "input": "1"}, "identifiers.kind"),
        ({"kind": "idno", "input": 420106199001010036}, "identifiers.not_text"),
        ({"kind": "idno"}, "identifiers.not_text"),
        ({"kind": "capital", "input": "1e3"}, "money.text"),
        ({"kind": "capital", "input": "100000000000.01"}, "money.range"),
    ],
)
def test_a_question_that_cannot_be_read_is_refused(question: object, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        identifiers.answer_check(question)
    assert caught.value.code == code
    assert explain(caught.value)


def test_an_old_identity_number_is_answered_with_its_eighteen_characters() -> None:
    answer = identifiers.answer_check({"kind": "idno15", "input": "420106790101001"})
    assert answer["valid"] is True
    assert str(answer["text"]).startswith("42010619790101001")


def test_every_warning_has_words() -> None:
    assert all("identifiers.inner_check" in catalogue(language) for language in LANGUAGES)
