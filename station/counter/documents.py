"""Identity and papers of an application: who vouches where no reader reads, what is still to come 待补材料. Pure."""

from __future__ import annotations

from schemas.application import Application
from schemas.facts import DocumentsAwaited, DocumentsSupplied, IdentityVouched
from schemas.failures import Refusal
from schemas.rules.intake import papers
from schemas.rules.pack import Pack
from station.counter.acts import SupplyDocuments
from station.ports import Decision

SUPPLY_KIND = "counter.documents/1"
SEEN_AT_THE_WINDOW = ("application_form", "id_original", "agent_id_original")
"""Originals that the clerk has in his hand: the form is printed and signed, the document read."""


def vouched_for(application: Application, authoriser: bytes | None) -> tuple[IdentityVouched, ...]:
    """A document that was taken without a reader needs a second person; Refusal `identity.authoriser`."""
    if application.taxpayer.checked != "fallback":
        return ()
    if authoriser is None:
        raise Refusal("identity.authoriser", field="authoriser")
    return (IdentityVouched(on=application.on.isoformat(), authoriser=authoriser),)


def missing(application: Application, desk: Pack, site: str) -> list[str]:
    """The documents that the pack asks for and the application does not have; of several that will do the first."""
    held = {document.kind for document in application.documents}
    wanted = (paper.kinds for paper in papers(application, desk, site))
    return sorted({kinds[0] for kinds in wanted if not held & set(kinds) and not set(kinds) & set(SEEN_AT_THE_WINDOW)})


def awaited(application: Application, desk: Pack, site: str) -> tuple[DocumentsAwaited, ...]:
    """What is still to come, said in the sale itself; nothing where nothing is."""
    kinds = missing(application, desk, site)
    return (DocumentsAwaited(on=application.on.isoformat(), kinds=list[object](kinds)),) if kinds else ()


def decide_supply(
    command: SupplyDocuments, documents: list[dict[str, object]], entry: bytes, waiting: set[str]
) -> Decision:
    """Documents brought later. Refusal `documents.unasked` for a kind that the sale does not wait for."""
    for place, document in enumerate(documents):
        if document["kind"] not in waiting:
            raise Refusal("documents.unasked", field=f"documents.{place}.kind", kind=str(document["kind"]))
    fact = DocumentsSupplied(on=command.on, entry=entry, documents=list[object](documents))
    return Decision(kind=SUPPLY_KIND, facts=(fact,))
