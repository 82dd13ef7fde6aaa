"""Is a pack whole? Every payer's item has its rules on every day, nothing is ruled twice, and the desk's tables are full.

`findings` gives all ills at once, so that whoever writes a pack mends them together; `require_whole` refuses the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from schemas.failures import BadInput
from schemas.rules.law import Clause, all_clauses, stretches_of
from schemas.rules.pack import Pack
from schemas.rules.rows import Row
from schemas.rules.vocabulary import CHARGES, ITEMS, METHODS, PAYERS, PIT_METHODS, RENTS, SITES, TAXES


def findings(pack: Pack) -> tuple[BadInput, ...]:
    """Every gap and overlap of a pack, `rules.pack_gap` or `rules.pack_overlap`, and every id used twice; each told once."""
    told: dict[tuple[object, ...], BadInput] = {}
    for found in (*_same_ids(pack), *_tax_findings(pack), *_desk_findings(pack)):
        told.setdefault((found.code, found.field, found.params.get("what"), found.params.get("first")), found)
    return tuple(told.values())


def require_whole(pack: Pack) -> Pack:
    """The pack itself; BadInput at its first gap or overlap."""
    for found in findings(pack):
        raise found
    return pack


def every_row(pack: Pack) -> tuple[Row, ...]:
    """Every row of the pack, tax and desk."""
    tables: tuple[Sequence[Clause], ...] = (
        all_clauses(pack),
        pack.not_at_counter,
        pack.scope,
        pack.documents,
        pack.remarks,
        pack.sheet_caps,
        pack.number_sources,
        pack.vouchers,
        pack.fees,
        pack.budget,
        (pack.late_fee, pack.quota),
    )
    return tuple(clause.row for table in tables for clause in table)


def _same_ids(pack: Pack) -> Iterator[BadInput]:
    seen: set[str] = set()
    for row in every_row(pack):
        if row.id in seen:
            yield BadInput("rules.pack_same_id", field=row.path, name=row.id)
        seen.add(row.id)


def _tax_findings(pack: Pack) -> Iterator[BadInput]:
    for first in stretches_of(pack, (clause.row for clause in all_clauses(pack))):
        for payer in PAYERS:
            for item in ITEMS:
                yield from _of_item(pack, first, payer, item)


def _of_item(pack: Pack, first: date, payer: str, item: str) -> Iterator[BadInput]:
    """What is missing or double for one payer's item on one day."""
    who = f"{payer} · {item}"

    def count(what: str, clauses: Iterable[Clause], least: int = 1) -> Iterator[BadInput]:
        rows = [clause.row for clause in clauses if clause.row.speaks_of(first, payer, item)]
        yield from _judge(what, rows, least, first, who)

    if any(gap.row.speaks_of(first, payer, item) for gap in pack.not_covered):
        yield from count("vat", (*pack.vat, *pack.not_covered))
        return
    yield from count("vat", pack.vat)
    yield from count("thresholds", pack.thresholds)
    for tax in CHARGES:
        yield from count(f"charges.{tax}", [clause for clause in pack.charges if clause.tax == tax])
        yield from count(f"charge_exemptions.{tax}", [c for c in pack.charge_exemptions if tax in c.taxes], 0)
    for tax in TAXES:
        yield from count(f"halves.{tax}", [half for half in pack.halves if tax in half.taxes], 0)
    yield from count("stamp", [stamp for stamp in pack.stamp if stamp.at_counter], 0)
    yield from count("property", pack.property_tax, 1 if item in RENTS else 0)
    for method in PIT_METHODS:
        yield from count(f"pit.{method}", [clause for clause in pack.pit if clause.method == method], 0)


def _desk_findings(pack: Pack) -> Iterator[BadInput]:
    rows = [row for row in every_row(pack) if row not in [clause.row for clause in all_clauses(pack)]]
    for first in stretches_of(pack, rows):
        for site in SITES:
            for payer in PAYERS:
                for item in ITEMS:
                    scope = [c.row for c in pack.scope if site in c.sites and c.row.speaks_of(first, payer, item)]
                    yield from _judge("scope", scope, 1, first, f"{site} · {payer} · {item}")
            for method in METHODS:
                given = [
                    c.row for c in pack.vouchers if site in c.sites and method in c.methods and c.row.stands_on(first)
                ]
                yield from _judge("vouchers", given, 1, first, f"{site} · {method}")
        for tax in TAXES:
            yield from _judge(
                "budget", [c.row for c in pack.budget if c.tax == tax and c.row.stands_on(first)], 1, first, tax
            )
        numbered = [c.row for c in pack.number_sources if c.row.stands_on(first)]
        yield from _judge("number_sources", numbered[:1], 1, first, "–")


def _judge(what: str, rows: Sequence[Row], least: int, first: date, who: str) -> Iterator[BadInput]:
    if len(rows) < least:
        yield BadInput("rules.pack_gap", field=what.split(".")[0], what=what, first=str(first), who=who)
    if len(rows) > 1:
        names = ", ".join(row.id for row in rows)
        yield BadInput("rules.pack_overlap", field=rows[1].path, what=what, first=str(first), who=who, rows=names)
