"""The words about this computer and this program, done. None of them needs a ledger."""

from __future__ import annotations

import platform
import sys
from argparse import Namespace

from station import VERSION
from station.cli.streams import Streams


def version(_: Namespace, streams: Streams) -> int:
    """The answer to the first question on the telephone."""
    from schemas.rules.shelf import shipped_packs

    streams.answer(
        {
            "program": "youshui station",
            "version": VERSION,
            "packs": [{"id": pack.id, "version": pack.version, "hash": pack.digest.hex()} for pack in shipped_packs()],
            "packed": bool(getattr(sys, "frozen", False)),
            "python": platform.python_version(),
            "machine": platform.machine(),
        }
    )
    return 0


WITHOUT_HOME = {"version": version}
