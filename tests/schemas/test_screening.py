"""What an update may say is judged on its bytes: own client, flat content, own marks; everything else is refused."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.failures import BadInput
from schemas.screening import MOST_BYTES, client_id, mark_key, screen
from tests.schemas.writers import Writer, piece, place, said, spell, text, whole

ME = Writer("post")
OTHER = Writer("street")
MINE = ME.client
KEY = mark_key("done", ME.author)


def refused(update: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        screen(update, ME.author, ME.nonce)
    return caught.value.code


def mark(content: bytes, key: str | None = KEY) -> bytes:
    return piece(content, 8, root="marks", key=key)


def test_the_client_is_fifty_two_bits_of_author_and_nonce() -> None:
    assert client_id(b"a" * 16, b"n" * 16) == int(sha256(b"a" * 16 + b"n" * 16).hexdigest()[:13], 16)
    assert client_id(b"a" * 16, b"n" * 16) != client_id(b"a" * 16, b"m" * 16)


def test_text_marks_and_deletions_are_read() -> None:
    update = spell(MINE, 3, [said("好😀"), mark(whole(1) + b"\x78")], [(OTHER.client, 0, 2)])
    found = screen(update, ME.author, ME.nonce)
    assert [(one.clock, one.length, one.root) for one in found.pieces] == [(3, 3, "body"), (6, 1, "marks")]
    assert [(one.client, one.clock, one.length) for one in found.deletions] == [(OTHER.client, 0, 2)]


@pytest.mark.parametrize(
    ("update", "code"),
    [
        (b"", "writing.bytes"),
        (b"\x00", "writing.bytes"),
        (b"\x00\x00\x00", "writing.bytes"),
        (b"\x80\x00\x00", "writing.bytes"),
        (b"\xff" * 20, "writing.bytes"),
        (b"\x01" * (MOST_BYTES + 1), "writing.size"),
        (spell(OTHER.client, 0, [said("x")]), "writing.client"),
        (whole(2) + spell(MINE, 0, [said("x")])[1:], "writing.client"),
        (bytes.fromhex("010164000af8ffffff0f00"), "writing.client"),
        (spell(MINE, (1 << 53) - 2, [said("xy")]), "writing.client"),
        (spell(MINE, 0, [bytes([0]) + whole(5)]), "writing.content"),
        (spell(MINE, 0, [bytes([10]) + whole(5)]), "writing.content"),
        (spell(MINE, 0, [piece(whole(1), 7, root="body")]), "writing.content"),
        (spell(MINE, 0, [piece(text("{}"), 5, root="body")]), "writing.content"),
        (spell(MINE, 0, [said("")]), "writing.content"),
        (spell(MINE, 0, [piece(text("x"), 4, root="other")]), "writing.place"),
        (spell(MINE, 0, [piece(text("x"), 4, root="body", key=KEY)]), "writing.place"),
        (spell(MINE, 0, [piece(text("x"), 4, root="marks", key=KEY)]), "writing.content"),
        (spell(MINE, 0, [piece(whole(1) + b"\x78", 8, root="body")]), "writing.content"),
        (spell(MINE, 0, [bytes([4]) + whole(0) + place(MINE, 0) + text("x")]), "writing.place"),
        (spell(MINE, 0, [said("x", origin=place(MINE, 0))]), "writing.place"),
        (spell(MINE, 5, [said("x", right=place(MINE, 7))]), "writing.place"),
        (spell(MINE, 0, [mark(whole(1) + b"\x78", mark_key("done", OTHER.author))]), "writing.place"),
        (spell(MINE, 0, [mark(whole(1) + b"\x78", "done")]), "writing.place"),
        (spell(MINE, 0, [mark(whole(1) + b"\x78", mark_key("", ME.author))]), "writing.place"),
        (spell(MINE, 0, [mark(whole(1) + b"\x7d\x05")]), "writing.content"),
        (spell(MINE, 0, [mark(whole(1) + b"\x7b" + bytes(8))]), "writing.content"),
        (spell(MINE, 0, [mark(whole(1) + b"\x75\x01" * 20_000 + b"\x78")]), "writing.content"),
        (spell(MINE, 0, [mark(whole(2) + b"\x78\x78")]), "writing.content"),
        (spell(MINE, 0, [], [(OTHER.client, 0, 1 << 31)]), "writing.bytes"),
        (spell(MINE, 0, [], [(OTHER.client, 0, 0)]), "writing.bytes"),
        (spell(MINE, 0, [piece(b"\x01\xff", 4, root="body")]), "writing.bytes"),
        (spell(MINE, 0, [piece(b"\x03\xed\xa0\x80", 4, root="body")]), "writing.bytes"),
    ],
)
def test_what_no_note_takes_is_refused(update: bytes, code: str) -> None:
    assert refused(update) == code


@settings(derandomize=True, max_examples=400, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = screen(data, ME.author, ME.nonce)
    except BadInput as refusal:
        assert refusal.code.startswith("writing.")
    else:
        assert found.client == MINE


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.integers(0, 60), st.integers(0, 255))
def test_any_changed_byte_is_read_or_refused(at: int, value: int) -> None:
    good = spell(MINE, 0, [said("好x"), mark(whole(1) + b"\x77" + text("done"))], [(MINE, 0, 1)])
    data = bytearray(good)
    data[at % len(data)] = value
    try:
        assert screen(bytes(data), ME.author, ME.nonce).client == MINE
    except BadInput as refusal:
        assert refusal.code.startswith("writing.")
