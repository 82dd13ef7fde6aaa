"""Statement files taken in and taken back: each an entry of the public feed that says who and why. Every site can see both."""

from __future__ import annotations

from central.ports.authority import Authority
from central.ports.statement import Imported, Statement, StatementShelf
from schemas.entry.envelope import Entry
from schemas.facts import StatementImported, StatementWithdrawn
from schemas.failures import BadInput, Refusal

IMPORTED_KIND = "statements.imported/1"
WITHDRAWN_KIND = "statements.withdrawn/1"
WORDS_MOST = 200


def take_in(
    authority: Authority,
    shelf: StatementShelf,
    statement: Statement,
    raw: bytes,
    *,
    name: str,
    at: str,
    by: str,
    why: str = "",
) -> Imported:
    """Take a file in, whole or not at all; a file that counts already changes nothing.

    BadInput `statements.contradicts` when a line came before for another amount, `central.reason` for bad words.
    """
    said_by(by, why)
    measured = shelf.measure(statement)
    if measured.known:
        return measured
    shelf.keep(statement, raw, name=name, at=at)
    authority.publish(IMPORTED_KIND, [_fact(statement, name, by, why)])
    return measured


def withdraw(authority: Authority, shelf: StatementShelf, file: bytes, *, by: str, why: str) -> Entry:
    """Take an import back; Refusal `statements.not_held` or `statements.withdrawn_twice`, BadInput `central.reason`."""
    said_by(by, why)
    if not why.strip():
        raise BadInput("central.reason", field="why", most=WORDS_MOST)
    standing = shelf.standing(file)
    if standing is None:
        raise Refusal("statements.not_held", field="file", file=file.hex()[:16])
    if standing == "withdrawn":
        raise Refusal("statements.withdrawn_twice", field="file", file=file.hex()[:16])
    return authority.publish(WITHDRAWN_KIND, [StatementWithdrawn(file=file, by=by.strip(), why=why.strip())])


def said_by(by: str, why: str) -> None:
    """Who acts, and why, in bounded words; BadInput `central.reason`."""
    if not 1 <= len(by.strip()) <= WORDS_MOST:
        raise BadInput("central.reason", field="by", most=WORDS_MOST)
    if len(why) > WORDS_MOST:
        raise BadInput("central.reason", field="why", most=WORDS_MOST)


def _fact(statement: Statement, name: str, by: str, why: str) -> StatementImported:
    moved = [line.moved_fen for line in statement.lines]
    return StatementImported(
        file=statement.sha256,
        format=statement.format,
        channel=statement.channel,
        name=name[:WORDS_MOST],
        days=list(statement.days),
        lines=len(moved),
        paid_fen=sum(fen for fen in moved if fen > 0),
        refunded_fen=-sum(fen for fen in moved if fen < 0),
        by=by.strip(),
        why=why.strip(),
    )
