"""An office in memory for the face's own tests: the real office's answers, without ledger, keys or law.

It keeps sales, intents and the day; its working of the tax is a plain 1 % with half the surcharges, and stands only
for the shape of a quote.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from schemas.application import parse_application
from schemas.failures import BadInput, Fault, Refusal
from schemas.rules.shelf import pack_for, shipped_packs
from station.counter import asking
from station.counter.acts import CorrectPayment, IssueRedLetter, RequestRefund, ReverseCollection
from station.counter.commands import (
    AddLine,
    CloseDay,
    CollectTax,
    Command,
    IntendPayment,
    IssueInvoice,
    OpenDay,
    SettleIntent,
    VoidInvoice,
    WriteNote,
)
from station.counter.paperwork import Forms, Printers, PrintQueue, RepeatPaper, SetFormsAside, SettlePaper
from station.counter.questions import (
    Drawer,
    Followed,
    Foresee,
    Handover,
    ImportBatch,
    QuoteDues,
    Reception,
    RefundWays,
    Report,
    Settlement,
    SplitSheets,
    ToCountersign,
)
from station.counter.street import StreetAct, StreetQuestion
from station.office.batching import import_batch, split_sheets
from yard.fakes.hands_kept import Hand, HandsKept
from yard.fakes.notes_kept import NotesKept
from yard.fakes.quoting import has_words, invoice_of, owed, reception, work
from yard.fakes.reports_kept import report
from yard.fakes.righting import Rights, sale_of, told_of
from yard.fakes.street_kept import StreetKept

PIN = "135790"
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fea135c8420000000049454e44ae426082"
)


@dataclass
class MemoryOffice:
    """One site in memory; `on` is its business day, `at` the time of every entry."""

    on: str = "2026-09-18"
    at: str = "2026-09-18T02:43:12.000+00:00"
    held: int = 0
    reachable: bool = True
    sales: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    intents: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    answers: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    closed: dict[str, Any] | None = None
    unlocked: str | None = None
    untouched: bool = False
    practice: bool = False
    seq: int = 12
    stirred: int = 0
    jobs: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    found: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    aside: list[SetFormsAside] = field(default_factory=list[SetFormsAside])
    hands: HandsKept = field(default_factory=HandsKept)
    rights: Rights = field(default_factory=Rights)
    taken_in: list[bytes] = field(default_factory=list[bytes])
    notes: NotesKept = field(default_factory=NotesKept)
    kind: str = "post"
    street: StreetKept = field(default_factory=StreetKept)

    def unlock(self, clerk: str, pin: str) -> dict[str, Any]:
        """The one PIN of all clerks."""
        if pin != PIN:
            raise Refusal("keys.pin_wrong", field="pin")
        self.unlocked = clerk
        return {"clerk": clerk, "name": "李慧芳", "role": "clerk"}

    def lock(self) -> None:
        """Nobody is unlocked."""
        self.unlocked = None

    def changes(self) -> int:
        """Grows with each act."""
        return self.stirred

    def sync(self, url: str | None = None) -> dict[str, Any]:
        """All is sent, if the centre can be reached."""
        del url
        if not self.reachable:
            raise Fault("link.unreachable", url="http://127.0.0.1")
        sent, self.held = self.seq - self.held, self.seq
        self.stirred += 1
        return {
            "sent": sent,
            "received": 0,
            "refused": [],
            "differing": [],
            "last": self.seq,
            "held": self.held,
            "equal": True,
        }

    def why_offline(self) -> dict[str, Any]:
        """The centre's machine answers, the centre does not."""
        seen = {"addressed": True, "router": True, "neighbours": None, "host": True, "centre": self.reachable}
        return {"place": "nowhere" if self.reachable else "centre", "words": "", "seen": seen}

    def digest(self) -> dict[str, Any]:
        """One feed."""
        return {"feeds": {"ab" * 16: [self.seq, "cd" * 32, "ef" * 32]}, "fold": 1}

    def export(self, to: str) -> tuple[bytes, dict[str, Any]]:
        """A parcel of nothing but its address."""
        return to.encode(), {"to": to, "waiting": self.seq - self.held, "bytes": len(to)}

    def take_in(self, data: bytes) -> dict[str, Any]:
        """What is empty cannot be opened."""
        if not data:
            raise BadInput("parcel.not_opened")
        known = data in self.taken_in
        self.taken_in.append(data)
        return {"received": int(not known), "known": int(known)}

    def do(self, command: Command) -> dict[str, Any]:
        """One act; the same id gives the same answer."""
        given = _id_of(command)
        if given not in self.answers:
            self.seq += 1
            self.answers[given] = self._act(command)
            self.stirred += 1
        return self.answers[given]

    def do_agreed(self, command: Command, second: str, pin: str) -> dict[str, Any]:
        """One act to which a second person agrees with the one PIN."""
        mine = self.unlocked
        self.unlock(second, pin)
        self.unlocked = mine
        return self.do(command)

    def _act(self, command: Command) -> dict[str, Any]:
        match command:
            case IssueInvoice():
                return self._issue(command)
            case CollectTax():
                return self._collect(command)
            case SettlePaper():
                self._job(command.job)["state"] = {"whole": "printed", "nothing": "queued"}.get(
                    command.outcome, "spoiled"
                )
                return {"job": command.job}
            case RepeatPaper():
                self.jobs.append({**self._job(command.job), "job": len(self.jobs) + 1, "copy": 2, "state": "queued"})
                return {"job": len(self.jobs)}
            case IntendPayment():
                return self._intend(command)
            case SettleIntent():
                self.intents[command.order_no]["state"] = command.outcome
                return {"order_no": command.order_no, "state": command.outcome}
            case VoidInvoice() | IssueRedLetter() | ReverseCollection() | CorrectPayment() | RequestRefund():
                stamp = {"entry": f"{self.seq:064x}", "seq": self.seq, "at": self.at}
                return self.rights.do(self.sales, command, stamp, self._drawer(), self.closed is not None)
            case CloseDay():
                counted = sum(value * pieces for value, pieces in (command.counted or {}).items())
                self.closed = {"difference_fen": counted - self._drawer()}
                return {"state": "closed"}
            case AddLine() | WriteNote():
                return self.notes.do(command)
            case StreetAct():
                return self.street.do(command)
            case OpenDay():
                self.untouched = False
                return {"state": "open"}
            case _:
                return self._hand(command)

    def _hand(self, command: Command) -> dict[str, Any]:
        """What changes hands, and forms that are taken out of use."""
        if isinstance(command, SetFormsAside):
            return self._aside(command)
        if not isinstance(command, Hand):
            raise Refusal("command.reused", field="command")
        return self.hands.do(command, f"{self.seq:064x}", self._drawer())

    def _issue(self, command: IssueInvoice) -> dict[str, Any]:
        if self.closed:
            raise Refusal("day.closed", field="on", on=self.on)
        quoted = work(command.application)
        ref, number = f"{self.seq:064x}", f"{421860 + self.seq:08d}"
        intent = self.intents.get(command.intent or "", {})
        if intent:
            intent["state"] = "taken"
        payments = [
            {
                "order_no": command.intent or f"YS{self.seq:06d}",
                "method": paid["method"],
                "amount_fen": paid["amount_fen"],
                "reference": None,
            }
            for paid in command.application.get("payments", ())
            if paid["amount_fen"]
        ]
        self.sales[ref] = {
            "entry": ref, "seq": self.seq, "kind": "counter.sale/1", "at": self.at, "on": command.application["on"],
            **quoted, "invoices": [invoice_of(one, f"{int(number) + place:08d}") for place, one in enumerate(quoted["invoices"])], "voucher": {"code": "鄂缴", "number": f"{361100 + self.seq:07d}"},
            "payments": payments, "said": {"application": command.application}, "state": "issued",
            "clerk": {"id": command.clerk, "name": "李慧芳"},
            "papers": [{"paper": "ordinary-invoice", "part": place, "state": "queued"} for place in range(len(quoted["invoices"]))]
            + [{"paper": name, "part": 0, "state": "queued"} for name in ("tax-voucher", "application-form")],
        }  # fmt: skip
        return {"entry": ref}

    def _collect(self, command: CollectTax) -> dict[str, Any]:
        ref, asked = f"{self.seq:064x}", command.collection
        if command.intent:
            self.intents[command.intent]["state"] = "taken"
        paid = asked["payments"][0]
        self.sales[ref] = {
            "entry": ref, "seq": self.seq, "kind": "counter.collection/1", "at": self.at, "on": asked["on"], "taxes": [],
            "total_fen": paid["amount_fen"], "voucher": {"code": "鄂缴", "number": f"{361100 + self.seq:07d}"},
            "payments": [{"order_no": command.intent or f"YS{self.seq:06d}", "method": paid["method"], "amount_fen": paid["amount_fen"]}],
            "said": {"collection": asked}, "state": None, "clerk": {"id": command.clerk, "name": "李慧芳"},
            "papers": [{"paper": "tax-voucher", "part": 0, "state": "queued"}],
        }  # fmt: skip
        return {"entry": ref}

    def _intend(self, command: IntendPayment) -> dict[str, Any]:
        order_no = f"YS0103A{self.on.replace('-', '')}{self.seq:06d}"
        self.intents[order_no] = {
            "order_no": order_no, "on": self.on, "method": command.method, "amount_fen": command.amount_fen, "state": "pending"
        }  # fmt: skip
        return {"order_no": order_no, "state": "pending"}

    def ask(self, query: asking.Query) -> dict[str, Any]:
        """The shapes of the real answers."""
        match query:
            case asking.Status():
                return self._status()
            case asking.People():
                return {
                    "people": [
                        {"clerk": "demo", "name": "李慧芳", "role": "clerk"},
                        {"clerk": "head", "name": "王建国", "role": "head"},
                    ]
                }
            case asking.QuoteApplication():
                parse_application(query.application)
                return _bounded(query.application, work(query.application))
            case QuoteDues():
                return owed(query.asked)
            case Reception():
                return reception(query.application, self.sales)
            case asking.Find():
                return {
                    "found": [one for one in reversed(self.sales.values()) if has_words(one, query.text)][: query.most]
                }
            case asking.Show():
                return self.sales.get(query.ref) or self.rights.acts.get(query.ref) or self.hands.acts[query.ref]
            case asking.Why():
                return self.sales[query.ref]
            case asking.Paper():
                return {"data": _PIXEL}
            case asking.Unsettled():
                return {"payments": self._open()}
            case asking.DayReport():
                return self._report() if query.on in (None, self.on) else self._earlier(query.on)
            case _:
                return self._ask_more(query)

    def _ask_more(self, query: asking.Query) -> dict[str, Any]:
        match query:
            case asking.Findings():
                return {"findings": self.found}
            case PrintQueue():
                return {"jobs": list(reversed(self.jobs))[: query.most]}
            case Printers():
                return {"printers": []}
            case Foresee():
                sale = sale_of(self.sales, query.command)
                return told_of(self.rights.decide(sale, query.command, self._drawer(), self.closed is not None))
            case Followed():
                return self.rights.followed(self.sales[query.entry])
            case RefundWays():
                return self.rights.ways(self.sales[query.entry], query.on or self.on, self.closed is not None)
            case asking.Note() | asking.Notes():
                return self.notes.ask(query, self.at)
            case ImportBatch():
                return import_batch(query, "post", lambda _on: None, work)
            case SplitSheets():
                return split_sheets(query, lambda on: pack_for(shipped_packs(), on), work)
            case Report():
                return report(query, self.on, self.hands.acts)
            case Handover() | Drawer() | ToCountersign() | Settlement() | Forms():
                return self.hands.ask(query, self.on, self._cash(), self._drawer())
            case _:
                return self._ask_street(query)

    def _ask_street(self, query: asking.Query) -> dict[str, Any]:
        """What only a street station is asked."""
        if not isinstance(query, StreetQuestion):
            raise Refusal("show.unknown", field="ref", ref=type(query).__name__)
        return self.street.ask(query)

    def _status(self) -> dict[str, Any]:
        return {
            "site": "420106-P0103", "name": "武昌中南路邮政代征网点", "site_kind": self.kind, "practice": self.practice, "collecting_unit": "中国邮政集团有限公司武汉市分公司", "device": "ab" * 16, "on": self.on,
            "last": self.seq, "head": "cd" * 32, "outbox": {"count": self.seq - self.held, "oldest_at": self.at},
            "centre": {"held": self.held, "heard_ms": None}, "numbers": {"invoice": 213, "voucher": 48},
            "witnesses": 0,
            "allowance": {"amount_fen": 20_000_000, "count": 100, "hours": 72, "grade": "calm", "spent": {"amount_fen": 1_000, "count": 2, "hours": 0}}, "unsettled": len(self._open()),
            "papers_waiting": 0, "people": 2, "rules": {"newest_to": "2027-12-31", "missing_from": None, "refused": []},
        }  # fmt: skip

    def _job(self, number: int) -> dict[str, Any]:
        return next(one for one in self.jobs if one["job"] == number)

    def _open(self) -> list[dict[str, Any]]:
        return [one for one in self.intents.values() if one["state"] in ("pending", "unknown", "succeeded")]

    def _aside(self, command: SetFormsAside) -> dict[str, Any]:
        """Only numbers of one length, in order."""
        if len(command.first) != len(command.last) or command.first > command.last:
            raise BadInput("forms.range", field="first", most=10_000)
        self.aside.append(command)
        return {"how": command.how}

    def _cash(self) -> int:
        return sum(p["amount_fen"] for p in self._payments() if p["method"] == "cash")

    def _drawer(self) -> int:
        return 20_000 + self._cash() - self.hands.deposited_fen

    def _by_tax(self) -> list[dict[str, Any]]:
        lines = (line for one in self.sales.values() if one["state"] != "voided" for line in one["taxes"])
        return [{"tax": line["tax"], "count": 1, "due_fen": line["due_fen"], "late_fee_fen": 0} for line in lines]

    def _payments(self) -> list[dict[str, Any]]:
        kept = (one for one in self.sales.values() if one["state"] != "voided" and one["entry"] not in self.rights.back)
        return [paid for one in kept for paid in one["payments"]]

    def _earlier(self, on: str) -> dict[str, Any]:
        """The day before was closed with nothing in it; no other day was ever opened."""
        closed = (date.fromisoformat(self.on) - date.fromisoformat(on)).days == 1
        empty = MemoryOffice(on=on, closed={"difference_fen": 0} if closed else None, untouched=not closed)
        return empty._report() | {"last": self.seq}

    def _report(self) -> dict[str, Any]:
        paid = sum(one["amount_fen"] for one in self._payments())
        methods: dict[str, dict[str, Any]] = {}
        for one in self._payments():
            line = methods.setdefault(
                one["method"],
                dict.fromkeys(("count", "fen", "reversed_count", "reversed_fen", "open_count", "open_fen"), 0)
                | {"method": one["method"]},
            )
            line["count"], line["fen"] = line["count"] + 1, line["fen"] + one["amount_fen"]
        return {
            "on": self.on, "state": "closed" if self.closed else "untouched" if self.untouched else "open", "float_fen": 20_000, "drawer_fen": self._drawer(),
            "difference_fen": (self.closed or {}).get("difference_fen"), "equal": True, "received_fen": paid, "vouchers_fen": paid,
            "taxes_fen": paid, "by_method": list(methods.values()), "by_tax": self._by_tax(), "hours": [{"hour": 10, "count": len(self.sales)}],
            "issued": [{**one["invoices"][0], "entry": one["entry"], "exempt": one["exempt"], "state": one["state"]} for one in self.sales.values() if "invoices" in one],
            "unsettled": self._open(), "last": self.seq,
        }  # fmt: skip


def _id_of(command: Command) -> str:
    if isinstance(command, IssueInvoice):
        return str(command.application["command"])
    return str(command.collection["command"] if isinstance(command, CollectTax) else command.command)


def _bounded(application: dict[str, Any], quoted: dict[str, Any]) -> dict[str, Any]:
    """What could be due at most, where somebody says that there may be more sales than are known."""
    if not application.get("prior"):
        return quoted
    total, most = quoted["total_fen"], max(quoted["total_fen"], quoted["net_fen"] // 101)
    return quoted | {"bounds": {"total_fen": [total, most], "certain": total == most}}
