"""What an administrator has settled for one home: its name and where its database stands. Kept in `central.json`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from schemas.failures import BadInput, Refusal

FILE = "central.json"
DATABASE = "central.db"
KEYS = "keys"
NAME_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`name` is how the pages call this centre; `database` an address, or empty for the SQLite file in the home."""

    name: str
    database: str = ""

    def address(self, home: Path) -> str:
        """Where the database stands."""
        return self.database or str(home / DATABASE)


def save(home: Path, settings: Settings) -> None:
    """Write the settings of a new home; Refusal `central.exists` where one stands."""
    if (home / FILE).exists():
        raise Refusal("central.exists", home=home.name)
    if not 1 <= len(settings.name.strip()) <= NAME_MOST:
        raise BadInput("central.name", field="name", most=NAME_MOST)
    home.mkdir(parents=True, exist_ok=True)
    (home / FILE).write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=2) + "\n", "utf-8")


def load(home: Path) -> Settings:
    """The settings of a home; Refusal `central.not_initialised`, BadInput `central.settings`."""
    try:
        return Settings(**json.loads((home / FILE).read_text("utf-8")))
    except (FileNotFoundError, NotADirectoryError):
        raise Refusal("central.not_initialised", home=home.name) from None
    except (ValueError, TypeError):
        raise BadInput("central.settings", field=FILE) from None
