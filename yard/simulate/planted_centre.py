"""Bugs planted at the centre, by subclasses of the simulated one; each names in its first word the plant it belongs to."""

from __future__ import annotations

from schemas.books import RevocationRow
from schemas.books.shelf import AnyRow
from schemas.entry import envelope
from schemas.entry.admit import EMPTY, Head
from schemas.entry.envelope import Entry
from schemas.entry.kinds import facts_of
from schemas.exchange import stream
from schemas.facts import ContactNoted, DuesCollected, TaxAssessed
from schemas.failures import BadInput
from schemas.holding import Holding
from schemas.keep import Feeds
from yard.simulate.centre import CentreNode

_PLACED = (ContactNoted, DuesCollected, TaxAssessed)
"""Their rows stand at their place in a feed: a table takes none of them twice."""


class TrustingCentre(CentreNode):
    """skip_signature: what fits the chain is kept without a look at its signature."""

    def respond(self, request: bytes) -> bytes:
        """Keep first, judge afterwards."""
        for entry in _entries(request):
            with self.store.database.writing() as cursor:
                feeds = Feeds(cursor)
                head = feeds.heads([entry.author]).get(entry.author, EMPTY)
                if feeds.device_key(entry.author) and (entry.seq, entry.prev) == (head.seq + 1, head.id):
                    feeds.keep([entry])
        return super().respond(request)


class DoublingCentre(CentreNode):
    """apply_twice: what comes a second time is folded a second time."""

    def respond(self, request: bytes) -> bytes:
        """Fold what is known already."""
        known = [entry for entry in _entries(request) if self._holds(entry)]
        reply = super().respond(request)
        plain = [e for e in known if not any(isinstance(f, _PLACED) for f in facts_of(e.body))]
        for entry in (entry for entry in plain[-1:] if self._holds(entry)):
            with self.store.database.writing() as cursor:
                books = Feeds(cursor).books
                books.fold([entry], entry.author)
                books.flush()
        return reply

    def _holds(self, entry: Entry) -> bool:
        with self.store.database.reading() as cursor:
            head = Feeds(cursor).heads([entry.author]).get(entry.author, EMPTY)
        return head == Head(entry.seq, entry.id)


class OrderedCentre(CentreNode):
    """order_join: of two feeds that sold to one person on one day, the one that came later loses its relief."""

    def respond(self, request: bytes) -> bytes:
        """Join by the order of arrival."""
        reply = super().respond(request)
        with self.store.database.writing() as cursor:
            cursor.execute(
                "UPDATE book_invoice SET exempt = NULL WHERE exempt IS NOT NULL AND EXISTS (SELECT 1 FROM book_invoice o"
                " JOIN feed a ON a.author = o.owner JOIN feed b ON b.author = book_invoice.owner WHERE o.taxpayer ="
                ' book_invoice.taxpayer AND o."on" = book_invoice."on" AND a.number < b.number)'
            )
        return reply


class ForgetfulReader(Holding):
    """ignore_revocation: whoever looks for findings sees no revocation."""

    def rows(self, book: type[AnyRow], **equal: object) -> list[AnyRow]:
        """All rows but those."""
        return [] if issubclass(book, RevocationRow) else super().rows(book, **equal)


def _entries(request: bytes) -> list[Entry]:
    """The readable entries of a request."""
    found: list[Entry] = []
    try:
        for data in stream.read(request).entries:
            found.append(envelope.read(data))
    except BadInput:
        return found
    return found
