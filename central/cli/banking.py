"""The commands for the bank's day and for what has arrived at the treasury."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from central.cli.statements import day_of
from central.cli.streams import Streams
from central.reconcile.banking import Arrival, Explained, Settlement
from central.store.store import Store
from central.work.banking import bank_day, treasury_arrivals


def bank(args: Namespace, streams: Streams, store: Store) -> int:
    """What every line of the bank's statement is, and how the channels' clearing day was settled."""
    with store.asking() as asked:
        day = bank_day(asked, day_of(args.day))
    streams.answer(
        {
            "lines": [line_said(one) for one in day.lines],
            "settlements": [settlement_said(one) for one in day.settlements],
        }
    )
    return 0


def treasury(_: Namespace, streams: Streams, store: Store) -> int:
    """Remittances with what has arrived of them; what arrived without one; what is still to be remitted, by site."""
    with store.asking() as asked:
        found, stray = treasury_arrivals(asked)
        owed = {
            site.site: sum(
                one.total_fen for one in asked.matters.unremitted(site.site, "0001-01-01", "9999-12-31") if one.stands
            )
            for site in asked.sites()
        }
    streams.answer(
        {
            "remittances": [_arrival(one) for one in found],
            "without_remittance": [
                {"number": line.reference, "on": line.on, "amount_fen": line.moved_fen} for line in stray
            ],
            "to_remit_fen": owed,
        }
    )
    return 0


def settlement_said(one: Settlement) -> dict[str, Any]:
    """A settlement as it is answered."""
    return {
        "channel": one.clearing.channel,
        "account": one.clearing.account,
        "on": one.clearing.on,
        "gross_fen": one.clearing.gross_fen,
        "fee_fen": one.clearing.fee_fen,
        "class": str(one.kind),
        "difference_fen": one.difference_fen,
        "row": one.line.row if one.line else None,
        "came_on": one.line.on if one.line else None,
    }


def line_said(one: Explained) -> dict[str, Any]:
    """A bank line as it is answered."""
    said = {"what": one.what, "of": one.of, "row": one.line.row, "at": one.line.at, "moved_fen": one.line.moved_fen}
    return {**said, "document_no": one.line.document_no, "note": one.line.note}


def _arrival(one: Arrival) -> dict[str, Any]:
    held = one.remittance
    said = {"site": held.site, "number": held.number, "first": held.first, "last": held.last, "vouchers": held.count}
    return {
        **said,
        "total_fen": held.total_fen,
        "arrived_fen": one.arrived_fen,
        "arrived_on": one.arrived_on,
        "class": str(one.kind),
    }
