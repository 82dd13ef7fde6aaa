"""Deciding on what a site says of a case 对账差异: answer, attach, contest 申诉, accept. The person who says it signs it.

Nothing here makes anybody liable: a finding that names a clerk becomes true by that clerk's own acceptance only.
"""

from __future__ import annotations

from schemas.books.cases import ACTS, BY_CLERK, CaseRow
from schemas.facts import CaseAnswered
from schemas.failures import BadInput, Refusal
from station.counter.casework import AnswerCase
from station.counter.noting import require_words
from station.ports import Decision

CASE_KIND = "cases.answered/1"
MOST_CHARACTERS = 4_000
MOST_ATTACHMENTS = 20
DIGITS_LEAST = 8


def decide_answer(command: AnswerCase, case: CaseRow, clerk: bytes) -> Decision:
    """The words as an act of the person who signs; `clerk` is the short id of his key.

    BadInput `cases.act`, `cases.words`, `writing.person`; Refusal `cases.closed`, `cases.no_finding`, `cases.not_yours`.
    """
    if command.act not in ACTS:
        raise BadInput("cases.act", field="act", known=", ".join(ACTS))
    if case.closed:
        raise Refusal("cases.closed", field="case", case=command.case)
    _require_words(command)
    decision = None
    if command.act in ("contest", "accept"):
        if case.decided is None:
            raise Refusal("cases.no_finding", field="case", case=command.case)
        if command.act == "accept" and case.decision == BY_CLERK and case.liable != clerk:
            raise Refusal("cases.not_yours", field="clerk")
        decision = case.decided
    attached = [list(one) for one in command.attachments] or None
    fact = CaseAnswered(
        case=case.case, act=command.act, words=command.words.strip(), decision=decision, attachments=attached
    )
    return Decision(kind=CASE_KIND, facts=(fact,))


def _require_words(command: AnswerCase) -> None:
    """Words where words are the act, papers where papers are; no person's number in either."""
    needed = command.act in ("answer", "contest")
    if len(command.words) > MOST_CHARACTERS or (needed and not command.words.strip()):
        raise BadInput("cases.words", field="words", most=MOST_CHARACTERS)
    if (command.act == "attach") != bool(command.attachments) or len(command.attachments) > MOST_ATTACHMENTS:
        raise BadInput("cases.attachments", field="attach", most=MOST_ATTACHMENTS)
    require_words(command.words)
    for name, _ in command.attachments:
        require_words(name)
