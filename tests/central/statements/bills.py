"""WeChat bills for the tests, in the bill's own words; all data synthetic."""

from __future__ import annotations

from schemas.money import plain_yuan

TITLES = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
    "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,"
    "手续费,费率,订单金额,申请退款金额,费率备注"
)
SUMMARY = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
OLD_TITLES = (
    "交易时间,公众账号ID,商户号,子商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
    "总金额,企业红包金额,微信退款单号,商户退款单号,退款金额,企业红包退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率"
)
OLD_SUMMARY = "总交易单数,总交易额,总退款金额,总企业红包退款金额,手续费总金额"


def ticked(cells: list[str]) -> str:
    """A data line."""
    return ",".join("`" + cell for cell in cells)


PAID = (
    "{at}|wx1111222233334444|1600000001|0|YZ010301|{reference}|{order_no}|oTest01|MICROPAY|SUCCESS|OTHERS|CNY|{yuan}|0.00|"
    "0|0|0.00|0.00|||{goods}||0.00000|0.00%|{yuan}|0.00|"
)
REFUNDED = (
    "{at}|wx1111222233334444|1600000001|0|YZ010301|{reference}|{order_no}|oTest01|MICROPAY|REFUND|OTHERS|CNY|{net}|0.00|"
    "50300000000000000001|{refund_no}|{yuan}|0.00|ORIGINAL|{state}|代征税款||0.00000|0.00%|0.00|{yuan}|"
)


def reference_of(order_no: str) -> str:
    """The channel's number that these bills give an order."""
    return f"42000{order_no[-8:]:0>23}"


def paid(order_no: str, fen: int, at: str = "2026-09-18 10:21:33", reference: str = "", goods: str = "代征税款") -> str:
    """A payment's line."""
    said = {"at": at, "order_no": order_no, "yuan": plain_yuan(fen), "goods": goods}
    return ticked(PAID.format(reference=reference or reference_of(order_no), **said).split("|"))


def refunded(
    order_no: str, fen: int, at: str = "2026-09-18 15:02:10", state: str = "SUCCESS", net: str = "0.00"
) -> str:
    """A refund's line: it repeats the order number of the payment; `net` is its 应结订单金额."""
    said = {"at": at, "order_no": order_no, "yuan": plain_yuan(fen), "state": state, "net": net}
    return ticked(
        REFUNDED.format(reference=reference_of(order_no), refund_no="YS0103R" + order_no[-8:], **said).split("|")
    )


def bill(*lines: str, order_fen: int = 0, refund_fen: int = 0, count: int | None = None, end: str = "\r\n") -> bytes:
    """A whole bill with its summary."""
    order, refund = plain_yuan(order_fen), plain_yuan(refund_fen)
    counted = len(lines) if count is None else count
    total = ticked([str(counted), order, refund, "0.00", "0.00000", order, refund])
    return (end.join([TITLES, *lines, SUMMARY, total]) + end).encode("utf-8")
