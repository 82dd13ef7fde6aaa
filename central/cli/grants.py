"""The command for grants: numbers or an allowance for one device, or the scope of a site."""

from __future__ import annotations

from argparse import Namespace

from central.cli.bureau import device_of
from central.cli.streams import Streams
from central.registry.grants import Numbers, grant_allowance, grant_numbers
from central.registry.scopes import grant_scope
from central.store.store import Store
from schemas.failures import BadInput


def grant(args: Namespace, streams: Streams, store: Store) -> int:
    """Numbers or an allowance for one device, or the scope of a site."""
    if args.what == "scope":
        return _grant_scope(args, streams, store)
    device = device_of(args.device)
    if args.what == "allowance":
        _require(args, "amount_fen", "count", "hours")
        with store.desk() as desk:
            entry = grant_allowance(
                desk,
                desk,
                args.site,
                amount_fen=args.amount_fen,
                count=args.count,
                hours=args.hours,
                device=device,
                sources=_by_source(args.source_fen),
                amber_percent=args.amber_percent,
                red_percent=args.red_percent,
            )
        streams.answer({"site": args.site, "entry": entry.id.hex()})
        return 0
    _require(args, "stock", "count")
    wanted = Numbers(
        stock=args.stock, source=args.source, code=args.code, count=args.count, width=args.width, first=args.first
    )
    with store.desk() as desk:
        fact = grant_numbers(desk, desk, args.site, wanted, device)
    said = {name: getattr(fact, name) for name in ("block", "stock", "source", "code", "first", "last", "width")}
    streams.answer({"site": args.site, "device": fact.device.hex(), **said})
    return 0


def _grant_scope(args: Namespace, streams: Streams, store: Store) -> int:
    """Whose feeds a site holds beside its own."""
    _require(args, "kinds")
    kinds, districts = (tuple(filter(None, text.split(","))) for text in (args.kinds, args.districts))
    with store.desk() as desk:
        entry = grant_scope(desk, desk, args.site, kinds=kinds, districts=districts)
    streams.answer({"site": args.site, "entry": entry.id.hex()})
    return 0


def _by_source(given: list[str]) -> dict[str, int]:
    """`SOURCE=FEN` each; BadInput `central.source_fen`."""
    try:
        pairs = [(source, int(fen)) for source, _, fen in (text.partition("=") for text in given)]
    except ValueError:
        raise BadInput("central.source_fen", field="source-fen") from None
    if len(dict(pairs)) != len(pairs):
        raise BadInput("central.source_fen", field="source-fen")
    return dict(pairs)


def _require(args: Namespace, *names: str) -> None:
    for name in names:
        if getattr(args, name) is None:
            raise BadInput("cli.missing", field=name, name=name.replace("_", "-"))
