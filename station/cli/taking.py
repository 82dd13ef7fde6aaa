"""The clerk's take-away 留存证据: at any time, without anyone's leave, with a verifier that needs nothing of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from schemas.instants import in_china
from station.evidence import Trust, whole_exchange, write_evidence
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
