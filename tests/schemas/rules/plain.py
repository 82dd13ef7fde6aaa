"""A second reckoning of the same law, written out as a clerk would from the documents: no packs, no tables, fractions only.

It shares no code with `schemas.rules` and no structure either; where the two differ, one of them is wrong. It takes an
application as plain data and the prior sums, and gives amounts, or the code of a refusal.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Any


class No(Exception):
    """The case is refused; the message is the code."""


def r(value: Fraction) -> int:
    """四舍五入 to whole fen."""
    return floor(value + Fraction(1, 2))


def day_of(app: dict[str, Any]) -> str:
    late = app.get("obligation_on") or app["on"]
    return min(late, app["on"])


def levy_of(day: str, kind: str, item: str) -> tuple[Fraction | None, Fraction, str | None]:
    """(rate shown or None, divisor, exemption)."""
    if not "2016-05-01" <= day <= "2027-12-31":
        raise No("rules.not_covered")
    if item == "housing_rent":
        if kind == "small_scale":
            raise No("rules.not_covered")
        return Fraction("0.015"), Fraction("0.03" if day >= "2026" else "0.05"), None
    if item == "nonhousing_rent":
        rate = Fraction("0.03" if day >= "2026" else "0.05")
        return rate, rate, None
    if day < "2020-03-01":
        return Fraction("0.03"), Fraction("0.03"), None
    if day < "2021-04-01":
        return None, Fraction("0.03"), "hubei_3pct_exempt"
    if day < "2022-04-01":
        return Fraction("0.01"), Fraction("0.01"), None
    if day < "2023-01-01":
        return None, Fraction("0.03"), "small_3pct_exempt_2022"
    return Fraction("0.01"), Fraction("0.01"), None


def month_limit(day: str) -> int:
    if day < "2019-01-01":
        return 30_000_00
    if "2021-04-01" <= day < "2023-01-01":
        return 150_000_00
    return 100_000_00


def exempt_under(day: str, sales: Fraction, limit: int) -> bool:
    """The limits of month and quarter: inclusive until 2025, strict from 2026."""
    return sales < limit if day >= "2026-01-01" else sales <= limit


def half(day: str, tax: int) -> int:
    """六税两费: half is let off since 2019, rounded by itself."""
    return tax - r(Fraction(tax, 2)) if day >= "2019-01-01" else tax


def reckon(app: dict[str, Any], prior: dict[str, int]) -> dict[str, Any]:
    """All of it: amounts, exemption, back-tax, taxes, lines; `No` with the code of a refusal."""
    day, kind = day_of(app), app["taxpayer"]["kind"]
    lines = [line for invoice in app["invoices"] for line in invoice["lines"]]
    rate, divisor, freedom = levy_of_all(app, day, kind, lines)
    charged = [line.get("gross_fen", line.get("net_fen")) - line.get("discount_fen", 0) for line in lines]
    gross = with_tax(lines, charged, rate)
    reason, back = (freedom, 0) if freedom else limit_of(app, day, lines, gross, divisor, prior)
    if reason:
        nets, vats = charged, [0] * len(charged)
    elif lines[0]["item"] == "housing_rent":
        nets, vats = reduced(gross, divisor)
    else:
        nets, vats = divided(lines, charged, gross, divisor)
    taxes = {"vat": sum(vats)} | charges(app, day, sum(vats), sum(gross), divisor, prior)
    taxes |= lease(day, lines[0]["item"], sum(nets))
    taxes |= income(app, day, lines, nets, sum(fen for tax, fen in taxes.items() if tax != "vat"))
    return {
        "net_fen": sum(nets),
        "vat_fen": sum(vats),
        "rate": None if reason or rate is None else SHOWN[rate],
        "exempt": reason,
        "taxes": {tax: fen for tax, fen in taxes.items() if fen},
        "total_fen": sum(taxes.values()),
        "back_tax_gross_fen": back,
        "lines": list(zip(nets, vats, strict=True)),
    }


SHOWN = {Fraction(text): text for text in ("0.01", "0.015", "0.03", "0.05")}


def levy_of_all(
    app: dict[str, Any], day: str, kind: str, lines: list[dict[str, Any]]
) -> tuple[Fraction | None, Fraction, str | None]:
    """The one levy of all items, after what may not be done here has been refused."""
    levies = {levy_of(day, kind, line["item"]) for line in lines}
    if day >= "2026-11-01" and kind == "natural_person":
        for invoice in app["invoices"]:
            buyer = invoice["buyer"]
            if buyer["kind"] == "unit" and buyer.get("no_id_reason") not in ("境外", "overseas"):
                raise No("rules.withholding_agent")
    if any("net_fen" in line and line["item"] == "housing_rent" for line in lines):
        raise No("rules.housing_net_price")
    if len(levies) > 1:
        raise No("rules.mixed_rates")
    return levies.pop()


def with_tax(lines: list[dict[str, Any]], charged: list[int], rate: Fraction | None) -> list[int]:
    """Prices without tax get the tax of their sum; the difference of rounding goes to the largest, the first of equals."""
    without = [place for place, line in enumerate(lines) if "net_fen" in line]
    gross = list(charged)
    if not without or rate is None:
        return gross
    for place in without:
        gross[place] = charged[place] + r(charged[place] * rate)
    whole = sum(charged[place] for place in without)
    biggest = sorted(without, key=lambda place: (-charged[place], place))[0]
    gross[biggest] += whole + r(whole * rate) - sum(gross[place] for place in without)
    return gross


def limit_of(
    app: dict[str, Any],
    day: str,
    lines: list[dict[str, Any]],
    gross: list[int],
    divisor: Fraction,
    prior: dict[str, int],
) -> tuple[str | None, int]:
    """The reason of an exemption by a limit, or None and the gross that now owes back-tax."""
    registered = app["taxpayer"]["kind"] != "natural_person"
    rented = "rent" in lines[0]["item"]
    total = sum(gross)
    if not registered and not rented:
        before, limit = prior["day_gross_fen"], (1000_00 if day >= "2026-01-01" else 500_00)
        if (total + before) / (1 + divisor) < limit:
            return "below_day_threshold", 0
        return None, before if before / (1 + divisor) < limit else 0
    before, times = period_prior(app, prior)
    limit = month_limit(day) * times
    months = 1 if registered else app.get("lease", {}).get("months", 1)
    sums = [total]
    if registered and day < "2019-01-01":
        goods = sum(fen for fen, line in zip(gross, lines, strict=True) if line["item"] == "goods")
        sums = [part for part in (goods, total - goods) if part]
    answers = {exempt_under(day, (Fraction(part, months) + before) / (1 + divisor), limit) for part in sums}
    if len(answers) == 2:
        raise No("rules.apart")
    if answers == {True}:
        return "below_period_threshold", 0
    return None, before if exempt_under(day, before / (1 + divisor), limit) else 0


def period_prior(app: dict[str, Any], prior: dict[str, int]) -> tuple[int, int]:
    """The sum that a month's or quarter's limit looks at, and how many months the limit is for."""
    if app["taxpayer"]["kind"] != "natural_person" and app["taxpayer"]["period"] == "quarter":
        return prior["quarter_gross_fen"], 3
    return prior["month_gross_fen"], 1


def reduced(gross: list[int], divisor: Fraction) -> tuple[list[int], list[int]]:
    """Housing rent: tax from the unrounded price without tax, net is the rest."""
    vats = [r(part / (1 + divisor) * Fraction("0.015")) for part in gross]
    place = gross.index(max(gross))
    vats[place] += r(sum(gross) / (1 + divisor) * Fraction("0.015")) - sum(vats)
    if min(vats) < 0 or any(tax > part for tax, part in zip(vats, gross, strict=True)):
        raise No("rules.lines_too_small")
    return [part - tax for part, tax in zip(gross, vats, strict=True)], vats


def divided(
    lines: list[dict[str, Any]], charged: list[int], gross: list[int], divisor: Fraction
) -> tuple[list[int], list[int]]:
    """Each price divided; the difference to the whole goes to the largest line priced with tax, the first of equals."""
    nets = [charged[n] if "net_fen" in line else r(gross[n] / (1 + divisor)) for n, line in enumerate(lines)]
    residue = r(sum(gross) / (1 + divisor)) - sum(nets)
    if residue:
        place = sorted((n for n, line in enumerate(lines) if "gross_fen" in line), key=lambda n: (-gross[n], n))[0]
        nets[place] += residue
    if min(nets) < 0 or any(net > part for net, part in zip(nets, gross, strict=True)):
        raise No("rules.lines_too_small")
    return nets, [part - net for part, net in zip(gross, nets, strict=True)]


def charges(
    app: dict[str, Any], day: str, vat: int, total: int, divisor: Fraction, prior: dict[str, int]
) -> dict[str, int]:
    """What is charged on the VAT: by place, and the education charges unless the sales are small."""
    place = {"city": Fraction("0.07"), "town": Fraction("0.05"), "other": Fraction("0.01")}[app["location"]]
    found = {"urban": half(day, r(vat * place))}
    before, times = period_prior(app, prior)
    if app["taxpayer"]["kind"] != "natural_person" and (total + before) / (1 + divisor) <= 100_000_00 * times:
        return found
    local = Fraction("0.02") if day >= "2021-01-01" else Fraction("0.015")
    return found | {"edu": half(day, r(vat * Fraction("0.03"))), "local_edu": half(day, r(vat * local))}


def lease(day: str, item: str, net: int) -> dict[str, int]:
    """Property tax and stamp duty of a lease."""
    if item == "housing_rent":
        return {"property": half(day, r(net * Fraction("0.04")))}
    if item != "nonhousing_rent":
        return {}
    whole = r(net * Fraction("0.001"))
    if day < "2022-07-01":
        whole = 100 if whole < 100 else whole // 10 * 10 + (10 if whole % 10 >= 5 else 0)
    return {"property": half(day, r(net * Fraction("0.12"))), "stamp": half(day, whole)}


def income(app: dict[str, Any], day: str, lines: list[dict[str, Any]], nets: list[int], taxes: int) -> dict[str, int]:
    """Income tax by an assessed rate (never on labour pay since 2019), or by law on rent less the taxes on it."""
    assessed = app.get("assessed", {})
    if "pit_rate" in assessed:
        withheld = app["taxpayer"]["kind"] == "natural_person" and day >= "2019-01-01"
        kept = sum(n for n, line in zip(nets, lines, strict=True) if not (withheld and line["item"] == "labour"))
        return {"pit": r(kept * Fraction(assessed["pit_rate"]))}
    if assessed.get("pit_method") == "lease_statutory":
        left = sum(nets) - taxes
        taxable = Fraction(max(left - 800_00, 0)) if left <= 4000_00 else left * Fraction("0.8")
        return {"pit": r(taxable * (Fraction("0.1") if lines[0]["item"] == "housing_rent" else Fraction("0.2")))}
    return {}
