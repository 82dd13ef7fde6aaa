"""The collecting unit's way to the treasury: its agreement 委托代征协议 and its remittances 汇总解缴, told in the site's channel.

The unit owes the full sum of the vouchers issued, whatever the drawer holds: a remittance is worked out from the vouchers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from central.ports.authority import Authority, Register
from central.ports.matters import Matters, Unremitted
from central.registry.sites import known_site
from central.registry.statements import said_by
from schemas.entry.envelope import Entry
from schemas.facts import AgreementSet, RemittanceMade
from schemas.failures import BadInput, Refusal
from schemas.money import in_range

AGREEMENT_KIND = "remitting.agreement/1"
REMITTED_KIND = "remitting.made/1"
NUMBER_MOST = 40
DAYS_MOST = 90
RATE_MOST = Decimal("0.05")
"""The highest fee rate for entrusted collection (财行〔2019〕11号)."""


def set_agreement(authority: Authority, register: Register, site: str, fact: AgreementSet) -> Entry:
    """Write what a site's collecting unit has agreed to; BadInput `remitting.agreement` names the field at fault."""
    known_site(register, site)
    said_by(fact.by, fact.why)
    _days(fact.first, fact.last)
    in_range(fact.deposit_fen, "deposit_fen")
    if not 1 <= len(fact.number.strip()) <= NUMBER_MOST:
        raise BadInput("remitting.agreement", field="number", name="number")
    for name in ("deposit_days", "remit_days"):
        if not 0 <= getattr(fact, name) <= DAYS_MOST:
            raise BadInput("remitting.agreement", field=name, name=name)
    try:
        sound = 0 <= Decimal(fact.fee_rate) <= RATE_MOST
    except ArithmeticError:
        sound = False
    if not sound:
        raise BadInput("remitting.agreement", field="fee_rate", name="fee_rate")
    return authority.tell(site, AGREEMENT_KIND, [fact])


def remit(
    authority: Authority,
    register: Register,
    matters: Matters,
    site: str,
    *,
    number: str,
    first: str,
    last: str,
    by: str,
) -> RemittanceMade:
    """Remit all vouchers of a site's days that no remittance bears; Refusal `remitting.nothing` or `remitting.number_used`."""
    known_site(register, site)
    said_by(by, "")
    _days(first, last)
    if not 1 <= len(number.strip()) <= NUMBER_MOST:
        raise BadInput("remitting.number", field="number", most=NUMBER_MOST)
    vouchers = matters.unremitted(site, first, last)
    if not any(one.stands for one in vouchers):
        raise Refusal("remitting.nothing", field="site", site=site, first=first, last=last)
    if matters.remitted(number.strip()):
        raise Refusal("remitting.number_used", field="number", number=number.strip())
    fact = RemittanceMade(
        number=number.strip(),
        first=first,
        last=last,
        total_fen=sum(one.total_fen for one in vouchers if one.stands),
        vouchers=list(runs(vouchers)),
        taxes=[[tax, fen] for tax, fen in sorted(tax_sums(vouchers).items()) if fen],
        by=by.strip(),
    )
    authority.tell(site, REMITTED_KIND, [fact])
    return fact


def runs(vouchers: Iterable[Unremitted]) -> Iterable[list[Any]]:
    """[feed, code, first, last, count, fen] for each unbroken run of numbers; void ones in between count nothing."""
    run: list[Unremitted] = []
    for one in vouchers:
        if run and not _follows(run[-1], one):
            yield _run(run)
            run = []
        run.append(one)
    if run:
        yield _run(run)


def tax_sums(vouchers: Iterable[Unremitted]) -> dict[str, int]:
    """Fen by tax of what stands; what a voucher says beyond its tax lines stands under `other`."""
    sums: dict[str, int] = defaultdict(int)
    for one in vouchers:
        if not one.stands:
            continue
        for tax, fen in one.taxes.items():
            sums[tax] += fen
        sums["other"] += one.total_fen - sum(one.taxes.values())
    return dict(sums)


def _follows(before: Unremitted, after: Unremitted) -> bool:
    same = (before.feed, before.code) == (after.feed, after.code)
    return (
        same and before.number.isdecimal() and after.number.isdecimal() and int(after.number) == int(before.number) + 1
    )


def _run(run: list[Unremitted]) -> list[Any]:
    standing = [one for one in run if one.stands]
    fen = sum(one.total_fen for one in standing)
    return [run[0].feed, run[0].code, run[0].number, run[-1].number, len(standing), fen]


def _days(first: str, last: str) -> None:
    try:
        sound = date.fromisoformat(first) <= date.fromisoformat(last)
    except ValueError:
        sound = False
    if not sound:
        raise BadInput("central.day", field="first")
