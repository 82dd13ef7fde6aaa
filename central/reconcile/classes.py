"""The classes of a reconciled amount 对账类别, and which of them ask for work."""

from __future__ import annotations

from enum import StrEnum


class Class(StrEnum):
    """Where an amount ends; every amount of a day ends in exactly one."""

    MATCHED = "matched"
    """相符: document, payment and money are equal."""
    REFUNDED = "refunded"
    """已退: what was taken has gone back, on both sides."""
    IN_TRANSIT = "in_transit"
    """在途: the other side has not spoken yet; opens nothing."""
    LEDGER_AWAITED = "ledger_awaited"
    """账未到: the statement has it, and the site has not been heard since; opens nothing."""
    UNCONFIRMED = "unconfirmed"
    """待确认: the counter does not know how the payment ended, and no money is seen."""
    LATE = "late"
    """晚缴: cash that is past its deadline 限期 and not deposited."""
    MISSING_AT_BANK = "missing_at_bank"
    """账有行无: the ledger has it, the statement of that day does not."""
    MISSING_IN_LEDGER = "missing_in_ledger"
    """行有账无: the statement has it, no ledger does."""
    AMOUNT_DIFFERS = "amount_differs"
    """金额不符: both sides have it, for different amounts."""
    DUPLICATE = "duplicate"
    """重复: paid more than once, or one payment in two ledgers."""
    VOID_PAID = "void_paid"
    """作废已收: the document is void, the money stays."""
    PAID_NOT_ISSUED = "paid_not_issued"
    """已收未开: the money came, the document never did."""
    ISSUED_NOT_PAID = "issued_not_paid"
    """已开未收: a voucher without any payment."""
    FEE_NETTED = "fee_netted"
    """手续费内扣: a settlement came with the fee taken off; the fee is paid apart from tax."""
    REFUND_NOT_BOOKED = "refund_not_booked"
    """已退未冲: the channel paid it back, the ledger does not know."""


SETTLED = frozenset({Class.MATCHED, Class.REFUNDED})
WAITING = frozenset({Class.IN_TRANSIT, Class.LEDGER_AWAITED, Class.UNCONFIRMED})
DIFFERENT = frozenset(Class) - SETTLED - WAITING
