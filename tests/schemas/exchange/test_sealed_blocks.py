"""Personal blocks on their way: the centre alone reads them, others carry them sealed."""

from __future__ import annotations

import pytest

from schemas import canonical
from schemas.entry.personal import Block, Sealed, read_sealed
from schemas.exchange import stream
from schemas.exchange.answer import answer, ask
from schemas.failures import BadInput
from tests.schemas.exchange.nodes import Node, a_centre, meet

SAID = {"application": {"name": "陈喆"}}


def introduced() -> tuple[Node, Node, Node]:
    """A centre and two stations that know it."""
    centre, here, there = a_centre(), Node("here"), Node("there", "420111-S0061")
    for node in (here, there):
        meet(node, centre, centre)
    return centre, here, there


def test_the_centre_reads_a_block_in_clear() -> None:
    centre, here, _ = introduced()
    entry = here.write(SAID)
    meet(here, centre, centre)
    assert centre.opened(entry) == SAID


def test_a_neighbour_holds_the_entry_and_cannot_read_its_block() -> None:
    centre, here, there = introduced()
    entry = here.write(SAID)
    request = ask(here.neighbourly(centre), there.id, {})
    assert "陈喆".encode() not in request
    answer(request, there.neighbourly(centre))
    assert there.feeds.by_id(entry.id) == entry
    assert there.opened(entry) is None
    assert [block.entry for block in there.feeds.sealed_blocks([entry.id])] == [entry.id]


def test_a_neighbour_carries_entry_and_sealed_block_to_the_centre_which_opens_it() -> None:
    centre, here, there = introduced()
    entry = here.write(SAID)
    meet(here, there, centre)
    outcome = meet(there, centre, centre)
    assert centre.opened(entry) == SAID
    assert outcome.frontier.feeds is not None and outcome.frontier.feeds[here.id] == here.head


def test_a_block_passes_over_two_neighbours() -> None:
    centre, here, there = introduced()
    third = Node("third", "420111-S0062")
    meet(third, centre, centre)
    entry = here.write(SAID)
    meet(here, there, centre)
    meet(there, third, centre)
    meet(third, centre, centre)
    assert centre.opened(entry) == SAID


def test_a_block_that_does_not_open_the_commitment_is_refused_by_the_centre() -> None:
    centre, here, there = introduced()
    entry = here.write(SAID)
    meet(here, there, centre)
    box = centre.feeds.box_key(centre.id)
    forged = Block(entry.id, canonical.encode([bytes(16), {"application": {"name": "别人"}}])).sealed(box or b"")
    there.feeds.keep_sealed([forged], here.id)
    outcome = meet(there, centre, centre)
    assert (entry.id, "personal.commitment") in outcome.refused_by_peer
    assert centre.opened(entry) is None
    assert centre.feeds.by_id(entry.id) == entry


def test_what_the_centre_cannot_open_is_refused_and_the_entry_stays() -> None:
    centre, here, there = introduced()
    entry = here.write(SAID)
    meet(here, there, centre)
    there.feeds.keep_sealed([Sealed(entry.id, bytes(100))], here.id)
    outcome = meet(there, centre, centre)
    assert (entry.id, "seal.not_ours") in outcome.refused_by_peer
    assert centre.feeds.by_id(entry.id) == entry


def test_a_stranger_cannot_put_his_block_in_the_authors_place_but_the_author_can_in_his() -> None:
    centre, here, there = introduced()
    entry = here.write(SAID)
    meet(here, there, centre)
    [true] = there.feeds.sealed_blocks([entry.id])
    there.feeds.keep_sealed([Sealed(entry.id, b"x" * 100)], there.id)
    assert there.feeds.sealed_blocks([entry.id]) == [true]
    there.feeds.keep_sealed([Sealed(entry.id, b"y" * 100)], here.id)
    assert there.feeds.sealed_blocks([entry.id]) == [Sealed(entry.id, b"y" * 100)]


def test_the_centre_gives_a_device_back_its_own_blocks_sealed_to_it() -> None:
    centre, here, there = introduced()
    entry, foreign = here.write(SAID), there.write(SAID)
    meet(here, centre, centre)
    meet(there, centre, centre)
    restored = Node("here")
    reply, _, _ = answer(ask(restored.side(centre), centre.id, {}), centre.side(centre))
    sent = {block.entry for block in stream.read(reply).sealed}
    assert (sent, stream.read(reply).blocks) == ({entry.id}, ())
    meet(restored, centre, centre)
    assert restored.opened(entry) == SAID
    assert restored.opened(foreign) is None


def test_a_box_key_that_is_none_stops_nothing() -> None:
    centre, here, _ = introduced()
    odd = Node("odd", "420111-S0062")
    odd.box = bytes(32)
    here.write(SAID)
    outcome = meet(odd, centre, centre)
    assert outcome.received.refused == []


@pytest.mark.parametrize(
    "value",
    [None, [], [bytes(32)], [bytes(31), bytes(60)], [bytes(32), bytes(48)], [bytes(32), "text"], [1, bytes(60)]],
)
def test_a_sealed_block_of_another_shape_is_one_clear_error(value: object) -> None:
    with pytest.raises(BadInput) as caught:
        read_sealed(value)
    assert caught.value.code == "personal.block"


def test_a_bad_part_is_refused_alone_and_too_many_end_the_reading() -> None:
    centre, here, _ = introduced()
    entry = here.write(SAID)
    good = ask(here.side(centre), centre.id, {})
    parts = [spelled for _, spelled in canonical.sequence(good)]
    spoiled = b"".join((parts[0], b"\x00", *parts[1:]))
    assert [reason for _, reason in stream.read(spoiled).refused] == ["personal.block"]
    answer(spoiled, centre.side(centre))
    assert centre.opened(entry) == SAID
    with pytest.raises(BadInput) as caught:
        stream.read(b"".join((parts[0], b"\x00" * 2_000, *parts[1:])))
    assert caught.value.code == "exchange.sequence"
