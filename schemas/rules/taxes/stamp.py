"""印花税 of the contract: under the regulation rounded to 角 with a least tax, under the law to the fen."""

from __future__ import annotations

from schemas.periods import period_of
from schemas.rules.clauses import Stamp
from schemas.rules.rates import nearest
from schemas.rules.taxes.sheet import Sheet


def stamp_duty(sheet: Sheet, clause: Stamp | None, base_fen: int) -> None:
    """Write the stamp duty of the contract, if the counter takes it; it is due by the day of the contract."""
    if clause is None:
        return
    sheet.assumed.add("A4")
    before = stamp_on(clause, base_fen)
    plain = clause.rate.of(base_fen)
    sheet.step(
        "rules.step.charge", clause.row, tax_word="stamp", base_fen=base_fen, rate=clause.rate.percent, due_fen=plain
    )
    if before != plain:
        _tell_rounding(sheet, clause, before)
    day = period_of("day", sheet.case.obligation_on)
    sheet.halve("stamp", clause.row, clause.rate, base_fen, before, day)


def stamp_on(clause: Stamp, base_fen: int) -> int:
    """The duty on `base_fen`: free below an amount, at least the least, rounded once to the step (halves up)."""
    up, down = base_fen * clause.rate.up, clause.rate.down
    if up < clause.free_below_fen * down:
        return 0
    if up < clause.least_fen * down:
        return clause.least_fen
    return nearest(up, down * clause.step_fen) * clause.step_fen


def _tell_rounding(sheet: Sheet, clause: Stamp, before: int) -> None:
    if not before:
        sheet.step("rules.step.stamp_free", clause.row, free_fen=clause.free_below_fen)
    elif before == clause.least_fen:
        sheet.step("rules.step.stamp_least", clause.row, least_fen=clause.least_fen)
    else:
        sheet.step("rules.step.stamp_rounded", clause.row, step_fen=clause.step_fen, due_fen=before)
