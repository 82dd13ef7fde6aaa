"""Scenes of the fifth place 日结 for the album of screens: the day in pictures, a shift handed over."""

from __future__ import annotations

from tests.e2e.album import VALUES, Album

PIECES = ("41", "1", "1", "1", "", "", "", "", "", "", "")


def count(album: Album, counted: tuple[str, ...], name: str) -> None:
    """Count a drawer, with a picture on the way."""
    for value, pieces in zip(VALUES, counted, strict=True):
        if value == "5":
            album.take(name)
        album.window.fill("pieces", pieces, f"{value} 元")


def day_doors(album: Album) -> None:
    """The day at a glance, and a shift given but not yet received."""
    window = album.window
    window.press("5").sees("equality")
    album.take("day")
    window.press("2")
    count(album, PIECES, "shift-count")
    window.sees("choice.wang").press("1", "Enter").sees("choice.whole").press("1", "Enter")
    window.fill("seals", "代开发票专用章、条形章").at("keys").type("尾箱钥匙")
    album.take("shift")
    window.press("Enter").fill("note", "").sees("main", "签名移交").press("Enter").at("pin")
    album.take("shift-sign")
    window.press("Escape").sees("door.sign", "1 笔").press("7").sees("to_sign.0")
    album.take("to-sign")
    window.press("Escape").sees("door.sign").press("3")
    window.holds("pieces", "41").type("39").press("Enter")
    for total in ("3,900", "3,950", "3,970"):
        window.sees("drawer.counted", total).holds("pieces", "1").press("Enter")
    for value in VALUES[4:]:
        if value == "0.5":
            album.take("bag-count")
        window.fill("pieces", "", f"{value} 元")
    window.fill("slip_no", "00001234").at("bag_no").type("B17")
    album.take("bag")
    window.press("Escape").press("Escape").at("pieces").press("Escape").sees("door.sign")
    window.press("Escape").sees("title", "您好")


def reports(album: Album) -> None:
    """The ten reports, and the longest of them."""
    window = album.window
    window.press("5").sees("door.reports").press("6").sees("reports.9")
    album.take("reports")
    window.press("ArrowDown", "Enter").sees("section", "1/").at("filter")
    album.take("report")
    window.press("Escape").sees("reports.9").press("Escape").sees("door.reports").press("Escape").sees("title", "您好")


def day_after(album: Album) -> None:
    """What follows the close."""
    window = album.window
    window.press("Escape").sees("door.settle").press("4").at("first").press("Enter").at("last")
    album.take("settle")
    window.press("Escape").at("first").press("Escape").sees("door.settle").press("Escape").sees("title", "您好")
