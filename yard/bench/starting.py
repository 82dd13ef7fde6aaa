"""`status_start`: `station status` as a process of its own on a ledger of 100,000 entries, against an idle Python."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from schemas.entry.admit import Head
from schemas.entry.envelope import Draft, Entry, seal_entry
from schemas.entry.kinds import body_of, facts_of, postings_of
from schemas.entry.seal import Signer
from schemas.facts import ClerkAppointed, InvoiceIssued, PaymentTaken, TaxAssessed, VoucherIssued
from schemas.keep import Feeds
from station.counter.commands import IssueInvoice
from station.office import Office
from station.ports import Decision
from yard.bench.ground import ON, a_town
from yard.bench.measure import Measurement, measured, timed
from yard.bench.sales import command_of, sale
from yard.demo.day import CLERK
from yard.demo.settings import POST
from yard.environment import HOUSE

ENTRIES, STARTS, RUN = 100_000, 15, 1_000


def measure() -> Iterator[Measurement]:
    """Starts one after another, the file warm in the machine's memory."""
    with a_town() as town:
        office = town.settle(POST, "post")
        grow(office, ENTRIES)
        office.close()
        status = [sys.executable, "-m", "station", "status", "--home", str(town.folder / "post"), "--json"]
        started = timed([lambda: _run(status)] * STARTS)
        idle = timed([lambda: _run([sys.executable, "-c", "pass"])] * STARTS)
    yield measured("status_start", started, idle, "a Python process that does nothing")


def grow(office: Office, entries: int) -> None:
    """Fill a ledger with sales that follow the pattern of its first, each with its own number, person and order."""
    first = office.do(IssueInvoice(clerk=CLERK, application=sale(0, ON)))
    clerk = Signer(office.fresh_command().bytes * 2)
    fact = ClerkAppointed(clerk="bench", name="样例", role="clerk", key=clerk.public)
    office.ledger.journal.commit(lambda _: Decision(kind="roster.clerk/1", facts=(fact,)))
    with office.ledger.database.read() as cursor:
        last = Feeds(cursor).at(office.ledger.author, first["seq"])
        newest = Feeds(cursor).at(office.ledger.author, first["seq"] + 1)
    assert last is not None and newest is not None, "the first sale stands"
    kind = last.kind
    facts, postings, pack = facts_of(last.body), postings_of(last.body) or (), last.body["pack"]
    last = newest
    for start in range(1, entries, RUN):
        run: list[Entry] = []
        for number in range(start, min(start + RUN, entries)):
            draft = Draft(
                author=last.author,
                seq=last.seq + 1,
                prev=last.id,
                hlc=last.hlc + 1,
                kind=kind,
                body=body_of([_another(fact, number) for fact in facts], postings, pack),
                command=command_of(number).bytes,
            )
            last = seal_entry(draft, office.ledger.device, clerk)
            run.append(last)
        with office.ledger.database.write() as cursor:
            Feeds(cursor).keep(run, own=True)
    office.ledger.watermark.raise_to(Head(last.seq, last.id))


def _another(fact: Any, number: int) -> Any:
    """The same fact about another sale."""
    match fact:
        case TaxAssessed():
            return replace(fact, taxpayer=command_of(number).bytes)
        case InvoiceIssued():
            return replace(fact, taxpayer=command_of(number).bytes, number=f"{number + 1:08}")
        case VoucherIssued():
            return replace(fact, number=f"{number + 1:07}")
        case PaymentTaken():
            return replace(fact, order_no=f"{fact.order_no[:-6]}{number + 1:06}")
        case _:
            return fact


def _run(command: list[str]) -> None:
    subprocess.run(command, cwd=HOUSE, stdout=subprocess.DEVNULL, check=True)
