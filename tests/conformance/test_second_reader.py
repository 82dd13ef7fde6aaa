"""The second reader: first held against published vectors, then set on ours. It shares no code with the product."""

from __future__ import annotations

import ast
import base64
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.second import cbor, curve, envelope, feeds, hpke, travel
from tests.conformance.second.cbor import Refused

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parents[1] / "schemas" / "vectors"
PAGES: dict[str, Any] = {path.name: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}
CANONICAL, ENTRIES, FEEDS, TRAVEL = (PAGES[name + ".json"] for name in ("canonical", "entries", "feeds", "travel"))
KEY = {key["name"]: bytes.fromhex(key["public"]) for key in PAGES["keys.json"]["ed25519"]}


def each(vectors: list[dict[str, Any]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("vector", vectors, ids=[vector["name"] for vector in vectors])


def spelled(vector: dict[str, Any]) -> bytes:
    return bytes.fromhex(vector["hex"])


# ---------------------------------------------------------------- is it a second one, and is it right


def test_the_second_reader_shares_no_code_with_the_product() -> None:
    """It imports itself and the standard library, nothing else."""
    for path in (HERE / "second").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                assert name.startswith("tests.conformance.second") or name.split(".")[0] in sys.stdlib_module_names


RFC_8032 = (
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
)  # fmt: skip


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_the_published_signatures_of_rfc_8032_hold(key: str, message: str, signature: str) -> None:
    public, said, signed = (bytes.fromhex(part) for part in (key, message, signature))
    assert curve.ed25519(public, signed, said)
    assert not curve.ed25519(public, signed, said + b"\x00")
    assert not curve.ed25519(public, signed[:-1] + bytes([signed[-1] ^ 1]), said)


def test_the_published_ladder_of_rfc_7748_agrees() -> None:
    scalar = bytes.fromhex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4")
    point = bytes.fromhex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")
    out = "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"
    assert hpke.x25519(scalar, point).hex() == out


def test_the_published_gcm_vector_with_a_key_of_256_bits_agrees() -> None:
    sealed = bytes.fromhex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919")
    assert hpke.open_gcm(bytes(32), bytes(12), sealed) == bytes(16)


@pytest.mark.parametrize(("text", "said"), [("%69 VD92EX0", b"Hello!!"), ("BB8", b"AB"), ("QED8WEX0", b"ietf!")])
def test_the_published_base45_of_rfc_9285_agrees(text: str, said: bytes) -> None:
    assert travel.base45(text) == said


# ---------------------------------------------------------------- our vectors


@each(CANONICAL["good"])
def test_a_good_spelling_is_read(vector: dict[str, Any]) -> None:
    cbor.one(spelled(vector))


@each(CANONICAL["bad"])
def test_a_bad_spelling_is_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        cbor.one(spelled(vector))


@each(ENTRIES["good"])
def test_a_good_entry_holds(vector: dict[str, Any]) -> None:
    entry = envelope.entry(spelled(vector))
    assert (entry.id.hex(), entry.said["seq"], entry.said["kind"]) == (vector["id"], vector["seq"], vector["kind"])
    assert entry.by_device(KEY["device"])
    if "clerk_message" in vector:
        assert entry.clerk_message.hex() == vector["clerk_message"]
        assert entry.by_clerk(KEY["clerk"])


@each(ENTRIES["bad"])
def test_a_bad_entry_is_refused_by_the_law_that_it_breaks(vector: dict[str, Any]) -> None:
    assert refused_by(spelled(vector)) == vector["refused_by"]


def refused_by(data: bytes) -> str:
    try:
        entry = envelope.entry(data)
    except Refused:
        return "shape"
    if not entry.by_device(KEY["device"]):
        return "device signature"
    return "nobody" if entry.by_clerk(KEY["clerk"]) else "clerk signature"


@each(FEEDS["good"])
def test_a_good_feed_holds_to_its_head(vector: dict[str, Any]) -> None:
    checked = feeds.feed([bytes.fromhex(data) for data in vector["feed"]], KEY["issuer"])
    assert checked.head.hex() == vector["head"]
    assert checked.certificate.site == "420106-P0103"


@each(FEEDS["bad"])
def test_a_bad_feed_is_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        feeds.feed([bytes.fromhex(data) for data in vector["feed"]], KEY["issuer"])


@each(FEEDS["certificates"]["good"])
def test_a_good_certificate_names_its_site(vector: dict[str, Any]) -> None:
    assert envelope.certificate(spelled(vector), KEY["issuer"]).site == "420106-P0103"


@each(FEEDS["certificates"]["bad"])
def test_a_bad_certificate_is_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        envelope.certificate(spelled(vector), KEY["issuer"])


OWNER = envelope.entry(bytes.fromhex(TRAVEL["blocks"]["entry"]))
READERS = {
    "blocks": lambda data: travel.block(data, OWNER),
    "hellos": lambda data: travel.hello(data, KEY["device"]),
    "frontiers": lambda data: travel.frontier(data, KEY["device"]),
    "trailers": travel.trailer,
    "exchanges": lambda data: travel.exchange(data, KEY["issuer"]),
}
TRAVELLING = [(page, vector) for page in READERS for vector in TRAVEL[page]["good"]]
STRAYING = [(page, vector) for page in READERS for vector in TRAVEL[page]["bad"]]


@pytest.mark.parametrize(("page", "vector"), TRAVELLING, ids=[f"{page}: {v['name']}" for page, v in TRAVELLING])
def test_what_travels_well_is_read(page: str, vector: dict[str, Any]) -> None:
    assert READERS[page](spelled(vector))


@pytest.mark.parametrize(("page", "vector"), STRAYING, ids=[f"{page}: {v['name']}" for page, v in STRAYING])
def test_what_travels_badly_is_refused(page: str, vector: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        READERS[page](spelled(vector))


@each(TRAVEL["claims"]["good"])
def test_a_good_claim_holds(vector: dict[str, Any]) -> None:
    assert travel.claim(vector["text"], KEY["issuer"])


@each(TRAVEL["claims"]["bad"])
def test_a_bad_claim_is_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        travel.claim(vector["text"], KEY["issuer"])


def test_a_sealed_block_is_opened_by_its_box_alone() -> None:
    vector = TRAVEL["sealed_block"]
    _, sealed = cbor.one(spelled(vector))
    info = vector["info"].encode()
    assert hpke.open_sealed(bytes.fromhex(vector["box_secret"]), info, sealed).hex() == vector["opening"]
    with pytest.raises(Refused):
        hpke.open_sealed(bytes.fromhex(vector["box_secret"]), b"YS-stick-1", sealed)


# ---------------------------------------------------------------- a third opinion


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed on this machine")
def test_openssl_agrees_on_every_signature_of_the_good_feed(tmp_path: Path) -> None:
    feed = [envelope.entry(bytes.fromhex(data)) for data in FEEDS["good"][0]["feed"]]
    signed = [(KEY["device"], new.envelope.signature, new.envelope.signed) for new in feed]
    signed += [(KEY["clerk"], new.said["csig"], new.clerk_message) for new in feed if "csig" in new.said]
    assert len(signed) > len(feed)
    assert all(openssl(tmp_path, *parts) for parts in signed)
    key, signature, message = signed[0]
    assert not openssl(tmp_path, key, signature, message + b"\x00")


def openssl(folder: Path, key: bytes, signature: bytes, message: bytes) -> bool:
    der = bytes.fromhex("302a300506032b6570032100") + key
    pem = f"-----BEGIN PUBLIC KEY-----\n{base64.b64encode(der).decode()}\n-----END PUBLIC KEY-----\n"
    for name, data in (("key.pem", pem.encode()), ("signature", signature), ("message", message)):
        (folder / name).write_bytes(data)
    verify = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem"]
    command = [*verify, "-rawin", "-in", "message", "-sigfile", "signature"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
