"""One value, one byte string; every other spelling is refused, quickly and without a crash."""

from __future__ import annotations

import hashlib
import tracemalloc
from io import BytesIO
from itertools import pairwise
from typing import Any

import cbor2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schemas import canonical
from schemas.failures import BadInput
from schemas.words import explain
from tests.conformance.second import cbor

whole = st.integers(-(2**64), 2**64 - 1)
scalars = st.one_of(whole, st.binary(max_size=40), st.text(max_size=40), st.booleans(), st.none())


def maps(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    keys = (st.integers(0, 2**64 - 1), st.integers(-(2**64), -1), st.text(max_size=12), st.binary(max_size=12))
    return st.one_of([st.dictionaries(key, parts, max_size=5) for key in keys])


values = st.recursive(scalars, lambda parts: st.one_of(st.lists(parts, max_size=5), maps(parts)), max_leaves=25)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good spelling with a byte changed, put in, or taken out."""
    data = canonical.encode(draw(values))
    at = draw(st.integers(0, len(data) - 1))
    put = draw(st.binary(max_size=3))
    return data[:at] + put + data[at + draw(st.integers(0, 2)) :]


def refusal(data: bytes) -> BadInput | None:
    try:
        canonical.decode(data)
    except BadInput as refused:
        return refused
    return None


# ---------------------------------------------------------------- one spelling


@given(values)
def test_what_is_written_is_read_back_and_written_the_same(value: Any) -> None:
    data = canonical.encode(value)
    assert canonical.decode(data) == value
    assert canonical.encode(canonical.decode(data)) == data


@given(values)
def test_the_order_in_which_a_map_was_filled_leaves_no_trace(value: Any) -> None:
    assert canonical.encode(reversed_maps(value)) == canonical.encode(value)


def reversed_maps(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: reversed_maps(value[key]) for key in reversed(value)}
    return [reversed_maps(part) for part in value] if isinstance(value, list) else value


@given(values, values)
def test_two_values_never_share_a_spelling(one: Any, other: Any) -> None:
    same = canonical.encode(one) == canonical.encode(other)
    assert same == (typed(one) == typed(other))


def typed(value: Any) -> Any:
    """A value with its types beside it, since True equals 1 in Python."""
    if isinstance(value, dict):
        return {(type(key), key): typed(part) for key, part in value.items()}
    return [typed(part) for part in value] if isinstance(value, list) else (type(value), value)


# ---------------------------------------------------------------- two checks of it, and a third reader


def plainly_ordered(data: bytes) -> bool:
    """The other check of one spelling: re-encode plainly, and walk the order of the keys."""
    try:
        value = cbor2.CBORDecoder(BytesIO(data), allow_indefinite=False, allow_duplicate_keys=False).decode()
        return cbor2.dumps(value) == data and walks(value, 0)
    except (cbor2.CBORDecodeError, cbor2.CBOREncodeError, ValueError, OverflowError, RecursionError, TypeError):
        return False


def walks(value: Any, depth: int) -> bool:
    if depth > canonical.DEEPEST:
        return False
    if type(value) is list:
        return all(walks(part, depth + 1) for part in value)
    if type(value) is dict:
        keys = [cbor2.dumps(key) for key in value]
        kinds = {key[0] >> 5 for key in keys}
        in_order = all(one < other for one, other in pairwise(keys))
        return (
            in_order and len(kinds) <= 1 and kinds <= {0, 1, 2, 3} and all(walks(p, depth + 1) for p in value.values())
        )
    return type(value) in (bytes, str, bool, type(None)) or (type(value) is int and -(2**64) <= value < 2**64)


def taken_by_the_second_reader(data: bytes) -> bool:
    try:
        cbor.one(data)
    except cbor.Refused:
        return False
    return True


@settings(max_examples=400)
@given(st.one_of(values.map(canonical.encode), damaged(), st.binary(max_size=24)))
@example(bytes.fromhex("a2016161613061"))
@example(bytes.fromhex("c24101"))
@example(bytes.fromhex("f7"))
@example(b"\x81" * 16 + b"\x80")
@example(b"\x81" * 17 + b"\x80")
def test_three_readers_take_the_same_bytes(data: bytes) -> None:
    taken = refusal(data) is None
    assert plainly_ordered(data) is taken
    assert taken_by_the_second_reader(data) is taken


@given(values)
def test_a_second_reader_reads_the_same_value(value: Any) -> None:
    assert typed(cbor.one(canonical.encode(value))) == typed(value)


# ---------------------------------------------------------------- hostile bytes

TAGS = [0, 1, 2, 3, 4, 5, 24, 25, 28, 29, 30, 35, 36, 37, 100, 256, 258, 260, 261, 1004, 43000, 55799]


@settings(max_examples=400)
@given(st.sampled_from(TAGS), st.one_of(damaged(), values.map(canonical.encode)))
def test_no_tag_makes_the_reader_do_anything(tag: int, data: bytes) -> None:
    head = (
        bytes([0xC0 | tag]) if tag < 24 else b"\xd8" + bytes([tag]) if tag < 256 else b"\xd9" + tag.to_bytes(2, "big")
    )
    assert refusal(head + data) is not None
    assert refusal(b"\x82\x00" + head + data) is not None


@pytest.mark.parametrize(
    "data",
    [
        b"\x5a\x7f\xff\xff\xff",
        b"\x5b\x7f" + b"\xff" * 7,
        b"\x9b\x7f" + b"\xff" * 7,
        b"\xbb\xff" + b"\xff" * 7,
        b"\x7a\xff\xff\xff\xff" + b"a" * 1000,
        b"\x81" * 100_000 + b"\x00",
        b"\xa1\x00" * 100_000 + b"\x00",
        b"\xc1" * 100_000 + b"\x00",
        b"\xd8\x1c" * 10_000 + b"\x80",
        b"\x9a\x00\xff\xff\xff" + b"\x00" * 100,
        b"\x9f" * 10_000,
        b"\xc2\x5a\x00\x10\x00\x00" + b"\xff" * (1 << 20),
        b"\xd8\x1c\x81\xd8\x1d\x00",
    ],
    ids=lambda data: data[:6].hex(),
)
def test_bytes_that_promise_too_much_cost_little(data: bytes) -> None:
    tracemalloc.start()
    refused = refusal(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused is not None
    assert peak < 16 << 20


@given(st.lists(values, max_size=4))
def test_a_sequence_gives_each_value_with_its_own_bytes(said: list[Any]) -> None:
    spelled = [canonical.encode(value) for value in said]
    read = list(canonical.sequence(b"".join(spelled)))
    assert [data for _, data in read] == spelled
    assert [typed(value) for value, _ in read] == [typed(value) for value in said]


@given(st.one_of(damaged(), st.binary(max_size=40)))
def test_a_damaged_sequence_is_read_to_its_end_or_refused(data: bytes) -> None:
    parts = sequence_or_none(data)
    assert parts is None or b"".join(parts) == data


def sequence_or_none(data: bytes) -> list[bytes] | None:
    try:
        return [part for _, part in canonical.sequence(data)]
    except BadInput:
        return None


def test_a_refusal_carries_the_code_that_was_asked_for() -> None:
    with pytest.raises(BadInput, match=r"entry\.payload"):
        canonical.decode(b"\xff", "entry.payload")


def test_the_words_of_a_refusal_can_be_said() -> None:
    refused = refusal(b"\x00\x00")
    assert refused is not None
    assert explain(refused)


def test_a_digest_is_sha_256() -> None:
    assert canonical.digest(b"abc") == hashlib.sha256(b"abc").digest()
