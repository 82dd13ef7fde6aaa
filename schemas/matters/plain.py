"""A matter as plain data, as a face shows it and as the one-time notice 一次性告知 tells it."""

from __future__ import annotations

from typing import Any

from schemas.matters.catalogue import Matter, Words


def matter_plain(matter: Matter) -> dict[str, Any]:
    """All that the catalogue says of a matter."""
    return {
        "matter": matter.code,
        "name": _words(matter.name),
        "materials": [
            {"code": part.code, "name": _words(part.name), "must": part.must, "later": part.later}
            for part in matter.materials
        ],
        "limit": {"kind": matter.limit.kind, "days": matter.limit.days, "extend": matter.limit.extend},
        "channels": list(matter.channels),
        "tags": list(matter.tags),
        "decides": matter.decides,
        "flow": matter.flow,
        "fee_fen": matter.fee_fen,
        "form": _words(matter.form) if matter.form else None,
        "result": _words(matter.result),
        "cites": list(matter.cites),
        "confirmed": matter.confirmed,
    }


def _words(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}
