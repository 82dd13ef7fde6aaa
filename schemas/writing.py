"""What people write together 共同书写: notes, remarks, check lists. The one door for pycrdt.

The truth of a note is its updates, each the body of a signed entry. A note is a fresh document made from all of them, in the
order of their entry ids, once `schemas.screening` has judged their bytes and every clock that they build on is at hand; so
that the same entries give the same text everywhere, and nothing that is hostile reaches the decoder.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

from pycrdt import Doc, Map, Text, merge_updates

from schemas.failures import BadInput
from schemas.screening import BODY, MARKS, Piece, Place, Screened, client_id, is_own, mark_key, screen

Mark: TypeAlias = str | bool | bytes
_STRING, _ANY = 4, 8
MOST_BREAKS = 4
"""How many processes of one author may break a note before the rest of what he wrote behind is refused with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One update as it stands in an entry of `author`'s feed."""

    entry: bytes
    author: bytes
    seq: int
    nonce: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A note as its updates make it: `text`, `marks` by `field|author`; updates used, waiting for others, and refused."""

    text: str
    marks: dict[str, Mark]
    used: tuple[Update, ...]
    waiting: tuple[bytes, ...]
    refused: dict[bytes, str]


@dataclass(slots=True)
class _Known:
    """The clocks at hand: for each client its next one, and where its pieces stand."""

    clocks: dict[int, int] = field(default_factory=dict[int, int])
    starts: dict[int, list[int]] = field(default_factory=dict[int, list[int]])
    places: dict[int, list[tuple[str, str | None]]] = field(default_factory=dict[int, list[tuple[str, str | None]]])

    def holds(self, client: int, end: int) -> bool:
        """Whether all clocks of a client below `end` are at hand."""
        return end <= self.clocks.get(client, 0)

    def where(self, place: Place) -> tuple[str, str | None]:
        """Root and key of the piece at a clock that is at hand."""
        client, clock = place
        return self.places[client][bisect_right(self.starts[client], clock) - 1]

    def touched(self, client: int, start: int, end: int) -> Iterator[tuple[str, str | None]]:
        """Root and key of every piece that has a clock from `start` to before `end`."""
        starts = self.starts.get(client, [])
        for at in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)):
            yield self.places[client][at]

    def add(self, client: int, piece: Piece, where: tuple[str, str | None]) -> None:
        """Take a piece in."""
        self.starts.setdefault(client, []).append(piece.clock)
        self.places.setdefault(client, []).append(where)
        self.clocks[client] = piece.clock + piece.length


def read_note(updates: Iterable[Update]) -> Note:
    """The note that these updates make, whatever the order in which they are given."""
    given, broken, breaks = list(updates), dict[bytes, str](), dict[bytes, int]()
    while True:
        ready, waiting, refused = _sorted_out(update for update in given if update.entry not in broken)
        doc = _merged(ready)
        if doc is not None:
            break
        at = _first_that_breaks(ready)
        author = ready[at].author
        breaks[author] = breaks.get(author, 0) + 1
        gone = _without(at, ready, whole_author=breaks[author] > MOST_BREAKS)
        broken |= dict.fromkeys((update.entry for update in gone), "writing.breaks")
    text, marks = _roots(doc)
    return Note(str(text), _marks(marks), tuple(ready), tuple(sorted(waiting)), refused | broken)


class Pen:
    """One process that writes in a note: its `nonce` is fresh for each process and never stored."""

    def __init__(self, updates: Iterable[Update], author: bytes, nonce: bytes) -> None:
        """Take up the note as these updates make it; those of this process must be among them."""
        self._author = author
        note = read_note(updates)
        merged = _merged(note.used, client_id(author, nonce))
        assert merged is not None, "what a note was made from makes it again"
        self._doc = merged
        self._text, self._marks = _roots(merged)

    @property
    def text(self) -> str:
        """The text as it stands."""
        return str(self._text)

    def write(self, text: str) -> bytes | None:
        """Make the note read `text` by one change in one place; the update to sign, or None when it reads so already."""
        before = self.text
        if text == before:
            return None
        start, end = _common(before, text)
        removed, added = before[start : len(before) - end], text[start : len(text) - end]
        at = len(before[:start].encode())

        def change() -> None:
            if removed:
                del self._text[at : at + len(removed.encode())]
            if added:
                self._text.insert(at, added)

        return self._made_by(change)

    def mark(self, name: str, value: Mark) -> bytes:
        """Set this author's mark of a field; the update to sign."""

        def change() -> None:
            self._marks[mark_key(name, self._author)] = value

        return self._made_by(change)

    def _made_by(self, change: Callable[[], None]) -> bytes:
        """The update of one change alone: it says nothing of what others have deleted."""
        made: list[bytes] = []
        watch = self._doc.observe(lambda event: made.append(event.update))
        with self._doc.transaction():
            change()
        self._doc.unobserve(watch)
        return made[0]


def _common(before: str, after: str) -> tuple[int, int]:
    """How many characters two texts share at the front and, of the rest, at the end."""
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    rest = most - start
    end = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    return start, end


def _sorted_out(updates: Iterable[Update]) -> tuple[list[Update], list[bytes], dict[bytes, str]]:
    """The updates that can be used in an order that holds, those that wait for clocks, those refused with a reason."""
    queues, refused = _queues(updates)
    known, ready = _Known(), list[Update]()
    moved = True
    while moved:
        moved = False
        for queue in queues:
            while queue:
                update, said = queue[0]
                verdict = _verdict(said, update.author, known)
                if verdict == "waits":
                    break
                if verdict:
                    refused[update.entry] = verdict
                else:
                    _take_in(said, known)
                    ready.append(update)
                queue.popleft()
                moved = True
    return ready, [update.entry for queue in queues for update, _ in queue], refused


