"""Notes written together: the same entries give the same note; the nine traps of the library are shut; hostile bytes do nothing."""

from __future__ import annotations

import subprocess
import sys
from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, Map, Text, merge_updates

from schemas.books import NoteRow, QuarantineRow
from schemas.facts import NoteUpdated
from schemas.failures import BadInput
from schemas.screening import mark_key, screen
from schemas.writing import Note, Pen, Update, read_note
from tests.schemas.books.folding import Feed, Shelf
from tests.schemas.writers import Writer, all_of, piece, place, spell, text, whole

SEGFAULT = -11


def same(one: Note, other: Note) -> bool:
    return (one.text, one.marks, {u.entry for u in one.used}, one.waiting, one.refused) == (
        other.text,
        other.marks,
        {u.entry for u in other.used},
        other.waiting,
        other.refused,
    )


def a_pair() -> tuple[Writer, Writer]:
    """Two who have both seen a first line."""
    post, street = Writer("post"), Writer("street")
    post.write("印章在左边抽屉。")
    street.hear(post)
    return post, street


def reason(note: Note, update: Update) -> str:
    return note.refused.get(update.entry, "waits" if update.entry in note.waiting else "")


# ------------------------------------------------------------- writing


def test_two_who_write_apart_and_meet_read_the_same() -> None:
    post, street = a_pair()
    post.write("印章在左边抽屉。纸在柜里。")
    street.write("【交接】印章在左边抽屉。")
    post.hear(street)
    street.hear(post)
    assert post.pen().text == street.pen().text == "【交接】印章在左边抽屉。纸在柜里。"


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 2), st.text("a好😀\n喆", max_size=6), st.booleans()), max_size=10),
    st.randoms(use_true_random=False),
)
def test_any_order_of_the_same_entries_gives_the_same_note(acts: list[tuple[int, str, bool]], chance: Random) -> None:
    writers = [Writer(name) for name in ("one", "two", "three")]
    for number, (who, words, meets) in enumerate(acts):
        writer = writers[who]
        at = chance.randrange(len(writer.pen().text) + 1)
        before = writer.pen().text
        writer.write(before[:at] + words + before[at + chance.randrange(3) :])
        writer.mark(f"item{number % 2}", [True, "好", b"\0"][number % 3])
        if meets:
            writer.hear(writers[chance.randrange(3)])
    updates = all_of(*writers)
    plain = read_note(updates)
    chance.shuffle(updates)
    assert same(plain, read_note(updates))
    assert len(plain.used) == len(updates) and not plain.refused


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.text("ab好😀👨‍👩‍👧\n", max_size=8), min_size=1, max_size=6))
def test_what_one_person_writes_reads_as_it_was_written(versions: list[str]) -> None:
    writer = Writer("post")
    for version in versions:
        writer.write(version)
        assert writer.pen().text == version == read_note(writer.held).text
    assert writer.pen().write(versions[-1]) is None


def test_an_update_of_an_entry_is_folded_or_set_aside() -> None:
    feed = Feed("post")
    writer = Writer("post")
    writer.write("x")
    good = writer.held[0]
    feed.write(NoteUpdated(record="notice/1", nonce=good.nonce, update=good.data))
    feed.write(NoteUpdated(record="notice/1", nonce=b"another", update=good.data))
    shelf = Shelf().fold(feed.entries)
    assert [(row.record, row.data) for row in shelf.rows(NoteRow)] == [("notice/1", good.data)]
    assert [(row.seq, row.reason) for row in shelf.rows(QuarantineRow)] == [(2, "writing.client")]


# ------------------------------------------------------------- the nine traps

UNLIKE = [
    bytes.fromhex(spelled)
    for spelled in (
        "010164002801016d036b3135017702763000",
        "01016401a8640001770276310164010001",
        "010164022801016d036b3136017702763200",
    )
]


