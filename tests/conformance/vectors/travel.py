"""What travels beside entries, good and bad: personal blocks, slips' claims, Hello, Frontier, Trailer, whole exchanges."""

from __future__ import annotations

from datetime import date
from typing import Any

from schemas import canonical
from schemas.entry import base45, claim, personal, seal
from schemas.entry.admit import Head
from schemas.exchange import messages
from schemas.exchange.messages import Frontier, Hello, Trailer
from tests.conformance.vectors.entries import with_s_plus_order
from tests.conformance.vectors.spelling import Pairs, Raw, envelope, ordered, spell
from tests.conformance.vectors.world import (
    BOX,
    CENTRE,
    DEVICE,
    FEED,
    FOURTH,
    HLC,
    OTHER,
    PERSON,
    SALT,
    SECOND,
    STRANGER,
    THIRD,
    certify,
    seed,
)

Named = list[tuple[str, bytes]]
NONCE = seed("nonce")[:16]
SITE = "420106-P0103"

# ---------------------------------------------------------------- personal blocks


def good_block() -> bytes:
    """The block of the sale."""
    return personal.Block(THIRD.id, personal.opening_of(SALT, PERSON)).wire()


def bad_blocks() -> Named:
    """Blocks that do not open the sale's commitment, or are none."""
    said = Raw(spell(ordered(PERSON)))
    return [
        ("another salt", spell([THIRD.id, bytes(16), said])),
        ("another map", spell([THIRD.id, SALT, {}])),
        ("salt of 15 bytes", spell([THIRD.id, SALT[:15], said])),
        ("entry id of 31 bytes", spell([THIRD.id[:31], SALT, said])),
        ("entry without a block", spell([SECOND.id, SALT, said])),
        ("whole numbers as keys", spell([THIRD.id, SALT, {1: 2}])),
        ("map in bytes", spell([THIRD.id, SALT, spell(ordered(PERSON))])),
        ("array of four", spell([THIRD.id, SALT, said, None])),
        ("map with a long head", spell([THIRD.id, SALT, Raw(b"\xb8\x01" + said.data[1:])])),
        ("trailing byte", good_block() + b"\x00"),
    ]


# ---------------------------------------------------------------- claims of slips

INVOICE = claim.InvoiceClaim(
    code="042002600104",
    number="00000017",
    on=date(2026, 9, 18),
    net_fen=331_188,
    vat_fen=3_312,
    total_fen=334_500,
    buyer=claim.buyer_hash("k7Qm2xRt", "湖北江汉工程咨询有限公司"),
)
CLOSING = claim.ClosingClaim(
    feed=DEVICE.id, seq=4, head=FOURTH.id, count=4, on=date(2026, 9, 18), takings={"cash": 3_510}
)


def text(prefix: str, data: bytes) -> str:
    """A claim as the text of a QR."""
    return prefix + base45.encode(data)


def sign1_payload(data: bytes) -> bytes:
    """The payload of a COSE_Sign1."""
    return seal.read_sign1(data).payload


