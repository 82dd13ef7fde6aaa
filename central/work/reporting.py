"""The reports 报表 at the centre: one site's, or all sites' side by side with their sums; by the same folds as at the counter.

The fee 代征手续费 is worked out on tax that has reached the treasury, by the agreement's rate; it is never netted from tax.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from central.ports.day import Agreement, Site
from central.reconcile.classes import Class
from central.store.queries import Queries
from central.work.banking import treasury_arrivals
from schemas.books.reports import REPORTS, Report, Section, make
from schemas.failures import BadInput, Refusal
from schemas.money import half_up
from schemas.sheets import Cell, write_csv, write_xlsx

FEE = "fee"
MADE = ("day-sheet", "levies", "settlement", "invoice-stock", "volume", "tax-accounts", FEE)
"""Reports that the centre makes; households, arrears and differences have lists of their own."""
FORMS = ("xlsx", "csv", "json")


def report(asked: Queries, name: str, sites: Sequence[Site], first: str, last: str, about: dict[str, Any]) -> Report:
    """One report of these sites' days; each line begins with its site where there are several. BadInput `reports.unknown`."""
    if name not in MADE:
        raise BadInput("reports.unknown", field="report", report=name, known=", ".join(MADE))
    if not sites:
        raise Refusal("central.site_unknown", field="site", site="")
    if name == FEE:
        sections = (fee_section(asked, sites, first, last),)
    else:
        made = [(site, one) for site in sites for one in _of_site(asked, name, site, first, last)]
        sections = _together(made, single=len(made) == 1)
    return Report(name=name, first=first, last=last, sections=sections, about=about)


def written(made: Report, form: str) -> bytes:
    """A report as bytes of a workbook, of CSV or of JSON; BadInput `reports.form`."""
    if form == "xlsx":
        return write_xlsx(made.pages())
    if form == "csv":
        return write_csv(made.flat())
    if form == "json":
        return (json.dumps(made.to_json(), ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    raise BadInput("reports.form", field="to", form=form)


def fee_section(asked: Queries, sites: Sequence[Site], first: str, last: str) -> Section:
    """By site and remittance: what arrived at the treasury between these days, the base, the rate, the fee in fen."""
    agreed, known = asked.agreements(), {site.site for site in sites}
    found, _ = treasury_arrivals(asked)
    lines: list[tuple[Cell, ...]] = []
    for one in found:
        held = one.remittance
        if held.site not in known or one.kind is not Class.MATCHED or not first <= one.arrived_on <= last:
            continue
        terms = next(
            (term for term in reversed(agreed.get(held.site, ())) if term.first <= held.last <= term.last), None
        )
        base = _base(asked, held.site, held.number, terms)
        rate = terms.fee_rate if terms else ""
        fen = half_up(base * Fraction(rate)) if rate else 0
        lines.append((held.site, held.number, one.arrived_on, held.total_fen, base, rate, fen))
    return Section(
        FEE, ("site", "remittance", "arrived_on", "arrived_fen", "base_fen", "rate", "fee_fen"), tuple(lines)
    )


def _base(asked: Queries, site: str, number: str, terms: Agreement | None) -> int:
    """What of a remittance bears a fee: its taxes without those that the agreement leaves free."""
    free = set(terms.fee_free) if terms else set[str]()
    return sum(fen for tax, fen in asked.remitted_taxes(site, number) if tax not in free)


def _of_site(asked: Queries, name: str, site: Site, first: str, last: str) -> list[tuple[Section, ...]]:
    profile = asked.profiles()[site.site]
    assert name in REPORTS, "a report of the ground"
    own = [device for device in site.devices if asked.source(device, profile, first, last).last_seq]
    return [make(name, asked.source(device, profile, first, last), {}).sections for device in own]


def _together(made: Sequence[tuple[Site, tuple[Section, ...]]], *, single: bool) -> tuple[Section, ...]:
    """The sections of several feeds as one, each line behind its site; the sums are those of all lines."""
    if single:
        return made[0][1]
    joined: dict[str, Section] = {}
    for site, sections in made:
        for each in sections:
            lines = tuple((site.site, *line) for line in each.lines)
            held = joined.get(each.name)
            if held is None:
                joined[each.name] = Section(each.name, ("site", *each.columns), lines)
            else:
                joined[each.name] = replace(held, lines=(*held.lines, *lines))
    return tuple(joined.values())
