"""Write the vectors anew: `python -m tests.conformance.vectors`. The same program writes the same bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.conformance.vectors import canonical, entries, feeds, travel
from tests.conformance.vectors.world import BOX, KEYS

FOLDER = Path(__file__).resolve().parents[3] / "schemas" / "vectors"


def keys() -> dict[str, Any]:
    """Every key of the vectors: its seed, its public half and its short id. None of them is secret."""
    signers = [
        {"name": name, "seed": key.secret.hex(), "public": key.public.hex(), "id": key.id.hex()}
        for name, key in KEYS.items()
    ]
    return {"ed25519": signers, "x25519": [{"name": "box of the device", "secret": BOX.hex()}]}


def pages() -> dict[str, str]:
    """The files by name, as text."""
    said: dict[str, Any] = {
        "keys.json": keys(),
        "canonical.json": canonical.vectors(),
        "entries.json": entries.vectors(),
        "feeds.json": feeds.vectors(),
        "travel.json": travel.vectors(),
    }
    return {name: written(page) for name, page in said.items()}


def written(value: Any, depth: int = 0) -> str:
    """JSON with a line for each vector, so that a change shows as one line."""
    indent = "  " * depth
    if isinstance(value, list):
        lines = [indent + "  " + json.dumps(part, ensure_ascii=False) for part in value]
        return "[\n" + ",\n".join(lines) + f"\n{indent}]"
    if isinstance(value, dict) and not all(isinstance(part, str) for part in value.values()):
        lines = [f"{indent}  {json.dumps(name)}: {written(part, depth + 1)}" for name, part in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}" + ("" if depth else "\n")
    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    """Write every page."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
