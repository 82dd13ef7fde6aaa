"""The vectors of `schemas/vectors/`, read by the product: good ones say what they say, bad ones are refused by the right law."""

from __future__ import annotations

import json
from typing import Any

import pytest

from schemas import canonical
from schemas.entry import certificate, claim, envelope, personal, seal
from schemas.entry.admit import EMPTY, Head, Verdict, admit, enrolment
from schemas.exchange import messages
from schemas.failures import BadInput, Failure
from tests.conformance.vectors.__main__ import FOLDER, pages

PAGES: dict[str, Any] = {path.name: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}
CANONICAL, ENTRIES, FEEDS, TRAVEL = (PAGES[name + ".json"] for name in ("canonical", "entries", "feeds", "travel"))
KEY = {key["name"]: bytes.fromhex(key["public"]) for key in PAGES["keys.json"]["ed25519"]}


AWAITED: dict[str, str] = {}
"""Vectors that the format settles and the product does not follow yet; strict, so that each mending takes its line away."""


def each(vectors: list[dict[str, Any]]) -> pytest.MarkDecorator:
    cases = [pytest.param(vector, id=vector["name"], marks=awaited(vector["name"])) for vector in vectors]
    return pytest.mark.parametrize("vector", cases)


def awaited(name: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=AWAITED[name])] if name in AWAITED else []


def spelled(vector: dict[str, Any]) -> bytes:
    return bytes.fromhex(vector["hex"])


# ---------------------------------------------------------------- the files themselves


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_committed_vectors_are_what_their_program_writes(name: str) -> None:
    assert (FOLDER / name).read_text("utf-8") == pages()[name]


def test_no_two_vectors_of_a_page_are_the_same() -> None:
    for vectors in (CANONICAL["bad"], ENTRIES["bad"], FEEDS["bad"], FEEDS["certificates"]["bad"]):
        names = [vector["name"] for vector in vectors]
        bodies = [json.dumps(vector.get("hex") or vector.get("feed")) for vector in vectors]
        assert len(set(names)) == len(set(bodies)) == len(vectors)


# ---------------------------------------------------------------- one spelling


@each(CANONICAL["good"])
def test_a_good_spelling_is_read_and_written_back(vector: dict[str, Any]) -> None:
    assert canonical.encode(canonical.decode(spelled(vector))) == spelled(vector)


@each(CANONICAL["bad"])
def test_any_other_spelling_is_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=r"canonical\.bytes"):
        canonical.decode(spelled(vector))


# ---------------------------------------------------------------- entries


@each(ENTRIES["good"])
def test_a_good_entry_says_what_it_says(vector: dict[str, Any]) -> None:
    entry = envelope.read(spelled(vector))
    assert (entry.id.hex(), entry.seq, entry.kind) == (vector["id"], vector["seq"], vector["kind"])
    assert entry.signed_by(KEY["device"])
    assert not entry.signed_by(KEY["other device"])
    assert entry.clerk_signed_by(KEY["clerk"]) is ("clerk_message" in vector)


@each(ENTRIES["bad"])
def test_a_bad_entry_is_refused_by_the_law_that_it_breaks(vector: dict[str, Any]) -> None:
    assert refused_by(spelled(vector)) == vector["refused_by"]


def refused_by(data: bytes) -> str:
    try:
        entry = envelope.read(data)
    except BadInput:
        return "shape"
    if not entry.signed_by(KEY["device"]):
        return "device signature"
    return "nobody" if entry.clerk_signed_by(KEY["clerk"]) else "clerk signature"


# ---------------------------------------------------------------- feeds and certificates


@each(FEEDS["good"])
def test_a_good_feed_is_admitted_to_its_head(vector: dict[str, Any]) -> None:
    assert admitted(vector["feed"]) == vector["head"]


@each(FEEDS["bad"])
def test_a_bad_feed_is_never_admitted_to_its_end(vector: dict[str, Any]) -> None:
    with pytest.raises((BadInput, AssertionError)):
        admitted(vector["feed"])


