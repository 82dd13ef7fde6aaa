"""Fifty broken files: each is refused whole, with one clear error that names line and column where there is one."""

from __future__ import annotations

import gzip

import pytest

from central.statements.formats import read_statement
from schemas.failures import BadInput
from schemas.words import explain
from tests.central.statements import bills
from tests.central.statements.samples import ALIPAY, CAMT, SAMPLES, zipped

_GBK = {"alipay", "alipay_funds", "ccb", "pos_settled"}


def cut(name: str, title: str) -> bytes:
    """The file without one column."""
    encoding = "gbk" if name in _GBK else "utf-8"
    rows = SAMPLES[name].decode(encoding).split("\n")
    head = next(place for place, row in enumerate(rows) if title in row.split(","))
    place, width = rows[head].split(",").index(title), rows[head].count(",")
    kept = [
        ",".join(c for at, c in enumerate(row.split(",")) if at != place) if row.count(",") == width else row
        for row in rows
    ]
    return "\n".join(kept).encode(encoding)


BROKEN: list[tuple[str, str, str, str, str | None]] = [
    # file, what stands there, what is put in its place, the code, the field
    ("wechat", "`2026-09-18 10:21:33", "`18.09.2026", "statements.moment", "2:交易时间"),
    ("wechat", "`YS0103A20260918000017", "`4.20E+27", "statements.spreadsheet", "2:商户订单号"),
    ("wechat", "`CNY", "`HKD", "statements.currency", "2:货币种类"),
    ("wechat", "`2,`26.00", "`1,`26.00", "statements.count", "5:总交易单数"),
    ("wechat_funds", "`26.00,`1026.00", "`26.0.0,`1026.00", "statements.amount", "2:收支金额(元)"),
    ("wechat_funds", "`26.00,`1026.00", "`-26.00,`1026.00", "statements.amount", "2:收支金额(元)"),
    ("wechat_funds", "`收入", "`收", "statements.status", "2:收支类型"),
    ("wechat_funds", "`2.0,`1.0,`26.00", "`3.0,`1.0,`26.00", "statements.count", "5:资金流水总笔数"),
    ("wechat_funds", "`2.0,`1.0,`26.00", "`2.0,`1.0,`26.01", "statements.total", "5:收入金额"),
    ("wechat_funds", "`1.0,`1000.00", "`2.0,`1000.00", "statements.count", "5:支出笔数"),
    ("wechat_funds", "`交易,`交易,", "`交易,", "statements.cells", None),
    ("wechat_funds", "资金流水总笔数,", "总笔数,", "statements.half", None),
    ("alipay", "79.20,79.20,0.00", "79.2O,79.20,0.00", "statements.amount", "6:订单金额（元）"),
    ("alipay", "79.20,79.20,0.00", "-79.20,79.20,0.00", "statements.amount", "6:订单金额（元）"),
    ("alipay", "交易\t,代征税款", "充值\t,代征税款", "statements.status", "6:业务类型"),
    ("alipay", "2026-09-18 11:05:09", "2026/9/18 11:05", "statements.moment", "6:完成时间"),
    ("alipay", "2026091822001400000000000001\t,YS", "2.02609E+27,YS", "statements.spreadsheet", "6:支付宝交易号"),
    ("alipay", "#交易合计：1笔", "#交易合计：2笔", "statements.count", "9:交易合计"),
    ("alipay", "实收共79.20元", "实收共79.21元", "statements.total", "9:交易合计"),
    ("alipay", "退款共-0.04元", "退款共-0.05元", "statements.total", "10:退款合计"),
    ("alipay", "#退款合计", "#合计", "statements.half", None),
    ("alipay", "[2026年09月18日", "[2026年13月18日", "statements.moment", None),
    ("alipay", "代征税款,2026-09-18 11:05:02", "代征,税款,2026-09-18 11:05:02", "statements.cells", "6:备注"),
    ("alipay", "交易\t,代征税款", '交易\t,"代征税款', "statements.quotes", None),
    ("alipay_funds", "79.20,0.00,1079.20", "79.20,1.00,1079.20", "statements.amount", "6:收入金额（+元）"),
    ("alipay_funds", "#收入合计：1笔", "#收入合计：0笔", "statements.count", "9:收入合计"),
    ("alipay_funds", "共79.20元", "共79.00元", "statements.total", "9:收入合计"),
    ("pos", ",334.50,", ",334.505,", "statements.amount", "2:交易金额"),
    ("pos", ",消费,334.50", ",转账,334.50", "statements.status", "2:交易类型"),
    ("pos", "2026-09-18 14:12:05", "2026-09-31 14:12:05", "statements.moment", "2:交易日期及时间"),
    ("pos", "091814120501", "9.18E+10", "statements.spreadsheet", "2:检索参考号"),
    ("pos", "合计,,,,344.50", "合计,,,,344.60", "statements.total", "4:交易金额"),
    ("pos", ",,,,,,\n", ",,,,,,\n898420000000001,x\n", "statements.behind_total", None),
    ("pos", ",借记卡,01030001,0.00,", ",01030001,0.00,", "statements.cells", None),
    ("pos_settled", ",20260919,", ",20261319,", "statements.moment", "2:清算日期"),
    ("pos_settled", ",0.50,", ",0.5000001,", "statements.amount", "2:手续费"),
    ("ccb", '"112,345.60"', '"112,345.61"', "statements.balance", "4:余额"),
    ("ccb", '0,"12,345.60"', '1,"12,345.60"', "statements.amount", None),
    ("ccb", '"12,345.60"', '"12,34.560"', "statements.amount", None),
    ("ccb", "人民币元", "美元", "statements.currency", "3:币种"),
    ("ccb", "20260918 16:40:11", "20260918", "statements.moment", "3:交易时间"),
    ("icbc", ",贷,0.00,12345.60", ",借,0.00,12345.60", "statements.way", "2:借/贷"),
    ("icbc", ",112000.00,", ",112000.10,", "statements.balance", "3:余额"),
    ("icbc", "3202000000000000001", "3.202E+18", "statements.spreadsheet", "2:本方账号"),
    (
        "treasury",
        "20260921,1,342010260900000001,1,101010106,3",
        "20260921,9,3420102609,1,1,3",
        "statements.status",
        None,
    ),
    ("treasury", ",20260921,", ",2026-9-21x,", "statements.moment", "2:入库日期"),
    ("treasury", "342010260900000001", "3.42E+17", "statements.spreadsheet", "2:税票号码"),
    ("treasury", ",3086.40,", ",三千,", "statements.amount", "2:金额"),
    ("camt", "126.00", "126.01", "statements.total", "7:CLBD"),
    ("camt", "<CdtDbtInd>CRDT</CdtDbtInd><Sts>", "<CdtDbtInd>IN</CdtDbtInd><Sts>", "statements.status", "8:CdtDbtInd"),
    ("camt", "2026-09-18</Dt>", "2026-09-31</Dt>", "statements.moment", "8:BookgDt"),
    ("camt", '"CNY">26.00', '"EUR">26.00', "statements.currency", "8:Amt"),
    ("camt", "</Stmt>", "", "statements.xml", None),
    ("camt", "<Document", '<!DOCTYPE x [<!ENTITY a "b">]><Document', "statements.xml", None),
]
MISSING = [
    ("wechat", "交易时间"),
    ("wechat", "微信订单号"),
    ("wechat", "商户订单号"),
    ("wechat", "订单金额"),
    ("wechat_funds", "业务凭证号"),
    ("wechat_funds", "收支类型"),
    ("alipay", "订单金额（元）"),
    ("alipay", "退款批次号/请求号"),
    ("alipay_funds", "支出金额（-元）"),
    ("pos", "交易金额"),
    ("pos", "检索参考号"),
    ("pos_settled", "清算日期"),
    ("ccb", "余额"),
    ("ccb", "凭证号"),
    ("icbc", "借/贷"),
    ("treasury", "税票号码"),
    ("treasury", "预算级次代码"),
]
TORN = {
    "a torn archive": (zipped(detail=ALIPAY)[:-40], "statements.zip"),
    "an archive without a bill": (zipped(readme=b"hello"), "statements.unknown_format"),
    "an empty archive": (zipped(), "statements.unknown_format"),
    "a torn gzip": (gzip.compress(SAMPLES["pos"])[:-9], "statements.gzip"),
    "half of an Alipay bill": (b"\n".join(ALIPAY.split(b"\n")[:6]), "statements.half"),
    "a bill in neither encoding": (ALIPAY[:900] + b"\xff\xff" + ALIPAY[900:], "statements.encoding"),
    "a camt without balances": (b"\n".join(row for row in CAMT.split(b"\n") if b"<Bal>" not in row), "statements.half"),
}


