"""Enrolment 设备登记: a new device's request to its certificate, both as deterministic CBOR.

    request   {"code": tstr, "key": bstr32, "box": bstr32, "proof": bstr64}
    answer    {"certificate": bstr, "issuer": bstr32, "profile": map, "city": {"epoch": uint, "sealed": bstr},
               "authority": bstr16, "channel": bstr16}

`proof` is the new key's signature over the deterministic CBOR of `["YS-enrol-1", request without proof]`. The city's key is
sealed to `box` by HPKE with the info `YS-city-1`. The same request again gives the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from central.ports.authority import Authority, Codes, Register
from central.ports.machine import Clock
from central.registry.codes import valid_code
from central.registry.sites import known_site
from schemas import canonical
from schemas.entry import seal
from schemas.entry.certificate import Certificate
from schemas.facts.roster import profile
from schemas.failures import BadInput

VALID_DAYS = 3 * 366
"""How long a device certificate runs: three years, then the key is succeeded."""
_DAY_MS = 86_400_000
_PROVED = "YS-enrol-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a new device asks; its proof has been checked."""

    code: str
    key: bytes
    box: bytes


def enrol(data: bytes, authority: Authority, register: Register, codes: Codes, clock: Clock) -> bytes:
    """The answer to a request; BadInput `central.enrolment`, Refusal `central.code_…`."""
    asked = read_request(data)
    author, now = seal.short_id(asked.key), clock.now_ms()
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
        }
    )
    codes.use(code, author, now, answer)
    return answer


def read_request(data: bytes) -> Request:
    """The request, if its key has signed it; BadInput `central.enrolment` for anything else."""
    said: Any = canonical.decode(data, "central.enrolment")
    if not (isinstance(said, dict) and set(said) == {"code", "key", "box", "proof"}):
        raise BadInput("central.enrolment", reason="keys")
    key, box, proof = said["key"], said["box"], said["proof"]
    if not (isinstance(said["code"], str) and _is(key, 32) and _is(box, 32) and _is(proof, 64)):
        raise BadInput("central.enrolment", reason="values")
    unsigned = {name: said[name] for name in ("code", "key", "box")}
    if not seal.holds(key, proof, canonical.encode([_PROVED, unsigned])):
        raise BadInput("central.enrolment", reason="proof")
    return Request(code=said["code"], key=key, box=box)


def _is(value: object, size: int) -> bool:
    return isinstance(value, bytes) and len(value) == size
