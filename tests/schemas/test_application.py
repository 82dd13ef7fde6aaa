"""An application is read whole or refused with one clear error at its field, in our words."""

from __future__ import annotations

import contextlib
import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import schemas
from schemas.application import Application, parse_application, parse_collection, schema_text
from schemas.application.models import IdType
from schemas.failures import BadInput
from schemas.identifiers import KINDS
from schemas.money import MOST_FEN
from schemas.words import explain

LEGAL = Path(__file__).parents[1] / "conformance" / "legal"
CASES = [
    json.loads(line)["application"]
    for name in ("tax", "lines")
    for line in (LEGAL / f"{name}.jsonl").read_text("utf-8").splitlines()
]
COMMITTED = Path(schemas.__file__).parent / "application.schema.json"

LINE = "invoices.0.lines.0"


def an_application() -> dict[str, Any]:
    return copy.deepcopy(CASES[0])


def a_collection() -> dict[str, Any]:
    due = {
        "tax": "vat",
        "levy_item": "10101",
        "period_from": "2026-07-01",
        "period_to": "2026-09-30",
        "due_on": "2026-10-23",
        "principal_fen": 30000,
        "late_fee_fen": 15,
    }
    return {
        "command": "b8001a9f-d906-5814-8dbe-f18e38d2e103",
        "on": "2026-10-24",
        "taxpayer": {"kind": "household", "name": "测试户", "id": "92420117MA4K00000A", "period": "quarter"},
        "dues": [due],
        "payments": [{"method": "cash", "amount_fen": 30015, "settles": [[0, 30015]]}],
    }


def put(data: Any, path: str, value: object) -> Any:
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = data
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return data


def refusal_of(data: object) -> BadInput:
    with pytest.raises(BadInput) as caught:
        parse_application(data)
    return caught.value


# ---------------------------------------------------------------- what is taken


def test_every_worked_case_is_read() -> None:
    assert all(isinstance(parse_application(case), Application) for case in CASES)


def test_a_number_is_kept_in_its_normal_form() -> None:
    data = put(an_application(), "taxpayer.id", " １１０105 19491231002x ")
    assert parse_application(data).taxpayer.id == "11010519491231002X"


def test_what_was_read_cannot_be_changed() -> None:
    application = parse_application(an_application())
    with pytest.raises(ValidationError):
        application.location = "town"


def test_the_types_of_identity_are_the_kinds_of_number() -> None:
    assert {*IdType.__args__, "capital"} == set(KINDS)


@pytest.mark.parametrize("most", [0, 1])
def test_the_largest_amount_is_taken_and_one_fen_more_is_not(most: int) -> None:
    data = put(an_application(), f"{LINE}.gross_fen", MOST_FEN + most)
    if most:
        assert refusal_of(data).code == "application.too_large"
    else:
        assert parse_application(data).invoices[0].lines[0].charged_fen == MOST_FEN


def test_a_passport_is_taken_by_its_type() -> None:
    data = an_application()
    data["taxpayer"] |= {"id": "E12345678", "id_type": "passport", "nationality": "FRA"}
    assert parse_application(data).taxpayer.id == "E12345678"


@pytest.mark.parametrize("number", ["92420102MA4K000153", "420102600815001", "42010619900101003600"])
def test_a_household_may_still_use_an_old_number(number: str) -> None:
    data = put(an_application(), "taxpayer", {"kind": "household", "name": "户", "id": number, "period": "month"})
    assert parse_application(data).taxpayer.id == number


def test_a_foreign_person_may_buy() -> None:
    data = put(an_application(), "invoices.0.buyer", {"kind": "natural_person", "name": "Ada", "id": "E12345678"})
    assert parse_application(data).invoices[0].buyer.id == "E12345678"


# ---------------------------------------------------------------- what is refused, and where


