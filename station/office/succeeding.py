"""Succession 设备接续: work goes on under a new key when the old feed is closed, or its key is to be changed.

The old feed keeps every byte. What is open is said again under the new key: first the people, then, in one entry that the
head of the site signs, the business day and the payments that wait for an answer. Numbers and allowance of the old key stay behind; the
centre grants new ones with the code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from schemas import canonical
from schemas.apply import Cursor
from schemas.books import ClerkRow, PaymentRow
from schemas.enrolment import Answer, plain_code, read_answer, write_request
from schemas.entry.admit import EMPTY
from schemas.entry.seal import Signer, box_public
from schemas.facts import ClerkAppointed, DayOpened, DeviceSucceeded, PaymentIntended, PaymentResolved
from schemas.failures import Refusal
from schemas.keep import Feeds
from station.ledger import keys, lineage, queries
from station.ledger.ledger import Ledger, Standing
from station.office import errands
from station.ports import Decision, Identity, Link

KIND = "roster.succession/1"
PEOPLE_KIND = "roster.clerk/1"
_ASKED = "succession"
_CARRIED = 2
"""A feed that goes on from another begins with its enrolment and its people."""


class SuccessionLink(Link, Protocol):
    """The way to the centre: exchanges, and enrolment."""

    def enrol(self, request: bytes) -> bytes:
        """The centre's answer; Refusal `link.refused` with its code when it says no."""
        ...


def succeed(
    ledger: Ledger,
    identity: Identity,
    link: SuccessionLink,
    typed: str,
    agreed: tuple[Signer, Signer | None],
) -> dict[str, Any]:
    """Go on under a new key; what was carried over, and the first round with the centre. Again finishes what was begun.

    BadInput `enrolment.…`; Refusal `succeed.not_head`, `succeed.second`, `succeed.other_device`; Fault `link.…`.
    """
    if not _is_begun(ledger):
        _require_agreed(ledger, agreed)
        errands.with_centre(ledger, identity, link)
        _become(ledger, identity, link, plain_code(typed))
    carried = _carry(ledger, agreed)
    return {**carried, "device": ledger.author.hex(), "sync": errands.with_centre(ledger, identity, link)}


def _is_begun(ledger: Ledger) -> bool:
    """Whether a succession has its key already and has not carried anything over."""
    with ledger.database.read() as cursor:
        head = Feeds(cursor).heads([ledger.author]).get(ledger.author, EMPTY)
    return bool(ledger.standing.predecessors) and head.seq <= _CARRIED


def _require_agreed(ledger: Ledger, agreed: tuple[Signer, Signer | None]) -> None:
    """The head of the site signs, and where there are several people a second one agrees."""
    with ledger.database.read() as cursor:
        people = _people(cursor, ledger.author)
    first, second = agreed
    if not any(row.ckey == first.id and row.role == "head" for row in people):
        raise Refusal("succeed.not_head", field="clerk")
    if len(people) > 1 and (second is None or second.id == first.id):
        raise Refusal("succeed.second", field="authoriser")


def _become(ledger: Ledger, identity: Identity, link: SuccessionLink, code: str) -> None:
    """A new key, certified for this site; the ledger goes on under it."""
    device, box = _asked(ledger, identity, code)
    answer = read_answer(link.enrol(write_request(code, device, box_public(box))), code, device, box)
    if answer.succeeds != ledger.author:
        raise Refusal("succeed.other_device", field="code")
    ledger.become(_standing(ledger, answer, device, box))


def _asked(ledger: Ledger, identity: Identity, code: str) -> tuple[Signer, bytes]:
    """The keys with which this code is used; they are on the disk before anybody hears of them."""
    with ledger.database.write() as cursor:
        kept: Any = canonical.decode(keys.secret(cursor, _ASKED) or canonical.encode({}))
        if kept.get("code") != code:
            kept = {"code": code, "device": identity.fresh(32), "box": identity.fresh(32)}
            keys.change_secret(cursor, _ASKED, canonical.encode(kept))
    return Signer(kept["device"]), kept["box"]


def _standing(ledger: Ledger, answer: Answer, device: Signer, box: bytes) -> Standing:
    return Standing(
        device=device.secret,
        box=box,
        certificate=answer.certificate,
        issuer=answer.issuer,
        city=answer.city,
        authority=answer.authority,
        channel=answer.channel,
        profile=answer.profile,
        centre=ledger.standing.centre,
        predecessors=[ledger.author, *ledger.standing.predecessors],
    )


def _carry(ledger: Ledger, agreed: tuple[Signer, Signer | None]) -> dict[str, Any]:
    """Say again under the new key what is open under the old one."""
    old, (first, second) = ledger.standing.predecessors[0], agreed
    told: dict[str, Any] = {}

    def decide(cursor: Cursor) -> Decision:
        ended = lineage.own_head(cursor, old)
        days = [day.on for day in queries.open_days(cursor, ledger.author)]
        waiting = queries.unsettled(cursor, ledger.author)
        told.update(predecessor=old.hex(), days=days, payments=[row.order_no for row in waiting])
        facts = (
            DeviceSucceeded(old=old, last_seq=ended.seq, head=ended.id, second=second.id if second else None),
            *(DayOpened(on=on, float_fen=0) for on in days[:1]),
            *(fact for row in waiting for fact in _said_again(row)),
        )
        return Decision(kind=KIND, facts=facts)

    _carry_people(ledger, old)
    ledger.journal.commit(decide, clerk=first)
    return told


def _carry_people(ledger: Ledger, old: bytes) -> None:
    """The people keep their keys and their PINs."""
    with ledger.database.read() as cursor:
        rows, said = _people(cursor, old), queries.clerks(cursor, ledger.author)
    if not said:
        facts = tuple(ClerkAppointed(clerk=row.clerk, name=row.name, role=row.role, key=row.key) for row in rows)
        ledger.journal.commit(lambda _: Decision(kind=PEOPLE_KIND, facts=facts))


def _said_again(row: PaymentRow) -> Sequence[PaymentIntended | PaymentResolved]:
    """A payment that waits for an answer, as far as it has come."""
    said: Mapping[str, Any] = {"on": row.on, "order_no": row.order_no}
    intended = PaymentIntended(**said, method=row.method, amount_fen=row.amount_fen, purpose=row.purpose or b"")
    if row.state == "pending":
        return (intended,)
    return (intended, PaymentResolved(**said, outcome=row.state, reference=row.reference))


def _people(cursor: Cursor, device: bytes) -> list[ClerkRow]:
    """The people of a device, on all that it wrote here; of each the newest appointment."""
    rows = [row for one in lineage.written_here(cursor, device) for row in queries.clerks(cursor, one)]
    return list({row.clerk: row for row in rows}.values())
