"""The icon in the menu, and what is told where there is no terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.failures import Fault
from station.window.browser import find_browser, has_display, session_of
from station.window.desktop import install_icon, remove_icon
from station.window.telling import failure_page, tell_failure


def test_the_icon_opens_this_home_and_carries_its_picture(tmp_path: Path) -> None:
    place = {"XDG_DATA_HOME": str(tmp_path / "data")}
    entry = install_icon(tmp_path / "post", ["/opt/youshui/station", "window", "open"], place)
    lines = entry.read_text("utf-8").splitlines()
    assert lines[0] == "[Desktop Entry]"
    assert 'Exec="/opt/youshui/station" "window" "open"' in lines
    assert "Name[zh_CN]=邮税" in lines
    pictures = sorted(path.name for path in (tmp_path / "data" / "icons").rglob("*") if path.is_file())
    assert pictures == ["youshui.png", "youshui.svg"]


def test_a_second_home_has_an_icon_of_its_own_and_each_is_taken_away_alone(tmp_path: Path) -> None:
    place = {"XDG_DATA_HOME": str(tmp_path)}
    post, drill = (install_icon(tmp_path / name, ["station"], place) for name in ("post", "drill"))
    assert post != drill
    remove_icon(tmp_path / "drill", place)
    assert (post.exists(), drill.exists()) == (True, False)
    remove_icon(tmp_path / "drill", place)


def test_a_folder_with_odd_signs_is_spelt_so_that_the_desktop_reads_it_back(tmp_path: Path) -> None:
    entry = install_icon(tmp_path, ['/opt/100% $our `own\\ "place"'], {"XDG_DATA_HOME": str(tmp_path)})
    line = next(line for line in entry.read_text("utf-8").splitlines() if line.startswith("Exec="))
    assert line == r'Exec="/opt/100%% \\$our \\`own\\\\ \\"place\\""'


def test_a_menu_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way", "ascii")
    with pytest.raises(Fault) as told:
        install_icon(tmp_path, ["station"], {"XDG_DATA_HOME": str(tmp_path / "data")})
    assert told.value.code == "window.not_written"


def test_a_failure_is_told_in_both_languages_with_its_code() -> None:
    page = failure_page(Fault("serve.port", port=8741))
    for words in ("8741", "没有丢失任何数据", "Nothing is lost", "serve.port"):
        assert words in page


def test_what_a_failure_names_cannot_write_into_the_page() -> None:
    assert "<script>" not in failure_page(Fault("ledger.busy", home="<script>"))


def test_nobody_is_told_where_there_is_no_browser() -> None:
    assert not tell_failure(Fault("serve.port", port=1), "/no/such/browser", {"DISPLAY": ":1"})
    assert find_browser("/no/such/browser") is None


def test_a_screen_is_known_by_its_name_and_only_the_desktops_own_words_are_passed_on() -> None:
    given = {"DISPLAY": ":1", "HOME": "/srv/x", "XAUTHORITY": "/x", "WAYLAND_DISPLAY": ""}
    assert session_of(given) == {"DISPLAY": ":1", "XAUTHORITY": "/x"}
    assert has_display(given)
    assert not has_display({"WAYLAND_DISPLAY": "", "HOME": "/"})