def child(code: str, given: str) -> int:
    """How a process ends that does this with what it is given."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, input=given, text=True, capture_output=True, check=False, timeout=60).returncode


def raw(updates: list[bytes]) -> Doc:
    doc: Doc = Doc()
    doc.get("m", type=Map)
    for update in updates:
        doc.apply_update(update)
    return doc


def test_trap_1_arrival_out_of_order_does_not_converge_but_a_merge_does() -> None:
    in_order = raw(UNLIKE).get("m", type=Map).to_py()
    assert raw([UNLIKE[at] for at in (1, 2, 0)]).get("m", type=Map).to_py() != in_order, "the library has changed"
    for order in permutations(UNLIKE):
        assert raw([merge_updates(*order)]).get("m", type=Map).to_py() == in_order
    writer = Writer("post")
    for words in ("a", "ab", "b"):
        writer.write(words)
    assert all(read_note(order).text == "b" for order in permutations(writer.held))


def test_trap_2_what_waits_is_told_and_no_deletion_runs_ahead() -> None:
    post, street = a_pair()
    street.write("")
    first, gone = post.held[0], street.held[-1]
    early = read_note([gone])
    assert (early.text, early.waiting, early.used) == ("", (gone.entry,), ())
    assert read_note([gone, first]).text == ""
    post.write("印章在左边抽屉。还在。")
    assert read_note(all_of(post, street)).text == "还在。"


def test_trap_3_one_client_id_twice_diverges_silently_so_the_second_is_refused() -> None:
    post, _ = a_pair()
    clone = Writer("post", held=list(post.held), seq=post.seq)
    post.write("一" + post.pen().text)
    clone.write("二" + clone.pen().text)
    one, other = (Pen(writer.held, writer.author, writer.nonce) for writer in (post, clone))
    assert one.text != other.text and one._doc.get_state() == other._doc.get_state(), "the library cannot tell"
    note = read_note(all_of(post, clone))
    assert sorted(note.refused.values()) == ["writing.clock"]
    fresh = Writer("post", nonce=b"m" * 16, held=list(post.held), seq=9)
    fresh.write("三" + fresh.pen().text)
    assert not read_note(all_of(post, fresh)).refused


@pytest.mark.parametrize("value", [5, 5.5, None, 1 << 60, [], {}, ["x"], {"x": "y"}])
def test_trap_4_a_number_or_a_nested_value_is_no_mark(value: object) -> None:
    writer = Writer("post")
    doc: Doc = Doc(client_id=writer.client)
    marks = doc.get("marks", type=Map)
    marks[mark_key("done", writer.author)] = value
    with pytest.raises(BadInput) as caught:
        screen(doc.get_update(), writer.author, writer.nonce)
    assert caught.value.code == "writing.content"


def test_trap_4_text_bytes_and_truths_come_back_as_they_were() -> None:
    writer = Writer("post")
    for name, value in (("a", "好"), ("b", b"\0\xff"), ("c", True), ("d", False)):
        writer.mark(name, value)
    found = [read_note(writer.held).marks[mark_key(name, writer.author)] for name in "abcd"]
    assert found == ["好", b"\0\xff", True, False] and type(found[1]) is bytes


NESTED = whole(1) + b"\x75\x01" * 40_000 + b"\x78"


def test_trap_5_a_nested_value_kills_a_process_and_is_refused_before_it_is_decoded() -> None:
    writer = Writer("post")
    update = spell(writer.client, 0, [piece(NESTED, 8, root="marks", key=mark_key("x", writer.author))])
    decodes = "import sys; from pycrdt import Doc; Doc().apply_update(bytes.fromhex(sys.stdin.read()))"
    assert child(decodes, update.hex()) == SEGFAULT
    assert reason(read_note([bad := writer.sign(update)]), bad) == "writing.size"
    half = spell(writer.client, 0, [piece(NESTED[:60_000], 8, root="marks", key=mark_key("x", writer.author))])
    assert reason(read_note([bad := writer.sign(half)]), bad) == "writing.content"


def test_trap_6_a_block_that_claims_anothers_clocks_is_refused() -> None:
    post, street = a_pair()
    poison = street.sign(b"\x01\x01" + whole(post.client) + whole(8) + b"\x00" + whole((1 << 31) - 9) + b"\x00")
    post.write("印章在左边抽屉。之后写的。")
    note = read_note(all_of(post, street))
    assert reason(note, poison) == "writing.client"
    assert note.text == "印章在左边抽屉。之后写的。"


def test_trap_7_a_transaction_does_not_roll_back_so_a_note_is_made_anew() -> None:
    post, _ = a_pair()
    pen = post.pen()

    def fails() -> None:
        with pen._doc.transaction():
            pen._text.insert(0, "x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert pen.text.startswith("x"), "the library has changed"
    assert read_note(post.held).text == post.pen().text == "印章在左边抽屉。"


def test_trap_8_two_who_mark_the_same_field_both_stand() -> None:
    post, street = a_pair()
    post.mark("done", True)
    street.mark("done", False)
    marks = read_note(all_of(post, street)).marks
    assert marks == {mark_key("done", post.author): True, mark_key("done", street.author): False}
    stranger = Writer("street", nonce=b"o" * 16)
    theirs = spell(stranger.client, 0, [piece(whole(1) + b"\x79", 8, root="marks", key=mark_key("done", post.author))])
    assert reason(read_note([*post.held, bad := stranger.sign(theirs)]), bad) == "writing.place"
    chosen = next(update for update in post.held if b"marks" in update.data)
    at = screen(chosen.data, post.author, post.nonce).clock
    inherited = spell(stranger.client, 0, [piece(whole(1) + b"\x79", 8, origin=place(post.client, at))])
    assert reason(read_note([*post.held, bad := stranger.sign(inherited)]), bad) == "writing.place"


def test_trap_9_the_projection_is_compared_never_an_encoding() -> None:
    post, street = a_pair()
    post.mark("a", "1")
    street.mark("b", "2")
    updates = all_of(post, street)
    doc: Doc = Doc()
    doc.apply_update(merge_updates(*(update.data for update in updates)))
    assert not isinstance(doc.get("marks", type=Text), Map)
    assert read_note(updates).marks == read_note(reversed(updates)).marks
    assert list(read_note(updates).marks) == sorted(read_note(updates).marks)


# ------------------------------------------------------------- hostile


PLACES = st.tuples(st.integers(0, 2), st.integers(0, 6))
CONTENTS = st.sampled_from(
    [
        (4, text("h")),
        (4, text("好😀")),
        (8, whole(1) + b"\x78"),
        (8, whole(1) + b"\x77" + text("z")),
        (1, whole(2)),
    ]
)
PIECES = st.tuples(CONTENTS, st.none() | PLACES, st.none() | PLACES, st.booleans())
RANGES = st.tuples(st.integers(0, 2), st.integers(0, 5), st.integers(1, 4))


@settings(derandomize=True, max_examples=250, deadline=None)
@given(
    st.lists(st.tuples(st.lists(PIECES, max_size=4), st.lists(RANGES, max_size=2)), min_size=1, max_size=3),
    st.randoms(use_true_random=False),
)
def test_hostile_updates_are_refused_or_harmless(
    attack: list[
        tuple[
            list[tuple[tuple[int, bytes], tuple[int, int] | None, tuple[int, int] | None, bool]],
            list[tuple[int, int, int]],
        ]
    ],
    chance: Random,
) -> None:
    """Well signed, well spelled, and meant ill: the good are all used, and everybody reads the same."""
    post, street = a_pair()
    street.mark("done", True)
    street.write("好" + street.pen().text)
    bad = Writer("bad")
    clients, clock = (post.client, street.client, bad.client), 0
    for pieces, ranges in attack:
        spelled = [
            piece(
                content,
                kind,
                origin=place(clients[origin[0]], origin[1]) if origin else b"",
                right=place(clients[right[0]], right[1]) if right else b"",
                root="marks" if marks else "body",
                key=mark_key("done", bad.author) if marks else None,
            )
            for (kind, content), origin, right, marks in pieces
        ]
        update = spell(bad.client, clock, spelled, [(clients[who], at, length) for who, at, length in ranges])
        bad.sign(update)
        clock += sum(2 if kind == 1 else 3 if len(content) > 5 else 1 for (kind, content), *_ in pieces)
    updates = all_of(post, street, bad)
    note = read_note(updates)
    chance.shuffle(updates)
    assert same(note, read_note(updates))
    assert {update.entry for update in all_of(post, street)} <= {update.entry for update in note.used}
    assert note.marks[mark_key("done", street.author)] is True, "nobody touches another's mark"


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.binary(max_size=80), st.integers(0, 3), st.integers(0, 255), st.integers(0, 200))
def test_spoilt_bytes_are_refused_or_harmless(tail: bytes, cut: int, value: int, at: int) -> None:
    post, street = a_pair()
    data = bytearray(street.pen().write("x" + street.pen().text) or b"")
    data[at % len(data)] = value
    spoilt = street.sign(bytes(data[: len(data) - cut]) + tail[: cut and 40])
    note = read_note([*post.held, spoilt])
    assert note.used and reason(note, spoilt) in ("", "waits", *note.refused.values())


def test_an_update_that_breaks_the_document_is_refused_and_the_note_stays() -> None:
    """Found by chance and kept: half of a character deleted beside a piece that was never there."""
    good, bad = Writer("a"), Writer("h")
    for data in (
        "010193d0ebd4fb89840500040104626f647905f09f98807900",
        "010193d0ebd4fb89840503c493d0ebd4fb8984050193d0ebd4fb8984050204f09f988000",
        "010193d0ebd4fb89840505c493d0ebd4fb8984050493d0ebd4fb8984050205f09f98807900",
    ):
        good.sign(bytes.fromhex(data))
    before = read_note(good.held)
    assert len(before.used) == 3
    broken = bad.sign(bytes.fromhex("0101cad5facf8cfa910100a193d0ebd4fb89840502030193d0ebd4fb898405010301"))
    note = read_note([*good.held, broken])
    assert (note.text, reason(note, broken)) == (before.text, "writing.breaks")
