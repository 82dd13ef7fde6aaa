"""Which browser shows the window, and how it is called."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
"""Those of the Chromium family that are looked for; any other of the family is named with --browser."""
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
SESSION = (*DISPLAYS, "XAUTHORITY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "LANG", "LANGUAGE")
"""What a program needs of the desktop session to show itself there."""
CLASS = "youshui"
"""The window's class, by which the desktop finds its icon."""


def find_browser(named: str | None = None) -> str | None:
    """The browser that was named, else the first that stands on this computer."""
    return next((found for name in ((named,) if named else BROWSERS) if (found := shutil.which(name))), None)


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether there is a screen to open a window on."""
    return any(environment.get(name) for name in DISPLAYS)


def session_of(environment: Mapping[str, str]) -> dict[str, str]:
    """What a running station needs to open a window where somebody else stands."""
    return {name: environment[name] for name in SESSION if environment.get(name)}


def outside() -> dict[str, str]:
    """This process's environment as another program should have it: a packed folder's libraries are its own."""
    environment = dict(os.environ)
    if getattr(sys, "frozen", False):
        before = environment.pop("LD_LIBRARY_PATH_ORIG", None)
        environment.pop("LD_LIBRARY_PATH", None)
        if before:
            environment["LD_LIBRARY_PATH"] = before
    return environment


def open_anywhere(link: str) -> bool:
    """In whichever browser the desktop prefers, with its tabs and address bar; False where there is none."""
    opener = shutil.which("xdg-open")
    if opener is None or not has_display(os.environ):
        return False
    quiet = subprocess.DEVNULL
    subprocess.Popen([opener, link], env=outside(), stdout=quiet, stderr=quiet, start_new_session=True)
    return True


def app_command(browser: str, link: str, profile: Path) -> list[str]:
    """A window without tabs and address bar, in a profile of its own that asks and tells nobody anything."""
    return [
        browser,
        f"--app={link}",
        f"--user-data-dir={profile}",
        f"--class={CLASS}",
        "--window-size=1366,768",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-features=Translate,AutofillServerCommunication",
    ]