def _queues(updates: Iterable[Update]) -> tuple[list[deque[tuple[Update, Screened]]], dict[bytes, str]]:
    """What passes screening, each process's updates in the order of its feed; of two with one client id the lesser counts."""
    by_client: dict[int, dict[tuple[bytes, bytes], list[tuple[Update, Screened]]]] = {}
    refused: dict[bytes, str] = {}
    for update in sorted(updates, key=lambda one: (one.author, one.seq, one.entry)):
        try:
            said = screen(update.data, update.author, update.nonce)
        except BadInput as fault:
            refused[update.entry] = fault.code
            continue
        writers = by_client.setdefault(said.client, {})
        writers.setdefault((update.author, update.nonce), []).append((update, said))
    queues: list[deque[tuple[Update, Screened]]] = []
    for _, writers in sorted(by_client.items()):
        first, *others = sorted(writers)
        queues.append(deque(writers[first]))
        refused.update((update.entry, "writing.client") for other in others for update, _ in writers[other])
    return queues, refused


def _verdict(said: Screened, author: bytes, known: _Known) -> str:
    """Empty: it can be used. `waits`: it builds on clocks that are not at hand. Otherwise the reason why it never can."""
    if said.pieces and said.clock != known.clocks.get(said.client, 0):
        return "writing.clock"
    own = said.clock
    for piece in said.pieces:
        for near in (piece.origin, piece.right):
            if near is not None and not (
                known.holds(near[0], near[1] + 1) or (near[0] == said.client and near[1] < own)
            ):
                return "waits"
        own += piece.length
    ends = {said.client: own} if said.pieces else {}
    for gone in said.deletions:
        if not known.holds(gone.client, gone.clock + gone.length) and gone.clock + gone.length > ends.get(
            gone.client, 0
        ):
            return "waits"
    return "" if _stands_well(said, author, known) else "writing.place"


def _stands_well(said: Screened, author: bytes, known: _Known) -> bool:
    """Whether neighbours stand in one place, contents fit it, and every mark set or deleted is its author's own."""
    mine: list[tuple[int, tuple[str, str | None]]] = []

    def where(place: Place) -> tuple[str, str | None]:
        if place[0] == said.client and mine and place[1] >= mine[0][0]:
            return mine[bisect_right(mine, place[1], key=lambda one: one[0]) - 1][1]
        return known.where(place)

    for piece in said.pieces:
        found = [where(near) for near in (piece.origin, piece.right) if near is not None]
        stands = found[0] if found else (piece.root or "", piece.key)
        if any(other != stands for other in found):
            return False
        root, key = stands
        if piece.kind == (_ANY if root == BODY else _STRING):
            return False
        if root == MARKS and not is_own(key or "", author):
            return False
        mine.append((piece.clock, stands))
    return all(
        root == BODY or is_own(key or "", author)
        for gone in said.deletions
        for root, key in known.touched(gone.client, gone.clock, gone.clock + gone.length)
    )


def _take_in(said: Screened, known: _Known) -> None:
    for piece in said.pieces:
        near = piece.origin or piece.right
        known.add(said.client, piece, known.where(near) if near else (piece.root or "", piece.key))


def _merged(updates: Sequence[Update], client: int | None = None) -> Doc[Any] | None:
    """A fresh document of all updates in the order of their entry ids; None when they do not come out as they should."""
    doc: Doc[Any] = Doc() if client is None else Doc(client_id=client)
    _roots(doc)
    if not updates:
        return doc
    expected: dict[int, int] = {}
    for update in updates:
        said = screen(update.data, update.author, update.nonce)
        if said.pieces:
            last = said.pieces[-1]
            expected[said.client] = max(expected.get(said.client, 0), last.clock + last.length)
    try:
        doc.apply_update(merge_updates(*(one.data for one in sorted(updates, key=lambda one: one.entry))))
        _marks(_roots(doc)[1])
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":  # the decoder's own panic is no Exception and has no public name
            raise
        return None
    return doc if _clocks(doc.get_state()) == expected else None


def _first_that_breaks(ready: Sequence[Update]) -> int:
    """The place of an update that the document cannot take while it can take all before it."""
    whole, torn = 0, len(ready)
    while torn - whole > 1:
        middle = (whole + torn) // 2
        if _merged(ready[:middle]) is None:
            torn = middle
        else:
            whole = middle
    return torn - 1


def _without(at: int, ready: Sequence[Update], *, whole_author: bool) -> list[Update]:
    """What is refused with the update at a place: all that its process, or its whole author, wrote from there on."""
    bad = ready[at]
    mine = (update for update in ready[at:] if update.author == bad.author)
    return [update for update in mine if whole_author or update.nonce == bad.nonce]


def _clocks(state: bytes) -> dict[int, int]:
    """A state vector: for each client its next clock."""
    numbers: list[int] = []
    value = shift = 0
    for part in state:
        value |= (part & 0x7F) << shift
        shift += 7
        if part < 0x80:
            numbers.append(value)
            value = shift = 0
    return {client: clock for at, (client, clock) in enumerate(pairwise(numbers[1:])) if at % 2 == 0 and clock}


def _roots(doc: Doc[Any]) -> tuple[Text, Map[Any]]:
    return doc.get(BODY, type=Text), doc.get(MARKS, type=Map)


def _marks(marks: Map[Any]) -> dict[str, Mark]:
    return {name: bytes(value) if isinstance(value, bytearray) else value for name, value in sorted(marks.items())}
