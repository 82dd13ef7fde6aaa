"""Enrolling a home: new keys, the centre's answer, the feed's first entry, the first sync."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from schemas.enrolment import plain_code, read_answer, write_request
from schemas.entry.seal import Signer, box_public
from schemas.failures import Refusal
from station.ledger.database import FILE
from station.ledger.ledger import Ledger, Standing, create
from station.ports import Clock, Identity


class EnrolmentLink(Protocol):
    """The way to a centre that does not know this device yet."""

    def enrol(self, request: bytes) -> bytes:
        """The centre's answer; Refusal `link.refused` with its code when it says no."""
        ...


def enrol(
    home: Path, url: str, typed: str, clock: Clock, identity: Identity, link: Callable[[str], EnrolmentLink]
) -> Ledger:
    """Make a home for a new device of the site that the code names."""
    if (home / FILE).exists():
        raise Refusal("ledger.exists", home=home.name)
    code = plain_code(typed)
    device, box = Signer(identity.fresh(32)), identity.fresh(32)
    answer = read_answer(link(url).enrol(write_request(code, device, box_public(box))), code, device, box)
    standing = Standing(
        device=device.secret,
        box=box,
        certificate=answer.certificate,
        issuer=answer.issuer,
        city=answer.city,
        authority=answer.authority,
        channel=answer.channel,
        profile=answer.profile,
        centre=url,
    )
    return create(home, standing, clock, identity)
