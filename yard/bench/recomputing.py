"""`recompute`: signed sales of all years worked out again from their own packs, to the fen, against only reading them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from central.registry.trials import recompute
from schemas.application import parse_application
from schemas.assessment import assess
from schemas.entry import envelope, seal
from schemas.entry.envelope import NO_ENTRY, Draft
from schemas.entry.kinds import body_of, facts_of
from schemas.failures import Refusal
from schemas.rules.case import obligation_day
from schemas.rules.prior import Prior
from schemas.rules.shelf import pack_for, shipped_packs
from yard.bench.measure import Measurement, measured, timed
from yard.chance import a_prior, an_application

ENTRIES, SEED = 100_000, 2017
_DEVICE = seal.Signer(bytes(range(32)))
_PACKS = shipped_packs()


def measure() -> Iterator[Measurement]:
    """Each sale from its bytes to an equal working; one that comes out otherwise ends the bench."""
    sales = list(_sales())
    read = timed([lambda data=data: _assessed(data) for data in sales])
    again = timed([lambda data=data: _worked_again(data) for data in sales])
    yield measured("recompute", again, read, "the same signed entries only read and decoded")


def _sales() -> Iterator[bytes]:
    """Entries as a station writes them; what the law of the day refuses is drawn anew."""
    dice, made = Random(SEED), 0
    while made < ENTRIES:
        body = _body(dice)
        if body is not None:
            made += 1
            draft = Draft(author=_DEVICE.id, seq=1, prev=NO_ENTRY, hlc=made, kind="counter.sale/1", body=body)
            yield envelope.seal_entry(draft, _DEVICE).data


def _body(dice: Random) -> dict[str, Any] | None:
    application, sums = parse_application(an_application(dice)), a_prior(dice)
    prior = Prior(sums["day_gross_fen"], sums["month_gross_fen"], sums["quarter_gross_fen"])
    try:
        pack = pack_for(_PACKS, obligation_day(application))
        return body_of([assess(application, prior, pack, bytes(16))[0]], pack=pack.digest)
    except Refusal:
        return None


def _assessed(data: bytes) -> Any:
    return facts_of(envelope.read(data).body)[0]


def _worked_again(data: bytes) -> None:
    found = recompute(_assessed(data), _PACKS)
    assert found is None, found