def refusal(data: bytes) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_statement(data)
    error = explain(caught.value)["error"]
    assert isinstance(error, dict)
    assert error["zh"]
    assert "{" not in f"{error['zh']}{error['en']}{error['next']}"
    return caught.value


@pytest.mark.parametrize(("name", "old", "new", "code", "field"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_refused_with_line_and_column(
    name: str, old: str, new: str, code: str, field: str | None
) -> None:
    encoding = "gbk" if name in _GBK else "utf-8"
    text = SAMPLES[name].decode(encoding)
    assert old in text
    failure = refusal(text.replace(old, new, 1).encode(encoding))
    assert failure.code == code
    assert failure.params.get("line")
    if field:
        assert failure.field == field


@pytest.mark.parametrize(("name", "title"), MISSING)
def test_a_missing_column_is_told_as_a_missing_column(name: str, title: str) -> None:
    failure = refusal(cut(name, title))
    assert (failure.code, failure.params["column"]) == ("statements.header", title)


@pytest.mark.parametrize("name", TORN)
def test_a_torn_file_is_refused(name: str) -> None:
    data, code = TORN[name]
    assert refusal(data).code == code


def test_a_trade_that_stands_twice_in_one_bill_is_refused() -> None:
    line = bills.paid("YS0103A20260918000017", 2600)
    failure = refusal(bills.bill(line, line, order_fen=5200))
    assert (failure.code, failure.field) == ("statements.line_twice", "3:reference")
