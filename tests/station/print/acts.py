"""Believable synthetic acts for papers: a design job paid by WeChat, an exempt sale, rent, dues with late surcharge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from schemas.entry import certificate, seal
from schemas.entry.envelope import Draft, Entry, seal_entry
from schemas.entry.kinds import body_of
from schemas.facts import DuesCollected, InvoiceIssued, PaymentTaken, TaxAssessed, VoucherIssued
from station.print.papers import EntryPapers
from station.print.slip import Badge

ISSUER = seal.Signer(bytes([1]) * 32)
DEVICE = seal.Signer(bytes([2]) * 32)
CLERK = seal.Signer(bytes([4]) * 32)
DAYS = 20714  # 2026-09-18 in days since 1970
CERTIFICATE = certificate.issue(certificate.Certificate(DEVICE.public, "420106-P0103", DAYS - 30, DAYS + 700), ISSUER)
PROFILE = {
    "site": "420106-P0103",
    "kind": "post",
    "name": "武昌中南路邮政代征网点",
    "authority": "国家税务总局武汉市武昌区税务局",
    "authority_code": "14201060000",
    "district": "420106",
    "collecting_unit": "中国邮政集团有限公司武汉市分公司",
}
ON = "2026-09-18"
HLC = ((DAYS * 86_400 + 2 * 3600 + 43 * 60) * 1000) << 16  # 10:43 in China


def papers() -> EntryPapers:
    return EntryPapers(PROFILE, badge=Badge(DEVICE, CERTIFICATE), clerk_name=lambda ckey: "李慧芳" if ckey else "")


@dataclass(frozen=True)
class Made:
    entry: Entry
    said: dict[str, Any]

    def render(self, paper: str, to: str, part: int = 0) -> bytes:
        return papers().render(self.entry, self.said, paper, part, to)


def entry_of(kind: str, facts: list[Any]) -> Entry:
    draft = Draft(author=DEVICE.id, seq=21, prev=bytes([7]) * 32, hlc=HLC, kind=kind, body=body_of(facts))
    return seal_entry(draft, DEVICE, CLERK)


def a_line(**changes: Any) -> dict[str, Any]:
    line = {"item": "services", "name": "*设计服务*门店形象平面设计", "model": "A3", "unit": "项", "quantity": "1"}
    return {**line, "gross_fen": 386000, **changes}


def an_application(**changes: Any) -> dict[str, Any]:
    buyer = {
        "kind": "unit",
        "name": "湖北江汉工程咨询有限公司",
        "id": "91420106682355174F",
        "address": "武汉市武昌区中南路99号",
        "phone": "027-87654321",
    }
    application = {
        "command": "00000000-0000-4000-8000-000000000001",
        "on": ON,
        "district": "420106",
        "location": "city",
        "taxpayer": {
            "kind": "natural_person",
            "name": "陈喆",
            "id": "420106199001011238",
            "phone": "13900000000",
            "address": "武汉市武昌区水果湖街东一路12号3栋502室",
        },
        "invoices": [{"buyer": buyer, "lines": [a_line()]}],
        "payments": [{"method": "wechat", "reference": "4200001234202609180000000021", "amount_fen": 4051}],
    }
    return {**application, **changes}


def a_tax(tax: str, item: str, base: int, rate: str, due: int, relief: int = 0, **changes: Any) -> dict[str, Any]:
    line = {
        "tax": tax,
        "levy_item": item,
        "period_from": ON,
        "period_to": ON,
        "base_fen": base,
        "rate": rate,
        "due_before_relief_fen": due + relief,
        "relief_fen": relief,
        "relief_code": None,
        "due_fen": due,
        "collector": "counter",
        "rule": tax,
    }
    return {**line, **changes}


TAXES = [
    a_tax("vat", "10101", 382178, "0.01", 3822),
    a_tax("urban", "10109", 3822, "0.07", 134, 134),
    a_tax("edu", "30203", 3822, "0.03", 57, 58),
    a_tax("local_edu", "30216", 3822, "0.02", 38, 38),
]


def a_sale(
    application: dict[str, Any] | None = None,
    *,
    lines: int = 1,
    taxes: list[dict[str, Any]] | None = None,
    voucher: str = "cash_receipt",
) -> Made:
    """A sale of 3,860.00 at 1 %; `lines` repeats its one line on paper."""
    given = application or an_application(invoices=[{**an_application()["invoices"][0], "lines": [a_line()] * lines}])
    taxes = TAXES if taxes is None else taxes
    total = sum(tax["due_fen"] for tax in taxes if tax["collector"] == "counter")
    exempt = None if total else "below_day_threshold"
    rate, vat = ("0.01", 3822) if total else (None, 0)
    sums = {"net_fen": 386000 - vat, "rate": rate, "vat_fen": vat}
    quote: dict[str, Any] = {"net_fen": 386000 - vat, "vat_fen": vat, "total_fen": total, "taxes": taxes}
    quote["invoices"] = [{**sums, "lines": [sums] * len(invoice["lines"])} for invoice in given["invoices"]]
    common = {"on": ON, "taxpayer": bytes(16)}
    facts: list[Any] = [TaxAssessed(asked={}, prior={}, quote=quote, pack=bytes(32), bound_on=ON, **common)]
    for number, _ in enumerate(given["invoices"], 421873):
        facts.append(
            InvoiceIssued(
                source="specimen",
                code="042002600104",
                number=f"{number:08d}",
                net_fen=386000 - vat,
                vat_fen=vat,
                rate=rate,
                exempt=exempt,
                buyer=bytes(16),
                block="B1",
                **common,
            )
        )
    if total:
        facts += money(total, voucher)
    return Made(entry_of("counter.sale/1", facts), {"application": given})


def money(total: int, voucher: str = "cash_receipt") -> list[Any]:
    order = "YS0103A20260918000021"
    paid = PaymentTaken(
        on=ON, order_no=order, method="wechat", amount_fen=total, reference="4200001234202609180000000021"
    )
    return [
        VoucherIssued(on=ON, voucher=voucher, code="鄂缴", number="0361128", total_fen=total, block="V1"),
        paid,
    ]


def a_collection(dues: int = 2) -> Made:
    """Quarterly dues of a household with late surcharge."""
    due = {
        "tax": "vat",
        "levy_item": "10101",
        "period_from": "2026-04-01",
        "period_to": "2026-06-30",
        "due_on": "2026-07-15",
        "principal_fen": 96000,
        "late_fee_fen": 3120,
        "paid_fen": 96000,
        "late_fee_paid_fen": 3120,
    }
    owed = [due, {**due, "tax": "urban", "levy_item": "10109", "paid_fen": 3360, "late_fee_paid_fen": 109}]
    owed = (owed * dues)[:dues]
    total = sum(part["paid_fen"] + part["late_fee_paid_fen"] for part in owed)
    taxpayer = {"kind": "household", "name": "武昌区老陈热干面馆", "id": "92420106MA4K00000A"}
    facts = [DuesCollected(on=ON, taxpayer=bytes(16), dues=owed), *money(total)]
    return Made(entry_of("counter.collection/1", facts), {"collection": {"taxpayer": taxpayer, "on": ON}})


def longer(application: dict[str, Any], **buyer: str) -> dict[str, Any]:
    """The same application with other words about its buyer."""
    first = application["invoices"][0]
    return {**application, "invoices": [{**first, "buyer": {**first["buyer"], **buyer}}]}


__all__ = ["Made", "a_collection", "a_line", "a_sale", "a_tax", "an_application", "longer", "papers"]
