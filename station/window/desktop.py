"""The icon in the desktop's menu: a desktop entry and a picture, for this user only (Desktop Entry Specification 1.5)."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import as_file, files
from pathlib import Path

from schemas.failures import Fault
from schemas.words import say
from station.window.browser import CLASS

_PICTURES = {"icon.svg": "scalable/apps/youshui.svg", "icon.png": "256x256/apps/youshui.png"}
_ESCAPED = str.maketrans({character: f"\\\\{character}" for character in '"`$'} | {"\\": "\\\\\\\\", "%": "%%"})
"""What stands escaped between quotes in Exec: once for the quotes, and the backslash once more for the file."""


def install_icon(home: Path, command: Sequence[str], environment: Mapping[str, str]) -> Path:
    """Put the icon that runs this command into the menu; the entry's file. Fault `window.not_written`."""
    folder = _data(environment)
    entry = _entry(home, folder)
    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
        for name, place in _PICTURES.items():
            target = folder / "icons" / "hicolor" / place
            target.parent.mkdir(parents=True, exist_ok=True)
            with as_file(files("station.window") / name) as source:
                shutil.copyfile(source, target)
        entry.write_text(_text(command), "utf-8")
        entry.chmod(0o755)
    except OSError as fault:
        raise Fault("window.not_written", folder=folder, reason=fault.strerror) from None
    return entry


def remove_icon(home: Path, environment: Mapping[str, str]) -> Path:
    """Take the icon of this home out of the menu; pictures stay, another home may use them."""
    entry = _entry(home, _data(environment))
    entry.unlink(missing_ok=True)
    return entry


def own_command() -> list[str]:
    """How this very program is started again: the packed one, or `./run station` of the sources."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [str(Path(__file__).resolve().parents[2] / "run"), "station"]


def _text(command: Sequence[str]) -> str:
    lines = {
        "Type": "Application",
        "Name": say("window.icon", "en"),
        "Name[zh_CN]": say("window.icon", "zh_CN"),
        "Comment": say("window.comment", "en"),
        "Comment[zh_CN]": say("window.comment", "zh_CN"),
        "Exec": " ".join(f'"{word.translate(_ESCAPED)}"' for word in command),
        "Icon": "youshui",
        "Terminal": "false",
        "Categories": "Office;Finance;",
        "StartupWMClass": CLASS,
    }
    return "[Desktop Entry]\n" + "".join(f"{name}={value}\n" for name, value in lines.items())


def _entry(home: Path, folder: Path) -> Path:
    """One entry a home: a computer may serve two, one of them for training."""
    mark = sha256(str(home.resolve()).encode()).hexdigest()[:8]
    return folder / "applications" / f"youshui-{mark}.desktop"


def _data(environment: Mapping[str, str]) -> Path:
    """Where this user's own menu entries and pictures stand."""
    given = environment.get("XDG_DATA_HOME")
    return Path(given) if given else Path.home() / ".local" / "share"
