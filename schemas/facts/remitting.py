"""The collecting unit's way to the treasury: what it has agreed to 委托代征协议, and what it remits 汇总解缴."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSet:
    """What a site's collecting unit has agreed to 委托代征协议: deadlines and limits 限期限额, the fee's rate 手续费率.

    Cash goes to the bank within `deposit_days` or once `deposit_fen` is in the drawer; vouchers are remitted within
    `remit_days`. `fee_rate` is a decimal string; `fee_free` names taxes for which no fee is paid.
    """

    NAME: ClassVar[str] = "remitting.agreement/1"
    number: str
    first: str
    last: str
    deposit_days: int
    deposit_fen: int
    remit_days: int
    fee_rate: str
    fee_free: list[str]
    by: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemittanceMade:
    """Vouchers of a site's days `first` to `last` remitted as one 汇总解缴(税收缴款书·银行经收专用): the full sum issued.

    `vouchers` lists [feed, code, first number, last number, count, fen]; `taxes` [tax, fen]; one number may stand for
    several sites.
    """

    NAME: ClassVar[str] = "remitting.made/1"
    number: str
    first: str
    last: str
    total_fen: int
    vouchers: list[Any]
    taxes: list[Any]
    by: str