@pytest.mark.parametrize(
    "path, value, code",
    [
        ("command", "7", "application.command"),
        ("command", ..., "application.missing"),
        ("on", "2026-02-30", "application.day"),
        ("on", "20260228", "application.day"),
        ("on", 20260228, "application.day"),
        ("district", "42010", "application.form"),
        ("location", "village", "application.choice"),
        ("location", True, "application.choice"),
        ("taxpayer", 5, "application.object"),
        ("taxpayer.kind", "general", "application.choice"),
        ("taxpayer.name", "", "application.empty"),
        ("taxpayer.name", "　 ", "application.empty"),
        ("taxpayer.name", "甲\n乙", "application.control"),
        ("taxpayer.name", "甲\u202e乙", "application.control"),
        ("taxpayer.name", "甲\u2028乙", "application.control"),
        ("taxpayer.name", "甲\ud800", "application.encoding"),
        ("taxpayer.name", "长" * 101, "application.too_long"),
        ("taxpayer.name", 5, "application.text"),
        ("taxpayer.id", "420102195102020011", "identifiers.check_digit"),
        ("taxpayer.period", "year", "application.choice"),
        ("invoices", [], "application.too_few"),
        ("invoices", {}, "application.list"),
        ("invoices.0.buyer.id", "91420106MA4K00501X", "identifiers.check_digit"),
        (f"{LINE}.gross_fen", 0, "application.too_small"),
        (f"{LINE}.gross_fen", -1, "application.too_small"),
        (f"{LINE}.gross_fen", True, "application.whole_number"),
        (f"{LINE}.gross_fen", 1030000.0, "application.whole_number"),
        (f"{LINE}.gross_fen", "1030000", "application.whole_number"),
        (f"{LINE}.gross_fen", 10**400, "application.too_large"),
        (f"{LINE}.quantity", "0.00", "application.quantity"),
        (f"{LINE}.quantity", "1e3", "application.form"),
        (f"{LINE}.quantity", 1, "application.text"),
        (f"{LINE}.code", "301", "application.form"),
        (f"{LINE}.item", "beer", "application.choice"),
        (f"{LINE}.colour", "red", "application.unknown_field"),
        (f"{LINE}.discount_fen", 1030000, "application.discount"),
        (f"{LINE}.discount_fen", -1, "application.too_small"),
        ("prior.day_gross_fen", -1, "application.too_small"),
        ("prior.month_gross_fen", ..., "application.missing"),
        ("assessed", {"pit_rate": "1.5"}, "application.form"),
        ("assessed", {"pit_rate": 0.01}, "application.text"),
        ("assessed", {"pit_method": "guess"}, "application.choice"),
        ("lease", {"months": 0}, "application.too_small"),
        ("lease", {"months": 1201}, "application.too_large"),
        ("payments", [{"method": "cheque", "amount_fen": 1}], "application.choice"),
    ],
)
def test_a_wrong_field_is_refused_at_its_place(path: str, value: object, code: str) -> None:
    failure = refusal_of(put(an_application(), path, value))
    where = (
        "method"
        if path == "payments"
        else {"assessed": next(iter(value), ""), "lease": "months"}.get(path, "")
        if isinstance(value, dict)
        else ""
    )
    field = "payments.0.method" if path == "payments" else f"{path}.{where}" if where else path
    assert (failure.code, failure.field) == (code, field)
    assert failure.exit_status == 2
    assert explain(failure)


@pytest.mark.parametrize("data", [None, 5, "text", [], [an_application()]])
def test_what_is_no_object_is_refused(data: object) -> None:
    assert refusal_of(data).code == "application.object"


def test_a_line_has_exactly_one_price() -> None:
    both = refusal_of(put(an_application(), f"{LINE}.net_fen", 1))
    none = refusal_of(put(an_application(), f"{LINE}.gross_fen", ...))
    assert (both.code, both.field) == ("application.price_twice", f"{LINE}.gross_fen")
    assert (none.code, none.field) == ("application.price_missing", f"{LINE}.gross_fen")


def test_a_rate_and_a_method_exclude_each_other() -> None:
    failure = refusal_of(put(an_application(), "assessed", {"pit_rate": "0.01", "pit_method": "lease_statutory"}))
    assert (failure.code, failure.field) == ("application.assessed_twice", "assessed.pit_method")


def test_a_lease_does_not_end_before_it_starts() -> None:
    lease = {"months": 1, "from": "2026-02-01", "to": "2026-01-31"}
    failure = refusal_of(put(an_application(), "lease", lease))
    assert (failure.code, failure.field) == ("application.lease", "lease.to")
    assert parse_application(put(an_application(), "lease", lease | {"to": "2026-02-01"})).lease


def test_at_most_is_not_less_than_what_is_known() -> None:
    sums = {"day_gross_fen": 5, "month_gross_fen": 5, "quarter_gross_fen": 5}
    failure = refusal_of(put(an_application(), "prior", sums | {"at_most": sums | {"month_gross_fen": 4}}))
    assert (failure.code, failure.field) == ("application.at_most", "prior.at_most.month_gross_fen")
    assert parse_application(put(an_application(), "prior", sums | {"at_most": sums})).prior


def test_many_lines_and_invoices_are_bounded() -> None:
    data = an_application()
    line, invoice = data["invoices"][0]["lines"][0], data["invoices"][0]
    assert parse_application(put(an_application(), "invoices.0.lines", [line] * 100))
    lines = refusal_of(put(an_application(), "invoices.0.lines", [line] * 101))
    invoices = refusal_of(put(an_application(), "invoices", [invoice] * 501))
    assert (lines.code, lines.params["most"]) == ("application.too_many", 100)
    assert (invoices.code, invoices.params["most"]) == ("application.too_many", 500)


