"""Putting the evidence into one zip: the exchange as it is, whom to trust, the checking program, the page. Bytes only."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from html import escape
from importlib.resources import files
from io import BytesIO
from string import Template
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from schemas.enrolment import fingerprint, grouped


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whose word the evidence stands on: the raw public keys 签发公钥 of the bureau, the site's code and name."""

    issuers: Sequence[bytes]
    site: str
    name: str


def pages(
    exchange: bytes, trust: Trust, made_at: datetime, beside: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """The files of the zip by name; `beside` are further files, which the page lists with their SHA-256."""
    here = files("schemas.evidence")
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
    shown = {name: escape(value) for name, value in said.items()} | {"beside": _rows(beside or {})}
    trusted = {"issuers": [issuer.hex() for issuer in trust.issuers], "site": trust.site, "made_at": said["made_at"]}
    return {
        "how-to.html": page.substitute(shown).encode("utf-8"),
        "feeds.cborseq": exchange,
        "trust.json": (json.dumps(trusted, indent=2) + "\n").encode("utf-8"),
        "verify.py": verifier,
        **(beside or {}),
    }


def zipped(content: Mapping[str, bytes], made_at: datetime) -> bytes:
    """Files by name as one zip; the same input gives the same bytes."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        for name, data in content.items():
            info = ZipInfo(name, made_at.timetuple()[:6])
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return whole.getvalue()


def _rows(beside: Mapping[str, bytes]) -> str:
    """A row of the page's table for each further file."""
    return "\n".join(
        f"<tr><td>{escape(name)}</td><td>SHA-256:<br><code>{sha256(data).hexdigest()}</code></td></tr>"
        for name, data in beside.items()
    )
