"""Entries, good and bad. Each bad one breaks one law of envelope, payload or signature and is otherwise signed as it should be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from schemas import canonical
from schemas.entry.envelope import Entry
from schemas.entry.seal import Signer, to_be_signed
from tests.conformance.vectors.spelling import Pairs, Raw, envelope, head, ordered, spell
from tests.conformance.vectors.spelling import to_be_signed as sig_structure
from tests.conformance.vectors.world import (
    CLERK,
    COMMAND,
    DEVICE,
    FEED,
    HEAD,
    OTHER,
    SECOND,
    THIRD,
    sale,
)

ORDER = 2**252 + 27742317777372353535851937790883648493
Change = Callable[[dict[str, Any]], dict[str, Any]]

SHAPE, DEVICE_SIGNATURE, CLERK_SIGNATURE = "shape", "device signature", "clerk signature"


def payload_of(entry: Entry) -> dict[str, Any]:
    """The payload of a good entry as a map that can be changed."""
    said = canonical.decode(entry.payload)
    assert isinstance(said, dict)
    return dict(said)  # an entry's payload has text keys


def clerk_signed(said: dict[str, Any], signer: Signer = CLERK, word: str = "YS-clerk-1") -> dict[str, Any]:
    """The payload with a clerk's signature made anew over what it says now."""
    plain = {name: value for name, value in said.items() if name != "csig"}
    signature = signer.sign(spell([word, Raw(spell(ordered(plain)))]))
    return ordered({**plain, "csig": signature})


def changed(base: Entry = THIRD, **parts: Any) -> bytes:
    """The payload of `base` with other values; None takes a key out. The clerk signs anew where `base` has a clerk."""
    said = {name: value for name, value in {**payload_of(base), **parts}.items() if value is not None}
    if "csig" in said and "csig" not in parts:
        said = clerk_signed(said)
    return spell(ordered(said))


def body(**parts: Any) -> bytes:
    """The payload of the sale with other things in its body."""
    return changed(body=ordered({**payload_of(THIRD)["body"], **parts}))


def misspelt(old: bytes, new: bytes) -> bytes:
    """The payload of the sale with one run of bytes spelt otherwise, signed anew by the clerk over what stands there."""
    payload = changed()
    assert payload.count(old) == 1, old.hex()
    return payload.replace(old, new)


def flipped(name: str, base: Entry = THIRD) -> bytes:
    """The whole entry with one bit changed at the end of a field's value, nothing signed anew."""
    value = payload_of(base)[name]
    spelled = spell(name) + canonical.encode(value)
    at = base.data.index(spelled) + len(spelled) - 1
    return base.data[:at] + bytes([base.data[at] ^ 1]) + base.data[at + 1 :]


def with_s_plus_order(signature: bytes) -> bytes:
    """The same signature with S + L in place of S: the same equation, another spelling (RFC 8032 §5.1.7 refuses it)."""
    scalar = int.from_bytes(signature[32:], "little") + ORDER
    return signature[:32] + scalar.to_bytes(32, "little")


