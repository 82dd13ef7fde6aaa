"""The words that need no home: compute only, check an identifier, verify a slip."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Any

from station.cli.batch import answer_documents, inner
from station.cli.streams import Streams


def quote(args: Namespace, streams: Streams) -> int:
    """Compute only: no home, no ledger, no clerk, no network."""
    from schemas.application import parse_application
    from schemas.rules.assess import quote as worked
    from schemas.rules.case import obligation_day
    from schemas.rules.prior import Prior
    from schemas.rules.shelf import pack_for, shipped_packs

    packs = shipped_packs()

    def answer(document: Any) -> dict[str, Any]:
        application = parse_application(inner(document, "application"))
        pack = pack_for(packs, obligation_day(application))
        return worked(application, Prior.from_application(application), pack).to_json()

    return answer_documents(args, streams, answer)


def check(args: Namespace, streams: Streams) -> int:
    """Identifiers and capital amounts."""
    from schemas.identifiers import answer_check

    return answer_documents(args, streams, answer_check)


def verify(args: Namespace, streams: Streams) -> int:
    """A slip, with no network and no ledger."""
    from station.cli.slips import verify_slip

    streams.answer(verify_slip(args.qr, args.image, args.issuer))
    return 0


WITHOUT_HOME: dict[str, Callable[[Namespace, Streams], int]] = {"quote": quote, "check": check, "verify": verify}
