"""One question for every kind of number: does it hold? For `station check`, for applications, for a field on a screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from schemas.capitals import read_yuan
from schemas.failures import BadInput
from schemas.identifiers.credit_code import read_credit_code
from schemas.identifiers.documents import (
    read_hk_macao_permit,
    read_passport,
    read_permanent_residence,
    read_residence_permit,
    read_taiwan_permit,
)
from schemas.identifiers.resident_id import read_resident_id, read_resident_id_15
from schemas.identifiers.tax_numbers import read_old_person_number, read_old_unit_number
from schemas.money import capitals


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What `station check` answers: whether a number holds, or the text that the input becomes.

    `text` is the normal form of a number that holds (an old 15-digit identity number in its 18 characters), or an
    amount in capitals. `failure` says why a number does not hold; `warnings` are codes of words that refuse nothing.
    """

    valid: bool
    text: str | None = None
    failure: BadInput | None = None
    warnings: tuple[str, ...] = ()


def _credit_code(text: str, field: str | None) -> CheckResult:
    code = read_credit_code(text, field)
    return CheckResult(True, code.text, warnings=() if code.inner_check_holds else ("identifiers.inner_check",))


def _old_unit_number(text: str, field: str | None) -> CheckResult:
    number = read_old_unit_number(text, field)
    return CheckResult(True, number.text, warnings=() if number.inner_check_holds else ("identifiers.inner_check",))


def _plain(read: Callable[[str, str | None], str]) -> Callable[[str, str | None], CheckResult]:
    return lambda text, field: CheckResult(True, read(text, field))


_READERS: dict[str, Callable[[str, str | None], CheckResult]] = {
    "uscc": _credit_code,
    "idno": _plain(lambda text, field: read_resident_id(text, field).text),
    "idno15": _plain(lambda text, field: read_resident_id_15(text, field).text),
    "taxno20": _plain(lambda text, field: read_old_person_number(text, field).text),
    "taxno15": _old_unit_number,
    "residence_permit": _plain(read_residence_permit),
    "permanent_residence": _plain(read_permanent_residence),
    "passport": _plain(read_passport),
    "hk_macao_permit": _plain(read_hk_macao_permit),
    "taiwan_permit": _plain(read_taiwan_permit),
}

KINDS = (*_READERS, "capital")
"""Every kind that `check` knows: credit code, identity numbers, old tax numbers, documents by type, amounts."""


def check(kind: object, text: object) -> CheckResult:
    """Whether `text` holds as a number of `kind`; for `capital`, an amount in yuan written in capitals 大写金额.

    A number that does not hold is an answer, not a failure. BadInput `identifiers.kind` for a kind that is not one of
    `KINDS`, `identifiers.not_text` for input that is not text, `money.text` or `money.range` for an amount that cannot
    be read.
    """
    if not isinstance(kind, str) or kind not in KINDS:
        raise BadInput("identifiers.kind", field="kind", kinds=", ".join(KINDS))
    if not isinstance(text, str):
        raise BadInput("identifiers.not_text", field="input")
    if kind == "capital":
        return CheckResult(True, capitals(read_yuan(text, "input")))
    try:
        return _READERS[kind](text, "input")
    except BadInput as failure:
        return CheckResult(False, failure=failure)


def answer_check(question: object) -> dict[str, object]:
    """The contract's answer to one line of `station check`: `{"id"?, "valid"}` or `{"id"?, "text"}`.

    An old 15-digit identity number that holds is answered with both: it holds, and its 18 characters. Other fields of
    the question are not read.
    """
    if not isinstance(question, dict):
        raise BadInput("identifiers.question")
    given = cast("dict[str, object]", question)
    kind = given.get("kind")
    result = check(kind, given.get("input"))
    answer: dict[str, object] = {"id": given["id"]} if "id" in given else {}
    if kind != "capital":
        answer["valid"] = result.valid
    if kind in ("capital", "idno15") and result.text is not None:
        answer["text"] = result.text
    return answer


def require_valid(kind: str, text: str, field: str | None) -> str:
    """The normal form of a number that holds; BadInput `identifiers.…` at `field` for one that does not."""
    assert kind in _READERS, f"no number is of kind {kind}"
    normal = _READERS[kind](text, field).text
    assert normal is not None, "a number that holds has a normal form"
    return normal
