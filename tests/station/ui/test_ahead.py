"""What is typed between an Enter and the next box is neither lost nor doubled."""

from hypothesis import given, settings
from hypothesis import strategies as st

from station.ui.ahead import Ahead

QUICK = settings(max_examples=80, derandomize=True)


def test_nothing_is_kept_while_the_box_holds_the_caret() -> None:
    ahead = Ahead()
    ahead.hear("4")
    assert ahead.mend("whatever stands there") == "whatever stands there"


def test_what_was_typed_too_early_goes_into_the_next_box() -> None:
    ahead = Ahead()
    ahead.begin()
    ahead.hear("4")
    ahead.hear("2")
    assert ahead.settle() == "42"
    assert ahead.mend("42") == "42"
    assert ahead.text is None


def test_an_input_method_is_believed() -> None:
    ahead = Ahead()
    ahead.begin()
    ahead.hear("c")
    ahead.settle()
    assert ahead.mend("陈") == "陈"
    assert ahead.text is None


@QUICK
@given(st.text(alphabet="0123456789X", min_size=1, max_size=18), st.data())
def test_a_box_that_missed_some_keys_is_mended(keys: str, data: st.DataObject) -> None:
    missed = data.draw(st.sets(st.integers(0, len(keys) - 1)))
    ahead = Ahead()
    ahead.begin()
    for key in keys:
        ahead.hear(key)
    ahead.settle()
    boxed = "".join(key for place, key in enumerate(keys) if place not in missed)
    assert ahead.take(boxed) == keys
