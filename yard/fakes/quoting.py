"""Quotes and dues of the office in memory: the real shapes, a plain working."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from schemas.failures import BadInput, Refusal
from schemas.money import half_up


def owed(asked: dict[str, Any]) -> dict[str, Any]:
    """The shape of dues worked out: what is named with a surcharge of five fen, or three per cent of a quota."""
    named = asked.get("dues") or []
    quota = sum(month["quota_fen"] for month in asked["quota"]["months"]) if "quota" in asked else 0
    if quota:
        named = [{"tax": "vat", "levy_item": "10101", "period_from": "2026-07-01", "period_to": "2026-09-30",
                  "due_on": "2026-10-27", "principal_fen": quota * 3 // 100}]  # fmt: skip
    dues = [{**one, "late_fee_fen": 5, "days_late": 1} for one in named]
    if not dues:
        raise Refusal("collecting.nothing_due", field="dues")
    principal, late = sum(one["principal_fen"] for one in dues), 5 * len(dues)
    return {"taxpayer": asked["taxpayer"], "dues": dues, "principal_fen": principal, "late_fee_fen": late,
            "total_fen": principal + late, "source": "quota" if quota else "named"}  # fmt: skip


def work(application: dict[str, Any]) -> dict[str, Any]:
    """A quote's shape: 1 % under 1.01, surcharges at half; below 1,000 yuan nothing."""
    sums = [sum(gross_of(line) for line in invoice["lines"]) for invoice in application["invoices"]]
    gross, nets = sum(sums), [half_up(Fraction(each * 100, 101)) for each in sums]
    net = sum(nets)
    exempt = "below_day_threshold" if net < 100_000 else None
    vat = 0 if exempt else gross - net
    taxes = [] if exempt else [_tax("vat", net, "0.01", vat, 0)] + [
        _tax(tax, vat, rate, half_up(vat * Fraction(rate)), half_up(vat * Fraction(rate)) - half_up(vat * Fraction(rate) / 2))
        for tax, rate in (("urban", "0.07"), ("edu", "0.03"), ("local_edu", "0.02"))
    ]  # fmt: skip
    return {
        "net_fen": gross if exempt else net, "vat_fen": vat, "rate": None if exempt else "0.01", "exempt": exempt,
        "total_fen": sum(line["due_fen"] for line in taxes), "taxes": taxes, "assumptions": [], "why": ["一步一步。"],
        "pack": {"id": "演示", "version": "1", "hash": "00"},
        "invoices": [{"net_fen": each if exempt else part, "vat_fen": 0 if exempt else each - part} for each, part in zip(sums, nets, strict=True)],
    }  # fmt: skip


def gross_of(line: dict[str, Any]) -> int:
    """What one line comes to with tax, after its discount."""
    charged: int = line.get("gross_fen", 0) + line.get("net_fen", 0) - line.get("discount_fen", 0)
    if charged <= 0:
        raise BadInput("application.discount", field="invoices.0.lines.0.discount_fen")
    return half_up(Fraction(charged * 101, 100)) if "net_fen" in line else charged


def _tax(tax: str, base: int, rate: str, before: int, relief: int) -> dict[str, Any]:
    return {
        "tax": tax, "levy_item": tax, "base_fen": base, "rate": rate, "due_before_relief_fen": before, "relief_fen": relief,
        "relief_code": None, "due_fen": before - relief, "collector": "counter", "rule": "demo", "cites": ["示例文件"],
    }  # fmt: skip


def invoice_of(quoted: dict[str, Any], number: str) -> dict[str, Any]:
    net, vat = quoted["net_fen"], quoted["vat_fen"]
    return {
        "code": "042002600104",
        "number": number,
        "source": "specimen",
        "specimen": True,
        "net_fen": net,
        "vat_fen": vat,
        "total_fen": net + vat,
    }


def is_same(one: dict[str, Any], application: dict[str, Any], gross: int) -> bool:
    said = one["said"]["application"]
    alike = [(asked["taxpayer"]["id"], asked["invoices"][0]["buyer"]) for asked in (said, application)]
    return alike[0] == alike[1] and one["invoices"][0]["total_fen"] == gross


def has_words(one: dict[str, Any], text: str) -> bool:
    said = one["said"]
    payer = (said.get("application") or said["collection"])["taxpayer"]
    words = [payer["name"], payer["id"], payer.get("phone", ""), one["voucher"]["number"]]
    if "application" in said:
        words += [invoice["buyer"]["name"] for invoice in said["application"]["invoices"]]
        words.append(one["invoices"][0]["number"])
    return any(text in word for word in words)


def reception(application: dict[str, Any], sales: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Nothing is refused but freight; above 5,000 yuan a proof is wanted, and the same sale again is told."""
    lines = [line for invoice in application["invoices"] for line in invoice["lines"]]
    gross, proof = sum(gross_of(line) for line in lines), {"kinds": ["business_proof"], "at_window": False}
    held = {document["kind"] for document in application.get("documents", ())}
    freight = any(line["item"] == "transport" for line in lines)
    return {
        "papers": [{"kinds": ["application_form"], "at_window": True}, *([proof] if gross > 500_000 else [])],
        "missing": ["business_proof"] if gross > 500_000 and "business_proof" not in held else [],
        "refusals": [{"code": "rules.out_of_scope", "field": "invoices", "params": {"reason": "许可"}}]
        if freight
        else [],
        "duplicates": [
            {"number": one["invoices"][0]["number"], "on": one["on"]}
            for one in sales.values()
            if "invoices" in one and is_same(one, application, gross)
        ],
    }