def admitted(feed: list[str]) -> str:
    """Admit a feed entry by entry, and hold every clerk's signature against the keys that the feed appoints."""
    run = [envelope.read(bytes.fromhex(data)) for data in feed]
    opened = enrolment(run[0], KEY["issuer"])
    head, clerks = EMPTY, dict[bytes, bytes]()
    for entry in run:
        assert entry.author == opened.certificate.author
        assert admit(entry, head, opened.key) is Verdict.ADMITTED
        head = Head(entry.seq, entry.id)
        for name, fact in entry.body.get("facts", []):
            clerks |= {seal.short_id(fact["key"]): fact["key"]} if name == "roster.clerk_appointed/1" else {}
        assert entry.csig is None or entry.clerk_signed_by(clerks.get(entry.ckey or b"", b""))
    return head.id.hex()


@each(FEEDS["certificates"]["good"])
def test_a_good_certificate_names_its_site(vector: dict[str, Any]) -> None:
    certified = certificate.read(spelled(vector), KEY["issuer"])
    assert (certified.site, certified.key) == ("420106-P0103", KEY["device"])


@each(FEEDS["certificates"]["bad"])
def test_a_bad_certificate_is_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=r"certificate\."):
        certificate.read(spelled(vector), KEY["issuer"])


# ---------------------------------------------------------------- what travels beside entries


def opens(data: bytes) -> bool:
    """Whether a block in clear opens the commitment of the entry that it names."""
    owner = envelope.read(bytes.fromhex(TRAVEL["blocks"]["entry"]))
    block = personal.read_block(canonical.decode(data))
    return block.entry == owner.id and block.commitment == owner.pd


@each(TRAVEL["blocks"]["good"])
def test_a_good_block_opens_its_commitment(vector: dict[str, Any]) -> None:
    assert opens(spelled(vector))


@each(TRAVEL["blocks"]["bad"])
def test_a_bad_block_opens_nothing(vector: dict[str, Any]) -> None:
    assert not opens_or_refuses(spelled(vector))


def opens_or_refuses(data: bytes) -> bool:
    try:
        return opens(data)
    except BadInput:
        return False


def test_a_sealed_block_is_opened_by_its_box_alone() -> None:
    vector = TRAVEL["sealed_block"]
    sealed = canonical.decode(spelled(vector))
    assert isinstance(sealed, list)
    assert isinstance(sealed[1], bytes)
    info = vector["info"].encode()
    assert seal.open_sealed(bytes.fromhex(vector["box_secret"]), info, sealed[1]).hex() == vector["opening"]
    with pytest.raises(BadInput, match=r"seal\.not_ours"):
        seal.open_sealed(bytes(32), info, sealed[1])


@each(TRAVEL["claims"]["good"])
def test_a_good_claim_is_verified(vector: dict[str, Any]) -> None:
    assert claim.verify(vector["text"], KEY["issuer"]).certificate.key == KEY["device"]


@each(TRAVEL["claims"]["bad"])
def test_a_bad_claim_proves_nothing(vector: dict[str, Any]) -> None:
    with pytest.raises(Failure, match=r"claim\."):
        claim.verify(vector["text"], KEY["issuer"])


def greet(data: bytes) -> messages.Hello:
    hello, signed = messages.read_hello(data)
    if not signed.by(KEY["device"]):
        raise BadInput("exchange.signature")
    return hello


@each(TRAVEL["hellos"]["good"])
def test_a_good_hello_is_read(vector: dict[str, Any]) -> None:
    assert greet(spelled(vector)).source == seal.short_id(KEY["device"])


@each(TRAVEL["hellos"]["bad"])
def test_a_bad_hello_is_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=r"exchange\."):
        greet(spelled(vector))


@each(TRAVEL["frontiers"]["good"])
def test_a_good_frontier_is_read(vector: dict[str, Any]) -> None:
    assert messages.read_frontier(spelled(vector), KEY["device"]).source == seal.short_id(KEY["device"])


@each(TRAVEL["frontiers"]["bad"])
def test_a_bad_frontier_is_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=r"exchange\.frontier"):
        messages.read_frontier(spelled(vector), KEY["device"])


@each(TRAVEL["trailers"]["good"])
def test_a_good_trailer_is_read(vector: dict[str, Any]) -> None:
    assert messages.write_trailer(messages.read_trailer(canonical.decode(spelled(vector)))) == spelled(vector)


@each(TRAVEL["trailers"]["bad"])
def test_a_bad_trailer_is_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=r"exchange\.trailer"):
        messages.read_trailer(canonical.decode(spelled(vector)))
