"""Which sheets an act calls for besides invoice, voucher and slip, and what stands on them: hand-overs, refunds, notices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from schemas.apply import Cursor
from schemas.entry.envelope import Entry
from schemas.entry.kinds import facts_of
from schemas.facts import (
    CashDeposited,
    FormsSetAside,
    RedLetterIssued,
    RefundRequested,
    ServiceRefused,
    ShiftHandedOver,
    VouchersSettled,
)
from schemas.keep import Feeds
from schemas.money import capitals, yuan
from schemas.words import catalogue, say
from station.ledger import queries
from station.ledger.journal import block_of
from station.ledger.ledger import Ledger
from station.office.answers import instant
from station.print.figures import written_day
from station.print.voucher import tax_name

RED = "red-letter-invoice"
_PAPERS: dict[type, str] = {
    ShiftHandedOver: "handover-sheet",
    CashDeposited: "deposit-slip",
    VouchersSettled: "settlement-sheet",
    RefundRequested: "refund-application",
    ServiceRefused: "one-time-notice",
    RedLetterIssued: RED,
}


def called_for(entry: Entry) -> list[str]:
    """The sheets of an act, in the order of its facts."""
    return [paper for fact in facts_of(entry.body) if (paper := _paper(fact))]


def _paper(fact: Any) -> str | None:
    if isinstance(fact, FormsSetAside):
        return "loss-report" if fact.how == "lost" else None
    return _PAPERS.get(type(fact))


def fact_of(entry: Entry, paper: str) -> Any:
    """The fact of an entry that a sheet speaks of; None when it has none."""
    wanted = "one-time-notice" if paper == "refusal-notice" else paper
    return next((fact for fact in facts_of(entry.body) if _paper(fact) == wanted), None)


class SheetValues:
    """The values of a sheet, from the entry and the rows that it names."""

    def __init__(self, ledger: Ledger, cursor: Cursor, entry: Entry, reprint: str = "") -> None:
        self._ledger, self._cursor, self._entry, self._reprint = ledger, cursor, entry, reprint

    def of(self, fact: Any) -> dict[str, Any]:
        """What stands on the sheet of this fact."""
        return _MAKERS[type(fact)](self, fact)

    def handover(self, fact: ShiftHandedOver) -> dict[str, Any]:
        """交接班单: money, books, forms, seals, keys, and what is still open."""
        counted = sum(value * pieces for value, pieces in fact.counted)
        stocks = {"invoice": "print.paper_ordinary_invoice", "voucher": "print.paper_tax_voucher"}
        things = [*((thing, "seal") for thing in fact.seals), *((thing, "key") for thing in fact.keys)]
        return {
            **self._sheet(fact.on),
            "counted": _pieces(fact.counted),
            "numbers": [
                {"stock": say(stocks[stock]), "code": code, "next": str(number), "left": left}
                for stock, code, number, left in fact.numbers
            ],
            "things": [{"thing": str(thing), "state": say(f"print.handed_{kind}")} for thing, kind in things],
            "open": [
                *({"what": say("print.open_payment"), "which": str(order)} for order in fact.unsettled),
                *([{"what": say("print.open_drafts"), "which": str(fact.drafts)}] if fact.drafts else []),
            ],
            "books": yuan(fact.books_fen),
            "counted_sum": yuan(counted),
            "difference": _signed(fact.difference_fen),
            "difference_note": _named(fact.difference_fen),
            "note": fact.note,
            "giver": self._clerk(),
            "receiver": self._ledger.clerk_name(fact.receiver),
        }

    def deposit(self, fact: CashDeposited) -> dict[str, Any]:
        """现金缴存单: what went to the bank, in which bag."""
        return {
            **self._sheet(fact.on),
            "counted": _pieces(fact.counted),
            "slip_no": fact.slip_no,
            "bag_no": fact.bag_no,
            "seal_no": fact.seal_no,
            "amount": yuan(fact.amount_fen),
            "capitals": capitals(fact.amount_fen),
            "giver": self._clerk(),
            "receiver": self._ledger.clerk_name(fact.reviewer),
        }

    def settlement(self, fact: VouchersSettled) -> dict[str, Any]:
        """税收票款结报缴销单: vouchers and money of some days."""
        names = catalogue("zh_CN")
        money = {
            "due_fen": fact.due_fen,
            "deposited_fen": fact.deposited_fen,
            "electronic_fen": fact.electronic_fen,
            "slips": "、".join(str(slip) for slip in fact.slips),
            "owed_fen": fact.due_fen - fact.deposited_fen - fact.electronic_fen,
        }
        return {
            **self._sheet(fact.on),
            "number": self._entry.id.hex()[:12],
            "period": f"{fact.first} – {fact.last}",
            "rows": [
                {
                    "name": str(names.get(f"reports.value.{kind}", kind)),
                    "code": code,
                    "first": first,
                    "last": last,
                    "issued": issued,
                    "total_fen": total,
                    "voided": voided,
                }
                for kind, code, first, last, issued, total, voided in fact.lines
            ],
            "money": [money],
        }

    def refund(self, fact: RefundRequested) -> dict[str, Any]:
        """退(抵)税申请表, which the site only forwards."""
        collected = Feeds(self._cursor).by_id(fact.entry)
        block = block_of(self._cursor, collected) if collected else None
        payer = _payer(block.said if block else {})
        own = block_of(self._cursor, self._entry)
        payee: Mapping[str, str] = (own.said.get("payee") or {}) if own else {}
        voucher = queries.voucher_of(self._cursor, self._ledger.author, fact.entry)
        return {
            **self._notice(fact.on),
            "payer": payer.get("name", ""),
            "payer_id": payer.get("id", ""),
            "phone": payer.get("phone", ""),
            "reason": fact.reason,
            "voucher": f"{voucher.code} {voucher.number}" if voucher else "",
            "paid_on": written_day(voucher.on) if voucher else "",
            "stage": say(f"print.stage_{fact.stage}"),
            "payee_name": payee.get("name", ""),
            "payee_bank": payee.get("bank", ""),
            "payee_account": payee.get("account", ""),
            "rows": [{"tax": tax_name(tax), "asked_fen": fen} for tax, fen in fact.taxes.items()],
            "total": yuan(fact.total_fen),
            "capitals": capitals(fact.total_fen),
        }

    def refused(self, fact: ServiceRefused) -> dict[str, Any]:
        """一次性告知书: all that is to be brought, told once."""
        return {
            **self._notice(fact.on),
            "matter": fact.matter,
            "reason": say(f"refusing.of.{fact.reason}"),
            "where": fact.where,
            "bring": [{"item": str(item)} for item in fact.bring],
        }

    def lost(self, fact: FormsSetAside) -> dict[str, Any]:
        """发票（票证）遗失、损毁报告表, on the day on which it was found."""
        kinds = {"invoice": "print.paper_ordinary_invoice", "voucher": "print.paper_tax_voucher"}
        row = {
            "kind": say(kinds[fact.stock]),
            "code": fact.code,
            "first": f"{fact.first:0{fact.width}d}",
            "last": f"{fact.last:0{fact.width}d}",
            "count": fact.last - fact.first + 1,
            "state": say("print.blank_form"),
        }
        unit = self._ledger.profile["collecting_unit"]
        return {**self._notice(fact.on), "unit": unit, "reason": fact.reason, "rows": [row]}

    def _sheet(self, on: str) -> dict[str, Any]:
        """The head and foot of a sheet."""
        return {
            "unit": self._ledger.profile["name"],
            "period": on,
            "made_at": self._made_at(),
            "made_by": self._clerk(),
            "digest": self._entry.id.hex()[:16],
            "reprint": self._reprint,
        }

    def _notice(self, on: str) -> dict[str, Any]:
        return {
            "authority": self._ledger.profile["authority"],
            "site_name": self._ledger.profile["name"],
            "clerk": self._clerk(),
            "made_at": self._made_at(),
            "on_written": written_day(on),
            "number": self._entry.id.hex()[:12],
            "reprint": self._reprint,
        }

    def _made_at(self) -> str:
        return instant(self._entry.hlc)[:16].replace("T", " ")

    def _clerk(self) -> str:
        return self._ledger.clerk_name(self._entry.ckey)


_MAKERS: dict[type, Callable[[SheetValues, Any], dict[str, Any]]] = {
    ShiftHandedOver: SheetValues.handover,
    CashDeposited: SheetValues.deposit,
    VouchersSettled: SheetValues.settlement,
    RefundRequested: SheetValues.refund,
    ServiceRefused: SheetValues.refused,
    FormsSetAside: SheetValues.lost,
}


def _payer(said: Mapping[str, Any]) -> Mapping[str, str]:
    given: Mapping[str, Any] = said.get("application") or said.get("collection") or {}
    return given.get("taxpayer") or {}


def _pieces(counted: list[list[int]]) -> list[dict[str, Any]]:
    return [
        {"denomination": yuan(value), "pieces": pieces, "sum_fen": value * pieces}
        for value, pieces in counted
        if pieces
    ]


def _signed(fen: int) -> str:
    return f"-{yuan(-fen)}" if fen < 0 else yuan(fen)


def _named(fen: int) -> str:
    """A difference is named, and is nobody's debt."""
    if not fen:
        return ""
    return say("print.shortage" if fen < 0 else "print.overage", amount=yuan(abs(fen)))
