"""Every method of payment has one row from which all else follows."""

from __future__ import annotations

from typing import get_args

from schemas import paying
from schemas.books.accounts import ACCOUNTS
from schemas.words import say


def test_every_method_has_one_row() -> None:
    assert sorted((*paying.METHODS, "none")) == sorted(get_args(paying.Method))


def test_every_method_has_an_account_and_a_name() -> None:
    for method in paying.METHODS:
        assert f"money/{method}" in ACCOUNTS
        assert say(f"ui.method.{method}")


def test_what_another_tells_is_awaited() -> None:
    assert set(paying.TOLD) <= set(paying.AWAITED)
    assert "cash" not in paying.AWAITED