def bad_claims() -> list[tuple[str, str]]:
    """Texts that prove nothing."""
    said = INVOICE.payload()
    certified = certify(DEVICE, SITE)
    good = claim.make(INVOICE, DEVICE, certified)

    def made(payload: Any, signer: seal.Signer = DEVICE, **parts: Any) -> str:
        return text("YS1:", envelope(spell(payload), signer, **parts) + certified)

    raw = envelope(spell(said), DEVICE)
    foreign = envelope(sign1_payload(certified), STRANGER, protected={1: -19})
    return [
        ("another prefix", "YS3:" + good[4:]),
        ("prefix in lower case", "ys1:" + good[4:]),
        ("the prefix of a closing slip", "YS2:" + good[4:]),
        ("a character that Base45 does not have", good[:-1] + "_"),
        ("one character cut off", good[:-1]),
        ("a group that is too large", good[:-3] + ":::"),
        ("no certificate", text("YS1:", raw)),
        ("certificate of another device", text("YS1:", raw + certify(OTHER, SITE))),
        ("three parts", text("YS1:", raw + certified + b"\xa0")),
        ("certificate by another bureau", text("YS1:", raw + foreign)),
        ("claim by another device", made(said, OTHER)),
        ("claim in another's name", made(said, OTHER, protected={1: -19, 4: DEVICE.id})),
        ("claim without a key id", made(said, protected={1: -19})),
        ("amount changed after signing", text("YS1:", raw.replace(spell(334_500), spell(334_501)) + certified)),
        ("signature with S + L", text("YS1:", raw[:-64] + with_s_plus_order(raw[-64:]) + certified)),
        ("field missing", made({key: value for key, value in said.items() if key != 7})),
        ("one field too many", made({**said, 8: 0})),
        ("amount as text", made({**said, 6: "334500"})),
        ("amount as a float", made({**said, 6: Raw(b"\xfa\x48\xa3\x55\x00")})),
        ("a day that no calendar has", made({**said, 3: 20_260_931})),
        ("a day outside the certificate", made({**said, 3: 20_250_918})),
        ("buyer's hash of 15 bytes", made({**said, 7: bytes(15)})),
        ("fields out of order", made(Pairs(tuple(reversed(said.items()))))),
        ("more than 330 bytes", made({**said, 1: "0" * 200})),
        ("values that refer to themselves", text("YS1:", bytes.fromhex("d81c81d81d00") + certified)),
        ("a mail in a tag", text("YS1:", bytes.fromhex("d8246161") + certified)),
    ]


# ---------------------------------------------------------------- messages

HOLDS = {DEVICE.id: (1, 4, FOURTH.id)}
HELLO = Hello(source=DEVICE.id, target=CENTRE.id, nonce=NONCE, hlc=HLC, feeds=HOLDS)
FRONTIER = Frontier(source=DEVICE.id, feeds={DEVICE.id: Head(4, FOURTH.id)}, hlc=HLC, echo=NONCE)


def good_trailer() -> bytes:
    """The Trailer behind the good feed."""
    frontier = messages.write_frontier(FRONTIER, DEVICE)
    digests = {DEVICE.id: (4, seed("digest"))}
    return messages.write_trailer(Trailer(more=False, refused=(), frontier=frontier, fold=1, digests=digests))


def bare_trailer() -> bytes:
    """A Trailer in an exchange that moved no feed."""
    frontier = messages.write_frontier(FRONTIER, DEVICE)
    return spell(ordered({"more": True, "refused": [[THIRD.id, "entry.shape"]], "frontier": frontier, "fold": 1}))


def hello_payload(**parts: Any) -> dict[str, Any]:
    """What the good Hello says, with other values; None takes a key out."""
    feeds = {DEVICE.id: [1, 4, FOURTH.id]}
    said: dict[str, Any] = {"v": 1, "from": DEVICE.id, "to": CENTRE.id, "nonce": NONCE, "hlc": HLC}
    said |= {"holds": canonical.digest(spell(feeds)), "feeds": feeds}
    return ordered({name: value for name, value in {**said, **parts}.items() if value is not None})


def frontier_payload(**parts: Any) -> dict[str, Any]:
    """What the good Frontier says, with other values; None takes a key out."""
    feeds = {DEVICE.id: [4, FOURTH.id]}
    said: dict[str, Any] = {"v": 1, "from": DEVICE.id, "hlc": HLC, "echo": NONCE}
    said |= {"holds": canonical.digest(spell(feeds)), "feeds": feeds}
    return ordered({name: value for name, value in {**said, **parts}.items() if value is not None})


def _bad_feeds(last: list[Any], author: Any = DEVICE.id) -> dict[str, Any]:
    feeds = {author: last}
    return {"feeds": feeds, "holds": canonical.digest(spell(feeds))}


