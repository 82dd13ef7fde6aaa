"""The drawer is counted by denominations; what is not a number is refused at its box."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.failures import BadInput
from station.counter import closing
from station.ui import drawer
from station.ui.drawer import DENOMINATIONS, Count


def counted(*pieces: str) -> Count:
    count = Count()
    for text in pieces:
        count = drawer.put(count, text)
    return count


def test_the_denominations_are_those_that_the_office_takes() -> None:
    assert set(DENOMINATIONS) <= set(closing.DENOMINATIONS)


def test_an_empty_box_is_no_piece_and_the_walk_ends() -> None:
    count = counted("4", *[""] * 10)
    assert count.done
    assert count.total_fen == 40_000
    assert drawer.as_counted(count) == {10_000: 4}


@pytest.mark.parametrize("text", ["x", "-1", "1.5", "1000000", "²"])
def test_a_count_is_a_whole_number(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        drawer.put(Count(), text)
    assert (refused.value.code, refused.value.field) == ("drafts.pieces", "pieces")


@given(st.lists(st.integers(0, 500), min_size=11, max_size=11))
def test_the_total_is_the_sum_of_the_pieces(pieces: list[int]) -> None:
    count = counted(*map(str, pieces))
    assert count.total_fen == sum(value * n for value, n in zip(DENOMINATIONS, pieces, strict=True))


def test_a_denomination_can_be_counted_again() -> None:
    count = drawer.put(drawer.step(counted("4"), -1), "5")
    assert count.total_fen == 50_000
