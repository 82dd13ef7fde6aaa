"""The book of tax vouchers 税收票证台账."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from schemas.books.quarantine import set_aside
from schemas.books.shelf import Act, Shelf
from schemas.facts import FormReissued, VoucherIssued, VoucherVoided


@dataclass(frozen=True, slots=True)
class VoucherRow:
    """One tax voucher; `state` is `issued`, `voided`, `spoiled` or `lost` (it went on another form); the total in fen."""

    BOOK: ClassVar[str] = "voucher"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "code", "number")
    owner: bytes
    code: str
    number: str
    seq: int
    entry: bytes
    on: str
    voucher: str
    total_fen: int
    state: str
    voided_on: str | None


def fold(act: Act, shelf: Shelf) -> None:
    """Vouchers issued, each number once; vouchers voided, once; vouchers that went on another form."""
    for part, fact in enumerate(act.facts):
        if isinstance(fact, VoucherIssued):
            _issued(act, shelf, part, fact)
        elif isinstance(fact, VoucherVoided):
            _voided(act, shelf, part, fact)
        elif isinstance(fact, FormReissued) and fact.stock == "voucher":
            _reissued(act, shelf, part, fact)


def _issued(act: Act, shelf: Shelf, part: int, fact: VoucherIssued) -> None:
    if shelf.get(VoucherRow, act.owner, fact.code, fact.number) is not None:
        set_aside(act, shelf, part, "number_twice")
        return
    row = VoucherRow(
        owner=act.owner,
        code=fact.code,
        number=fact.number,
        seq=act.entry.seq,
        entry=act.entry.id,
        on=fact.on,
        voucher=fact.voucher,
        total_fen=fact.total_fen,
        state="issued",
        voided_on=None,
    )
    shelf.put(row)


def _voided(act: Act, shelf: Shelf, part: int, fact: VoucherVoided) -> None:
    row = shelf.get(VoucherRow, act.owner, fact.code, fact.number)
    if row is None or row.state != "issued":
        set_aside(act, shelf, part, "void_without_voucher")
        return
    shelf.put(replace(row, state="voided", voided_on=fact.on))


def _reissued(act: Act, shelf: Shelf, part: int, fact: FormReissued) -> None:
    row = shelf.get(VoucherRow, act.owner, fact.code, fact.number)
    if row is None or row.entry != fact.entry or row.state != "issued":
        set_aside(act, shelf, part, "reissue_without_voucher")
        return
    if shelf.get(VoucherRow, act.owner, fact.to_code, fact.to_number) is not None:
        set_aside(act, shelf, part, "number_twice")
        return
    shelf.put(replace(row, state=fact.how))
    shelf.put(replace(row, code=fact.to_code, number=fact.to_number))
