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
    """The duty on `base_fen`: to the fen, then free below an amount, at least the least, its tail rounded to the step.

    The tail of 分 that the regulation drops or rounds up (不满5分不计, 满5分按1角) is that of a duty in whole fen.
    """
    duty = clause.rate.of(base_fen)
    if duty < clause.free_below_fen:
        return 0
    return nearest(max(duty, clause.least_fen), clause.step_fen) * clause.step_fen


def _tell_rounding(sheet: Sheet, clause: Stamp, before: int) -> None:
    if not before:
        sheet.step("rules.step.stamp_free", clause.row, free_fen=clause.free_below_fen)
    elif before == clause.least_fen:
        sheet.step("rules.step.stamp_least", clause.row, least_fen=clause.least_fen)
    else:
        sheet.step("rules.step.stamp_rounded", clause.row, step_fen=clause.step_fen, due_fen=before)
