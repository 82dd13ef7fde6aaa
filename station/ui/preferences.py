"""What a clerk prefers 设置: the language and the size of the type; kept with the clerk's drafts. Pure, but for the store."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from schemas.words import LANGUAGES
from station.ui.draft_store import DraftStore
from station.ui.look import TYPE_SIZES

KEY = "form.preferences"


@dataclass(frozen=True, slots=True)
class Preferences:
    """`type_size` in percent, one of `TYPE_SIZES`; `read_aloud`: the amount is said aloud 朗读 as the customer sees it."""

    language: str = LANGUAGES[0]
    type_size: int = TYPE_SIZES[0]
    read_aloud: bool = False


def preferred(store: DraftStore, clerk: str) -> Preferences:
    """What this clerk chose last."""
    held = dict(store.kept(clerk)).get(KEY)
    return Preferences(**json.loads(held)) if held else Preferences()


def prefer(store: DraftStore, clerk: str, chosen: Preferences) -> None:
    """Keep a choice."""
    store.keep(clerk, KEY, json.dumps(asdict(chosen)))
