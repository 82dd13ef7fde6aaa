"""Practice 练习: a station of its own beside a home, with its own ledger and key, whose bureau was made for it and forgotten.

No centre has enrolled its device and nobody holds the keys of its bureau any more, so that none of its entries, numbers or
parcels can join a real ledger; its own ledger takes nothing of a real one for the same reason.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from schemas.entry import certificate
from schemas.entry.admit import EMPTY, ENROLLED, Enrolment, Head
from schemas.entry.envelope import Draft, seal_entry
from schemas.entry.kinds import body_of
from schemas.entry.seal import Signer, box_public
from schemas.facts import AllowanceGranted, DeviceEnrolled, NumbersGranted, SiteRegistered
from schemas.failures import Refusal
from schemas.keep import Feeds
from schemas.words import say
from station.ledger.database import FILE
from station.ledger.ledger import Ledger, Standing, create
from station.ports import Clock, Identity

FOLDER = "practice"
"""Where the practice station stands, in the home beside which it stands."""
CLERK, SECOND, PIN = "practice", "second", "123456"
"""Who practises, who agrees where two are needed, and the PIN of both, which everybody may know."""
NUMBERS, FEN, HOURS = 500, 10**9, 24 * 366
"""What may be practised with: forms of each stock, 分, hours."""
_DAYS = 366 * 10
_DAY_MS = 86_400_000
_STOCKS = (("invoice", "练习", 8), ("voucher", "练习缴", 7))


def practice_ledger(home: Path, profile: Mapping[str, Any], clock: Clock, identity: Identity) -> Ledger:
    """The practice ledger in `home`; made on the first call for a site with this profile."""
    if (home / FILE).exists():
        ledger = Ledger(home, clock, identity)
        with ledger.database.read() as cursor:
            whole = Feeds(cursor).device_key(ledger.standing.authority) is not None
        if whole:
            return ledger
        ledger.close()
        clear(home)
    bureau, device = _Bureau(clock, identity), Signer(identity.fresh(32))
    site = SiteRegistered(**{name: profile[name] for name in SiteRegistered.__dataclass_fields__ if name != "NAME"})
    standing = Standing(
        device=device.secret,
        box=identity.fresh(32),
        certificate=bureau.certified(device, site.site),
        issuer=bureau.issuer.public,
        city=identity.fresh(32),
        authority=bureau.public.id,
        channel=bureau.channel.id,
        profile={**profile, "practice": True},
        centre="",
    )
    ledger = create(home, standing, clock, identity)
    try:
        with ledger.database.write() as cursor:
            bureau.found(Feeds(cursor), site, device.id)
    except BaseException:
        ledger.close()
        raise
    return ledger


def clear(home: Path) -> None:
    """Throw a practice station away; Refusal `practice.none` where no such station stands."""
    if home.name != FOLDER or not (home / FILE).exists():
        raise Refusal("practice.none", home=home.name)
    shutil.rmtree(home)


def is_practice(profile: Mapping[str, Any]) -> bool:
    """Whether this is a practice station."""
    return profile.get("practice") is True


class _Bureau:
    """A bureau that lives as long as it takes to make one practice station."""

    def __init__(self, clock: Clock, identity: Identity) -> None:
        self.issuer, self.public, self.channel = (Signer(identity.fresh(32)) for _ in range(3))
        self._now_ms, self._box = clock.wall_ms(), box_public(identity.fresh(32))
        self._heads: dict[bytes, Head] = {}

    def certified(self, signer: Signer, site: str) -> bytes:
        """A certificate from yesterday on."""
        return certificate.issue(self._certificate(signer, site), self.issuer)

    def found(self, feeds: Feeds, site: SiteRegistered, device: bytes) -> None:
        """The two feeds of the bureau: the site, its numbers and its allowance."""
        for signer, name in ((self.public, certificate.PUBLIC_FEED), (self.channel, certificate.CHANNEL + site.site)):
            certified = self._certificate(signer, name)
            fact = DeviceEnrolled(
                key=signer.public, box=self._box, certificate=certificate.issue(certified, self.issuer)
            )
            self._write(feeds, signer, ENROLLED, fact, Enrolment(signer.public, self._box, certified))
        self._write(feeds, self.public, "roster.site/1", site)
        for stock, code, width in _STOCKS:
            block = f"{FOLDER}-{stock}"
            numbers = NumbersGranted(block=block, device=device, stock=stock, source="specimen", code=code, first=1,
                                     last=NUMBERS, width=width)  # fmt: skip
            self._write(feeds, self.channel, "grants.numbers/1", numbers)
        allowance = AllowanceGranted(device=device, amount_fen=FEN, count=NUMBERS, hours=HOURS)
        self._write(feeds, self.channel, "grants.allowance/1", allowance)

    def _certificate(self, signer: Signer, site: str) -> certificate.Certificate:
        today = self._now_ms // _DAY_MS
        return certificate.Certificate(signer.public, site, max(0, today - 1), today + _DAYS)

    def _write(self, feeds: Feeds, signer: Signer, kind: str, fact: Any, opened: Enrolment | None = None) -> None:
        head = self._heads.get(signer.id, EMPTY)
        hlc = (self._now_ms << 16) + head.seq
        body = body_of((fact,))
        draft = Draft(author=signer.id, seq=head.seq + 1, prev=head.id, hlc=hlc, kind=kind, body=body)
        entry = seal_entry(draft, signer)
        feeds.keep([entry], opened)
        self._heads[signer.id] = Head(entry.seq, entry.id)


def practice_profile() -> dict[str, Any]:
    """Whose station is practised on a computer that is no site yet; synthetic."""
    names = {name: say(f"practice.{name}") for name in ("name", "authority", "collecting_unit")}
    return {"site": "420100-P0000", "kind": "post", "district": "420106", "authority_code": "14201060000", **names}
