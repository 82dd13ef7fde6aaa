"""The fixed people, devices and entries of the vectors. Every key is the SHA-256 of a sentence; nothing here is secret."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from schemas.entry import certificate, personal, seal
from schemas.entry.certificate import Certificate
from schemas.entry.envelope import NO_ENTRY, Draft, Entry, seal_entry


def seed(name: str) -> bytes:
    """The fixed secret of a name."""
    return sha256(f"YouShui vector: {name}".encode()).digest()


ISSUER = seal.Signer(seed("issuing key of the bureau"))
STRANGER = seal.Signer(seed("issuing key of another bureau"))
DEVICE = seal.Signer(seed("device of 420106-P0103"))
OTHER = seal.Signer(seed("device of 420102-S0007"))
CENTRE = seal.Signer(seed("public feed of the authority"))
CLERK = seal.Signer(seed("clerk of 420106-P0103"))
HEAD = seal.Signer(seed("head of 420106-P0103"))
BOX = seed("box of 420106-P0103")

HLC = 1_789_697_493_000 << 16
"""2026-09-18 10:11:33 in Wuhan."""
FROM_DAY, TO_DAY = 20_454, 21_549
"""2026-01-01 to 2028-12-31, in days since 1970."""
SALT = bytes(range(16))
COMMAND = bytes.fromhex("0d4f2c6a7be54f0a9c3e5d1f2a3b4c5d")
PERSON = {"application": {"taxpayer": {"name": "陈喆", "id": "42010619900101003X"}, "on": "2026-09-18"}}


def certify(signer: seal.Signer, site: str) -> bytes:
    """The device certificate of a signer at a site."""
    return certificate.issue(Certificate(signer.public, site, FROM_DAY, TO_DAY), ISSUER)


def enrolment_body(signer: seal.Signer, site: str) -> dict[str, Any]:
    """The body of a feed's first entry."""
    fact = {"key": signer.public, "box": seal.box_public(BOX), "certificate": certify(signer, site)}
    return {"facts": [["device.enrolled/1", fact]]}


def opened(signer: seal.Signer = DEVICE, site: str = "420106-P0103") -> Entry:
    """A feed's first entry."""
    body = enrolment_body(signer, site)
    kind = "device.enrolled/1"
    return seal_entry(Draft(author=signer.id, seq=1, prev=NO_ENTRY, hlc=HLC, kind=kind, body=body), signer)


def appointed(before: Entry) -> Entry:
    """The clerk's key stands in the device's feed."""
    fact = {"clerk": "lhf", "name": "李慧芳", "role": "clerk", "key": CLERK.public}
    return following(before, "roster.clerk_appointed/1", {"facts": [["roster.clerk_appointed/1", fact]]})


def sale_body(before: Entry, number: str = "00000017") -> dict[str, Any]:
    """The body of a sale: invoice, voucher, payment, and postings that sum to zero."""
    invoice = {
        "on": "2026-09-18",
        "source": "specimen",
        "code": "042002600104",
        "number": number,
        "net_fen": 331_188,
        "vat_fen": 3_312,
        "rate": "0.01",
        "taxpayer": seal.person_ref(seed("city key"), "42010619900101003X"),
        "buyer": seal.person_ref(seed("city key"), "91420106MA49ABCD04"),
        "block": before.id.hex()[:8],
    }
    paid = {"on": "2026-09-18", "order_no": "YS0103A20260918000017", "method": "cash", "amount_fen": 3_510}
    facts = [["invoicing.issued/1", invoice], ["collecting.paid/1", paid]]
    return {"facts": facts, "postings": [["money/cash", 3_510], ["owed/vat", -3_312], ["owed/urban", -198]]}


def sale(before: Entry, number: str = "00000017", clerk: seal.Signer = CLERK) -> Entry:
    """A sale by the clerk, with a personal block beside it."""
    draft = Draft(
        author=before.author,
        seq=before.seq + 1,
        prev=before.id,
        hlc=before.hlc + 1,
        kind="counter.sale/1",
        body=sale_body(before, number),
        command=COMMAND,
        pd=personal.Block(b"", personal.opening_of(SALT, PERSON)).commitment,
    )
    return seal_entry(draft, DEVICE, clerk)


def following(before: Entry, kind: str, body: dict[str, Any], signer: seal.Signer = DEVICE) -> Entry:
    """An entry without a person, behind another."""
    draft = Draft(author=signer.id, seq=before.seq + 1, prev=before.id, hlc=before.hlc + 1, kind=kind, body=body)
    return seal_entry(draft, signer)


FIRST = opened()
SECOND = appointed(FIRST)
THIRD = sale(SECOND)
FOURTH = following(THIRD, "counter.hologram/7", {"facts": [["counter.hologram/7", {"of": "a newer version"}]]})
FEED = (FIRST, SECOND, THIRD, FOURTH)
KEYS = {
    "issuer": ISSUER,
    "stranger": STRANGER,
    "device": DEVICE,
    "other device": OTHER,
    "centre": CENTRE,
    "clerk": CLERK,
    "head of site": HEAD,
}
