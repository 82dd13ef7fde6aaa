"""A parcel opens for its addressee alone, whole or not at all."""

from __future__ import annotations

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import canonical
from schemas.entry import seal
from schemas.exchange import parcel
from schemas.exchange.answer import answer, ask, take
from schemas.exchange.difference import STICK
from schemas.failures import BadInput
from tests.schemas.exchange.nodes import Node, a_centre, meet

BOX = b"b" * 32
PUBLIC = seal.box_public(BOX)


def code_of(data: bytes, box: bytes = BOX) -> str:
    with pytest.raises(BadInput) as caught:
        parcel.unpack(data, box)
    return caught.value.code


def test_a_parcel_is_hpke_over_zstd_and_nothing_more() -> None:
    """Any program with the box key opens it: no header of ours stands before it."""
    packed = seal.open_sealed(BOX, b"YS-stick-1", parcel.pack(b"exchange", PUBLIC))
    assert zstandard.ZstdDecompressor().decompress(packed) == b"exchange"


def test_a_parcel_for_another_does_not_open() -> None:
    assert code_of(parcel.pack(b"exchange", PUBLIC), b"c" * 32) == "parcel.not_opened"


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.data())
def test_a_parcel_that_was_cut_or_altered_does_not_open(data: st.DataObject) -> None:
    whole = parcel.pack(b"exchange", PUBLIC)
    at = data.draw(st.integers(0, len(whole) - 1))
    bit = data.draw(st.integers(0, 7))
    altered = bytearray(whole)
    altered[at] ^= 1 << bit
    assert code_of(whole[:at]) == "parcel.not_opened"
    assert code_of(bytes(altered)) == "parcel.not_opened"
    assert code_of(whole + b"\x00") == "parcel.not_opened"


def test_a_parcel_of_a_size_that_nobody_sends_is_not_read() -> None:
    assert code_of(bytes(parcel.MOST_BYTES + 1)) == "parcel.too_long"


def test_what_grows_without_end_is_stopped_at_the_bound() -> None:
    bomb = zstandard.ZstdCompressor().compress(bytes(parcel.MOST_PLAIN_BYTES + 1))
    assert len(bomb) < 10_000
    assert code_of(seal.seal_to(PUBLIC, parcel.INFO, bomb)) == "parcel.too_long"


@pytest.mark.parametrize("packed", [b"", b"no zstd", zstandard.ZstdCompressor().compress(b"")])
def test_sealed_rubbish_is_refused(packed: bytes) -> None:
    assert code_of(seal.seal_to(PUBLIC, parcel.INFO, packed)) == "parcel.content"


def test_a_box_key_that_is_none_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        parcel.pack(b"exchange", bytes(32))
    assert caught.value.code == "parcel.no_box"


def test_an_exchange_goes_to_the_centre_and_its_reply_comes_back_as_parcels() -> None:
    centre, here = a_centre(), Node("here")
    entry = here.write({"application": {"name": "陈喆"}})
    out = parcel.pack(ask(here.side(centre), centre.id, {}, STICK), seal.box_public(centre.box))
    theirs = centre.side(centre, frozenset({centre.id, here.id}))
    reply, source, _ = answer(parcel.unpack(out, centre.box), theirs, bounds=STICK, most_bytes=parcel.MOST_PLAIN_BYTES)
    back = parcel.pack(reply, centre.feeds.box_key(source) or b"")
    peer, outcome = take(parcel.unpack(back, here.box), here.side(centre))
    assert peer == centre.id and outcome.frontier.feeds is not None
    assert outcome.frontier.feeds[here.id] == here.head
    assert centre.opened(entry) == {"application": {"name": "陈喆"}}


def test_taken_in_twice_a_parcel_changes_nothing() -> None:
    centre, here = a_centre(), Node("here")
    here.write({"application": {"name": "陈喆"}})
    message = ask(here.side(centre), centre.id, {}, STICK)
    _, first = take(message, centre.side(centre))
    _, second = take(message, centre.side(centre))
    assert (first.received.kept, second.received.kept, second.received.refused) == (2, 0, [])


def test_a_parcel_of_another_citys_device_brings_nothing() -> None:
    centre, stranger = a_centre(), Node("stranger", issuer=Node("elsewhere").signer)
    message = ask(stranger.side(centre, frozenset({stranger.id})), centre.id, {}, STICK)
    with pytest.raises(BadInput) as caught:
        take(message, centre.side(centre))
    assert caught.value.code == "exchange.signature"
    assert stranger.id not in centre.feeds.heads()


def test_a_message_for_another_brings_nothing() -> None:
    centre, here, there = a_centre(), Node("here"), Node("there", "420111-S0061")
    meet(there, centre, centre)
    with pytest.raises(BadInput) as caught:
        take(ask(here.side(centre), centre.id, {}), there.neighbourly(centre))
    assert caught.value.code == "exchange.target"
    assert here.id not in there.feeds.heads()


def test_behind_a_hello_that_its_device_did_not_sign_nothing_is_taken_in() -> None:
    """The entries would stand by themselves; who speaks for them must still be known."""
    centre, here = a_centre(), Node("here")
    here.write()
    message = ask(here.side(centre), centre.id, {})
    hello = next(canonical.sequence(message))[1]
    forged = hello[:-1] + bytes([hello[-1] ^ 1]) + message[len(hello) :]
    with pytest.raises(BadInput) as caught:
        take(forged, centre.side(centre))
    assert caught.value.code == "exchange.signature"
    assert here.id not in centre.feeds.heads()


def test_a_stick_of_many_entries_stays_in_its_bounds_and_says_that_more_waits() -> None:
    centre, here = a_centre(), Node("here")
    for _ in range(12):
        here.write(note="x" * 400_000)
    line = ask(here.side(centre), centre.id, {})
    stick = ask(here.side(centre), centre.id, {}, STICK)
    assert len(line) < 6 << 20 < len(stick) + (2 << 20)
    _, first = take(line, centre.side(centre))
    assert first.more
    _, rest = take(stick, centre.side(centre))
    assert not rest.more
    assert centre.feeds.heads()[here.id] == here.head
