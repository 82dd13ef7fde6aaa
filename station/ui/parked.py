"""Drafts in their store: kept at every change, found again after a lock, a crash or a power cut."""

from __future__ import annotations

import json
from dataclasses import replace

from station.ui.draft_json import from_json, to_json
from station.ui.draft_store import DraftStore
from station.ui.drafts import Draft, unsettle
from station.ui.sale_fields import Field

FORM = "form."
"""How the keys of forms begin that are no sale; each form keeps its own."""


def keep(store: DraftStore, clerk: str, draft: Draft) -> None:
    """Keep a draft under its command id; an empty one is not worth keeping."""
    if draft.begun:
        store.keep(clerk, draft.command, json.dumps(to_json(draft), ensure_ascii=False, sort_keys=True))


def drop(store: DraftStore, clerk: str, draft: Draft) -> None:
    """Forget a draft: it became an entry, or the clerk threw it away."""
    store.drop(clerk, draft.command)


def unpaid(draft: Draft) -> Draft:
    """The draft of a sale whose money did not come: how it is paid is asked again."""
    opened = unsettle(draft)
    return replace(opened, order_no=None, at=Field.METHOD)


def open_drafts(store: DraftStore, clerk: str) -> list[Draft]:
    """The clerk's drafts without those whose payment waits for its end, the newest first."""
    return [draft for draft in _all(store, clerk) if draft.order_no is None]


def waiting_draft(store: DraftStore, clerk: str, order_no: str) -> Draft | None:
    """The draft whose payment has this order number 商户订单号, if this clerk keeps it."""
    return next((draft for draft in _all(store, clerk) if draft.order_no == order_no), None)


def form_key(kind: str, order_no: str = "") -> str:
    """Where a form is kept: one a kind, and beside it each that waits for its payment."""
    return f"{FORM}{kind}.{order_no}" if order_no else f"{FORM}{kind}"


def waits(store: DraftStore, clerk: str, kind: str, order_no: str) -> bool:
    """Whether a form of this kind waits for the payment of this order number 商户订单号."""
    return form_key(kind, order_no) in dict(store.kept(clerk))


def _all(store: DraftStore, clerk: str) -> list[Draft]:
    return [from_json(json.loads(text)) for key, text in store.kept(clerk) if not key.startswith(FORM)]
