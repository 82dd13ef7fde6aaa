"""The full look at a day's end: every byte, every row, every fen; and that what had to arrive has arrived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, cast

from central.reconcile.run import reconcile
from central.store.migrate import refold
from schemas.apply import digest_of
from schemas.books.findings import Judge, revoked
from schemas.holding import Holding
from schemas.keep import Feeds
from station.counter.asking import DayReport
from yard.simulate.centre import CentreNode
from yard.simulate.known import Sums
from yard.simulate.record import Record
from yard.simulate.station import StationNode
from yard.simulate.watch import Node, Watch, cursor_of


def bytes_stand(record: Record, watch: Watch, node: Node) -> None:
    """Every entry has the bytes that it had when it was first seen, and none stands twice."""
    feeds = Feeds(cursor_of(node))
    for author, chain in watch.held.get(node.name, {}).items():
        ids = [sha256(data).digest() for data in feeds.raw(author, 0, 1 << 30)]
        if ids != chain:
            record.broke("acknowledged_kept", f"{node.name} holds other bytes of {author.hex()[:8]} than before")
        if len(set(ids)) != len(ids):
            record.broke("doubled_entry", f"{node.name} holds an entry of {author.hex()[:8]} twice")


def rows_stand(record: Record, watch: Watch, node: Node) -> None:
    """The rows in the tables give the digest that every node with the same feed has."""
    cursor = cursor_of(node)
    for author, chain in watch.held.get(node.name, {}).items():
        if chain and digest_of(cursor, author) != watch.rows.get((author, chain[-1])):
            record.broke("same_rows", f"the tables of {node.name} have other rows of {author.hex()[:8]}")


def rebuild_equals_live(record: Record, watch: Watch, node: StationNode | CentreNode) -> None:
    """Books burnt and folded again give the same rows."""
    if isinstance(node, StationNode):
        node.office.rebuild(lambda _: None)
    else:
        with node.store.database.writing() as cursor:
            refold(node.store.database, cursor)
    before = len(record.violations)
    rows_stand(record, watch, node)
    watch.look(node)
    if len(record.violations) > before:
        record.broke("rebuild_equal", f"{node.name} has other rows after a rebuild")


def verifies(record: Record, node: StationNode) -> None:
    """The product's own proof finds no damage: every byte, signature, link and row."""
    damage = node.office.verify(lambda _: None)["damage"]
    if damage:
        record.broke("verifies", f"{node.name} finds damage in its own ledger: {damage[:3]}")


def answers_stand(record: Record, watch: Watch, node: StationNode) -> None:
    """What this node's clerk was told is in its feed, each command once."""
    chain = watch.whole(node, node.author)
    for (name, command), answer in watch.answered.items():
        if name == node.name and bytes.fromhex(answer["entry"]) not in chain:
            record.broke("acknowledged_kept", f"{node.name} lost what {command.hex()[:8]} was told")


def arrived(record: Record, watch: Watch, centre: CentreNode, node: StationNode) -> None:
    """After an evening of good lines the centre holds the whole feed, and the station the whole of its channel."""
    here, there = watch.head(node, node.author), watch.head(centre, node.author)
    if here != there:
        record.broke("converged", f"{node.name} stands at {here.seq}, the centre at {there.seq}")
    for author in centre.keys(node.site.site):
        if watch.head(node, author) != watch.head(centre, author):
            record.broke("converged", f"{node.name} lacks entries of the authority")


def frontier_is_true(record: Record, watch: Watch, centre: CentreNode, node: StationNode) -> None:
    """What a station takes for held by the centre, the centre holds."""
    for author, head in node.believed().items():
        if head.seq and watch.whole(centre, watch.device(author)).get(head.id) != head.seq:
            record.broke("frontier_true", f"{node.name} believes {head.seq} of {author.hex()[:8]}, and it is not held")


def revocations_found(record: Record, watch: Watch, centre: CentreNode, reader: type[Holding]) -> None:
    """Whatever a device signed behind its revocation is found at the centre, all of it and nothing else."""
    expected = {
        device: behind
        for device, last in watch.known.revoked.items()
        if (behind := watch.head(centre, device).seq - last) > 0
    }
    judge = cast(Judge, None)
    found = {one.key[0]: one.figures["count"] for one in revoked.find(reader(cursor_of(centre)), judge)}
    if found != expected:
        record.broke("revocation_found", f"acts behind a revocation: {_named(expected)}, found: {_named(found)}")


