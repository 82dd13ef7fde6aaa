"""Money asked for, taken, and paid back at the window 收款."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentIntended:
    """Money will be asked for 待支付: own order number 商户订单号, method, amount in fen, for which command."""

    NAME: ClassVar[str] = "collecting.intended/1"
    on: str
    order_no: str
    method: str
    amount_fen: int
    purpose: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentResolved:
    """How an intent ended: `succeeded` 成功, `failed` 失败, `unknown` 待确认 or `cancelled` 已撤销."""

    NAME: ClassVar[str] = "collecting.resolved/1"
    on: str
    order_no: str
    outcome: str
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTaken:
    """Money that was taken for the act in the same entry."""

    NAME: ClassVar[str] = "collecting.paid/1"
    on: str
    order_no: str
    method: str
    amount_fen: int
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReversed:
    """Money paid back by the way it came, on the day it was taken 冲正(当日撤销收款)."""

    NAME: ClassVar[str] = "collecting.reversed/1"
    on: str
    order_no: str
    method: str
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DuesCollected:
    """Taxes that were owed, collected 代征税款; each due is the contract's map with `paid_fen` beside it."""

    NAME: ClassVar[str] = "collecting.dues/1"
    on: str
    taxpayer: bytes
    dues: list[dict[str, Any]]
