"""What changes hands in the office in memory: shifts, bags, settlements and second signatures, with the real office's words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from schemas.failures import BadInput, Refusal
from schemas.money import plain_yuan
from station.counter import questions
from station.counter.acts import Countersign, DepositCash, HandOver, RefuseService, SettleVouchers, SupplementDay
from station.counter.paperwork import Forms
from station.counter.refusing import decide_refuse

NAMES = {"demo": "李慧芳", "head": "王建国"}
NUMBERS = [
    {"stock": "invoice", "code": "042002600104", "next": "00421873", "last": "00422085", "left": 213},
    {"stock": "voucher", "code": "鄂缴", "next": "0361101", "last": "0361148", "left": 48},
]
Hand = HandOver | DepositCash | SettleVouchers | SupplementDay | Countersign | RefuseService
ALONE = ("supplement", "refused")
"""Acts that nobody signs besides."""


@dataclass
class HandsKept:
    """Acts by entry; `signed` are the entries that have their second signature."""

    acts: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    signed: set[str] = field(default_factory=set[str])

    def do(self, act: Hand, ref: str, drawer_fen: int) -> dict[str, Any]:
        """One act, as `entry` `ref`."""
        match act:
            case Countersign():
                return self._sign(act)
            case HandOver():
                told = self._handover(act, drawer_fen)
            case DepositCash():
                told = self._deposit(act, drawer_fen)
            case SettleVouchers():
                told = {"act": "settlement", "named": None, **self.settlement(act.first, act.last)}
            case SupplementDay():
                told = {"act": "supplement", "of": act.of, "note": act.note, "difference_fen": None}
            case RefuseService():
                told = self._refuse(act)
        clerk = {"id": act.clerk, "name": NAMES[act.clerk]}
        self.acts[ref] = {**told, "entry": ref, "on": act.on, "clerk": clerk}
        return self.acts[ref]

    def _handover(self, act: HandOver, drawer_fen: int) -> dict[str, Any]:
        if act.receiver == act.clerk:
            raise Refusal("handover.same_person", field="receiver")
        if waiting := [one for one in self.unsigned() if one["act"] == "handover"]:
            raise Refusal("handover.waiting", field="receiver", on=waiting[0]["on"])
        counted = [[value, count] for value, count in act.counted.items() if count]
        total = sum(value * count for value, count in counted)
        return {
            "act": "handover", "named": act.receiver, "books_fen": drawer_fen, "counted": counted, "difference_fen": total - drawer_fen,
            "numbers": [[one["stock"], one["code"], int(one["next"]), one["left"]] for one in NUMBERS], "seals": list(act.seals),
            "keys": list(act.keys), "drafts": act.drafts, "unsettled": [], "note": act.note,
        }  # fmt: skip

    def _deposit(self, act: DepositCash, drawer_fen: int) -> dict[str, Any]:
        amount = sum(value * count for value, count in act.counted.items())
        if not amount:
            raise BadInput("deposit.nothing", field="counted")
        if amount > drawer_fen:
            words = {"amount": plain_yuan(amount), "drawer": plain_yuan(drawer_fen)}
            raise Refusal("deposit.more_than_cash", field="counted", **words)
        if any(one.get("slip_no") == act.slip_no for one in self.acts.values()):
            raise Refusal("deposit.slip_twice", field="slip_no", slip=act.slip_no)
        counted = [[value, count] for value, count in act.counted.items() if count]
        return {"act": "deposit", "named": act.reviewer, "slip_no": act.slip_no, "bag_no": act.bag_no, "seal_no": act.seal_no,
                "amount_fen": amount, "counted": counted}  # fmt: skip

    def _refuse(self, act: RefuseService) -> dict[str, Any]:
        """Refused by the real decision, with its notice at the printer."""
        decide_refuse(act)
        papers = [{"paper": "one-time-notice", "part": 0, "state": "queued"}]
        told = {"reason": act.reason, "matter": act.matter, "bring": list(act.bring), "where": act.where}
        return {
            "act": "refused",
            "seq": 1,
            "at": f"{act.on}T10:42:00+08:00",
            "papers": papers,
            "person": act.person,
            **told,
        }

    def _sign(self, act: Countersign) -> dict[str, Any]:
        signed = self.acts[act.entry]
        if act.clerk == signed["clerk"]["id"]:
            raise Refusal("countersign.same_person", field="clerk")
        self.signed.add(act.entry)
        return {"countersigned": act.entry}

    def unsigned(self) -> list[dict[str, Any]]:
        """What waits for its second signature."""
        return [
            {"act": one["act"], "on": one["on"], "entry": ref, "by": one["clerk"]["name"], "named": one["named"]}
            for ref, one in self.acts.items()
            if ref not in self.signed and one["act"] not in ALONE
        ]

    @property
    def deposited_fen(self) -> int:
        """What left the drawer for the bank."""
        return sum(one["amount_fen"] for one in self.acts.values() if one["act"] == "deposit")

    def settlement(self, first: str, last: str) -> dict[str, Any]:
        """A settlement of one voucher; the same days are not settled twice."""
        if any(one["act"] == "settlement" for one in self.acts.values()):
            raise Refusal("settle.again", field="first", first=first, last=last)
        deposits = [one for one in self.acts.values() if one["act"] == "deposit"]
        told = {"first": first, "last": last, "lines": [["cash_receipt", "鄂缴", "0361112", "0361112", 1, 4_051, 0]], "due_fen": 4_051,
                "deposited_fen": self.deposited_fen, "electronic_fen": 0, "slips": [one["slip_no"] for one in deposits]}  # fmt: skip
        return told | {"owed_fen": 4_051 - self.deposited_fen}

    def ask(self, query: Any, on: str, cash_fen: int, drawer_fen: int) -> dict[str, Any]:
        """What changes hands, asked."""
        match query:
            case questions.Handover():
                waiting = [one for one in self.unsigned() if one["act"] == "handover"]
                return {"on": on, "books_fen": drawer_fen, "numbers": NUMBERS, "unsettled": [],
                        "waiting": [{**one, "receiver": NAMES[one["named"]]} for one in waiting]}  # fmt: skip
            case questions.Drawer():
                left = cash_fen - self.deposited_fen
                return {"on": on, "drawer_fen": drawer_fen, "undeposited_fen": left, "since": on if left else None,
                        "most_fen": None, "most_days": None, "grade": "calm"}  # fmt: skip
            case questions.Settlement():
                return self.settlement(query.first or on, query.last or on)
            case Forms():
                due = {"invoice": {"code": "042002600104", "number": "00421873"}, "voucher": None}
                return {"blocks": [], "rolls": [], "due": due}
            case _:
                return {"waiting": self.unsigned()}
