"""The clerk's take-away 留存证据: at any time, without anyone's leave, with a verifier that needs nothing of ours."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Any

from schemas.evidence import Trust, pages, whole_exchange, zipped
from schemas.failures import BadInput, Fault
from schemas.instants import in_china
from station.office import Office


def take_evidence(office: Office, target: Path) -> dict[str, Any]:
    """Write the zip; what went into it."""
    ledger, feeds = office.ledger, office.whole_feeds()
    nonce = office.fresh_command().bytes
    exchange = whole_exchange(ledger.device, feeds, hlc=ledger.journal.reading(), nonce=nonce)
    trust = Trust(issuers=[ledger.standing.issuer], site=ledger.profile["site"], name=ledger.profile["name"])
    write_evidence(target, exchange, trust, made_at=in_china(ledger.clock.wall_ms()))
    return {
        "file": target.name,
        "bytes": target.stat().st_size,
        "feeds": {author.hex(): len(run) for author, run in feeds.items()},
    }


def write_evidence(target: Path, exchange: bytes, trust: Trust, *, made_at: datetime) -> None:
    """Write the zip to `target`, whole or not at all.

    BadInput `evidence.exists` when something stands there already, Fault `evidence.disk` when it cannot be written.
    """
    if target.exists():
        raise BadInput("evidence.exists", field="file", name=target.name)
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(zipped(pages(exchange, trust, made_at), made_at))
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise Fault("evidence.disk", field="file", reason=fault.strerror or type(fault).__name__) from None
