"""The tree of failures: four sorts, each with its exit status, a code, a field and what its sentence needs."""

from __future__ import annotations

import pytest

from schemas.failures import BadInput, Breach, Failure, Fault, Refusal


@pytest.mark.parametrize(("sort", "status"), [(BadInput, 2), (Refusal, 3), (Fault, 4), (Breach, 5)])
def test_each_sort_has_the_exit_status_of_the_contract(sort: type[Failure], status: int) -> None:
    assert sort("room.law").exit_status == status


def test_bad_input_is_a_refusal_and_the_other_sorts_are_not() -> None:
    assert issubclass(BadInput, Refusal)
    assert not issubclass(Fault, Refusal)
    assert not issubclass(Breach, Refusal)


def test_a_bug_is_no_failure() -> None:
    assert not issubclass(AssertionError, Failure)
    assert not issubclass(Failure, AssertionError)


def test_a_failure_keeps_its_code_its_field_and_its_parameters() -> None:
    failure = BadInput("identifiers.length", field="taxpayer.id", wanted="18", found=17)
    assert (failure.code, failure.field, failure.params) == (
        "identifiers.length",
        "taxpayer.id",
        {"wanted": "18", "found": 17},
    )
    assert str(failure) == "identifiers.length [taxpayer.id] wanted=18 found=17"


def test_a_failure_without_a_field_says_its_code_alone() -> None:
    assert str(Refusal("rules.not_covered")) == "rules.not_covered"
