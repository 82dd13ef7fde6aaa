"""One table of keys; none is the browser's, none on a digit where a number can be typed."""

import pytest

from station.ui import keyboard
from station.ui.keyboard import BROWSER_KEEPS, TABLE, Intent, Press


@pytest.mark.parametrize("key", TABLE, ids=lambda key: key.name)
def test_no_key_is_one_that_the_browser_keeps(key: keyboard.Key) -> None:
    assert key.name not in BROWSER_KEEPS


def test_every_key_stands_once() -> None:
    assert len({key.name for key in TABLE}) == len(TABLE)


@pytest.mark.parametrize("name", [*"0123456789", "Enter", "Numpad Enter", "Numpad 5", "A"])
def test_a_box_keeps_its_characters_and_its_enter(name: str) -> None:
    assert keyboard.read(name, field=True, task=True) is None


@pytest.mark.parametrize("name", ["Escape", "F2", "F4", "F8", "F9", "Arrow Up", "Arrow Down"])
def test_the_other_keys_hold_in_a_box_too(name: str) -> None:
    assert keyboard.read(name, field=True, task=True) is not None


def test_digits_open_places_at_home_and_choose_in_a_task() -> None:
    assert keyboard.read("5") == Press(Intent.PLACE, 5)
    assert keyboard.read("0") == Press(Intent.STATUS, 0)
    assert keyboard.read("7") is None
    assert keyboard.read("Numpad 2", task=True) == Press(Intent.CHOOSE, 2)


def test_control_belongs_to_the_browser() -> None:
    assert keyboard.read("K", ctrl=True) is None
    assert keyboard.read("K", alt=True) == Press(Intent.LIST_KEYS)
    assert keyboard.read("F2", alt=True) is None


def test_a_key_tells_its_character_only_where_its_name_does() -> None:
    assert [keyboard.character(*given) for given in (("A", False), ("A", True), ("Numpad 7", False), ("F2", False), ("；", False))] == [
        "a", "A", "7", "", ""
    ]  # fmt: skip
