"""The slip's QR: what it proves, and that nothing else passes for it."""

from __future__ import annotations

from datetime import date

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import canonical
from schemas.entry import base45, certificate, claim, seal
from schemas.failures import BadInput, Breach, Failure, Refusal

ISSUER = seal.Signer(bytes([1]) * 32)
DEVICE = seal.Signer(bytes([2]) * 32)
OTHER = seal.Signer(bytes([3]) * 32)
DAY = date(2026, 9, 18)
DAYS = 20714  # 2026-09-18 in days since 1970
CERTIFICATE = certificate.issue(certificate.Certificate(DEVICE.public, "420106-P0103", DAYS - 30, DAYS + 700), ISSUER)


def a_claim(**changes: object) -> claim.InvoiceClaim:
    said: dict[str, object] = {
        "code": "042002600104",
        "number": "00421873",
        "on": DAY,
        "net_fen": 382178,
        "vat_fen": 3822,
        "total_fen": 386000,
        "buyer": claim.buyer_hash("K7Q2M9XA", "湖北江汉工程咨询有限公司"),
    }
    return claim.InvoiceClaim(**(said | changes))  # type: ignore[arg-type] -- the test names its fields


def a_closing() -> claim.ClosingClaim:
    takings = {"cash": 12_345, "wechat": 67_890, "alipay": 100, "pos": 5}
    return claim.ClosingClaim(feed=DEVICE.id, seq=36_000, head=bytes(32), count=61, on=DAY, takings=takings)


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"ietf!", "QED8WEX0"), (b"", "")],
)
def test_base45_holds_to_the_vectors_of_the_rfc(data: bytes, text: str) -> None:
    assert base45.encode(data) == text
    assert base45.decode(text) == data


@given(st.binary(max_size=64))
@settings(max_examples=60)
def test_base45_comes_back_whole(data: bytes) -> None:
    assert base45.decode(base45.encode(data)) == data


@pytest.mark.parametrize("text", ["a", "A", "GGW", "::", ":::", "AB8é", "ABCD"])
def test_base45_refuses_what_no_bytes_spell(text: str) -> None:
    with pytest.raises(BadInput):
        base45.decode(text)


@pytest.mark.parametrize("said", [a_claim(), a_claim(code="", number="26422000000000012345"), a_closing()])
def test_what_was_signed_is_what_is_verified(said: claim.Claim) -> None:
    verified = claim.verify(claim.make(said, DEVICE, CERTIFICATE), ISSUER.public)
    assert verified.claim == said
    assert verified.certificate.site == "420106-P0103"


def test_the_largest_claim_stays_within_330_bytes_and_version_17() -> None:
    largest = a_claim(net_fen=10**13, vat_fen=10**13, total_fen=10**13)
    text = claim.make(largest, DEVICE, CERTIFICATE)
    assert len(base45.decode(text[4:])) <= claim.MOST_BYTES
    assert int(segno.make_qr(text, error="q", boost_error=False).version) <= 17


def test_no_text_ends_in_a_blank_that_could_be_lost() -> None:
    assert all(not base45.encode(bytes([high, 255])).endswith(" ") for high in range(256))
    assert all(not base45.encode(bytes([single])).endswith(" ") for single in range(256))


def test_a_claim_that_outgrows_the_code_is_refused() -> None:
    with pytest.raises(Refusal, match=r"claim\.too_long"):
        claim.make(a_claim(number="9" * 100), DEVICE, CERTIFICATE)


def test_any_changed_byte_is_refused() -> None:
    text = claim.make(a_claim(), DEVICE, CERTIFICATE)
    data = base45.decode(text[4:])
    for place in range(len(data)):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        with pytest.raises(Failure):
            claim.verify(claim.INVOICE + base45.encode(changed), ISSUER.public)


def test_another_bureau_s_slip_is_not_ours() -> None:
    with pytest.raises(Refusal, match=r"claim\.not_ours"):
        claim.verify(claim.make(a_claim(), DEVICE, CERTIFICATE), OTHER.public)


def test_a_claim_under_a_borrowed_certificate_is_altered() -> None:
    with pytest.raises(Breach, match=r"claim\.altered"):
        claim.verify(claim.make(a_claim(), OTHER, CERTIFICATE), ISSUER.public)


def test_a_day_without_a_certificate_is_refused() -> None:
    with pytest.raises(Refusal, match="outside_certificate"):
        claim.verify(claim.make(a_claim(on=date(2020, 1, 1)), DEVICE, CERTIFICATE), ISSUER.public)


def test_an_invoice_s_claim_does_not_pass_for_a_closing() -> None:
    text = claim.make(a_claim(), DEVICE, CERTIFICATE)
    with pytest.raises(BadInput, match=r"claim\.shape"):
        claim.verify(claim.CLOSING + text[4:], ISSUER.public)


def _signed(payload: object) -> str:
    data = seal.sign1(canonical.encode(payload), DEVICE, DEVICE.id)
    return claim.INVOICE + base45.encode(data + CERTIFICATE)


@pytest.mark.parametrize(
    "payload",
    [
        [],
        {},
        a_claim().payload() | {8: 1},
        a_claim().payload() | {3: 20260931},
        a_claim().payload() | {3: 0},
        a_claim().payload() | {4: "1"},
        a_claim().payload() | {7: bytes(15)},
    ],
)
def test_a_signed_payload_of_another_shape_is_refused(payload: object) -> None:
    with pytest.raises(BadInput, match=r"claim\.shape"):
        claim.verify(_signed(payload), ISSUER.public)


@pytest.mark.parametrize("text", ["", "YS1:", "YS3:BB8", "YS1:abc", "YS1:BB8", "https://example.invalid"])
def test_text_that_is_no_claim_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match=r"claim\.shape"):
        claim.verify(text, ISSUER.public)
