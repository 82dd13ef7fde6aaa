"""Where the papers are is said by one of two words, on every verb that puts something right; both at once is an error."""

from __future__ import annotations

import pytest

from schemas.failures import BadInput
from station.cli.parser import build

WHO = ["--home", "h", "--clerk", "li", "--pin-fd", "3", "--reason", "wrong"]
VOID = ["void", *WHO, "--invoice", "1-1"]
REVERSE = ["reverse", *WHO, "--invoice", "1-1", "--authoriser", "wang"]
UNDO = ["undo", *WHO, "00"]


@pytest.mark.parametrize(("verb", "usual"), [(VOID, False), (REVERSE, True), (UNDO, True)])
def test_either_word_is_taken_and_silence_keeps_its_meaning(verb: list[str], usual: bool) -> None:
    said = [build().parse_args([*verb, *word]).handed_over for word in ([], ["--handed-over"], ["--kept-back"])]
    assert said == [usual, True, False]


@pytest.mark.parametrize("verb", [VOID, REVERSE, UNDO])
def test_both_words_at_once_are_an_error(verb: list[str]) -> None:
    with pytest.raises(BadInput, match=r"cli\.usage"):
        build().parse_args([*verb, "--handed-over", "--kept-back"])
