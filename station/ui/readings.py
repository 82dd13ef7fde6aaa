"""The office's answers as the rows that screens draw. Reading only: no sum is made here that the books make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from station.ui.answers import Customer

Data = Mapping[str, Any]

LASTING = ("property", "construction", "freight")
"""Parts of an application that are likely to be the same next time."""

CONTACT_S = 300
"""Seconds since the centre last answered, within which the network counts as there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the frame says at all times: the site, its day, and what could hurt soon."""

    site: str = ""
    name: str = ""
    kind: str = "post"
    device: str = ""
    day: str = ""
    people: tuple[Person, ...] = ()
    outbox: int = 0
    oldest_at: str | None = None
    last: int = 0
    centre_holds: int = 0
    heard_ms: int | None = None
    invoices: int = 0
    vouchers: int = 0
    allowance: Allowance | None = None
    witnesses: int = 0
    papers_waiting: int = 0
    pending: tuple[Pending, ...] = ()
    sales_today: int = 0
    practice: bool = False

    @property
    def district(self) -> str:
        """The district of the site's code, by GB/T 2260."""
        return self.site.split("-")[0]

    def person(self, clerk: str) -> Person:
        """The person behind a clerk's name of unlocking."""
        return next((one for one in self.people if one.clerk == clerk), Person(clerk=clerk, name=clerk))


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What may still be issued before the centre hears of it 离线额度; `grade` is calm, amber, red or spent."""

    count: int
    amount_fen: int
    hours: int
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of the site; `role` is `clerk` or `head`."""

    clerk: str
    name: str
    role: str = "clerk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A payment whose end nobody knows yet 待确认, or whose sale is still to come; never asked for twice."""

    order_no: str
    method: str
    amount_fen: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One sale that a search found, or one collection: that has `taxes`, and no buyer.

    `buyers` are the names and codes of all that the sale was made out to; `buyer` is the first.
    """

    ref: str
    on: str
    name: str
    id: str
    phone: str
    buyer: str
    item: str
    code: str
    number: str
    gross_fen: int
    total_fen: int
    state: str
    customer: Customer
    taxes: tuple[str, ...] = ()
    buyers: tuple[tuple[str, str], ...] = ()


def standing(status: Data, people: Data, waiting: Data, today: int) -> Standing:
    """The frame's facts: the status, the people, the payments that wait, and the count of the day's sales."""
    return Standing(
        site=status["site"],
        name=status["name"],
        kind=status["site_kind"],
        device=status["device"],
        day=status["on"],
        people=tuple(Person(clerk=one["clerk"], name=one["name"], role=one["role"]) for one in people["people"]),
        outbox=status["outbox"]["count"],
        oldest_at=status["outbox"]["oldest_at"],
        last=status["last"],
        centre_holds=status["centre"]["held"],
        heard_ms=status["centre"]["heard_ms"],
        invoices=status["numbers"]["invoice"],
        vouchers=status["numbers"]["voucher"],
        allowance=_allowance(status["allowance"]),
        witnesses=status["witnesses"],
        papers_waiting=status["papers_waiting"],
        pending=unsettled(waiting),
        sales_today=today,
        practice=status["practice"],
    )


def _allowance(granted: Data | None) -> Allowance | None:
    if granted is None:
        return None
    spent = granted["spent"]
    return Allowance(
        count=max(0, granted["count"] - spent["count"]),
        amount_fen=max(0, granted["amount_fen"] - spent["amount_fen"]),
        hours=max(0, granted["hours"] - spent["hours"]),
        grade=granted["grade"],
    )


def unsettled(found: Data) -> tuple[Pending, ...]:
    """Payments that wait, oldest first."""
    return tuple(
        Pending(order_no=one["order_no"], method=one["method"], amount_fen=one["amount_fen"], state=one["state"])
        for one in found["payments"]
    )


def hits(found: Data) -> tuple[Hit, ...]:
    """The sales among what a search found, in the office's order."""
    return tuple(_hit(one) for one in found["found"] if one.get("invoices") and (one["said"] or {}).get("application"))


def money_hits(found: Data) -> tuple[Hit, ...]:
    """The sales and the collections among what a search found, in the office's order."""
    return tuple(
        _hit(one) if one.get("invoices") else _collected(one)
        for one in found["found"]
        if {"application", "collection"} & set(one["said"] or {}) and (one.get("invoices") or one.get("voucher"))
    )


def _hit(one: Data) -> Hit:
    asked = one["said"]["application"]
    person, invoice, issued = asked["taxpayer"], asked["invoices"][0], one["invoices"][0]
    return Hit(
        ref=one["entry"],
        on=one["on"],
        name=person["name"],
        id=person["id"],
        phone=person.get("phone", ""),
        buyer=invoice["buyer"]["name"],
        item=invoice["lines"][0]["name"],
        code=issued["code"],
        number=issued["number"],
        gross_fen=sum(each["net_fen"] + each["vat_fen"] for each in one["invoices"]),
        total_fen=one["total_fen"],
        state=one["state"] or "issued",
        customer=customer(asked),
        buyers=tuple((one["buyer"]["name"], one["buyer"].get("id", "")) for one in asked["invoices"]),
    )


def _collected(one: Data) -> Hit:
    """A collection as a row: its number is the voucher's, its items are the taxes."""
    asked = one["said"]["collection"]
    payer = asked["taxpayer"]
    return Hit(
        ref=one["entry"],
        on=one["on"],
        name=payer["name"],
        id=payer["id"],
        phone=payer.get("phone", ""),
        buyer="",
        item="",
        code=one["voucher"]["code"],
        number=one["voucher"]["number"],
        gross_fen=one["total_fen"],
        total_fen=one["total_fen"],
        state=one["state"] or "issued",
        customer=Customer(payer["name"], payer["id"], payer.get("id_type", "idno"), payer.get("phone", ""), {}),
        taxes=tuple(dict.fromkeys(due["tax"] for due in asked["dues"])),
    )


def customer(asked: Data) -> Customer:
    """The person of an application, with what was said there, to be offered again."""
    person, invoice = asked["taxpayer"], asked["invoices"][0]
    line, buyer = invoice["lines"][0], invoice["buyer"]
    last = {"buyer": buyer["name"], "buyer_id": buyer.get("id", ""), "item": line["name"], "kind": line["item"]}
    last |= {f"{room}.{name}": said for room in LASTING for name, said in asked.get(room, {}).items()}
    return Customer(person["name"], person["id"], person.get("id_type", "idno"), person.get("phone", ""), last)


def minutes_since(at: str | None, now: datetime) -> int | None:
    """Whole minutes from an ISO 8601 time to now; None where there is no time."""
    if not at:
        return None
    return max(0, int((now - datetime.fromisoformat(at)).total_seconds() // 60))


def seconds_since_contact(standing: Standing, now: datetime) -> int | None:
    """Whole seconds since the centre last answered; None if it never did."""
    if standing.heard_ms is None:
        return None
    return max(0, int(now.timestamp()) - standing.heard_ms // 1000)
