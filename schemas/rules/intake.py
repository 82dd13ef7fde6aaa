"""Before a sale is worked out: may this site do it, is everything there that the law and the paper need 受理审核.

Nothing here changes a figure. `refusals` gives all ills at once, each at its field, so that the clerk mends them
together; what is refused here is refused by the law of the business day, not of the tax-obligation day.
"""

from __future__ import annotations

from collections.abc import Iterator

from schemas.application import Application
from schemas.failures import Refusal
from schemas.money import yuan
from schemas.rules.desk import Paper
from schemas.rules.pack import Pack
from schemas.rules.vocabulary import RENTS


def refusals(application: Application, pack: Pack, site: str, year_gross_fen: int = 0) -> tuple[Refusal, ...]:
    """Every reason not to take the application at a kind of site; `year_gross_fen` was issued before in the year."""
    return (
        *_out_of_scope(application, pack, site),
        *_parts_missing(application),
        *_buyers_without_code(application, pack),
        *_expired(application),
        *_over_the_year(application, pack, year_gross_fen),
    )


def papers(application: Application, pack: Pack, site: str) -> tuple[Paper, ...]:
    """The documents 附列资料 that must be shown for this application."""
    charged = _charged(application)
    return tuple(
        paper
        for paper in pack.documents
        if site in paper.sites
        and charged >= paper.from_fen
        and (application.agent is not None or not paper.agent)
        and any(paper.row.speaks_of(application.on, application.taxpayer.kind, item) for item in _items(application))
    )


def _items(application: Application) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.item for invoice in application.invoices for line in invoice.lines))


def _charged(application: Application) -> int:
    return sum(line.charged_fen for invoice in application.invoices for line in invoice.lines)


def _out_of_scope(application: Application, pack: Pack, site: str) -> Iterator[Refusal]:
    """代征范围: what the agreement does not give to this kind of site goes to the tax counter."""
    for item in _items(application):
        for scope in pack.scope:
            spoken = scope.row.speaks_of(application.on, application.taxpayer.kind, item)
            if spoken and site in scope.sites and not scope.allowed:
                yield Refusal("rules.out_of_scope", field="invoices", reason=scope.reason)


def _parts_missing(application: Application) -> Iterator[Refusal]:
    """What the remarks must say: where the property is, where the works are, what was carried (STA公告2016年第23号)."""
    items = _items(application)
    if application.property is None and any(item in RENTS for item in items):
        yield Refusal("rules.property_missing", field="property")
    if application.construction is None and "construction" in items:
        yield Refusal("rules.works_missing", field="construction")
    if application.freight is None and "transport" in items:
        yield Refusal("rules.freight_missing", field="freight")


def _buyers_without_code(application: Application, pack: Pack) -> Iterator[Refusal]:
    """A buyer unit needs its code, or a reason for none (STA公告2017年第16号)."""
    if application.on < pack.desk.buyer_code_from:
        return
    for index, invoice in enumerate(application.invoices):
        buyer = invoice.buyer
        if buyer.kind == "unit" and buyer.id is None and buyer.no_id_reason is None:
            yield Refusal("rules.buyer_code_missing", field=f"invoices.{index}.buyer.id")


def _expired(application: Application) -> Iterator[Refusal]:
    """An identity document or an agent's authority that ended before the business day."""
    expires = application.taxpayer.id_expires_on
    if expires is not None and expires < application.on:
        yield Refusal("rules.id_expired", field="taxpayer.id_expires_on", expired=str(expires))
    agent = application.agent
    if agent is not None and agent.valid_to < application.on:
        yield Refusal("rules.authority_expired", field="agent.valid_to", expired=str(agent.valid_to))


def _over_the_year(application: Application, pack: Pack, year_gross_fen: int) -> Iterator[Refusal]:
    """The most that one payer may be issued in a calendar year at an entrusted counter."""
    sum_fen = year_gross_fen + _charged(application)
    if sum_fen >= pack.desk.year_cap_fen:
        yield Refusal("rules.year_cap", field="invoices", sum=yuan(sum_fen), cap=yuan(pack.desk.year_cap_fen))
