"""A synthetic day report as the office gives it."""

from __future__ import annotations

from typing import Any


def a_report(**changes: Any) -> dict[str, Any]:
    blank = {"reversed_count": 0, "reversed_fen": 0, "open_count": 0, "open_fen": 0}
    methods = [
        {**blank, "method": "alipay", "count": 3, "fen": 18_864},
        {**blank, "method": "cash", "count": 4, "fen": 26_530, "reversed_count": 1, "reversed_fen": 5_150},
        {**blank, "method": "pos", "count": 1, "fen": 4_051},
        {**blank, "method": "wechat", "count": 9, "fen": 71_226, "open_count": 1, "open_fen": 4_051},
    ]
    tax = {"late_fee_fen": 0, "relief_fen": 0}
    taxes = [
        {
            **tax,
            "tax": "vat",
            "levy_item": "10101",
            "count": 16,
            "base_fen": 11_386_700,
            "before_fen": 113_867,
            "due_fen": 113_867,
        },
        {
            **tax,
            "tax": "urban",
            "levy_item": "10109",
            "count": 16,
            "base_fen": 113_867,
            "before_fen": 7_971,
            "relief_fen": 3_985,
            "due_fen": 3_986,
        },
        {
            **tax,
            "tax": "edu",
            "levy_item": "30203",
            "count": 16,
            "base_fen": 113_867,
            "before_fen": 3_416,
            "relief_fen": 598,
            "due_fen": 2_818,
        },
    ]
    invoice = {"code": "042002600104", "net_fen": 11_386_700, "vat_fen": 113_867, "state": "issued"}
    report = {
        "on": "2026-09-18",
        "site": "420106-P0103",
        "name": "武昌中南路邮政代征网点",
        "state": "closed",
        "late": 0,
        "float_fen": 20_000,
        "difference_fen": -500,
        "drawer_fen": 46_530,
        "received_fen": 120_671,
        "vouchers_fen": 120_671,
        "taxes_fen": 120_671,
        "by_method": methods,
        "by_tax": taxes,
        "vouchers": [
            {"code": "鄂缴", "first": "0361110", "last": "0361127", "issued": 17, "voided": 1, "fen": 120_671}
        ],
        "invoices": [
            {
                "code": "042002600104",
                "first": "00421855",
                "last": "00421874",
                "issued": 19,
                "voided": 1,
                "fen": 11_500_567,
            }
        ],
        "issued": [invoice],
        "exempt": {"count": 2, "net_fen": 164_000},
        "feed": "9c2e41d07b3356f0a1c4e8d25b7f9a60",
        "last": 61,
        "head": "3f9a1c20be47d51188c05a6e7f201b9acd34e5f60718293a4b5c6d7e8f901a2b",
        "counted": [[10_000, 3], [5_000, 2], [1_000, 5], [100, 10], [10, 3]],
    }
    return {**report, **changes}
