"""From prices to amounts: gross of each line, the whole net and VAT, and the split over lines (assumptions A1, A2, A8).

The whole is worked out first and is what the law asks; the lines are rounded one by one, and the difference to the
whole goes to the largest line, the first of equals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.failures import Refusal
from schemas.rules.case import Priced
from schemas.rules.clauses import Vat
from schemas.rules.rates import nearest


@dataclass(frozen=True, slots=True)
class Amounts:
    """Net and VAT of the whole and of each line, in 分; `residue_fen` is what the largest line took over."""

    net_fen: int
    vat_fen: int
    nets: tuple[int, ...]
    vats: tuple[int, ...]
    residue_fen: int


def gross_of(lines: Sequence[Priced], vat: Vat) -> list[int]:
    """Gross of each line. Lines priced without tax get the tax of their sum added, the difference on the largest."""
    net_priced = [place for place, line in enumerate(lines) if line.net_priced]
    gross = [line.charged_fen for line in lines]
    if not net_priced or vat.exempt:
        return gross
    whole = sum(lines[place].charged_fen for place in net_priced)
    for place in net_priced:
        gross[place] += vat.rate.of(gross[place])
    difference = whole + vat.rate.of(whole) - sum(gross[place] for place in net_priced)
    gross[max(net_priced, key=lambda place: lines[place].charged_fen)] += difference
    return gross


def untaxed(lines: Sequence[Priced]) -> Amounts:
    """An exempt sale: what is charged is net and gross, nothing is divided and nothing is added (A8)."""
    nets = tuple(line.charged_fen for line in lines)
    return Amounts(sum(nets), 0, nets, (0,) * len(nets), 0)


def taxed(lines: Sequence[Priced], gross: Sequence[int], vat: Vat) -> Amounts:
    """A taxed sale: by division (A1), or at a levy below the divisor (A2)."""
    return _reduced(gross, vat) if vat.reduced else _divided(lines, gross, vat)


def forgone(gross_fen: int, vat: Vat) -> int:
    """The VAT that an exempt sale would have borne."""
    return _levy(gross_fen, vat) if vat.reduced else gross_fen - vat.divisor.without(gross_fen)


def _divided(lines: Sequence[Priced], gross: Sequence[int], vat: Vat) -> Amounts:
    """VAT = gross − gross ÷ (1 + rate) of the whole; a price given without tax keeps its net."""
    whole = sum(gross)
    net = vat.divisor.without(whole)
    nets = [
        line.charged_fen if line.net_priced else vat.divisor.without(fen)
        for line, fen in zip(lines, gross, strict=True)
    ]
    free = [place for place, line in enumerate(lines) if not line.net_priced]
    residue = _settle(nets, gross, free, net - sum(nets))
    return _sound(Amounts(net, whole - net, tuple(nets), _less(gross, nets), residue))


def _reduced(gross: Sequence[int], vat: Vat) -> Amounts:
    """VAT = gross ÷ (1 + divisor) × rate of the whole and of each line; net is what is left."""
    whole = sum(gross)
    levied = _levy(whole, vat)
    vats = [_levy(fen, vat) for fen in gross]
    residue = _settle(vats, gross, range(len(gross)), levied - sum(vats))
    return _sound(Amounts(whole - levied, levied, _less(gross, vats), tuple(vats), residue))


def _levy(gross_fen: int, vat: Vat) -> int:
    """`gross_fen` ÷ (1 + divisor) × rate, rounded once."""
    rate, divisor = vat.rate, vat.divisor
    return nearest(gross_fen * divisor.down * rate.up, (divisor.down + divisor.up) * rate.down)


def _less(gross: Sequence[int], parts: Sequence[int]) -> tuple[int, ...]:
    return tuple(fen - part for fen, part in zip(gross, parts, strict=True))


def _settle(parts: list[int], gross: Sequence[int], free: Sequence[int], residue: int) -> int:
    """Put the difference to the whole on the largest line that may take it."""
    if residue:
        parts[max(free, key=lambda place: gross[place])] += residue
    return residue


def _sound(amounts: Amounts) -> Amounts:
    """No line may come out below nought; Refusal when so many small lines leave more over than the largest can take."""
    if min(*amounts.nets, *amounts.vats) < 0:
        raise Refusal("rules.lines_too_small", field="invoices")
    return amounts
