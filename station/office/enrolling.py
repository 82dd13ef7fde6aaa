"""Enrolling a home: new keys, the centre's answer, the feed's first entry. Over the network at once, or by files on a stick.

The keys are kept before they are shown to anybody, so that a code is never spent on a device that has forgotten them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from schemas.enrolment import Answer, plain_code, read_answer, read_carried, write_request
from schemas.entry import envelope
from schemas.entry.admit import enrolment
from schemas.entry.certificate import PUBLIC_FEED
from schemas.entry.seal import Signer, box_public
from schemas.failures import BadInput, Refusal
from schemas.keep import Feeds
from station.ledger.database import FILE
from station.ledger.ledger import Ledger, Standing, create
from station.ledger.pending import Pending, forget, keep, pending
from station.ports import Clock, Identity


class EnrolmentLink(Protocol):
    """The way to a centre that does not know this device yet."""

    def enrol(self, request: bytes) -> bytes:
        """The centre's answer; Refusal `link.refused` with its code when it says no."""
        ...


def is_enrolled(home: Path) -> bool:
    """Whether a ledger stands here and no enrolment is still on its way."""
    return (home / FILE).exists() and pending(home) is None


def enrol(
    home: Path, url: str, typed: str, clock: Clock, identity: Identity, link: Callable[[str], EnrolmentLink]
) -> Ledger:
    """Make a home for a new device of the site that the code names. What is refused leaves nothing behind."""
    request = ask(home, url, typed, identity)
    try:
        return accept(home, link(url).enrol(request), clock, identity)
    except (BadInput, Refusal):
        forget(home)
        raise


def ask(home: Path, url: str, typed: str, identity: Identity) -> bytes:
    """The request of a new device, its keys kept; the same code asks with the same keys. Refusal `ledger.exists`."""
    if is_enrolled(home):
        raise Refusal("ledger.exists", home=home.name)
    code, before = plain_code(typed), pending(home)
    same = before is not None and before.code == code
    device, box = (before.device, before.box) if before and same else (identity.fresh(32), identity.fresh(32))
    keep(home, Pending(code=code, device=device, box=box, centre=url))
    return write_request(code, Signer(device), box_public(box))


def accept(home: Path, data: bytes, clock: Clock, identity: Identity) -> Ledger:
    """The home of the device that asked; Refusal `enrolment.not_asked` where none has, BadInput `enrolment.answer`."""
    asked = _asked(home)
    return _made(home, asked, _answer(asked, data), clock, identity)


def accept_carried(home: Path, data: bytes, clock: Clock, identity: Identity) -> Ledger:
    """The same from a file that was carried here; it brings the key to which parcels for the centre are sealed."""
    asked, (said, opening) = _asked(home), read_carried(data)
    answer, entry = _answer(asked, said), envelope.read(opening)
    opened = enrolment(entry, answer.issuer)
    if entry.author != answer.authority or opened.certificate.site != PUBLIC_FEED:
        raise BadInput("enrolment.answer", reason="opening")
    ledger = _made(home, asked, answer, clock, identity)
    with ledger.database.write() as cursor:
        feeds = Feeds(cursor)
        if feeds.device_key(entry.author) is None:
            feeds.keep([entry], opened)
    return ledger


def _asked(home: Path) -> Pending:
    asked = pending(home)
    if asked is None:
        raise Refusal("enrolment.not_asked", home=home.name)
    return asked


def _answer(asked: Pending, data: bytes) -> Answer:
    return read_answer(data, asked.code, Signer(asked.device), asked.box)


def _made(home: Path, asked: Pending, answer: Answer, clock: Clock, identity: Identity) -> Ledger:
    """A new home; or the one that a crash left before its request was forgotten."""
    standing = Standing(
        device=asked.device,
        box=asked.box,
        certificate=answer.certificate,
        issuer=answer.issuer,
        city=answer.city,
        authority=answer.authority,
        channel=answer.channel,
        profile=answer.profile,
        centre=asked.centre,
    )
    try:
        ledger = create(home, standing, clock, identity)
    except Refusal:
        ledger = Ledger(home, clock, identity)
        if ledger.standing.device != asked.device:
            ledger.close()
            raise
    forget(home)
    return ledger
