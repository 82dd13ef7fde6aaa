"""Enrolment codes 登记码: typed by a person once, and proof to the station whom it may trust.

A code is 24 characters of Crockford's base 32 in six groups: twelve (60 bits) of chance that the centre knows by their
hash only, and twelve that are the first 60 bits of the SHA-256 of the issuing key. The station takes no other issuer.
"""

from __future__ import annotations

from hashlib import sha256

from central.ports.authority import Code, Codes, Register
from central.ports.machine import Clock, Identity
from central.registry.sites import known_site
from schemas.failures import BadInput, Refusal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
HALF = 12
LIFE_MS = 24 * 60 * 60_000
"""A code lives for a day unless it is said otherwise."""
LIFE_HOURS_MOST = 24 * 7
_GROUP = 4
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code(
    register: Register, codes: Codes, clock: Clock, identity: Identity, *, site: str, issuer: bytes, hours: int = 24
) -> str:
    """A fresh code for a device of a site; Refusal `central.site_unknown`, BadInput `central.code_life`."""
    known_site(register, site)
    if not 1 <= hours <= LIFE_HOURS_MOST:
        raise BadInput("central.code_life", field="hours", most=LIFE_HOURS_MOST)
    plain = _spell(identity.fresh(8)) + fingerprint(issuer)
    codes.keep(Code(digest=digest_of(plain), site=site, until_ms=clock.now_ms() + hours * 3_600_000))
    return "-".join(plain[at : at + _GROUP] for at in range(0, len(plain), _GROUP))


def fingerprint(issuer: bytes) -> str:
    """The second half of every code of this bureau."""
    return _spell(sha256(issuer).digest())


def plain_code(typed: str) -> str:
    """A code as it was typed, without dashes and with look-alikes mended; BadInput `central.code_spelling`.

    >>> plain_code("o123-4567-89ab-cdef-ghjk-mnpq")
    '0123456789ABCDEFGHJKMNPQ'
    """
    plain = "".join(typed.split()).replace("-", "").upper().translate(_READ_AS)
    if len(plain) != 2 * HALF or not set(plain) <= set(ALPHABET):
        raise BadInput("central.code_spelling", field="code")
    return plain


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


def _spell(data: bytes) -> str:
    """The first 60 bits as twelve characters."""
    number = int.from_bytes(data[:8], "big") >> 4
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(HALF)))