def test_the_total_is_bounded() -> None:
    data = put(an_application(), f"{LINE}.gross_fen", MOST_FEN)
    data["invoices"].append(an_application()["invoices"][0])
    assert (refusal_of(data).code, refusal_of(data).field) == ("application.total", "invoices")


def test_only_the_first_error_is_told() -> None:
    data = put(put(an_application(), "on", "never"), "location", "nowhere")
    assert refusal_of(data).field == "on"


def test_an_unknown_name_is_told_as_it_can_be_printed() -> None:
    failure = refusal_of(an_application() | {"甲\x07" + "长" * 100: 1})
    assert (failure.code, failure.field) == ("application.unknown_field", "甲?" + "长" * 62)


def test_a_name_that_cannot_be_encoded_is_refused() -> None:
    assert refusal_of(an_application() | {"甲\ud800": 1}).code == "application.encoding"


def test_the_agent_must_have_a_number_that_holds() -> None:
    agent = {
        "name": "代理",
        "id_type": "idno",
        "id": "420106195712241079",
        "phone": "13000000000",
        "authority_no": "1",
        "valid_to": "2030-01-01",
    }
    failure = refusal_of(an_application() | {"agent": agent})
    assert (failure.code, failure.field) == ("identifiers.check_digit", "agent.id")


def test_documents_are_read_and_bounded() -> None:
    document = {"kind": "contract", "sha256": "0" * 64, "pages": 2, "source": "scanner"}
    taken = document | {"taken_at": "2026-09-18T09:30:00+08:00"}
    assert parse_application(an_application() | {"documents": [taken]}).documents[0].pages == 2
    failure = refusal_of(an_application() | {"documents": [taken | {"taken_at": "2026-09-18T09:30:00"}]})
    assert (failure.code, failure.field) == ("application.instant", "documents.0.taken_at")


# ---------------------------------------------------------------- collections


def test_a_collection_is_read() -> None:
    collection = parse_collection(a_collection())
    assert collection.payments[0].settles == ((0, 30015),)
    assert collection.dues[0].owed_fen == 30015


@pytest.mark.parametrize(
    "path, value, code, field",
    [
        ("dues", [], "application.too_few", "dues"),
        ("dues.0.period_to", "2026-06-30", "application.period", "dues.0.period_to"),
        ("dues.0.tax", "customs", "application.choice", "dues.0.tax"),
        ("payments.0.amount_fen", 30014, "application.settles_sum", "payments.0.settles"),
        ("payments.0.settles", [[1, 30015]], "application.no_such_due", "payments.0.settles"),
        ("payments.0.settles", [[0]], "application.missing", "payments.0.settles.0.1"),
        ("payments.0.settles", ..., "application.missing", "payments.0.settles"),
        ("dues.0.late_fee_fen", 14, "application.overpaid", "dues.0"),
        ("taxpayer.id", "92420117MA4K00000B", "identifiers.check_digit", "taxpayer.id"),
    ],
)
def test_a_wrong_collection_is_refused_at_its_place(path: str, value: object, code: str, field: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_collection(put(a_collection(), path, value))
    assert (caught.value.code, caught.value.field) == (code, field)
    assert explain(caught.value)


def test_a_due_of_nothing_is_refused() -> None:
    data = put(put(a_collection(), "dues.0.principal_fen", 0), "dues.0.late_fee_fen", 0)
    with pytest.raises(BadInput) as caught:
        parse_collection(data)
    assert caught.value.code == "application.due_empty"


# ---------------------------------------------------------------- the schema


def test_the_committed_schema_is_the_model() -> None:
    assert COMMITTED.read_text("utf-8") == schema_text()


def test_every_worked_case_fits_the_schema() -> None:
    checker = jsonschema.Draft202012Validator(json.loads(COMMITTED.read_text("utf-8")))
    assert [error.message for case in CASES for error in checker.iter_errors(case)] == []


def test_the_schema_refuses_an_unknown_field() -> None:
    checker = jsonschema.Draft202012Validator(json.loads(COMMITTED.read_text("utf-8")))
    assert list(checker.iter_errors(an_application() | {"colour": "red"}))


# ---------------------------------------------------------------- anything at all

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=8), parts, max_size=3),
    max_leaves=6,
)
PATHS = [
    "on",
    "taxpayer",
    "taxpayer.name",
    "invoices",
    "invoices.0.buyer",
    f"{LINE}",
    f"{LINE}.gross_fen",
    "prior",
    "assessed",
    "lease",
]


@given(path=st.sampled_from(PATHS), value=ANYTHING)
def test_whatever_is_handed_in_is_read_or_refused_in_our_words(path: str, value: object) -> None:
    with contextlib.suppress(BadInput):
        parse_application(put(an_application(), path, value))
