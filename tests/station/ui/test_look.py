"""The tokens of the looks hold the contrast that they promise."""

import pytest

from station.ui import look


@pytest.mark.parametrize(("text", "ground"), look.PAIRS)
def test_every_text_colour_is_read_on_its_ground(text: str, ground: str) -> None:
    assert look.contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), look.EDGES)
def test_every_edge_that_means_something_is_seen(edge: str, ground: str) -> None:
    assert look.contrast(edge, ground) >= 3


def test_contrast_is_that_of_wcag() -> None:
    assert look.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert look.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_good_news_is_no_colour_of_the_chrome() -> None:
    assert look.contrast(look.PRIMARY, look.OK) < 1.3
    assert look.PRIMARY != look.OK
