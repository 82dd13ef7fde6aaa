"""Backup, restore and the doctor 备份、恢复、体检. A backup is one folder of files with a list of their SHA-256.

SQLite is copied by its own online copy, so the centre may go on working; PostgreSQL is backed up by its own tools
(`pg_basebackup`), and the command says so. Keys are copied beside it, mode 0600: keep them apart.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from central import settings
from central.store.database import SQLITE, sqlite
from central.store.store import Store
from schemas.apply import digest_of
from schemas.entry import envelope
from schemas.failures import BadInput, Breach, Refusal
from schemas.keep import Feeds

LIST = "backup.json"
FREE_LEAST = 1 << 30
"""Free room on the disk, in bytes, under which the doctor speaks up."""
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that the doctor looked at: its name, whether it is well, what was found."""

    name: str
    well: bool
    found: str


def back_up(store: Store, home: Path, target: Path) -> dict[str, int]:
    """Copy a home while it works; the files with their sizes. BadInput `keeping.exists`, Refusal `keeping.postgresql`."""
    if target.exists():
        raise BadInput("keeping.exists", field="folder", name=target.name)
    if store.database.dialect != SQLITE:
        raise Refusal("keeping.postgresql")
    part = target.with_name(target.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700, parents=True)
    with (
        closing(sqlite.connect(store.database.address)) as source,
        closing(sqlite.connect(str(part / settings.DATABASE))) as copy,
    ):
        source.backup(copy)
    shutil.copy2(home / settings.FILE, part / settings.FILE)
    for folder in (settings.KEYS, "profiles"):
        if (home / folder).is_dir():
            shutil.copytree(home / folder, part / folder)
    listed = {str(path.relative_to(part)): _digest(path) for path in _files(part)}
    (part / LIST).write_text(json.dumps(listed, indent=1, sort_keys=True) + "\n", "utf-8")
    for path in _files(part):
        with path.open("rb") as file:
            os.fsync(file.fileno())
    part.rename(target)
    return {str(path.relative_to(target)): path.stat().st_size for path in _files(target)}


def restore(source: Path, home: Path) -> None:
    """Make a home of a backup whose every file is as it was. Breach `keeping.damaged`, Refusal `central.exists`."""
    if home.exists():
        raise Refusal("central.exists", home=home.name)
    check_backup(source)
    shutil.copytree(source, home, ignore=shutil.ignore_patterns(LIST))


def check_backup(source: Path) -> None:
    """Breach `keeping.damaged` names the first file that is missing or changed; BadInput `keeping.no_backup`."""
    try:
        listed = json.loads((source / LIST).read_text("utf-8"))
        wanted = dict(listed)
    except (OSError, ValueError, TypeError):
        raise BadInput("keeping.no_backup", field="folder", name=source.name) from None
    for name, digest in sorted(wanted.items()):
        path = source / name
        if not path.is_file() or _digest(path) != digest:
            raise Breach("keeping.damaged", name=name)


def examine(store: Store, home: Path) -> Iterator[Sign]:
    """What the doctor finds: disk, keys, database, chains, books."""
    free = shutil.disk_usage(home).free
    yield Sign("disk", free >= FREE_LEAST, f"{free >> 20} MiB")
    loose = [path.name for path in sorted((home / settings.KEYS).glob("*.key")) if path.stat().st_mode & 0o077]
    yield Sign("keys", not loose, " ".join(loose))
    if store.database.dialect == SQLITE:
        with closing(sqlite.connect(store.database.address)) as connection:
            said = connection.execute("PRAGMA quick_check").fetchone()[0]
        yield Sign("database", said == "ok", str(said)[:200])
    with store.database.reading() as cursor:
        feeds = Feeds(cursor, store.database.mark)
        digests = feeds.digests(feeds.sites())
        for author, head in sorted(feeds.heads().items()):
            fault = _chain(feeds, author, head.seq)
            yield Sign(f"feed {author.hex()}", not fault, fault or f"1 – {head.seq}")
            same = digest_of(cursor, author, store.database.mark) == digests[author][1]
            if not same:
                yield Sign(f"books {author.hex()}", False, "digest")


def _chain(feeds: Feeds, author: bytes, last: int) -> str:
    """What is wrong with a feed's chain; empty when it is whole."""
    before, after = bytes(32), 0
    while data := feeds.raw(author, after, _BATCH):
        for each in data:
            entry = envelope.read(each)
            if entry.seq != after + 1 or entry.prev != before:
                return f"{after + 1}"
            before, after = entry.id, entry.seq
    return "" if after == last else f"{after + 1}"


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
