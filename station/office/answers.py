"""A committed entry as the contract's plain data. The same entry gives the same answer, now and in ten years."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any, TypeAlias

from schemas.entry.clock import wall_of
from schemas.entry.envelope import Entry
from schemas.entry.kinds import Unknown, facts_of, postings_of
from schemas.facts import (
    DayClosed,
    DayOpened,
    DuesCollected,
    FieldSet,
    FormReissued,
    FormsLoaded,
    FormsSetAside,
    InvoiceIssued,
    InvoiceVoided,
    NoteUpdated,
    PaperRepeated,
    PaperSettled,
    PaymentIntended,
    PaymentResolved,
    PaymentReversed,
    PaymentTaken,
    RecordActed,
    TaxAssessed,
    VoucherIssued,
    VoucherVoided,
)
from schemas.instants import iso
from station.office.counter_tellers import tellers

Answer: TypeAlias = dict[str, Any]


def answer_of(entry: Entry) -> Answer:
    """What a command answers: where its entry stands and what it did."""
    answer: Answer = {
        "entry": entry.id.hex(),
        "author": entry.author.hex(),
        "seq": entry.seq,
        "kind": entry.kind,
        "command": _uuid(entry.command),
        "at": instant(entry.hlc),
    }
    return answer | facts_told(facts_of(entry.body))


def facts_told(facts: Iterable[object]) -> Answer:
    """What an act did, fact by fact in their order."""
    answer: Answer = {}
    for fact in facts:
        teller = _TELLERS.get(type(fact))
        if teller is not None:
            teller(answer, fact)
    return answer


def instant(hlc: int) -> str:
    """The wall part of a logical clock as ISO 8601."""
    return iso(wall_of(hlc))


def plain(value: Any) -> Any:
    """Data with bytes written as hex and maps in the order of their keys, so that the same entry gives the same JSON."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {str(plain(name)): plain(part) for name, part in sorted(value.items())}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return value


def facts_plain(entry: Entry) -> list[dict[str, Any]]:
    """The facts of an entry, each with its name."""
    return [_fact_plain(fact) for fact in facts_of(entry.body)]


def postings_plain(entry: Entry) -> list[list[Any]]:
    """The postings of an entry."""
    return [[account, fen] for account, fen in postings_of(entry.body) or ()]


def _fact_plain(fact: Any) -> dict[str, Any]:
    if isinstance(fact, Unknown):
        return {"fact": fact.name, "newer_version": True, "said": plain(fact.said)}
    return {"fact": fact.NAME, **_fields(fact)}


def _fields(fact: Any) -> dict[str, Any]:
    return {field.name: plain(getattr(fact, field.name)) for field in fields(fact)}


def _uuid(command: bytes | None) -> str | None:
    if command is None:
        return None
    text = command.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def _assessed(answer: Answer, fact: TaxAssessed) -> None:
    answer |= {"on": fact.on, "pack": fact.pack.hex(), **plain(fact.quote), "invoices": []}


def _issued(answer: Answer, fact: InvoiceIssued) -> None:
    answer["invoices"].append(_invoice(fact))


def _voucher(answer: Answer, fact: VoucherIssued) -> None:
    named = {"kind": fact.voucher, "code": fact.code, "number": fact.number, "total_fen": fact.total_fen}
    answer |= {"voucher": named, "total_fen": fact.total_fen}


def _taken(answer: Answer, fact: PaymentTaken) -> None:
    answer.setdefault("payments", []).append(_only(fact, "order_no", "method", "amount_fen", "reference"))


def _dues(answer: Answer, fact: DuesCollected) -> None:
    answer |= {"on": fact.on, "dues": plain(fact.dues)}


def _voided(answer: Answer, fact: InvoiceVoided) -> None:
    answer |= {"on": fact.on, "voided": f"{fact.code}-{fact.number}", "money": fact.money, "reason": fact.reason}


def _voucher_voided(answer: Answer, fact: VoucherVoided) -> None:
    answer["voucher_voided"] = _only(fact, "code", "number", "total_fen")


def _paid_back(answer: Answer, fact: PaymentReversed) -> None:
    answer.setdefault("paid_back", []).append(_only(fact, "order_no", "method", "amount_fen"))


def _intended(answer: Answer, fact: PaymentIntended) -> None:
    answer |= {**_only(fact, "on", "order_no", "method", "amount_fen"), "state": "pending"}


def _resolved(answer: Answer, fact: PaymentResolved) -> None:
    answer |= {**_only(fact, "on", "order_no", "reference"), "state": fact.outcome}


def _opened(answer: Answer, fact: DayOpened) -> None:
    answer |= {"state": "open", **_fields(fact)}


def _loaded(answer: Answer, fact: FormsLoaded) -> None:
    answer |= {"loaded": _only(fact, "printer", "stock", "code", *_SPAN), "on": fact.on}


def _set_aside(answer: Answer, fact: FormsSetAside) -> None:
    answer.setdefault("set_aside", []).append(_only(fact, "stock", "code", *_SPAN, "how"))
    answer |= _only(fact, "on", "reason")


def _reissued(answer: Answer, fact: FormReissued) -> None:
    moved = _only(fact, "stock", "entry", "part", "code", "number", "to_code", "to_number", "how")
    answer.setdefault("reissued", []).append(moved)
    answer |= _only(fact, "on", "reason")


def _settled(answer: Answer, fact: PaperSettled) -> None:
    answer |= {"on": fact.on, "settled": _only(fact, "entry", "paper", "part", "copy", "outcome")}


def _repeated(answer: Answer, fact: PaperRepeated) -> None:
    answer |= {"on": fact.on, "repeated": _only(fact, "entry", "paper", "part", "copy", "reason")}


_SPAN = ("first", "last", "width")


def _closed(answer: Answer, fact: DayClosed) -> None:
    answer |= {"state": "closed", **_fields(fact)}


def _field_set(answer: Answer, fact: FieldSet) -> None:
    answer |= _only(fact, "record", "field", "value", "supersedes")


def _acted(answer: Answer, fact: RecordActed) -> None:
    answer |= {**_only(fact, "record", "on", "detail"), "step": fact.act}


def _noted(answer: Answer, fact: NoteUpdated) -> None:
    answer |= _only(fact, "record")


_TELLERS: dict[type, Callable[[Answer, Any], None]] = {
    TaxAssessed: _assessed,
    InvoiceIssued: _issued,
    VoucherIssued: _voucher,
    PaymentTaken: _taken,
    DuesCollected: _dues,
    InvoiceVoided: _voided,
    VoucherVoided: _voucher_voided,
    PaymentReversed: _paid_back,
    PaymentIntended: _intended,
    PaymentResolved: _resolved,
    DayOpened: _opened,
    DayClosed: _closed,
    **tellers(plain),
    FormsLoaded: _loaded,
    FormsSetAside: _set_aside,
    FormReissued: _reissued,
    PaperSettled: _settled,
    PaperRepeated: _repeated,
    FieldSet: _field_set,
    RecordActed: _acted,
    NoteUpdated: _noted,
}
"""How each fact is told."""


def _only(fact: Any, *names: str) -> Answer:
    return {name: plain(getattr(fact, name)) for name in names}


def _invoice(fact: InvoiceIssued) -> dict[str, Any]:
    return {
        "code": fact.code,
        "number": fact.number,
        "source": fact.source,
        "specimen": fact.source == "specimen",
        "net_fen": fact.net_fen,
        "vat_fen": fact.vat_fen,
        "total_fen": fact.net_fen + fact.vat_fen,
    }