def envelopes() -> list[tuple[str, str, bytes]]:
    """Laws of the envelope."""
    payload, kid = THIRD.payload, DEVICE.id
    good = THIRD.data
    headers: list[tuple[str, Any]] = [
        ("no protected header", Raw(b"")),
        ("empty map as protected header", {}),
        ("algorithm EdDSA (-8) in place of Ed25519 (-19)", {1: -8, 4: kid}),
        ("algorithm ES256", {1: -7, 4: kid}),
        ("algorithm as text", {1: "Ed25519", 4: kid}),
        ("no algorithm", {4: kid}),
        ("no key id", {1: -19}),
        ("key id of another device", {1: -19, 4: OTHER.id}),
        ("key id as text", {1: -19, 4: kid.hex()}),
        ("key id of 32 bytes", {1: -19, 4: kid + kid}),
        ("one protected header too many", {1: -19, 3: 0, 4: kid}),
        ("protected header out of order", Pairs(((4, kid), (1, -19)))),
        ("protected header with a long head", Raw(b"\xb8\x02" + spell({1: -19, 4: kid})[1:])),
        ("protected header with trailing byte", Raw(spell({1: -19, 4: kid}) + b"\x00")),
    ]
    protected = spell({1: -19, 4: kid})
    signature = spell(good[-64:])
    wrapped = spell(payload)
    long_head = b"\x5a" + len(payload).to_bytes(4, "big")
    parts: list[tuple[str, bytes]] = [
        ("nothing at all", b""),
        ("tagged as COSE_Sign1 (18)", b"\xd2" + good),
        ("array of three", b"\x83" + good[1:-66]),
        ("array of five", b"\x85" + good[1:] + b"\xf6"),
        ("array with a long head", b"\x98\x04" + good[1:]),
        ("array of indefinite length", b"\x9f" + good[1:] + b"\xff"),
        ("trailing byte", good + b"\x00"),
        ("trailing entry", good + good),
        ("last byte cut off", good[:-1]),
        ("cut off in the payload", good[:200]),
        ("key id in the unprotected header", envelope(payload, DEVICE, unprotected={4: kid})),
        ("unprotected header null", b"\x84" + spell(protected) + b"\xf6" + wrapped + signature),
        ("unprotected header an array", b"\x84" + spell(protected) + b"\x80" + wrapped + signature),
        ("payload detached", b"\x84" + spell(protected) + b"\xa0\xf6" + signature),
        ("payload not wrapped in bytes", b"\x84" + spell(protected) + b"\xa0" + payload + signature),
        ("payload with a long head", b"\x84" + spell(protected) + b"\xa0" + long_head + payload + signature),
        ("payload of indefinite length", b"\x84" + spell(protected) + b"\xa0\x5f" + wrapped + b"\xff" + signature),
        ("protected header not wrapped in bytes", b"\x84" + protected + b"\xa0" + wrapped + signature),
        ("signature of 63 bytes", b"\x84" + spell(protected) + b"\xa0" + wrapped + spell(good[-64:-1])),
        ("signature of 65 bytes", b"\x84" + spell(protected) + b"\xa0" + wrapped + spell(good[-64:] + b"\x00")),
        ("signature as text", b"\x84" + spell(protected) + b"\xa0" + wrapped + head(3, 64) + b"0" * 64),
        ("signature with a long head", good[:-66] + b"\x59\x00\x40" + good[-64:]),
        ("not an array", spell({1: good})),
    ]
    return [
        *((name, SHAPE, data) for name, data in parts),
        *((name, SHAPE, envelope(payload, DEVICE, protected=header)) for name, header in headers),
    ]


