"""How the answers to what is asked on demand are read: discount. Pure."""

from __future__ import annotations

from collections.abc import Callable

from schemas.failures import BadInput
from schemas.money import yuan
from station.ui import typed
from station.ui.drafts import Draft, dismiss, fill
from station.ui.sale_fields import Field

Reader = Callable[[Draft, str], Draft]


def _discount(draft: Draft, text: str) -> Draft:
    """Less than the price of the line; nothing is no discount."""
    if not typed.clean(text):
        return dismiss(draft)
    fen, price_fen = typed.amount_fen(text, draft.at), draft.amount_fen or 0
    if fen >= price_fen:
        raise BadInput("sale.discount_large", field=draft.at, price=yuan(price_fen))
    return fill(draft, Field.DISCOUNT, discount=str(fen))


MORE: dict[Field, Reader] = {Field.DISCOUNT: _discount}
