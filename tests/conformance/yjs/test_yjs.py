"""A second reader of notes: npm's yjs reads every update and agrees on text and marks, and writes what we read."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import pytest

from schemas.screening import mark_key
from schemas.writing import Note, read_note
from tests.schemas.writers import Writer, all_of

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).with_name("reader.mjs")
PACKAGE = "yjs@13.6.33"
NOTES = 40
WORDS = ("好", "a", "\n", "喆堃", "纸在柜里。", "b c")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script beside an installed yjs."""
    home = tmp_path_factory.mktemp("yjs")
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("node and npm are not installed: notes are read by our own reader alone")
    command = [npm, "install", "--no-audit", "--no-fund", "--silent", "--ignore-scripts", PACKAGE]
    try:
        done = subprocess.run(command, cwd=home, capture_output=True, check=False, timeout=180)
    except subprocess.TimeoutExpired:
        pytest.skip("npm did not answer: notes are read by our own reader alone")
    if done.returncode:
        pytest.skip("npm has no yjs for us: notes are read by our own reader alone")
    shutil.copy(SCRIPT, home)
    return home / SCRIPT.name


def a_note(seed: int) -> list[Writer]:
    """Three who write, mark and meet by chance."""
    chance = Random(seed)
    writers = [Writer(f"{seed}-{name}") for name in ("post", "street", "centre")]
    for step in range(chance.randrange(1, 14)):
        writer = chance.choice(writers)
        before = writer.pen().text
        at = chance.randrange(len(before) + 1)
        writer.write(before[:at] + chance.choice(WORDS) + before[at + chance.randrange(4) :])
        if chance.random() < 0.4:
            writer.mark(chance.choice("pq"), ("done", True, False, b"\0\xff")[step % 4])
        if chance.random() < 0.4:
            writer.hear(chance.choice(writers))
    return writers


def projected(note: Note) -> dict[str, Any]:
    """A note as the script tells it."""
    marks = {name: {"bytes": value.hex()} if isinstance(value, bytes) else value for name, value in note.marks.items()}
    return {"text": note.text, "marks": marks}


def told(reader: Path, notes: list[list[str]], writer: Writer) -> dict[str, Any]:
    """What yjs says of these notes, and what it writes."""
    asked = {
        "notes": notes,
        "writer": {"client": writer.client, "key": mark_key("done", writer.author), "texts": list(WORDS)},
    }
    done = subprocess.run(
        ["node", reader.name], cwd=reader.parent, input=json.dumps(asked), text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_yjs_agrees_on_every_note_and_its_own_updates_are_read(reader: Path) -> None:
    notes = [read_note(all_of(*a_note(seed))) for seed in range(NOTES)]
    spelled = [[one.data.hex() for one in sorted(note.used, key=lambda one: one.entry)] for note in notes]
    stranger = Writer("stranger")
    answer = told(reader, spelled, stranger)
    assert answer["read"] == [projected(note) for note in notes]
    assert sum(len(note.used) for note in notes) > NOTES and any(note.marks for note in notes)
    for data in answer["written"]["updates"]:
        stranger.sign(bytes.fromhex(data))
    note = read_note(stranger.held)
    assert not note.refused and not note.waiting
    assert projected(note) == {"text": answer["written"]["text"], "marks": answer["written"]["marks"]}
