"""What the watch knows for itself, from the bytes of entries alone: it asks no table of the product.

Each entry is judged once, by its id: its signatures, its place behind another, its money, its numbers, its command.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from schemas.entry import envelope
from schemas.entry.admit import EMPTY
from schemas.entry.envelope import Entry
from schemas.entry.kinds import facts_of, postings_of
from schemas.facts import (
    InvoiceIssued,
    NumbersGranted,
    PaymentReversed,
    PaymentTaken,
    VoucherIssued,
    VoucherVoided,
)
from schemas.failures import BadInput
from yard.simulate.loans import Loans
from yard.simulate.record import Record

Sums = Counter[tuple[str, str]]
"""(what, business day) → fen; `what` is `documents`, `received`, or an account."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One entry that was judged."""

    author: bytes
    seq: int
    hlc: int
    command: bytes | None
    invoices: int
    sums: Sums


@dataclass(slots=True)
class Known:
    """All entries that ever stood anywhere in this world, and who may write what."""

    record: Record
    keys: dict[bytes, bytes] = field(default_factory=dict[bytes, bytes])
    clerks: dict[bytes, bytes] = field(default_factory=dict[bytes, bytes])
    honest: set[bytes] = field(default_factory=set[bytes])
    """Authors whose acts are held to the laws of numbers, money and commands."""
    copied: set[bytes] = field(default_factory=set[bytes])
    """Authors whose disk was copied: two machines write in one name, and numbers may meet."""
    seen: dict[bytes, Seen] = field(default_factory=dict[bytes, Seen])
    blocks: dict[tuple[bytes, str], NumbersGranted] = field(default_factory=dict[tuple[bytes, str], NumbersGranted])
    numbers: dict[tuple[str, str, str], bytes] = field(default_factory=dict[tuple[str, str, str], bytes])
    commands: dict[tuple[bytes, bytes], bytes] = field(default_factory=dict[tuple[bytes, bytes], bytes])
    used: Counter[bytes] = field(default_factory=Counter[bytes])
    allowed: dict[bytes, int] = field(default_factory=dict[bytes, int])
    """How many invoices a device may issue before the centre has heard of them."""
    revoked: dict[bytes, int] = field(default_factory=dict[bytes, int])
    """Devices out of service, and the last place of each that still counts."""
    loans: Loans = field(default_factory=Loans)
    repeats: Counter[bytes] = field(default_factory=Counter[bytes])

    def grant(self, fact: NumbersGranted) -> None:
        """The centre granted a block."""
        self.blocks[(fact.device, fact.block)] = fact

    def left(self, device: bytes, stock: str) -> int:
        """How many numbers of a stock a device still has."""
        granted = sum(b.last - b.first + 1 for b in self.blocks.values() if (b.device, b.stock) == (device, stock))
        return granted - self.used[device + stock.encode()]

    def judge(self, data: bytes, claimed: bytes) -> bytes:
        """Judge the bytes that stand in the feed of `claimed`, if they are new; their id."""
        found = sha256(data).digest()
        if found in self.seen:
            if self.seen[found].author != claimed:
                self.record.broke("key_signed", f"{found.hex()[:8]} stands in feed {claimed.hex()[:8]}")
            return found
        try:
            entry = envelope.read(data)
        except BadInput as fault:
            self.record.broke("key_signed", f"unreadable bytes in feed {claimed.hex()[:8]}: {fault}")
            return b""
        self._new(entry, claimed)
        return entry.id

    def _new(self, entry: Entry, claimed: bytes) -> None:
        self._signed(entry, claimed)
        self._linked(entry)
        sums: Sums = Counter()
        invoices = 0
        if entry.author in self.honest:
            self.record.entries += 1
            facts = facts_of(entry.body)
            sums = self._acts(entry, facts)
            invoices = sum(isinstance(fact, InvoiceIssued) for fact in facts)
        self.seen[entry.id] = Seen(entry.author, entry.seq, entry.hlc, entry.command, invoices, sums)

    def _signed(self, entry: Entry, claimed: bytes) -> None:
        key = self.keys.get(entry.author)
        if entry.author != claimed or key is None or not entry.signed_by(key):
            self.record.broke("key_signed", f"{_name(entry)} is not signed by the key of its feed")
        if entry.ckey is not None and entry.author in self.honest:
            clerk = self.clerks.get(entry.ckey)
            if clerk is None or not entry.clerk_signed_by(clerk):
                self.record.broke("key_signed", f"{_name(entry)} is not signed by its clerk")

    def _linked(self, entry: Entry) -> None:
        if entry.prev == EMPTY.id:
            return
        before = self.seen.get(entry.prev)
        if before is None or (before.author, before.seq + 1) != (entry.author, entry.seq):
            self.record.broke("chain", f"{_name(entry)} follows nothing that stands before it")
        elif entry.author in self.honest and entry.hlc <= before.hlc:
            self.record.broke("clock_forward", f"{_name(entry)} is not later than the entry before it")

    def _acts(self, entry: Entry, facts: tuple[Any, ...]) -> Sums:
        postings = postings_of(entry.body) or ()
        if sum(fen for _, fen in postings):
            self.record.broke("fen_balanced", f"the postings of {_name(entry)} do not sum to zero")
        if entry.command is not None:
            first = self.commands.setdefault((entry.author, entry.command), entry.id)
            if first != entry.id and entry.author not in self.copied:
                self.record.broke("command_once", f"{_name(entry)} does again what {first.hex()[:8]} did")
        self.loans.judge(self.record, entry, facts, self.copied)
        for fact in facts:
            if isinstance(fact, InvoiceIssued | VoucherIssued):
                self._number(entry, fact)
        return _sums(facts, postings)

    def _number(self, entry: Entry, fact: InvoiceIssued | VoucherIssued) -> None:
        stock = "invoice" if isinstance(fact, InvoiceIssued) else "voucher"
        block = self.blocks.get((entry.author, fact.block))
        written = int(fact.number) if fact.number.isdecimal() else 0
        if block is None or (block.stock, block.code) != (stock, fact.code):
            self.record.broke("within_block", f"{_name(entry)} uses a block that was never granted to it")
        elif not block.first <= written <= block.last:
            self.record.broke("within_block", f"{_name(entry)} uses {fact.number} outside its block {fact.block}")
        first = self.numbers.setdefault((stock, fact.code, fact.number), entry.id)
        if first == entry.id:
            self.used[entry.author + stock.encode()] += 1
        elif entry.author in self.copied:
            self.repeats[entry.author] += 1
        else:
            self.record.broke("number_once", f"{_name(entry)} uses {fact.code}-{fact.number} of {first.hex()[:8]}")


def _sums(facts: tuple[Any, ...], postings: tuple[tuple[str, int], ...]) -> Sums:
    on = next((fact.on for fact in facts if hasattr(fact, "on")), "")
    sums: Sums = Counter()
    for account, fen in postings:
        sums[(account, on)] += fen
    for fact in facts:
        match fact:
            case VoucherIssued():
                sums[("documents", on)] += fact.total_fen
            case VoucherVoided():
                sums[("documents", on)] -= fact.total_fen
            case PaymentTaken():
                sums[("received", on)] += fact.amount_fen
            case PaymentReversed():
                sums[("received", on)] -= fact.amount_fen
            case _:
                pass
    return sums


def _name(entry: Entry) -> str:
    return f"entry {entry.seq} of {entry.author.hex()[:8]} ({entry.kind})"
