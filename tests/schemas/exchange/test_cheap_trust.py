"""Runs taken in by their last signature end as if every signature had been checked first, whatever was damaged."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import signatures
from schemas.apply import digest_of
from schemas.entry.admit import EMPTY, Head
from schemas.entry.envelope import Draft, Entry, read, seal_entry
from schemas.exchange.receive import receive
from schemas.keep import Feeds
from tests.schemas.exchange.nodes import ISSUER, Node, no_feeds

LENGTH = 12
HURTS = ("no", "signature", "payload", "dropped", "twice")


def unsigned(entry: Entry) -> Entry:
    """The same words under a signature that does not hold."""
    return read(entry.data[:-1] + bytes([entry.data[-1] ^ 1]))


def a_feed(unsound: set[int]) -> tuple[Node, list[Entry]]:
    """A feed whose device left the signatures at some places broken, and chained on behind them."""
    node = Node("device")
    run = [node.feeds.read(node.id, 0, 1)[0]]
    for seq in range(2, LENGTH + 1):
        draft = Draft(author=node.id, seq=seq, prev=run[-1].id, hlc=seq << 20, kind="note/1", body={"facts": []})
        entry = seal_entry(draft, node.signer)
        run.append(unsigned(entry) if seq in unsound else entry)
    return node, run


def damaged(run: list[Entry], hurts: list[str]) -> list[bytes]:
    """What arrives of a run: bytes changed on the way, left out, or sent twice."""
    arrived: list[bytes] = []
    for entry, hurt in zip(run, hurts, strict=False):
        data = entry.data
        if hurt == "signature":
            data = data[:-2] + bytes([data[-2] ^ 1]) + data[-1:]
        elif hurt == "payload":
            data = data[:60] + bytes([data[60] ^ 1]) + data[61:]
        arrived += [] if hurt == "dropped" else [data] * (2 if hurt == "twice" else 1)
    return arrived + [entry.data for entry in run[len(hurts) :]]


def by_every_signature(arrived: list[bytes], key: bytes) -> tuple[Head, set[int]]:
    """The law said plainly: each signature is looked at; an entry stands when it is linked and a true signature is at or behind it."""
    linked: list[tuple[Entry, bool]] = []
    head = EMPTY
    for data in arrived:
        entry = read(data)
        if (entry.seq, entry.prev) == (head.seq + 1, head.id):
            linked.append((entry, entry.signed_by(key)))
            head = Head(entry.seq, entry.id)
    while linked and not linked[-1][1]:
        linked.pop()
    last = Head(linked[-1][0].seq, linked[-1][0].id) if linked else EMPTY
    return last, {entry.seq for entry, true in linked if not true}


def by_the_last(arrived: list[bytes]) -> Feeds:
    """Cheap trust, then the check behind it."""
    feeds = no_feeds()
    receive(arrived, feeds, ISSUER.public)
    while signatures.check(feeds, 5):
        pass
    return feeds


@settings(max_examples=25)
@given(st.sets(st.integers(2, LENGTH)), st.integers(0, LENGTH))
def test_both_paths_admit_and_set_aside_the_same(unsound: set[int], cut: int) -> None:
    node, run = a_feed(unsound)
    arrived = [entry.data for entry in run[: max(1, cut)]]
    head, aside = by_every_signature(arrived, node.signer.public)
    feeds = by_the_last(arrived)
    assert feeds.heads().get(node.id, EMPTY) == head
    assert set(feeds.soundness.unsound(node.id)) == aside


@settings(max_examples=25)
@given(st.sets(st.integers(2, LENGTH)), st.lists(st.sampled_from(HURTS), max_size=LENGTH))
def test_a_damaged_run_sent_again_ends_like_a_whole_one(unsound: set[int], hurts: list[str]) -> None:
    """Whatever was changed on the way, once the true bytes have come the rows are those of a whole run."""
    _, run = a_feed(unsound - {LENGTH})
    feeds, whole = no_feeds(), by_the_last([entry.data for entry in run])
    receive(damaged(run, hurts), feeds, ISSUER.public)
    while signatures.check(feeds, 3):
        pass
    receive([entry.data for entry in run], feeds, ISSUER.public)
    while signatures.check(feeds, 3):
        pass
    assert feeds.heads() == whole.heads()
    assert [rows(feeds, author) for author in sorted(feeds.heads())] == [
        rows(whole, author) for author in sorted(whole.heads())
    ]


def rows(feeds: Feeds, author: bytes) -> tuple[bytes, dict[int, str]]:
    cursor: Any = feeds._cursor
    return digest_of(cursor, author), feeds.soundness.unsound(author)
