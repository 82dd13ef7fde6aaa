"""The WeChat Pay bill of the synthetic day: every payment that the ledgers took, but one."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.money import plain_yuan

_HEADER = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
    "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,"
    "手续费,费率,订单金额,申请退款金额,费率备注"
)
_SUMMARY = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment as the channel saw it: when (China), own order number, its own number, device, amount in fen."""

    at: str
    order_no: str
    reference: str
    device: str
    fen: int


def wechat_bill(payments: list[Paid]) -> bytes:
    """The bill of one day, type ALL, in UTF-8."""
    lines = [_HEADER, *(_line(paid) for paid in payments), _SUMMARY, _totals(payments)]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8")


def _line(paid: Paid) -> str:
    amount = plain_yuan(paid.fen)
    cells = [
        paid.at, "wx1111222233334444", "1600000001", "0", paid.device, paid.reference, paid.order_no,
        "oTest0000000000000000000001", "MICROPAY", "SUCCESS", "OTHERS", "CNY", amount, "0.00", "0", "0", "0.00", "0.00",
        "", "", "代征税款", "", "0.00000", "0.00%", amount, "0.00", "",
    ]  # fmt: skip
    return ",".join("`" + cell for cell in cells)


def _totals(payments: list[Paid]) -> str:
    total = plain_yuan(sum(paid.fen for paid in payments))
    return ",".join("`" + cell for cell in (str(len(payments)), total, "0.00", "0.00", "0.00000", total, "0.00"))
