"""Enrolment 设备登记 on both sides: the code a person types, a device's request, the centre's answer.

A code is 24 characters of Crockford's base 32: twelve (60 bits) of chance that the centre knows by their hash only, and
twelve that are the first 60 bits of the SHA-256 of the issuing key. The station takes no other issuer.

    request   {"code": tstr, "key": bstr32, "box": bstr32, "proof": bstr64}
    answer    {"certificate": bstr, "issuer": bstr32, "profile": map, "city": {"epoch": uint, "sealed": bstr},
               "authority": bstr16, "channel": bstr16, "succeeds"?: bstr16}

    carried   {"answer": bstr, "opening": bstr}

`proof` is the new key's signature over the deterministic CBOR of `["YS-enrol-1", request without proof]`. The city's key is
sealed to `box` by HPKE with the info `YS-city-1`. `succeeds` names the feed that the new key goes on from, where the code
was given for a succession. The same request again gives the same answer. On a stick the answer travels with the first entry of
the authority's public feed, because the device has no line by which it could ask to whom its parcels are to be sealed.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from schemas import canonical
from schemas.entry import certificate, seal
from schemas.failures import BadInput, Refusal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
HALF = 12
INFO_CITY = b"YS-city-1"
_GROUP = 4
_PROVED = "YS-enrol-1"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a new device asks; its proof has been checked."""

    code: str
    key: bytes
    box: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What enrolment gives: the certificate, whom to trust, who the site is, the city's key, the two feeds to follow."""

    certificate: bytes
    certified: certificate.Certificate
    issuer: bytes
    profile: dict[str, Any]
    city: bytes
    authority: bytes
    channel: bytes
    succeeds: bytes | None = None


def spell(data: bytes) -> str:
    """The first 60 bits as twelve characters."""
    number = int.from_bytes(data[:8], "big") >> 4
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(HALF)))


def fingerprint(issuer: bytes) -> str:
    """The second half of every code of the bureau with this issuing key."""
    return spell(sha256(issuer).digest())


def grouped(plain: str) -> str:
    """A code in groups of four, as a person reads it."""
    return "-".join(plain[at : at + _GROUP] for at in range(0, len(plain), _GROUP))


def plain_code(typed: str) -> str:
    """A code as it was typed, without dashes and with look-alikes mended; BadInput `enrolment.code_spelling`.

    >>> plain_code("o123-4567-89ab-cdef-ghjk-mnpq")
    '0123456789ABCDEFGHJKMNPQ'
    """
    plain = "".join(typed.split()).replace("-", "").upper().translate(_READ_AS)
    if len(plain) != 2 * HALF or not set(plain) <= set(ALPHABET):
        raise BadInput("enrolment.code_spelling", field="code")
    return plain


def write_request(code: str, device: seal.Signer, box: bytes) -> bytes:
    """A device's request, proved by its own key."""
    unsigned: dict[str, Any] = {"code": code, "key": device.public, "box": box}
    return canonical.encode({**unsigned, "proof": device.sign(_proved(unsigned))})


def read_request(data: bytes) -> Request:
    """The request, if its key has signed it; BadInput `enrolment.request` for anything else."""
    said: Any = canonical.decode(data, "enrolment.request")
    if not (canonical.is_map(said) and set(said) == {"code", "key", "box", "proof"}):
        raise BadInput("enrolment.request", reason="keys")
    key, box, proof = said["key"], said["box"], said["proof"]
    if not (isinstance(said["code"], str) and _is(key, 32) and _is(box, 32) and _is(proof, 64)):
        raise BadInput("enrolment.request", reason="values")
    if not seal.holds(key, proof, _proved({name: said[name] for name in ("code", "key", "box")})):
        raise BadInput("enrolment.request", reason="proof")
    return Request(code=said["code"], key=key, box=box)


def read_answer(data: bytes, code: str, device: seal.Signer, box_secret: bytes) -> Answer:
    """The centre's answer, if the code vouches for its issuing key and the certificate is for this device.

    Refusal `enrolment.issuer` when another bureau answers; BadInput `enrolment.answer` for anything else that is wrong.
    """
    said: Any = canonical.decode(data, "enrolment.answer")
    names = {"certificate", "issuer", "profile", "city", "authority", "channel"}
    if not (canonical.is_map(said) and set(said) - {"succeeds"} == names and _is(said["issuer"], 32)):
        raise BadInput("enrolment.answer", reason="keys")
    if fingerprint(said["issuer"]) != code[HALF:]:
        raise Refusal("enrolment.issuer", field="code")
    certified = certificate.read(said["certificate"], said["issuer"])
    if certified.key != device.public:
        raise BadInput("enrolment.answer", reason="key")
    return Answer(
        certificate=said["certificate"],
        certified=certified,
        issuer=said["issuer"],
        profile=said["profile"],
        city=seal.open_sealed(box_secret, INFO_CITY, said["city"]["sealed"]),
        authority=said["authority"],
        channel=said["channel"],
        succeeds=said.get("succeeds"),
    )


def write_carried(answer: bytes, opening: bytes) -> bytes:
    """An answer as it travels on a stick, with the entry that opens the authority's public feed."""
    return canonical.encode({"answer": answer, "opening": opening})


def read_carried(data: bytes) -> tuple[bytes, bytes]:
    """The answer and the opening entry of a file; BadInput `enrolment.answer` for anything else. Neither is judged here."""
    said: Any = canonical.decode(data, "enrolment.answer")
    if not (canonical.is_map(said) and set(said) == {"answer", "opening"}):
        raise BadInput("enrolment.answer", reason="keys")
    if not (isinstance(said["answer"], bytes) and isinstance(said["opening"], bytes)):
        raise BadInput("enrolment.answer", reason="values")
    return said["answer"], said["opening"]


def _proved(unsigned: dict[str, Any]) -> bytes:
    return canonical.encode([_PROVED, unsigned])


def _is(value: object, size: int) -> bool:
    return isinstance(value, bytes) and len(value) == size
