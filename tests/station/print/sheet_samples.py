"""Believable synthetic data for every sheet: what the golden files and the pictures are made of."""

from __future__ import annotations

from typing import Any

HEAD = {
    "unit": "武昌中南路邮政代征网点",
    "made_at": "2026-09-18 17:42",
    "made_by": "李慧芳",
    "reviewer": "王建国",
    "head": "王建国",
    "digest": "9f3c1a7be20d5544",
}
DAY = {**HEAD, "period": "2026-09-18"}
MONTH = {**HEAD, "period": "2026-09"}
OFFICE = {
    "authority": "国家税务总局武汉市武昌区税务局",
    "site_name": "武昌中南路邮政代征网点",
    "clerk": "李慧芳",
    "made_at": "2026-09-18 10:43",
    "on_written": "2026年09月18日",
}
STOCK = {
    "kind": "增值税普通发票",
    "code": "042002600104",
    "opening": 60,
    "received": 100,
    "returned": 0,
    "issued": 84,
    "voided": 2,
    "red": 1,
    "red_voided": 0,
    "spoiled": 1,
    "lost": 0,
    "closing": 72,
    "first": "00421929",
    "last": "00422000",
    "book": 72,
    "counted": 72,
    "difference": 0,
}
VOUCHERS = {
    "kind": "税收缴款书（税务收现专用）",
    "code": "鄂缴",
    **{name: STOCK[name] for name in ("opening", "received", "returned", "issued", "voided")},
    "stopped": 0,
    **{name: STOCK[name] for name in ("spoiled", "lost", "closing", "book", "counted", "difference")},
    "first": "0361177",
    "last": "0361248",
}
CASH = [
    {"denomination": "100.00", "pieces": 12, "sum_fen": 120_000},
    {"denomination": "50.00", "pieces": 3, "sum_fen": 15_000},
    {"denomination": "1.00", "pieces": 26, "sum_fen": 2_600},
]
DUES = [
    {"tax": "增值税", "paid_fen": 3_822, "asked_fen": 3_822},
    {"tax": "城市维护建设税", "paid_fen": 134, "asked_fen": 134},
]
SAMPLES: dict[str, dict[str, Any]] = {
    "settlement-sheet": {
        **MONTH,
        "number": "2026-09-001",
        "period": "2026-09-01 至 2026-09-10",
        "rows": [
            {
                "name": "税收缴款书（税务收现专用）",
                "code": "鄂缴",
                "first": "0361093",
                "last": "0361176",
                "issued": 84,
                "total_fen": 340_284,
                "voided": 2,
            }
        ],
        "stock": [
            {
                "name": "税收缴款书（税务收现专用）",
                "stubs": 84,
                "reports": 84,
                "opening": 60,
                "received": 100,
                "stopped": 0,
                "lost": 0,
                "closing": 74,
            }
        ],
        "money": [
            {
                "due_fen": 340_284,
                "deposited_fen": 120_000,
                "electronic_fen": 220_284,
                "slips": "00001234、00001240",
                "owed_fen": 0,
                "overdue": 0,
            }
        ],
    },
    "stock-sheet": {**DAY, "invoices": [STOCK], "vouchers": [VOUCHERS], "equation": "160＝84＋2＋1＋1＋0＋0＋72"},
    "handover-sheet": {
        **DAY,
        "counted": CASH,
        "numbers": [
            {"stock": "增值税普通发票", "code": "042002600104", "next": "00421874", "left": 127},
            {"stock": "税收缴款书", "code": "鄂缴", "next": "0361129", "left": 120},
        ],
        "things": [{"thing": "代开发票专用章", "state": "完好"}, {"thing": "保险柜钥匙", "state": "2 把"}],
        "open": [{"what": "支付结果待确认", "which": "YS0103A20260918000022"}],
        "books": "1,377.00",
        "counted_sum": "1,376.00",
        "difference": "-1.00",
        "difference_note": "短款 1.00 元，列短款待查，由代征单位垫付，待核实，不是个人欠款。",
        "note": "",
        "giver": "李慧芳",
        "receiver": "王建国",
    },
    "deposit-slip": {
        **DAY,
        "counted": CASH,
        "slip_no": "00001234",
        "bag_no": "F-0093",
        "seal_no": "S-20871",
        "amount": "1,376.00",
        "capitals": "壹仟叁佰柒拾陆元整",
        "giver": "李慧芳",
        "receiver": "王建国",
    },
    "one-time-notice": {
        **OFFICE,
        "number": "告知〔2026〕0007号",
        "addressee": "陈喆",
        "matter": "代开增值税普通发票",
        "reason": "未带身份证原件",
        "where": "本网点，或武汉市任一邮政代征网点",
        "limit": "材料齐备当场办结",
        "phone": "027-87654321",
        "bring": [
            {"item": "本人身份证原件", "why": "核对身份"},
            {"item": "合同、结算单等书面证明", "why": "金额超过 5,000 元时需要"},
        ],
    },
    "refusal-notice": {
        **OFFICE,
        "number": "不受〔2026〕0002号",
        "addressee": "陈喆",
        "matter": "代开卷烟销售发票",
        "reason": "国家专卖商品不属于代开范围",
        "basis": "《委托代征协议书》附件一",
        "where": "向主管税务机关办税服务厅咨询",
    },
    "quota-notice": {
        **OFFICE,
        "number": "武税定〔2026〕0018号",
        "addressee": "武昌区老陈热干面馆",
        "first": "2026年01月01日",
        "last": "2026年12月31日",
        "over": "20%",
        "rows": [
            {"tax": "增值税", "base_fen": 3_800_000, "rate": "1%", "due_fen": 0, "term": "按季"},
            {"tax": "个人所得税", "base_fen": 3_800_000, "rate": "0.8%", "due_fen": 30_400, "term": "按季"},
        ],
    },
    "tax-notice": {
        **OFFICE,
        "number": "武税通〔2026〕0231号",
        "addressee": "武昌区老陈热干面馆",
        "matter": "限期缴纳税款",
        "basis": "《中华人民共和国税收征收管理法》第三十二条、第四十条",
        "content": "限你户于 2026年09月30日 前缴纳下列税款，并从税款滞纳之日起至缴纳之日止按日加收滞纳税款万分之五的滞纳金。",
        "rows": [
            {
                "tax": "增值税",
                "period": "2026-04-01至2026-06-30",
                "due_on": "2026-07-15",
                "owed_fen": 96_000,
                "late_fee_fen": 3_120,
            }
        ],
    },
    "refund-application": {
        **OFFICE,
        "number": "退申〔2026〕0003号",
        "payer": "陈喆",
        "payer_id": "420106199001011238",
        "phone": "13900000000",
        "reason": "发票开具有误已冲红",
        "voucher": "鄂缴 0361128",
        "paid_on": "2026年09月18日",
        "stage": "已缴存银行",
        "payee_name": "陈喆",
        "payee_bank": "中国邮政储蓄银行武汉中南路支行",
        "payee_account": "6210980000000000001",
        "rows": DUES,
        "total": "39.56",
        "capitals": "叁拾玖元伍角陆分",
    },
    "authorisation": {
        **OFFICE,
        "number": "",
        "payer": "陈喆",
        "payer_id": "420106199001011238",
        "phone": "13900000000",
        "agent": "刘洋",
        "agent_id": "420106198806064419",
        "agent_phone": "13911111111",
        "matter": "代开增值税普通发票并缴纳税款",
        "powers": "提交申请、核对计税结果、缴款、领取发票",
        "first": "2026年09月18日",
        "last": "2026年12月31日",
    },
    "loss-report": {
        **OFFICE,
        "number": "失报〔2026〕0001号",
        "unit": "中国邮政集团有限公司武汉市分公司",
        "reason": "盘点时发现整叠缺 3 份，监控未见开具。",
        "measures": "封存该叠余票，停用该号段，已向派出所报案。",
        "rows": [
            {
                "kind": "增值税普通发票（空白）",
                "code": "042002600104",
                "first": "00421901",
                "last": "00421903",
                "count": 3,
                "state": "空白",
            }
        ],
    },
    "case-slip": {
        **OFFICE,
        "number": "",
        "case": "C-0000017",
        "kind": "账有行无",
        "found_on": "2026-09-19",
        "day": "2026-09-18",
        "facts": "微信收款 40.51 元，渠道账单中没有这一笔。",
        "book": "40.51",
        "other": "",
        "difference": "40.51",
        "party": "待核实",
        "decision": "向渠道查单后再定。",
        "words": [{"at": "2026-09-19 09:12", "who": "市局 收入核算岗", "said": "请网点核对终端凭证。"}],
    },
}