def payloads() -> list[tuple[str, str, bytes]]:
    """Laws of the payload: its one spelling, its keys, types and lengths."""
    said = payload_of(THIRD)
    order_of_names = Pairs(tuple(sorted(said.items())))
    twice = Pairs((*ordered(said).items(), ("seq", 3)))
    seq = spell("seq")
    cases: list[tuple[str, bytes]] = [
        ("keys in the order of the alphabet", spell(order_of_names)),
        ("key twice", spell(twice)),
        ("map of indefinite length", b"\xbf" + changed()[1:] + b"\xff"),
        ("map with a long head", b"\xb8" + bytes([len(said)]) + changed()[1:]),
        ("trailing byte in the payload", changed() + b"\x00"),
        ("payload cut off", changed()[:-1]),
        ("payload an array", spell([1, 2, 3])),
        ("payload empty", b""),
        ("seq not in its shortest head", misspelt(seq + b"\x03", seq + b"\x18\x03")),
        ("seq as a float", misspelt(seq + b"\x03", seq + b"\xf9\x42\x00")),
        ("seq as a big number", misspelt(seq + b"\x03", seq + b"\xc2\x41\x03")),
        ("seq as text", changed(seq="3")),
        ("seq true", changed(seq=True)),
        ("seq 0", changed(seq=0)),
        ("seq below 0", changed(seq=-1)),
        ("hlc below 0", changed(hlc=-1)),
        ("hlc as a float", changed(hlc=Raw(b"\xfb\x42\x79\xe8\x2f\x6a\x5c\x00\x00"))),
        ("version 2", changed(v=2)),
        ("version as text", changed(v="1")),
        ("version true", changed(v=True)),
        ("version missing", changed(v=None)),
        ("author missing", changed(author=None)),
        ("author of 15 bytes", changed(author=DEVICE.id[:15])),
        ("author of another device", changed(author=OTHER.id)),
        ("author as text", changed(author=DEVICE.id.hex()[:16])),
        ("prev missing", changed(prev=None)),
        ("prev of 31 bytes", changed(prev=SECOND.id[:31])),
        ("prev zero behind the first", changed(prev=bytes(32))),
        ("prev not zero at the first", changed(seq=1)),
        ("kind missing", changed(kind=None)),
        ("kind empty", changed(kind="")),
        ("kind of 65 characters", changed(kind="k" * 65)),
        ("kind as bytes", changed(kind=b"counter.sale/1")),
        ("kind not UTF-8", misspelt(b"counter.sale/1", b"counter.sal\xff/1")),
        ("body missing", changed(body=None)),
        ("body an array", changed(body=[])),
        ("body in bytes", changed(body=spell({}))),
        ("body with whole numbers as keys", changed(body={1: []})),
        ("body with keys of several types", changed(body=Pairs(((1, 0), ("facts", []))))),
        ("command of 15 bytes", changed(command=COMMAND[:15])),
        ("command as text", changed(command="0d4f2c6a-7be5-4f0a-9c3e-5d1f2a3b4c5d")),
        ("pd of 31 bytes", changed(pd=bytes(31))),
        ("pd null", misspelt(spell("pd") + spell(THIRD.pd), spell("pd") + b"\xf6")),
        ("ckey without csig", spell(ordered({name: value for name, value in said.items() if name != "csig"}))),
        ("csig without ckey", spell(ordered({name: value for name, value in said.items() if name != "ckey"}))),
        ("csig of 63 bytes", changed(csig=bytes(63))),
        ("ckey of 32 bytes", changed(ckey=CLERK.public)),
        ("one payload key too many", changed(note="x")),
        ("amount as a float", body(postings=[["money/cash", Raw(b"\xfb\x40\xab\x6c\x00\x00\x00\x00\x00")]])),
        ("amount as a big number", body(postings=[["money/cash", Raw(b"\xc2\x42\x0d\xb6")]])),
        ("amount as a decimal fraction", body(postings=[["money/cash", Raw(b"\xc4\x82\x21\x19\x0d\xb6")]])),
        ("time in a tag", body(at=Raw(b"\xc1\x1a\x68\xcc\x00\x00"))),
        ("undefined in the body", body(note=Raw(b"\xf7"))),
        ("facts of indefinite length", body(facts=Raw(b"\x9f\xff"))),
        ("key twice deep in the body", body(note=Pairs((("a", 0), ("a", 1))))),
        ("keys out of order deep in the body", body(note=Pairs((("b", 0), ("a", 1))))),
        ("body nested too deep", body(note=Raw(b"\x81" * 20 + b"\x00"))),
    ]
    return [(name, SHAPE, envelope(payload, DEVICE)) for name, payload in cases]


