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
    window.press("Escape").sees("door.sign", "1 笔").press("3").sees("to_sign.0")
    album.take("to-sign")
    window.press("Escape").sees("door.sign").press("Escape").sees("title", "您好")
