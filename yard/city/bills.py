"""The other side's files of one day: the WeChat bill with its fees, and the bank's statement. All synthetic."""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas.money import plain_yuan

_TITLES = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
    "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,"
    "手续费,费率,订单金额,申请退款金额,费率备注"
)
_SUMS = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
_PAID = (
    "{at}|wx1111222233334444|1600000001|0|YZ01|{reference}|{order}|oTest01|MICROPAY|SUCCESS|OTHERS|CNY|{yuan}|0.00|"
    "0|0|0.00|0.00|||代征税款||0.01000|0.10%|{yuan}|0.00|"
)
_BACK = (
    "{at}|wx1111222233334444|1600000001|0|YZ01|{reference}|{order}|oTest01|MICROPAY|REFUND|OTHERS|CNY|0.00|0.00|"
    "503{reference}|R{order}|{yuan}|0.00|ORIGINAL|SUCCESS|代征税款||0.00000|0.10%|0.00|{yuan}|"
)
_BANK = "交易时间,借方发生额/元(支取),贷方发生额/元(收入),余额,币种,摘要,备注,账户明细编号-交易流水号,凭证号\n"
_OPENING_FEN = 100_000_000


@dataclass(slots=True)
class Money:
    """What the channel and the bank saw of one day, in fen."""

    paid: list[tuple[str, int, int]] = field(default_factory=list[tuple[str, int, int]])
    """Order number, amount, which payment of that order."""
    back: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    deposits: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    """Slip number and amount."""

    @property
    def gross_fen(self) -> int:
        """What the bill adds up to."""
        return sum(fen for _, fen, _ in self.paid) - sum(fen for _, fen in self.back)

    @property
    def fee_fen(self) -> int:
        """One fen a payment."""
        return len(self.paid)


def wechat(on: str, money: Money) -> bytes:
    """The bill of a day."""
    lines = [
        _PAID.format(at=f"{on} 10:00:00", reference=_reference(order, nth), order=order, yuan=plain_yuan(fen))
        for order, fen, nth in money.paid
    ]
    lines += [
        _BACK.format(at=f"{on} 15:00:00", reference=_reference(order, 1), order=order, yuan=plain_yuan(fen))
        for order, fen in money.back
    ]
    paid, back = sum(fen for _, fen, _ in money.paid), sum(fen for _, fen in money.back)
    fee = f"{plain_yuan(money.fee_fen)}000"
    sums = [str(len(lines)), plain_yuan(paid), plain_yuan(back), "0.00", fee, plain_yuan(paid), plain_yuan(back)]
    rows = [_TITLES, *(_ticked(line.split("|")) for line in lines), _SUMS, _ticked(sums)]
    return ("\r\n".join(rows) + "\r\n").encode()


def bank(on: str, deposits: list[tuple[str, int]], settled_fen: int) -> bytes:
    """The bank's day: deposits by their slips, one channel's settlement, and a fen of interest so that no day is empty."""
    came = [("现金缴款", slip, fen) for slip, fen in deposits]
    came += [("财付通结算", "0", settled_fen)] if settled_fen else []
    came += [("结息", "0", 1)]
    rows: list[str] = []
    balance = _OPENING_FEN
    for number, (what, slip, fen) in enumerate(came):
        balance += fen
        cells = [
            f"{on.replace('-', '')} 16:{number // 60 % 60:02d}:{number % 60:02d}",
            "0",
            plain_yuan(fen),
            plain_yuan(balance),
        ]
        rows.append(",".join([*cells, "人民币元", what, "", f"{on.replace('-', '')}-{number}", slip]))
    return (_BANK + "\n".join(rows) + "\n").encode("gbk")


def _reference(order: str, nth: int) -> str:
    return f"42{int(order[2:3].encode().hex(), 16)}{order[3:7]}{int(order[7:11], 16):05d}{order[11:]}{nth}"


def _ticked(cells: list[str]) -> str:
    return ",".join("`" + cell for cell in cells)
