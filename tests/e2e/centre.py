"""A centre that knows one site and has a code for it, served to one test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx

from central.compose import init_home
from central.registry.codes import new_code
from central.registry.sites import register_site
from station.compose import MachineIdentity
from tests.builders import TestClock
from tests.e2e.browser import AFTERNOON, PATIENCE_S, free_port
from tests.house.reading import HOUSE
from yard.demo.settings import CITY, POST


@dataclass(frozen=True, slots=True)
class Centre:
    """Where it is reached, and the code 登记码 of its one site."""

    url: str
    code: str


@contextmanager
def serving(home: Path) -> Iterator[Centre]:
    """The centre on loopback, at the time of the stations of these tests."""
    now_ms = int(datetime.fromisoformat(AFTERNOON).timestamp() * 1000)
    clock, chance, port = TestClock(now_ms), MachineIdentity(), free_port()
    store = init_home(home, CITY, clock=clock, identity=chance)
    with store.desk() as desk:
        register_site(desk, desk, POST)
        code = new_code(desk, desk, clock, chance, site=POST.site, issuer=store.issuer)
    store.close()
    env = os.environ | {"YOUSHUI_CLOCK_MS": str(now_ms - int(time.time() * 1000))}
    line = [sys.executable, "-m", "central", "serve", "--home", str(home), "--port", str(port)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(line, cwd=HOUSE, env=env, stdout=quiet, stderr=quiet) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            _until_it_answers(url, process)
            yield Centre(url, code)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _until_it_answers(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            if httpx.get(f"{url}/v1/health", timeout=5, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
        time.sleep(0.05)