def device_signatures() -> list[tuple[str, str, bytes]]:
    """The device must have signed these very bytes."""
    payload, good = THIRD.payload, THIRD.data
    protected = spell({1: -19, 4: DEVICE.id})
    signatures: list[tuple[str, bytes]] = [
        ("signed by another device", OTHER.sign(to_be_signed(protected, payload))),
        ("signed by the clerk", CLERK.sign(to_be_signed(protected, payload))),
        ("signature over the payload alone", DEVICE.sign(payload)),
        ("signature over its hash", DEVICE.sign(canonical.digest(to_be_signed(protected, payload)))),
        ("signature in the context of COSE_Sign", DEVICE.sign(sig_structure(protected, payload, context="Signature"))),
        ("signature with external data", DEVICE.sign(sig_structure(protected, payload, aad=b"x"))),
        ("signature of another entry of the same device", SECOND.data[-64:]),
        ("signature with S + L", with_s_plus_order(good[-64:])),
        ("signature of zeros", bytes(64)),
        ("signature whose R is no point", b"\x02" + bytes(31) + good[-32:]),
        ("bit changed in R", good[-64:-63] + bytes([good[-63] ^ 1]) + good[-62:]),
        ("bit changed in S", good[-64:-1] + bytes([good[-1] ^ 1])),
    ]
    altered = [
        (f"bit changed in {name}", DEVICE_SIGNATURE if name not in ("author", "v") else SHAPE, flipped(name))
        for name in ("v", "author", "seq", "prev", "hlc", "kind", "command", "ckey", "csig", "pd")
    ]
    amount = spell("money/cash") + spell(3_510)
    at = good.index(amount) + len(amount) - 1
    altered.append(("bit changed in the body", DEVICE_SIGNATURE, good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]))
    return [
        *((name, DEVICE_SIGNATURE, envelope(payload, DEVICE, signature=signature)) for name, signature in signatures),
        *altered,
    ]


def clerk_signatures() -> list[tuple[str, str, bytes]]:
    """The clerk must have signed what the device signed: nobody writes in another's name, the device neither."""
    said = payload_of(THIRD)
    plain = {name: value for name, value in said.items() if name != "csig"}
    richer = {**said, "body": ordered({**said["body"], "postings": [["money/cash", 9_999], ["owed/vat", -9_999]]})}
    cases: list[tuple[str, dict[str, Any]]] = [
        ("clerk's signature by another person", clerk_signed(said, HEAD)),
        ("clerk's signature by the device", clerk_signed(said, DEVICE)),
        ("clerk's signature under another word", clerk_signed(said, word="YS-clerk-2")),
        ("clerk's signature over the payload alone", {**plain, "csig": CLERK.sign(spell(ordered(plain)))}),
        ("clerk's signature with csig of zeros in place", _over_zeros(said)),
        ("clerk's signature of another sale", {**plain, "csig": sale(SECOND, "00000018").csig}),
        ("amount changed by the device", richer),
        ("command changed by the device", {**said, "command": bytes(16)}),
        ("personal block changed by the device", {**said, "pd": bytes(32)}),
        ("clerk's signature with S + L", {**said, "csig": with_s_plus_order(said["csig"])}),
        ("clerk's signature of zeros", {**said, "csig": bytes(64)}),
        ("another person's name over this clerk's signature", {**said, "ckey": HEAD.id}),
    ]
    return [(name, CLERK_SIGNATURE, envelope(spell(ordered(parts)), DEVICE)) for name, parts in cases]


def _over_zeros(said: dict[str, Any]) -> dict[str, Any]:
    whole = spell(ordered({**said, "csig": bytes(64)}))
    return {**said, "csig": CLERK.sign(spell(["YS-clerk-1", Raw(whole)]))}


def vectors() -> dict[str, list[dict[str, Any]]]:
    """The pages of `entries.json`: good ones with what they say, bad ones with who must refuse them."""
    names = ("enrolment", "appointment of a clerk", "sale by the clerk", "unknown kind of a newer version")
    good = [_said(name, entry) for name, entry in zip(names, FEED, strict=True)]
    bad = [*envelopes(), *payloads(), *device_signatures(), *clerk_signatures()]
    return {"good": good, "bad": [{"name": name, "refused_by": by, "hex": data.hex()} for name, by, data in bad]}


def _said(name: str, entry: Entry) -> dict[str, Any]:
    said: dict[str, Any] = {"name": name, "id": entry.id.hex(), "seq": entry.seq, "kind": entry.kind}
    said |= {"clerk_message": spell(["YS-clerk-1", Raw(_plain(entry))]).hex()} if entry.csig else {}
    return {**said, "hex": entry.data.hex()}


def _plain(entry: Entry) -> bytes:
    return spell(ordered({name: value for name, value in payload_of(entry).items() if name != "csig"}))