def books_agree(record: Record, watch: Watch, node: Node, authors: Iterable[bytes]) -> None:
    """The balances of each account are the sums of the entries' own postings."""
    cursor = cursor_of(node)
    wanted = set(authors)
    for author in (one for one in watch.held.get(node.name, {}) if watch.device(one) in wanted):
        cursor.execute(
            'SELECT account, "on", SUM(fen) FROM book_balance WHERE owner = ? GROUP BY account, "on"', (author,)
        )
        booked = {(account, on): fen for account, on, fen in cursor.fetchall() if fen}
        sums = _sums(watch, node.name, [author])
        expected = {key: fen for key, fen in sums.items() if fen and key[0] not in ("documents", "received")}
        if booked != expected:
            record.broke("fen_conserved", f"the balances of {author.hex()[:8]} at {node.name} are not its postings")


def day_agrees(record: Record, watch: Watch, centre: CentreNode, nodes: Iterable[StationNode], on: str) -> None:
    """The centre's reconciliation has the very sums that the counters took, site by site."""
    with centre.store.asking() as asked:
        city = reconcile(asked, on)
    for site in city.sites:
        if not site.site.site or not all(device in watch.known.honest for device in site.site.devices):
            continue
        sums = _sums(watch, centre.name, site.site.devices)
        expected = sums[("documents", on)], sums[("received", on)], sums[("documents", on)]
        found = site.document_fen, site.payment_fen, sum(book.tax_fen for book in site.books)
        if found != expected or site.differences:
            record.broke("fen_conserved", f"{site.site.site} on {on}: the centre has {found}, the counter {expected}")
    for node in nodes:
        if node.author in watch.known.copied:
            continue
        report: dict[str, Any] = node.office.ask(DayReport(on))
        sums = _sums(watch, node.name, [node.author])
        if not report["equal"] or report["received_fen"] != sums[("received", on)]:
            record.broke("fen_conserved", f"the day sheet of {node.name} on {on} is not what it took")


def copies_are_found(record: Record, watch: Watch, centre: CentreNode, nodes: Iterable[StationNode]) -> None:
    """A node whose chain has parted from the one at the centre is found there; its excess is at most what was granted."""
    forks = centre.forks()
    for node in nodes:
        if parted(watch, centre, node) and not forks.get(node.author):
            record.broke("fork_found", f"{node.name} parted from what the centre holds of it, and nobody knows")
        there = watch.whole(centre, node.author)
        if forks.get(node.author) and not there.keys() >= watch.whole(node, node.author).keys():
            record.broke("fork_found", f"entries of {node.name} did not reach the centre after it had parted")
        granted = sum(b.last - b.first + 1 for b in watch.known.blocks.values() if b.device == node.author)
        if watch.known.repeats[node.author] > granted:
            record.broke("fork_found", f"the copies of {node.name} exceed one grant")


def parted(watch: Watch, centre: CentreNode, node: StationNode) -> bool:
    """Whether a node and the centre hold different entries at one place of its feed."""
    seen: dict[int, bytes] = {}
    for entry, seq in [*watch.whole(node, node.author).items(), *watch.whole(centre, node.author).items()]:
        if seen.setdefault(seq, entry) != entry:
            return True
    return False


def digests_equal(nodes: Iterable[Node], watch: Watch) -> bool:
    """Whether all tables give equal digests for equal heads."""
    told: dict[tuple[bytes, bytes], set[bytes]] = {}
    for node in nodes:
        cursor = cursor_of(node)
        for author, chain in watch.held.get(node.name, {}).items():
            if chain:
                told.setdefault((author, chain[-1]), set()).add(digest_of(cursor, author))
    return all(len(digests) == 1 for digests in told.values())


def _sums(watch: Watch, name: str, authors: Iterable[bytes]) -> Sums:
    sums: Sums = Counter()
    for author in authors:
        for entry in watch.held.get(name, {}).get(author, ()):
            sums.update(watch.known.seen[entry].sums)
    return sums


def _named(counts: Mapping[bytes, Any]) -> dict[str, Any]:
    return {author.hex()[:8]: count for author, count in sorted(counts.items())}
