"""What broke a law in a simulated city, reduced to the fewest steps."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any
from uuid import UUID

import pytest

from schemas import canonical
from schemas.failures import Breach
from schemas.keep import Feeds
from station.counter.commands import IssueInvoice
from yard.fakes.local_link import LocalLink
from yard.fakes.memory_disk import CUT, PowerCut
from yard.fakes.virtual_clock import Timeline, VirtualClock
from yard.simulate import people
from yard.simulate.centre import CentreNode
from yard.simulate.city import a_site
from yard.simulate.station import CLERK, StationNode

_SALT = 1 + 2 + 32 + 1
"""Where the salt begins in a block's array of three."""
ON = "2026-09-18"
NOON_MS = 1_789_704_000_000


def a_city() -> tuple[CentreNode, StationNode]:
    timeline, faults = Timeline(NOON_MS), Counter[str]()
    centre = CentreNode(timeline, "reduced", faults)
    centre.register(a_site(1))
    node = StationNode("post", a_site(1), VirtualClock(timeline), faults, seed="reduced")
    node.link = LocalLink(centre.store)
    node.enrol(centre)
    for stock in ("invoice", "voucher"):
        centre.grant(node.site.site, node.author, stock, 100)
    centre.allow(node.site.site, node.author, 100)
    node.sync()
    return centre, node


def sell(node: StationNode, number: int) -> dict[str, Any]:
    said = people.application(Random(number), UUID(int=number, version=4), ON, 20)
    return node.office.do(IssueInvoice(clerk=CLERK, application=said))


def cut_before_the_mark(node: StationNode, number: int) -> dict[str, Any]:
    """A sale that is committed when the power fails, before the mark beside the file is raised; the clerk then asks again."""
    for writes in range(200):
        copy, before = node.disk.copy(), node.disk.mark.data
        copy.arm(CUT, writes)
        node.disk = copy
        node.boot()
        try:
            sell(node, number)
        except PowerCut:
            node.power_up(mark_lags=False)
            head = node.office.digest()["feeds"][node.author.hex()][0]
            if head > int.from_bytes(before[:8], "big"):
                return sell(node, number)
    raise AssertionError("no cut fell between commit and mark")


def test_a_restored_file_repeats_no_number_that_was_cut_off_from_its_mark() -> None:
    """The mark is raised after the commit; what a power cut left out of it must be made up before the file can be lost."""
    _, node = a_city()
    sell(node, 1)
    backup = node.disk.copy()
    sell(node, 2)
    node.sync()
    lost = cut_before_the_mark(node, 3)
    node.restore(backup, with_mark=False)
    node.sync()
    try:
        after = sell(node, 4)
    except Breach as breach:
        assert breach.code == "ledger.rolled_back"
    else:
        assert after["invoices"][0]["number"] != lost["invoices"][0]["number"]


def test_a_command_given_again_after_a_restored_file_has_its_first_answer() -> None:
    _, node = a_city()
    backup = node.disk.copy()
    first = sell(node, 1)
    node.sync()
    node.restore(backup, with_mark=False)
    with pytest.raises(Breach):
        sell(node, 2)
    node.sync()
    assert sell(node, 1) == first
    assert sell(node, 2)["seq"] == first["seq"] + 1


class WithholdsBlocks:
    """A neighbour who carries entries and keeps the personal blocks to himself."""

    def __init__(self, link: LocalLink) -> None:
        self._link = link

    def exchange(self, request: bytes) -> bytes:
        """The reply to a request without blocks."""
        parts = canonical.sequence(request, "exchange.sequence")
        return self._link.exchange(
            b"".join(spelled for value, spelled in parts if not (isinstance(value, list) and len(value) < 4))
        )


class WearsBlocks:
    """A line, or a neighbour who carries, that changes one byte in the first personal block that goes by."""

    def __init__(self, link: LocalLink) -> None:
        self._link = link
        self._worn = False

    def exchange(self, request: bytes) -> bytes:
        """The reply to a request whose block was changed."""
        parts = [(value, spelled) for value, spelled in canonical.sequence(request, "exchange.sequence")]
        data = b""
        for value, spelled in parts:
            is_block = isinstance(value, list) and len(value) == 3 and not self._worn
            data += spelled[:_SALT] + bytes([spelled[_SALT] ^ 1]) + spelled[_SALT + 1 :] if is_block else spelled
            self._worn |= is_block
        return self._link.exchange(data)


def test_a_personal_block_that_was_changed_on_the_way_arrives_with_the_next_errand() -> None:
    centre, node = a_city()
    sold = bytes.fromhex(sell(node, 1)["entry"])
    true = LocalLink(centre.store)
    node.link = WearsBlocks(true)
    node.sync()
    node.link = true
    node.sync()
    with centre.store.database.reading() as cursor:
        assert [block.entry for block in Feeds(cursor).blocks([sold])] == [sold]


def test_personal_blocks_that_were_withheld_arrive_with_the_next_errand() -> None:
    centre, node = a_city()
    sold = [bytes.fromhex(sell(node, number)["entry"]) for number in range(1, 20)]
    true = LocalLink(centre.store)
    node.link = WithholdsBlocks(true)
    node.sync()
    node.link = true
    node.sync()
    with centre.store.database.reading() as cursor:
        assert [block.entry for block in Feeds(cursor).blocks(sold)] == sold
        assert Feeds(cursor).awaited([node.author], 100) == []