def bad_hellos() -> Named:
    """Greetings that are none."""
    good = messages.write_hello(HELLO, DEVICE)
    cases: list[tuple[str, Any]] = [
        ("version 2", hello_payload(v=2)),
        ("no nonce", hello_payload(nonce=None)),
        ("nonce as text", hello_payload(nonce="nonce")),
        ("no target", hello_payload(to=None)),
        ("no holds", hello_payload(holds=None)),
        ("holds of other feeds", hello_payload(holds=bytes(32))),
        ("clock as a float", hello_payload(hlc=Raw(b"\xf9\x00\x00"))),
        ("clock below 0", hello_payload(hlc=-1)),
        ("feeds an array", hello_payload(feeds=[], holds=canonical.digest(b"\x80"))),
        ("feed's name of 15 bytes", hello_payload(**_bad_feeds([1, 4, FOURTH.id], DEVICE.id[:15]))),
        ("feed's name as text", hello_payload(**_bad_feeds([1, 4, FOURTH.id], DEVICE.id.hex()))),
        ("head of 31 bytes", hello_payload(**_bad_feeds([1, 4, FOURTH.id[:31]]))),
        ("last seq true", hello_payload(**_bad_feeds([1, True, FOURTH.id]))),
        ("feed without its first", hello_payload(**_bad_feeds([4, FOURTH.id]))),
        ("one key too many", hello_payload(seq=1)),
        ("keys out of order", Pairs(tuple(reversed(hello_payload().items())))),
    ]
    return [
        *((name, envelope(spell(said), DEVICE)) for name, said in cases),
        ("in another's name", envelope(spell(hello_payload()), OTHER)),
        ("signed by another", envelope(spell(hello_payload()), OTHER, protected={1: -19, 4: DEVICE.id})),
        ("without a key id", envelope(spell(hello_payload()), DEVICE, protected={1: -19})),
        ("signature with S + L", good[:-64] + with_s_plus_order(good[-64:])),
        ("last bit changed", good[:-1] + bytes([good[-1] ^ 1])),
        ("trailing byte", good + b"\x00"),
        ("an entry", THIRD.data),
    ]


def bad_frontiers() -> Named:
    """Acknowledgements that are none."""
    good = messages.write_frontier(FRONTIER, DEVICE)
    cases: list[tuple[str, Any]] = [
        ("version 2", frontier_payload(v=2)),
        ("no echo", frontier_payload(echo=None)),
        ("echo as text", frontier_payload(echo="echo")),
        ("no clock", frontier_payload(hlc=None)),
        ("clock as text", frontier_payload(hlc="1")),
        ("holds of other feeds", frontier_payload(holds=bytes(32))),
        ("head of 31 bytes", frontier_payload(**_bad_feeds([4, FOURTH.id[:31]]))),
        ("with the first seq of a Hello", frontier_payload(**_bad_feeds([1, 4, FOURTH.id]))),
        ("one key too many", frontier_payload(nonce=NONCE)),
    ]
    return [
        *((name, envelope(spell(said), DEVICE)) for name, said in cases),
        ("signed by another", envelope(spell(frontier_payload()), OTHER, protected={1: -19, 4: DEVICE.id})),
        ("last bit changed", good[:-1] + bytes([good[-1] ^ 1])),
        ("a Hello", messages.write_hello(HELLO, DEVICE)),
    ]


def bad_trailers() -> Named:
    """Ends of an exchange that are none."""
    said = canonical.decode(good_trailer())
    assert isinstance(said, dict)
    good: dict[str, Any] = dict(said)  # a trailer has text keys

    def without(name: str) -> dict[str, Any]:
        return {key: value for key, value in good.items() if key != name}

    cases: list[tuple[str, Any]] = [
        ("no frontier", without("frontier")),
        ("no fold version", without("fold")),
        ("more as a number", {**good, "more": 0}),
        ("refused without a reason", {**good, "refused": [[THIRD.id]]}),
        ("refused a map", {**good, "refused": {}}),
        ("fold version true", {**good, "fold": True}),
        ("frontier not wrapped in bytes", {**good, "frontier": []}),
        ("digest of 31 bytes", {**good, "digests": {DEVICE.id: [4, bytes(31)]}}),
        ("digest of a feed's name in text", {**good, "digests": {"a": [4, bytes(32)]}}),
        ("one key too many", {**good, "seq": 1}),
    ]
    return [*((name, spell(ordered(case))) for name, case in cases), ("an array", spell([]))]


