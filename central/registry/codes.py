"""Enrolment codes 登记码: typed by a person once, kept by their hash, used by one device within their life."""

from __future__ import annotations

from hashlib import sha256

from central.ports.authority import Code, Codes, Register
from central.ports.machine import Clock, Identity
from central.registry.sites import known_site
from schemas.enrolment import fingerprint, grouped, plain_code, spell
from schemas.failures import BadInput, Refusal

LIFE_HOURS = 24
LIFE_HOURS_MOST = 24 * 7
_HOUR_MS = 3_600_000


def new_code(
    register: Register,
    codes: Codes,
    clock: Clock,
    identity: Identity,
    *,
    site: str,
    issuer: bytes,
    hours: int = LIFE_HOURS,
    succeeds: bytes | None = None,
) -> str:
    """A fresh code for a device of a site, or for the key that `succeeds` one of its devices.

    Refusal `central.site_unknown`, `central.device_elsewhere`; BadInput `central.code_life`.
    """
    known_site(register, site)
    if succeeds is not None and succeeds not in register.devices(site):
        raise Refusal("central.device_elsewhere", field="device", site=site)
    if not 1 <= hours <= LIFE_HOURS_MOST:
        raise BadInput("central.code_life", field="hours", most=LIFE_HOURS_MOST)
    plain = spell(identity.fresh(8)) + fingerprint(issuer)
    codes.keep(Code(digest=digest_of(plain), site=site, until_ms=clock.wall_ms() + hours * _HOUR_MS, succeeds=succeeds))
    return grouped(plain)


def digest_of(plain: str) -> bytes:
    """The hash under which a code is kept."""
    return sha256(b"YS-code-1" + plain.encode("ascii")).digest()


def valid_code(codes: Codes, typed: str, author: bytes, now_ms: int) -> Code:
    """The code, if it is ours, alive, and not used by another; Refusal `central.code_…`."""
    code = codes.find(digest_of(plain_code(typed)))
    if code is None:
        raise Refusal("central.code_unknown", field="code")
    if code.author not in (None, author):
        raise Refusal("central.code_used", field="code")
    if code.author is None and now_ms > code.until_ms:
        raise Refusal("central.code_expired", field="code")
    return code
