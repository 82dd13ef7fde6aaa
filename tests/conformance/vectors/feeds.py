"""Whole feeds and device certificates, good and bad: links, enrolment, keys of small order."""

from __future__ import annotations

from hashlib import sha512
from typing import Any

from schemas.entry import seal
from schemas.entry.envelope import NO_ENTRY, Draft, Entry, seal_entry
from tests.conformance.second import curve
from tests.conformance.vectors.entries import payload_of
from tests.conformance.vectors.spelling import Pairs, envelope, ordered, spell, to_be_signed
from tests.conformance.vectors.world import (
    BOX,
    CLERK,
    DEVICE,
    FEED,
    FIRST,
    FOURTH,
    FROM_DAY,
    HLC,
    ISSUER,
    OTHER,
    SECOND,
    STRANGER,
    THIRD,
    TO_DAY,
    certify,
    enrolment_body,
    following,
    opened,
    sale,
    seed,
)

SITE = "420106-P0103"
SMALL_ORDER = {
    "the neutral point": "0100000000000000000000000000000000000000000000000000000000000000",
    "the neutral point, sign bit set": "0100000000000000000000000000000000000000000000000000000000000080",
    "the neutral point, y = p + 1": "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "the point of order 2": "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "a point of order 4": "0000000000000000000000000000000000000000000000000000000000000000",
    "a point of order 4, y = p": "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "a point of order 8": "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
}


def certificates() -> list[tuple[str, bytes]]:
    """Certificates of the device that are none."""
    said = {1: DEVICE.public, 2: SITE, 3: FROM_DAY, 4: TO_DAY}
    good = certify(DEVICE, SITE)

    def issued(payload: Any, protected: Any = None, signer: seal.Signer = ISSUER) -> bytes:
        return envelope(spell(payload), signer, protected={1: -19} if protected is None else protected)

    return [
        ("issued by another bureau", issued(said, signer=STRANGER)),
        ("issued by the device itself", issued(said, signer=DEVICE)),
        ("algorithm EdDSA (-8)", issued(said, protected={1: -8})),
        ("one protected header too many", issued(said, protected={1: -19, 3: 0})),
        ("unprotected header not empty", envelope(spell(said), ISSUER, protected={1: -19}, unprotected={5: 0})),
        ("tagged", b"\xd2" + good),
        ("trailing byte", good + b"\x00"),
        ("key of 31 bytes", issued({**said, 1: DEVICE.public[:31]})),
        ("key as text", issued({**said, 1: DEVICE.public.hex()})),
        ("site as bytes", issued({**said, 2: SITE.encode()})),
        ("first day below 0", issued({**said, 3: -1})),
        ("last day before the first", issued({**said, 4: FROM_DAY - 1})),
        ("day true", issued({**said, 3: True})),
        ("last day missing", issued({1: DEVICE.public, 2: SITE, 3: FROM_DAY})),
        ("one field too many", issued({**said, 5: 0})),
        ("fields out of order", issued(Pairs(tuple(reversed(said.items()))))),
        ("site changed after signing", good.replace(b"P0103", b"P0104")),
        ("day changed after signing", good.replace(spell(TO_DAY), spell(TO_DAY + 1))),
        ("signature with S + L", good[:-64] + _plus_order(good[-64:])),
    ]


def with_key_id() -> bytes:
    """A certificate of a bureau that has two issuing keys."""
    said = {1: DEVICE.public, 2: SITE, 3: FROM_DAY, 4: TO_DAY}
    return envelope(spell(said), ISSUER, protected={1: -19, 4: ISSUER.id})


def _plus_order(signature: bytes) -> bytes:
    return signature[:32] + (int.from_bytes(signature[32:], "little") + curve.ORDER).to_bytes(32, "little")


def enrolments() -> list[tuple[str, list[bytes]]]:
    """First entries that open no feed."""
    body = enrolment_body(DEVICE, SITE)
    fact = body["facts"][0][1]

    def first(fact: dict[str, Any], *, kind: str = "device.enrolled/1", name: str = "device.enrolled/1") -> bytes:
        said = {**payload_of(FIRST), "kind": kind, "body": {"facts": [[name, fact]]}}
        return envelope(spell(ordered(said)), DEVICE)

    certificate_bad = [(f"certificate: {law}", [first({**fact, "certificate": data})]) for law, data in certificates()]
    other = first({**fact, "key": OTHER.public, "certificate": certify(OTHER, SITE)})
    return [
        *certificate_bad,
        ("certificate of another key", [first({**fact, "certificate": certify(OTHER, SITE)})]),
        ("key that the author is not named after", [other]),
        ("key of 31 bytes", [first({**fact, "key": DEVICE.public[:31]})]),
        ("box of 31 bytes", [first({**fact, "box": fact["box"][:31]})]),
        ("box missing", [first({name: value for name, value in fact.items() if name != "box"})]),
        ("first entry of another kind", [first(fact, kind="roster.clerk_appointed/1")]),
        ("first entry without its fact", [first(fact, name="device.enrolled/2")]),
        ("first entry signed by another key", [envelope(FIRST.payload, OTHER, protected={1: -19, 4: DEVICE.id})]),
        *((f"key of small order: {name}", [_small_order(bytes.fromhex(key))]) for name, key in SMALL_ORDER.items()),
    ]