# ---------------------------------------------------------------- exchanges


def exchange() -> bytes:
    """A whole exchange: Hello, the good feed, the sale's block, Trailer."""
    entries = b"".join(entry.data for entry in FEED)
    return messages.write_hello(HELLO, DEVICE) + entries + good_block() + good_trailer()


def vectors() -> dict[str, Any]:
    """The pages of `travel.json`."""
    certified = certify(DEVICE, SITE)
    sealed = {"box_secret": BOX.hex(), "info": "YS-block-1", "opening": personal.opening_of(SALT, PERSON).hex()}
    return {
        "blocks": _page([("the block of the sale", good_block())], bad_blocks(), entry=THIRD.data.hex()),
        "sealed_block": {**sealed, "hex": SEALED},
        "claims": {
            "good": [
                {"name": "an invoice", "text": claim.make(INVOICE, DEVICE, certified)},
                {"name": "a closed day", "text": claim.make(CLOSING, DEVICE, certified)},
            ],
            "bad": [{"name": name, "text": said} for name, said in bad_claims()],
        },
        "hellos": _page(
            [
                ("with its feeds", messages.write_hello(HELLO, DEVICE)),
                ("without feeds that the peer knows", envelope(spell(hello_payload(feeds=None)), DEVICE)),
            ],
            bad_hellos(),
        ),
        "frontiers": _page(
            [
                ("with its feeds", messages.write_frontier(FRONTIER, DEVICE)),
                ("without feeds that the peer knows", envelope(spell(frontier_payload(feeds=None)), DEVICE)),
            ],
            bad_frontiers(),
        ),
        "trailers": _page([("behind a feed", good_trailer()), ("without digests", bare_trailer())], bad_trailers()),
        "exchanges": _page([("one feed with a block", exchange())], bad_exchanges()),
    }


def bad_exchanges() -> Named:
    """Exchanges of which not everything holds."""
    greeting, end = messages.write_hello(HELLO, DEVICE), good_trailer()
    first, second, third, fourth = (entry.data for entry in FEED)
    feed = first + second + third + fourth
    return [
        ("no trailer", greeting + feed),
        ("no hello", feed + end),
        ("the last entry missing", greeting + first + second + third + end),
        ("an entry in the middle missing", greeting + first + second + fourth + end),
        ("entries in the wrong order", greeting + first + third + second + fourth + end),
        ("block before it is changed", greeting + feed + bad_blocks()[0][1] + end),
        ("block of an entry that is not there", greeting + feed + spell([bytes(32), SALT, {}]) + end),
        ("a part that is neither entry nor block", greeting + feed + b"\x81\x00" + end),
        ("one byte between two entries", greeting + first + b"\x00" + second + third + fourth + end),
        ("cut off in the trailer", (greeting + feed + end)[:-1]),
    ]


def _page(good: Named, bad: Named, **more: str) -> dict[str, Any]:
    return {
        **more,
        "good": [{"name": name, "hex": data.hex()} for name, data in good],
        "bad": [{"name": name, "hex": data.hex()} for name, data in bad],
    }


SEALED = (
    "825820ef2e455b55913717ea88abbba5adfb04ec4b6f04c99f00f87d36a45405d3a8fa588a8e304e283179aeec483d474dc6"
    "b9429bc16f7e0610c73ac757d1d9de4d31de22590142cbaff1505ea1ff89d0a9b2fdc43f1c8f27c497d91d1799271bc8a2b6"
    "6c2bcac095f278063a8d2b43f66d78efc624ae4d150154091db11a685d9adfe0f443bf36b6e24fb1b781fb912bbcce432cbd"
    "29b98da1c5d302bf2625bb63fcfdee2cab33431557a03b76e5"
)
"""Sealing draws a fresh key each time, so this one was drawn once and stands; the product must still open it."""
