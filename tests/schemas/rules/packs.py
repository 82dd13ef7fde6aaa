"""Packs in few words: today's law under another name, for other days; and the facts that publish them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from schemas.facts import RulesPublished
from schemas.rules import Pack, load_pack
from schemas.rules.publishing import publication_of
from tests.schemas.rules.builders import document


def pack_document(name: str, first: str, last: str, version: str = "1", **head: Any) -> dict[str, Any]:
    """The document of a pack with the rows of 2026, `head` laid over it."""
    data = document("2026-01-01")
    data |= {"id": name, "from": first, "to": last, "version": version}
    for table in (part for part in data.values() if isinstance(part, list)):
        for row in (row for row in table if isinstance(row, dict)):
            row.pop("from", None)
            row.pop("to", None)
    return data | head


def a_pack(name: str, first: str, last: str, version: str = "1", **head: Any) -> Pack:
    """Such a pack, whole."""
    return load_pack(json.dumps(pack_document(name, first, last, version, **head)))


def published(pack: Pack) -> RulesPublished:
    """The fact that publishes a pack."""
    offer = publication_of(pack, date(2026, 9, 18))
    names = ("pack", "id", "version", "first", "last", "document")
    return RulesPublished(**{name: getattr(offer, name) for name in names})
