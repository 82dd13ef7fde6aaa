"""One committed sale or collection, as the result and record screens draw it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SCREEN_PAPERS = ("ordinary-invoice", "tax-voucher", "application-form")
"""Papers that can be looked at; a slip is for the receipt printer only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SalePaper:
    """One paper of a sale: its name, its part, its number, its state at the printer."""

    name: str
    part: int
    number: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """A sale from its entry; money in fen; `seq` is its place in the feed.

    `dues` are the taxes of a collection 代征税款, which has no invoice and no buyer: its number is the voucher's.
    """

    ref: str = ""
    seq: int = 0
    on: str = ""
    at: str = ""
    name: str = ""
    id: str = ""
    phone: str = ""
    buyer: str = ""
    buyer_id: str = ""
    item: str = ""
    code: str = ""
    number: str = ""
    state: str = "issued"
    gross_fen: int = 0
    total_fen: int = 0
    method: str = "none"
    order_no: str = ""
    clerk: str = ""
    specimen: bool = True
    papers: tuple[SalePaper, ...] = ()
    dues: tuple[str, ...] = ()


def sale(record: Mapping[str, Any]) -> Sale:
    """The sale or the collection of a record."""
    return _collection(record) if "collection" in record["said"] else _sale(record)


def _sale(record: Mapping[str, Any]) -> Sale:
    asked = record["said"]["application"]
    invoice, issued = asked["invoices"][0], record["invoices"][0]
    return Sale(
        **_common(record, asked["taxpayer"]),
        buyer=invoice["buyer"]["name"],
        buyer_id=invoice["buyer"].get("id", ""),
        item=invoice["lines"][0]["name"],
        code=issued["code"],
        number=issued["number"],
        state=record["state"] or "issued",
        gross_fen=sum(each["net_fen"] + each["vat_fen"] for each in record["invoices"]),
        specimen=issued["specimen"],
    )


def _collection(record: Mapping[str, Any]) -> Sale:
    asked, voucher = record["said"]["collection"], record["voucher"]
    return Sale(
        **_common(record, asked["taxpayer"]),
        code=voucher["code"],
        number=voucher["number"],
        gross_fen=record["total_fen"],
        dues=tuple(dict.fromkeys(due["tax"] for due in asked["dues"])),
    )


def _common(record: Mapping[str, Any], payer: Mapping[str, Any]) -> dict[str, Any]:
    paid = (record.get("payments") or [{}])[0]
    return {
        "ref": record["entry"],
        "seq": record["seq"],
        "on": record["on"],
        "at": record["at"],
        "name": payer["name"],
        "id": payer["id"],
        "phone": payer.get("phone", ""),
        "total_fen": record["total_fen"],
        "method": paid.get("method", "none"),
        "order_no": paid.get("order_no", ""),
        "clerk": (record["clerk"] or {}).get("name", ""),
        "papers": tuple(_paper(job, record) for job in record["papers"] if job["paper"] in SCREEN_PAPERS),
    }


def _paper(job: Mapping[str, Any], record: Mapping[str, Any]) -> SalePaper:
    number = ""
    if job["paper"] == "ordinary-invoice":
        number = record["invoices"][job["part"]]["number"]
    elif job["paper"] == "tax-voucher":
        number = record["voucher"]["number"]
    return SalePaper(name=job["paper"], part=job["part"], number=number, state=job["state"])
