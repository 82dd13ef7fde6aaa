"""The commands for cases, remittances and agreements, and the way of a voucher to the treasury."""

from __future__ import annotations

from argparse import Namespace

from central.cli.statements import day_of
from central.cli.streams import Streams, write_bytes
from central.reconcile.report import case_report
from central.registry.cases import decide, found
from central.registry.remitting import remit, set_agreement
from central.store.store import Store
from central.work.auditing import Auditor
from central.work.cases import refresh_cases
from central.work.evidence import site_evidence
from schemas.facts import AgreementSet
from schemas.failures import BadInput, Refusal


def cases(args: Namespace, streams: Streams, store: Store) -> int:
    """Cases, newest day first, told to their sites; with --refresh they are brought up to date with the books first."""
    if args.refresh:
        with store.asking() as asked:
            days = [day_of(args.day)] if args.day else list(asked.days())
        done = refresh_cases(store, days)
        streams.tell("cases.refreshed", opened=done.opened, closed=done.closed)
    with store.asking() as asked:
        every = asked.matters.cases(site=args.site, still_open=not args.all)
    shown = [held for held in every if not args.day or held.row.day == day_of(args.day)]
    Auditor(store).note("central cases", sorted({held.site for held in shown}), args.day or "", args.by)
    for held in shown:
        streams.answer(case_report(held))
    return 0


def evidence(args: Namespace, streams: Streams, store: Store) -> int:
    """The feeds of a case's site, or of a site, for whoever decides; that site is told of it first."""
    with store.asking() as asked:
        held = found(asked.matters, args.case) if args.case else None
        code = held.site if held else args.site
        site = next((one for one in asked.sites() if one.site == code), None)
        if site is None:
            raise Refusal("central.site_unknown", field="site", site=code)
    Auditor(store).note("central evidence", [code], held.row.case.hex() if held else code, args.by)
    data = site_evidence(store, code, site.name, held)
    write_bytes(args.file, data)
    streams.answer({"site": code, "bytes": len(data)})
    return 0


def decide_case(args: Namespace, streams: Streams, store: Store) -> int:
    """A finding from the short list."""
    clerk = _key(args.clerk) if args.clerk else None
    with store.desk() as desk:
        entry = decide(desk, desk.matters, args.case, decision=args.decision, by=args.by, why=args.why, clerk=clerk)
        held = found(desk.matters, args.case)
    streams.answer({**case_report(held), "entry": entry.id.hex()})
    return 0


def agreement(args: Namespace, streams: Streams, store: Store) -> int:
    """What a site's collecting unit has agreed to."""
    fact = AgreementSet(
        number=args.number,
        first=day_of(args.first),
        last=day_of(args.last),
        deposit_days=args.deposit_days,
        deposit_fen=args.deposit_fen,
        remit_days=args.remit_days,
        fee_rate=args.fee_rate,
        fee_free=args.fee_free,
        by=args.by,
        why=args.why,
    )
    with store.desk() as desk:
        entry = set_agreement(desk, desk, args.site, fact)
    streams.answer({"site": args.site, "number": args.number, "entry": entry.id.hex()})
    return 0


def remit_vouchers(args: Namespace, streams: Streams, store: Store) -> int:
    """Remit every voucher of a site's days that no remittance bears, as one."""
    first, last = day_of(args.first), day_of(args.last)
    with store.desk() as desk:
        fact = remit(desk, desk, desk.matters, args.site, number=args.number, first=first, last=last, by=args.by)
    vouchers = sum(run[4] for run in fact.vouchers)
    taxes = dict(fact.taxes)
    streams.answer(
        {"site": args.site, "number": fact.number, "vouchers": vouchers, "total_fen": fact.total_fen, "taxes": taxes}
    )
    return 0


def _key(typed: str) -> bytes:
    try:
        key = bytes.fromhex(typed)
    except ValueError:
        key = b""
    if len(key) != 16:
        raise BadInput("cases.clerk", field="clerk", decision="clerk_bears")
    return key
