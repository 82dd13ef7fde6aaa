"""`python -m tests.faults.hostile --count N [--seed S]`: the attacks in a child of their own, and what came of them as JSON."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parents[3]
CHILD = "--child"
MOST_ADDRESS_BYTES = 4 << 30
"""A reader that asks for more than this is refused by the system: it shows as a crash."""


def attack(count: int, seed: int, folder: Path) -> dict[str, Any]:
    """Run the attacks in a child; a child that dies is told with the attack at which it died."""
    last = folder / "last"
    words = [sys.executable, "-m", "tests.faults.hostile", CHILD, "--count", str(count), "--seed", str(seed)]
    done = subprocess.run([*words, "--folder", str(folder)], cwd=HOUSE, capture_output=True, text=True, check=False)
    if done.returncode:
        at = last.read_text("utf-8") if last.exists() else "the beginning"
        return {"held": False, "seed": seed, "broken": [f"died ({done.returncode}) at {at}", done.stderr[-2_000:]]}
    return json.loads(done.stdout)


def main() -> int:
    """The exit status: 1 when a law was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.hostile", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument(CHILD, action="store_true")
    asked = parser.parse_args()
    if asked.child:
        from tests.faults.hostile.running import run

        resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESS_BYTES, MOST_ADDRESS_BYTES))
        print(
            json.dumps(run(asked.folder / "world", asked.count, asked.seed, asked.folder / "last"), ensure_ascii=False)
        )
        return 0
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        told = attack(asked.count, asked.seed, Path(folder))
    print(json.dumps(told, ensure_ascii=False, indent=2))
    return 0 if told["held"] else 1


if __name__ == "__main__":
    sys.exit(main())
