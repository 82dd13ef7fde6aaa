"""Methods of payment 支付方式, each with all that follows from it: a new one is a row here, its words and a row of a rule pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Method: TypeAlias = Literal["cash", "pos", "wechat", "alipay", "transfer", "unionpay_app", "ecny", "agreement", "none"]
"""`none` is the method of an act in which nothing is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paying:
    """What follows from one method.

    `told_in` is where the other side says what came: its `bill`, the `bank` statement, or nowhere. `goes_back` is how the
    counter pays back on the day 退款路径; what is not the counter's to undo goes by an application.
    """

    method: Method
    has_key: bool = False
    is_awaited: bool = True
    """Whether another has to tell the outcome: an intent is written down before the money is asked for."""
    told_in: Literal["bill", "bank"] | None = None
    goes_back: Literal["drawer", "terminal", "channel"] | None = None


TABLE = (
    Paying(method="cash", has_key=True, is_awaited=False, goes_back="drawer"),
    Paying(method="wechat", has_key=True, told_in="bill", goes_back="channel"),
    Paying(method="alipay", has_key=True, told_in="bill", goes_back="channel"),
    Paying(method="pos", has_key=True, told_in="bill", goes_back="terminal"),
    Paying(method="transfer", told_in="bank"),
    Paying(method="unionpay_app", told_in="bill", goes_back="channel"),
    Paying(method="ecny", told_in="bill", goes_back="channel"),
    Paying(method="agreement"),
)
"""In the order of the counter's digits."""

METHODS: tuple[str, ...] = tuple(one.method for one in TABLE)
KEYED: tuple[str, ...] = tuple(one.method for one in TABLE if one.has_key)
"""Those that have a digit of their own at the counter."""
AWAITED: tuple[str, ...] = tuple(one.method for one in TABLE if one.is_awaited)
BILLED: tuple[str, ...] = tuple(one.method for one in TABLE if one.told_in == "bill")
"""Those whose channel sends a bill of what customers paid."""
TOLD: tuple[str, ...] = tuple(one.method for one in TABLE if one.told_in)
"""Those for which the other side sends a file."""
GOES_BACK: dict[str, str] = {one.method: one.goes_back for one in TABLE if one.goes_back}