def _small_order(key: bytes) -> bytes:
    """An enrolment under a key of small order, with a signature that satisfies the equation of RFC 8032.

    S is 0 and R one of the eight points of small order; the clock runs until the challenge fits.
    """
    author = seal.short_id(key)
    fact = {
        "key": key,
        "box": seal.box_public(BOX),
        "certificate": envelope(spell({1: key, 2: SITE, 3: FROM_DAY, 4: TO_DAY}), ISSUER, protected={1: -19}),
    }
    protected = spell({1: -19, 4: author})
    for hlc in range(HLC, HLC + 1_000):
        said = {"v": 1, "author": author, "seq": 1, "prev": NO_ENTRY, "hlc": hlc, "kind": "device.enrolled/1"}
        payload = spell(ordered({**said, "body": {"facts": [["device.enrolled/1", fact]]}}))
        for spelled in (bytes.fromhex(SMALL_ORDER[name]) for name in ("the neutral point", "the point of order 2")):
            challenge = sha512(spelled + key + to_be_signed(protected, payload)).digest()
            if _fits(spelled, key, int.from_bytes(challenge, "little") % curve.ORDER):
                return envelope(payload, DEVICE, protected={1: -19, 4: author}, signature=spelled + bytes(32))
    raise AssertionError("no clock reading fits")


def _fits(commitment: bytes, key: bytes, challenge: int) -> bool:
    """Whether 0·B = R + challenge·A."""
    y = int.from_bytes(key, "little") & ((1 << 255) - 1)
    reduced = (y % curve.P | int.from_bytes(key, "little") >> 255 << 255).to_bytes(32, "little")
    point = curve.decompress(reduced) or curve.decompress(reduced[:31] + bytes([reduced[31] & 127]))
    answer = curve.decompress(commitment)
    assert point is not None and answer is not None
    return curve.same(curve.add(answer, curve.multiply(challenge, point)), curve.IDENTITY)


def chains() -> list[tuple[str, list[bytes]]]:
    """Entries that are good each, and no feed together."""
    first, second, third, fourth = (entry.data for entry in FEED)
    fork = following(SECOND, "counter.hologram/7", {"facts": []})
    wrong_prev = seal_entry(Draft(**_draft(THIRD, prev=FIRST.id)), DEVICE, CLERK)
    unknown_clerk = sale(SECOND, clerk=seal.Signer(seed("nobody")))
    return [
        ("first entry missing", [second, third, fourth]),
        ("gap", [first, third, fourth]),
        ("entry twice", [first, second, second, third]),
        ("two entries in the wrong order", [first, third, second]),
        ("fork: two entries at one place", [first, second, third, fork.data]),
        ("fork: the other branch goes on", [first, second, fork.data, fourth]),
        ("prev is not the entry before", [first, second, wrong_prev.data]),
        ("seq goes on but prev skips one", [first, second, seal_entry(Draft(**_draft(FOURTH, seq=3)), DEVICE).data]),
        ("entry of another feed", [first, opened(OTHER, "420102-S0007").data]),
        ("entry of another device in this author's name", [first, _in_the_name_of(DEVICE, OTHER)]),
        ("an entry in the middle with its last bit changed", [first, second[:-1] + bytes([second[-1] ^ 1]), third]),
        ("clerk whom nobody appointed", [first, second, unknown_clerk.data]),
    ]


def _draft(entry: Entry, **parts: Any) -> dict[str, Any]:
    names = ("author", "seq", "prev", "hlc", "kind", "body", "command", "pd")
    return {**{name: getattr(entry, name) for name in names}, **parts}


def _in_the_name_of(device: seal.Signer, forger: seal.Signer) -> bytes:
    said = {**payload_of(SECOND), "author": device.id}
    return envelope(spell(ordered(said)), forger, protected={1: -19, 4: device.id})


def vectors() -> dict[str, Any]:
    """The pages of `feeds.json`: one good feed, certificates, and feeds that break at one place."""
    good = [{"name": "a site's feed", "head": FOURTH.id.hex(), "feed": [entry.data.hex() for entry in FEED]}]
    bad = [*enrolments(), *chains()]
    return {
        "good": good,
        "bad": [{"name": name, "feed": [data.hex() for data in feed]} for name, feed in bad],
        "certificates": {
            "good": [
                {"name": "with one issuing key", "hex": certify(DEVICE, SITE).hex()},
                {"name": "naming the issuing key", "hex": with_key_id().hex()},
            ],
            "bad": [{"name": name, "hex": data.hex()} for name, data in certificates()],
        },
    }
