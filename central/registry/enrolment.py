"""Enrolment 设备登记: a device's request, proved by its key and a code, to its certificate (`schemas.enrolment` has the bytes)."""

from __future__ import annotations

from central.ports.authority import Authority, Codes, Register
from central.ports.machine import Clock
from central.registry.codes import valid_code
from central.registry.sites import known_site
from central.registry.succession import succeed
from schemas import canonical
from schemas.enrolment import read_request
from schemas.entry.certificate import Certificate
from schemas.entry.seal import short_id
from schemas.facts.roster import profile

VALID_DAYS = 3 * 366
"""How long a device certificate runs: three years, then the key is succeeded."""
_DAY_MS = 86_400_000


def enrol(data: bytes, authority: Authority, register: Register, codes: Codes, clock: Clock) -> bytes:
    """The answer to a request, the same to the same request; BadInput `enrolment.…`, Refusal `central.code_…`."""
    asked = read_request(data)
    author, now = short_id(asked.key), clock.wall_ms()
    code = valid_code(codes, asked.code, author, now)
    if code.answer is not None:
        return code.answer
    today = now // _DAY_MS
    certificate = Certificate(asked.key, code.site, max(0, today - 1), today + VALID_DAYS)
    answer = canonical.encode(
        {
            "certificate": authority.certify(certificate),
            "issuer": authority.issuer,
            "profile": profile(known_site(register, code.site)),
            "city": authority.city(asked.box),
            "authority": authority.author,
            "channel": authority.channel(code.site),
            **({} if code.succeeds is None else {"succeeds": code.succeeds}),
        }
    )
    codes.use(code, author, now, answer)
    if code.succeeds is not None:
        succeed(authority, register, code.site, code.succeeds, author)
    return answer
