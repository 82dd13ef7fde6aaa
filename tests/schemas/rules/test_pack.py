"""A pack is read in a closed vocabulary and refused with the place of the error; a whole pack rules every day once."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from schemas.application.models import Item, Payer, Place
from schemas.canonical import digest, encode
from schemas.failures import BadInput, Refusal
from schemas.rules import load_pack, pack_for, pack_from, read_pack, shipped_packs
from schemas.rules.check import every_row, findings
from schemas.rules.law import stretches
from schemas.rules.questions import least_sure, open_questions
from schemas.rules.shelf import outside
from schemas.rules.vocabulary import ITEMS, PAYERS, PLACES
from schemas.words import explain
from tests.schemas.rules.builders import changed, document, due, put, tax

NAMES = ("2016-05-01", "2019-01-01", "2023-01-01", "2026-01-01")
LATEST = "2026-01-01"


def refused(data: object) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_pack(data)
    assert explain(caught.value)
    return caught.value


# ---------------------------------------------------------------- what is shipped


def test_the_shipped_packs_follow_each_other_without_a_gap() -> None:
    packs = shipped_packs()
    assert (packs[0].first, packs[-1].last) == (date(2016, 5, 1), date(2027, 12, 31))
    assert all((after.first - before.last).days == 1 for before, after in pairwise(packs))


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_pack_is_whole(name: str) -> None:
    assert [str(found) for found in findings(read_pack(document(name)))] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_names_itself_by_its_first_day(name: str) -> None:
    pack = read_pack(document(name))
    assert (pack.id, str(pack.first), pack.version) == (f"hubei-{name}", name, "1")


def test_a_shipped_pack_is_never_changed_under_its_version() -> None:
    """New law is a new pack or a new version: what was signed under a digest must be found under it for ever."""
    known = json.loads((Path(__file__).parent / "digests.json").read_text("utf-8"))
    assert {pack.id: pack.digest.hex() for pack in shipped_packs()} == known


def test_the_vocabulary_is_that_of_the_application() -> None:
    assert (Item.__args__, Payer.__args__, Place.__args__) == (ITEMS, PAYERS, PLACES)


@pytest.mark.parametrize("name", NAMES)
def test_every_row_rests_on_a_document_and_says_how_sure_it_is(name: str) -> None:
    for row in every_row(read_pack(document(name))):
        assert row.cites
        assert row.mark in ("read", "summary", "recalled", "doubtful")


def test_the_days_on_which_the_law_changes() -> None:
    days = [str(day) for pack in shipped_packs() for day in stretches(pack)]
    assert days == [
        "2016-05-01",
        "2019-01-01",
        "2020-03-01",
        "2021-01-01",
        "2021-04-01",
        "2021-09-01",
        "2022-01-01",
        "2022-04-01",
        "2022-07-01",
        "2023-01-01",
        "2026-01-01",
        "2026-11-01",
    ]


# ---------------------------------------------------------------- bytes and names


def test_a_pack_comes_back_from_its_bytes() -> None:
    for pack in shipped_packs():
        assert pack_from(pack.canonical).digest == pack.digest == digest(encode(pack.document))


def test_spacing_and_order_of_fields_change_no_name() -> None:
    data = document(LATEST)
    turned = dict(reversed(data.items()))
    assert load_pack(json.dumps(turned, indent=7)).digest == read_pack(data).digest


def test_one_changed_figure_is_another_pack() -> None:
    assert changed(LATEST, lambda data: put_in(data, "vat.0.rate", "0.02")).digest != read_pack(document(LATEST)).digest


def put_in(data: dict[str, Any], path: str, value: object) -> None:
    data.update(put(data, path, value))


def test_other_bytes_are_refused() -> None:
    for data in (b"", b"\xff", shipped_packs()[0].canonical + b"\x00", shipped_packs()[0].canonical[:-1]):
        with pytest.raises(BadInput) as caught:
            pack_from(data)
        assert caught.value.code == "rules.pack_bytes"


@pytest.mark.parametrize(
    "text, code",
    [
        ("{", "rules.pack_json"),
        ('{"a": 0.5}', "rules.pack_number"),
        ('{"a": NaN}', "rules.pack_number"),
        ('{"a": 1, "a": 1}', "rules.pack_field_twice"),
        ("[]", "rules.pack_object"),
        ("[" * 100_000, "rules.pack_json"),
    ],
)
def test_broken_json_is_refused(text: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        load_pack(text)
    assert caught.value.code == code
    assert explain(caught.value)


# ---------------------------------------------------------------- the place of an error


@pytest.mark.parametrize(
    "path, value, code, field",
    [
        ("format", "youshui-rules/2", "rules.pack_word", "format"),
        ("id", "Hubei 2026", "rules.pack_name", "id"),
        ("version", 1, "rules.pack_text", "version"),
        ("version", "1a", "rules.pack_version", "version"),
        ("version", "01", "rules.pack_version", "version"),
        ("version", "0", "rules.pack_version", "version"),
        ("from", "2026-02-30", "periods.day", "from"),
        ("to", "2025-12-31", "rules.pack_days", "to"),
        ("territory", [], "rules.pack_list", "territory"),
        ("territory", ["42", "42"], "rules.pack_twice", "territory.1"),
        ("territory", ["湖北"], "rules.pack_territory", "territory.0"),
        ("territory", ["4201011"], "rules.pack_territory", "territory.0"),
        ("title.en", ..., "rules.pack_missing", "title.en"),
        ("title.fr", "x", "rules.pack_unknown", "title.fr"),
        ("colour", "red", "rules.pack_unknown", "colour"),
        ("vat", {}, "rules.pack_list", "vat"),
        ("vat.0", "x", "rules.pack_object", "vat.0"),
        ("vat.0.rate", "1%", "rules.pack_rate", "vat.0.rate"),
        ("vat.0.rate", "1.01", "rules.pack_rate", "vat.0.rate"),
        ("vat.0.rate", 1, "rules.pack_rate", "vat.0.rate"),
        ("vat.0.rate", ..., "rules.pack_missing", "vat.0.rate"),
        ("vat.0.exempt", "always", "rules.pack_word", "vat.0.exempt"),
        ("vat.0.items", ["goods", "beer"], "rules.pack_word", "vat.0.items.1"),
        ("vat.0.items", [], "rules.pack_list", "vat.0.items"),
        ("vat.0.items", ["goods", "goods"], "rules.pack_twice", "vat.0.items.1"),
        ("vat.0.payers", ["general"], "rules.pack_word", "vat.0.payers.0"),
        ("vat.0.sources", [], "rules.pack_list", "vat.0.sources"),
        ("vat.0.sources", ..., "rules.pack_missing", "vat.0.sources"),
        ("vat.0.sources", ["hearsay"], "rules.pack_word", "vat.0.sources.0"),
        ("vat.0.mark", "sure", "rules.pack_word", "vat.0.mark"),
        ("vat.0.note", 5, "rules.pack_text", "vat.0.note"),
        ("vat.0.from", "2025-12-31", "rules.pack_days", "vat.0"),
        ("vat.0.to", "2028-01-01", "rules.pack_days", "vat.0"),
        ("vat.0.colour", "red", "rules.pack_unknown", "vat.0.colour"),
        ("vat.0.question", "nobody-asked", "rules.pack_word", "vat.0.question"),
        ("vat.0.when", "pit_table", "rules.pack_flag", "vat.0.when"),
        ("thresholds.0.test", "about", "rules.pack_word", "thresholds.0.test"),
        ("thresholds.0.by", "year", "rules.pack_word", "thresholds.0.by"),
        ("thresholds.0.day_fen", True, "rules.pack_whole", "thresholds.0.day_fen"),
        ("thresholds.0.day_fen", "100000", "rules.pack_whole", "thresholds.0.day_fen"),
        ("thresholds.0.day_fen", -1, "rules.pack_whole", "thresholds.0.day_fen"),
        ("thresholds.0.day_fen", 10**13 + 1, "rules.pack_whole", "thresholds.0.day_fen"),
        ("thresholds.0.month_fen", 5, "rules.pack_unknown", "thresholds.0.month_fen"),
        ("thresholds.0.relief", "gift", "rules.pack_word", "thresholds.0.relief"),
        ("thresholds.2.quarter_fen", ..., "rules.pack_missing", "thresholds.2.quarter_fen"),
        ("thresholds.1.spread_lease", "yes", "rules.pack_flag", "thresholds.1.spread_lease"),
        ("thresholds.2.apart", [["goods"], ["services"]], "rules.pack_apart", "thresholds.2.apart"),
        ("thresholds.2.apart", [["goods", "beer"]], "rules.pack_word", "thresholds.2.apart.0.1"),
        ("charges.0.by_place.town", ..., "rules.pack_missing", "charges.0.by_place.town"),
        ("charges.0.by_place.moon", "0.01", "rules.pack_unknown", "charges.0.by_place.moon"),
        ("charges.1.tax", "vat", "rules.pack_word", "charges.1.tax"),
        ("halves.0.share", "2", "rules.pack_rate", "halves.0.share"),
        ("stamp.0.step_fen", 0, "rules.pack_whole", "stamp.0.step_fen"),
        ("stamp.0.at_counter", 1, "rules.pack_flag", "stamp.0.at_counter"),
        ("property.0.items", ["goods"], "rules.pack_word", "property.0.items.0"),
        ("pit.0.method", "guess", "rules.pack_word", "pit.0.method"),
        ("pit.3.items", ["goods"], "rules.pack_word", "pit.3.items.0"),
        ("withholding.0.not_reasons", [5], "rules.pack_word", "withholding.0.not_reasons.0"),
        ("questions.edu12_natural.value", [], "rules.pack_value", "questions.edu12_natural.value"),
        ("questions.edu12_natural.value", "no", "rules.pack_flag", "charge_exemptions.1.when"),
        ("questions.Bad Name", {}, "rules.pack_name", "questions.Bad Name"),
        ("reliefs.six-taxes.half", ..., "rules.pack_word", "halves.0.relief"),
        ("sources.vat-law-11.mark", "?", "rules.pack_word", "sources.vat-law-11.mark"),
        ("assumptions.A9", ..., "rules.pack_missing", "assumptions.A9"),
        ("assumptions.A10", {"zh_CN": "x", "en": "x"}, "rules.pack_unknown", "assumptions.A10"),
        ("holidays.2026.off", ["2026-01-03..2026-01-01"], "rules.pack_span", "holidays.2026.off.0"),
        ("holidays.2026.off", ["2026-13-01"], "periods.day", "holidays.2026.off.0"),
        ("holidays.2026.off", [5], "periods.day", "holidays.2026.off.0"),
        ("holidays.soon", {}, "rules.pack_name", "holidays.soon"),
        ("scope.1.reason", ..., "rules.pack_missing", "scope.1.reason"),
        ("scope.0.sites", ["kiosk"], "rules.pack_word", "scope.0.sites.0"),
        ("vouchers.0.voucher", "receipt", "rules.pack_word", "vouchers.0.voucher"),
        ("number_sources.0.source", "invented", "rules.pack_word", "number_sources.0.source"),
        ("remarks.0.sentence", "rules.remark.rhyme", "rules.pack_word", "remarks.0.sentence"),
        ("documents.0.kinds", ["poem"], "rules.pack_word", "documents.0.kinds.0"),
        ("desk.buyer_code_from", ..., "rules.pack_missing", "desk.buyer_code_from"),
        ("late_fee.rate_a_day", "0.0005%", "rules.pack_rate", "late_fee.rate_a_day"),
    ],
)  # fmt: skip
def test_a_pack_is_refused_at_the_place_of_the_error(path: str, value: object, code: str, field: str) -> None:
    data = document(LATEST)
    if path == "reliefs.six-taxes.half":
        del data["reliefs"]["six-taxes.half"]
    elif path.startswith("questions.Bad"):
        data["questions"]["Bad Name"] = value
    elif path == "holidays.2026.off":
        data["holidays"]["2026"]["off"] = value
    else:
        data = put(data, path, value)
    failure = refused(data)
    assert (failure.code, failure.field) == (code, field)


@pytest.mark.parametrize("data", [None, [], "pack", 5])
def test_what_is_no_document_is_refused(data: object) -> None:
    assert refused(data).code == "rules.pack_object"


def test_an_unknown_word_is_told_with_the_words_that_are_known() -> None:
    failure = refused(put(document(LATEST), "thresholds.0.test", "about"))
    assert (failure.params["word"], failure.params["choices"]) == ("about", "below, not_above")


# ---------------------------------------------------------------- gaps and overlaps


@pytest.mark.parametrize(
    "table, index, what",
    [
        ("vat", 0, "vat"),
        ("vat", 1, "vat"),
        ("not_covered", 0, "vat"),
        ("thresholds", 0, "thresholds"),
        ("thresholds", 1, "thresholds"),
        ("thresholds", 2, "thresholds"),
        ("charges", 0, "charges.urban"),
        ("charges", 1, "charges.edu"),
        ("charges", 2, "charges.local_edu"),
        ("property", 1, "property"),
        ("scope", 0, "scope"),
        ("scope", 3, "scope"),
        ("vouchers", 0, "vouchers"),
        ("vouchers", 4, "vouchers"),
        ("budget", 0, "budget"),
        ("budget", 7, "budget"),
    ],
)
def test_a_missing_row_is_a_gap(table: str, index: int, what: str) -> None:
    found = findings(changed(LATEST, lambda data: data[table].pop(index)))
    assert (found[0].code, found[0].params["what"]) == ("rules.pack_gap", what)
    assert {one.params["what"] for one in found} <= {what, "property"}
    assert explain(found[0])


def test_a_pack_with_a_gap_is_not_loaded() -> None:
    with pytest.raises(BadInput) as caught:
        load_pack(json.dumps(document(LATEST) | {"vat": []}))
    assert caught.value.code == "rules.pack_gap"


@pytest.mark.parametrize(
    "table",
    [
        "vat",
        "thresholds",
        "charges",
        "charge_exemptions",
        "halves",
        "stamp",
        "property",
        "pit",
        "scope",
        "vouchers",
        "budget",
    ],
)
def test_a_row_that_stands_twice_is_an_overlap(table: str) -> None:
    def twice(data: dict[str, Any]) -> None:
        data[table].append(data[table][0] | {"id": "again"})

    found = findings(changed(LATEST, twice))
    assert {one.code for one in found} == {"rules.pack_overlap"}
    assert all("again" in str(one.params["rows"]) for one in found)


def test_a_row_that_stops_early_leaves_a_gap_from_the_next_day() -> None:
    found = findings(changed(LATEST, lambda data: put_in(data, "charges.1.to", "2027-06-30")))
    assert [(one.code, one.params["what"], one.params["first"]) for one in found] == [
        ("rules.pack_gap", "charges.edu", "2027-07-01")
    ]


def test_rows_that_share_one_day_overlap_on_it() -> None:
    def change(data: dict[str, Any]) -> None:
        data["charges"][1]["to"] = "2027-06-30"
        data["charges"].append(data["charges"][1] | {"id": "edu.next", "from": "2027-06-30", "to": "2027-12-31"})

    found = findings(changed(LATEST, change))
    assert [(one.code, one.params["first"]) for one in found] == [("rules.pack_overlap", "2027-06-30")]


def test_reliefs_of_different_taxes_do_not_overlap() -> None:
    def another(data: dict[str, Any]) -> None:
        data["halves"].append(data["halves"][0] | {"id": "half.vat", "taxes": ["vat"]})

    assert findings(changed(LATEST, another)) == ()


def test_exemptions_of_different_charges_do_not_overlap() -> None:
    def apart(data: dict[str, Any]) -> None:
        row = data["charge_exemptions"][0]
        data["charge_exemptions"] = [row | {"id": f"exempt.{tax}", "taxes": [tax]} for tax in row["taxes"]]

    assert findings(changed(LATEST, apart)) == ()


def test_a_scope_is_asked_for_every_kind_of_site() -> None:
    found = findings(changed(LATEST, lambda data: data["scope"].pop()))
    assert {(one.code, str(one.params["who"]).split(" · ")[0]) for one in found} == {("rules.pack_gap", "street")}


def test_an_id_used_twice_is_told() -> None:
    found = findings(changed(LATEST, lambda data: put_in(data, "vat.1.id", "vat.three")))
    assert [(one.code, one.field) for one in found] == [("rules.pack_same_id", "vat.1")]


def test_a_gap_on_purpose_may_not_overlap_a_rule() -> None:
    found = findings(changed(LATEST, lambda data: put_in(data, "not_covered.0.items", ["goods"])))
    assert {one.code for one in found} == {"rules.pack_gap", "rules.pack_overlap"}


def test_no_source_of_numbers_is_a_gap() -> None:
    found = findings(changed(LATEST, lambda data: put_in(data, "number_sources", [])))
    assert [(one.code, one.params["what"]) for one in found] == [("rules.pack_gap", "number_sources")]


# ---------------------------------------------------------------- which pack


@pytest.mark.parametrize(
    "on, name",
    [
        ("2016-05-01", "2016-05-01"),
        ("2018-12-31", "2016-05-01"),
        ("2019-01-01", "2019-01-01"),
        ("2025-12-31", "2023-01-01"),
        ("2027-12-31", "2026-01-01"),
    ],
)
def test_a_day_asks_for_the_pack_that_covers_it(on: str, name: str) -> None:
    assert pack_for(shipped_packs(), date.fromisoformat(on)).id == f"hubei-{name}"


def test_the_newest_version_stands() -> None:
    versions = [changed(LATEST, lambda data, v=version: put_in(data, "version", v)) for version in ("2", "10", "9")]
    assert pack_for((*shipped_packs(), *versions), date(2026, 6, 1)).version == "10"


def test_a_day_between_two_packs_is_told_from_both_sides() -> None:
    packs = [pack for pack in shipped_packs() if pack.id != "hubei-2019-01-01"]
    assert outside(date(2020, 1, 1), packs) == "> 2018-12-31 < 2023-01-01"
    with pytest.raises(Refusal) as caught:
        pack_for(packs, date(2020, 1, 1))
    assert caught.value.code == "rules.not_covered"
    assert explain(caught.value)


def test_stamp_duty_may_be_rounded_to_single_fen() -> None:
    assert changed("2026-01-01", lambda data: data["stamp"][0].update({"step_fen": 1})).stamp[0].step_fen == 1


def test_without_any_pack_nothing_is_covered() -> None:
    with pytest.raises(Refusal):
        pack_for((), date(2020, 1, 1))


def test_a_pack_is_not_asked_about_another_ones_day() -> None:
    with pytest.raises(Refusal) as caught:
        tax("2024-01-01", 100_00, pack=shipped_packs()[0])
    assert (caught.value.code, caught.value.params["missing"]) == ("rules.not_covered", "> 2018-12-31")


# ---------------------------------------------------------------- what the bureau decides


@pytest.mark.parametrize("name", NAMES)
def test_every_question_is_listed_with_its_value_and_rows(name: str) -> None:
    questions = {question.name: question for question in open_questions(read_pack(document(name)))}
    assert questions["edu12_natural"].value is False
    assert questions["edu12_natural"].rows == ("edu.natural",)
    assert {"pit_table", "stamp_at_issue", "postal_scope", "relief_codes"} <= set(questions)


def test_the_least_certain_questions_come_first() -> None:
    marks = [question.mark for question in open_questions(shipped_packs()[-1])]
    assert marks == sorted(marks, key=["doubtful", "recalled", "summary", "read"].index)
    assert marks[0] == "doubtful"
    assert "withholding.unit" in least_sure(shipped_packs()[-1])


def test_the_bureaus_answer_changes_the_tax() -> None:
    """A5: were natural persons free of the education charges in small months, this sale would owe none."""
    free = changed(LATEST, lambda data: put_in(data, "questions.edu12_natural.value", True))
    found = tax("2026-05-10", 1010_00, pack=free)
    assert set(due(found)) == {"vat", "urban"}
    assert "A5=True" in found.assumptions
    assert {"edu", "local_edu"} <= set(due(tax("2026-05-10", 101_000_01, pack=free)))
    lease = tax("2026-05-10", 1_236_000_00, item="nonhousing_rent", lease={"months": 12}, pack=free)
    assert set(due(lease)) == {"vat", "urban", "stamp", "property"}


def test_the_bureaus_table_of_income_tax_is_used_where_nothing_was_assessed() -> None:
    def table(data: dict[str, Any]) -> None:
        row = {"id": "pit.table", "items": ["transport"], "method": "table", "rate": "0.015"}
        data["pit"].append(row | {"sources": ["pit-assessed"], "mark": "read"})

    pack = changed("2023-01-01", table)
    assert due(tax("2024-05-10", 1010_00, item="transport", pack=pack))["pit"] == 15_00
    assert due(tax("2024-05-10", 1010_00, item="transport", pack=pack, assessed={"pit_rate": "0.02"}))["pit"] == 20_00
    assert "pit" not in due(tax("2024-05-10", 1010_00, pack=pack))


def test_the_bureaus_relief_code_stands_in_the_answer() -> None:
    code = {"six-taxes.half": {"title": "六税两费", "code": "0007"}}
    pack = changed(LATEST, lambda data: data["reliefs"].update(code))
    found = {one.tax: one.relief_code for one in tax("2026-05-10", 1010_00, pack=pack).taxes}
    assert found == {"vat": None, "urban": "0007", "edu": "0007", "local_edu": "0007"}
