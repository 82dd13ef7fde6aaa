"""Putting the evidence into one zip: the exchange as it is, whom to trust, the checking program, the page."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from schemas.enrolment import fingerprint, grouped
from schemas.failures import BadInput, Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whose word the evidence stands on: the raw public keys 签发公钥 of the bureau, the site's code and name."""

    issuers: Sequence[bytes]
    site: str
    name: str


def write_evidence(target: Path, exchange: bytes, trust: Trust, *, made_at: datetime) -> None:
    """Write the zip to `target`, whole or not at all.

    BadInput `evidence.exists` when something stands there already, Fault `evidence.disk` when it cannot be written.
    """
    if target.exists():
        raise BadInput("evidence.exists", field="file", name=target.name)
    part = target.with_name(target.name + ".part")
    try:
        _write(part, pages(exchange, trust, made_at), made_at)
        part.replace(target)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise Fault("evidence.disk", field="file", reason=fault.strerror or type(fault).__name__) from None


def pages(exchange: bytes, trust: Trust, made_at: datetime) -> dict[str, bytes]:
    """The files of the zip by name; the same input gives the same bytes."""
    here = files("station.evidence")
    verifier = here.joinpath("verify.py").read_bytes()
    said = {
        "site": trust.site,
        "name": trust.name,
        "made_at": made_at.isoformat(sep=" ", timespec="minutes"),
        "fingerprint": " / ".join(grouped(fingerprint(issuer)) for issuer in trust.issuers),
        "feeds_sha256": sha256(exchange).hexdigest(),
        "verifier_sha256": sha256(verifier).hexdigest(),
    }
    page = Template(here.joinpath("how-to.html").read_text("utf-8"))
    trusted = {"issuers": [issuer.hex() for issuer in trust.issuers], "site": trust.site, "made_at": said["made_at"]}
    return {
        "how-to.html": page.substitute({name: escape(value) for name, value in said.items()}).encode("utf-8"),
        "feeds.cborseq": exchange,
        "trust.json": (json.dumps(trusted, indent=2) + "\n").encode("utf-8"),
        "verify.py": verifier,
    }


def _write(part: Path, content: dict[str, bytes], made_at: datetime) -> None:
    with part.open("wb") as file:
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            for name, data in content.items():
                info = ZipInfo(name, made_at.timetuple()[:6])
                info.compress_type = ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                archive.writestr(info, data)
        file.flush()
        os.fsync(file.fileno())
