"""The form of a sale as rows: one a group of fields that are said together, one of them open."""

from __future__ import annotations

import flet as ft

from schemas.failures import BadInput
from schemas.money import capitals, yuan
from station.ui import look, typed
from station.ui.drafts import CHOICES, Draft, Field, box, offered
from station.ui.notices import Notice
from station.ui.sale_fields import AGENT, MONEY
from station.ui.screens import issue_more, line_rows
from station.ui.speech import Speech
from station.ui.widgets.choices import pills
from station.ui.widgets.fields import Hearing, active_row, answered_row, entry, waiting_row
from station.ui.widgets.marks import column, named, row, tag
from station.ui.widgets.sheets import notice_block
from station.ui.widgets.type import span, spans, text

GROUPS: tuple[tuple[Field, ...], ...] = (
    (Field.APPLICANT, Field.ID),
    (Field.PHONE,),
    (Field.BUYER, Field.BUYER_ID, Field.NO_ID_REASON),
    (Field.ITEM, Field.KIND),
    (Field.PROPERTY_ADDRESS, Field.PROPERTY_CERTIFICATE),
    (Field.LEASE_FROM, Field.LEASE_TO, Field.LEASE_MONTHS),
    (Field.WORKS_COUNTY, Field.WORKS_PROJECT),
    (Field.FREIGHT_FROM, Field.FREIGHT_TO, Field.FREIGHT_VEHICLE, Field.FREIGHT_GOODS),
    (Field.AMOUNT, Field.DISCOUNT),
    AGENT,
    (Field.METHOD,),
)
_ROOMS = {Field.NO_ID_REASON: "reason", Field.KIND: "kind", Field.METHOD: "method"}
_WHOSE = {Field.ID: Field.APPLICANT, Field.BUYER_ID: Field.BUYER, Field.AGENT_ID: Field.AGENT_NAME}
ROOMY, TALL, CLOSE = 6, 52, 40
"""How many rows stand at their full height, that height, and the height of a row where there are more, in pixels."""


def words(speech: Speech, room: str, name: str) -> str:
    """Words of a field: of the plain sale, or of what it may say beyond."""
    plain = f"ui.{room}.{name}"
    return speech(plain) if speech.knows(plain) else speech(f"sale.{room}.{name}")


def rows(draft: Draft, told: Notice | None, below: ft.Control, hearing: Hearing, speech: Speech) -> list[ft.Control]:
    """All rows of the form; `below` is drawn under the open box unless a notice stands there."""
    shown = [group for group in GROUPS if set(group) & set(draft.asked)]
    tall = TALL if len(shown) + len(draft.before) + len(draft.after) <= ROOMY + 1 else CLOSE
    made: list[ft.Control] = []
    for group in shown:
        if group[0] is Field.ITEM:
            made += line_rows.line_rows(draft.before, 0, speech)
        if group[0] is Field.METHOD:
            made += line_rows.line_rows(draft.after, len(draft.before) + 1, speech)
        made.append(_row(draft, group, told, below, hearing, speech, tall))
    return made


def _row(
    draft: Draft,
    group: tuple[Field, ...],
    told: Notice | None,
    below: ft.Control,
    hearing: Hearing,
    speech: Speech,
    tall: int,
) -> ft.Control:
    """One group: open, said, or still to come."""
    if draft.at in group:
        return _open(draft, told, below, hearing, speech)
    if set(group) & set(draft.asked) <= draft.answered:
        return _said(draft, group[0], speech, tall)
    return _waiting(draft, group[0], speech, small=told is not None)


def help_line(draft: Draft, speech: Speech) -> ft.Control:
    """What helps under the open box: the amount in capitals, the number in groups, who is being spoken of."""
    written = box(draft)
    if draft.at is Field.AMOUNT:
        said = text(_capitals(written, speech), look.SECOND, color=look.INK_2, lines=1, expand=True)
        return row(said, issue_more.other_line(draft, speech))
    if draft.at is Field.DISCOUNT:
        words_of = speech("sale.help_discount", price=line_rows.line_words(draft.values, speech))
        return text(words_of, look.SECOND, color=look.INK_2, lines=1)
    if draft.at is Field.METHOD:
        return issue_more.more_line(draft, speech)
    if draft.at in _WHOSE:
        of = draft.said(_WHOSE[draft.at])
        count = speech("ui.issue.characters", count=len(typed.number(written)))
        spaced = f"{of} · {typed.spaced(typed.number(written))} · {count}"
        said = text(spaced, look.SECOND, color=look.INK_2, lines=1, expand=True)
        return row(said, *([issue_more.other_line(draft, speech)] if draft.at is Field.BUYER_ID else []))
    return text(words(speech, "issue.help", draft.at), look.SECOND, color=look.INK_2, lines=1)


def _capitals(written: str, speech: Speech) -> str:
    try:
        fen = typed.amount_fen(written)
    except BadInput:
        return speech("ui.issue.help.amount")
    return f"{capitals(fen)}　¥ {yuan(fen)}"


def _open(
    draft: Draft,
    told: Notice | None,
    below: ft.Control,
    hearing: Hearing,
    speech: Speech,
) -> ft.Control:
    label = label_of(draft, draft.at, "field", speech)
    if draft.at in CHOICES:
        opened: ft.Control = _choices(draft, speech)
    else:
        amount = draft.at in MONEY
        opened = entry(
            box(draft),
            hearing,
            label=label,
            size=28 if amount else look.FIGURE,
            right=amount,
            error=told is not None,
            prefix="¥" if amount else "",
            suffix=speech("ui.yuan") if amount else "",
            offered=offered(draft),
        )
    foot = notice_block(told, speech, _typed_number(draft)) if told else below
    return active_row(label, named(opened, f"field.{draft.at}"), foot, error=told is not None)


def label_of(draft: Draft, at: Field, room: str, speech: Speech) -> str:
    """The label of a field; a price says whether the tax is in it, an item among several which one it is."""
    if at is Field.AMOUNT and draft.said("net"):
        return speech("sale.net_price")
    if at is Field.ITEM and (draft.before or draft.after):
        return speech("sale.line", number=len(draft.before) + 1)
    return words(speech, room, at)


def _typed_number(draft: Draft) -> str:
    return typed.number(draft.typed.get(draft.at, ""))


def _choices(draft: Draft, speech: Speech) -> ft.Control:
    return pills([(one, words(speech, _ROOMS[draft.at], one)) for one in CHOICES[draft.at]], draft.said(draft.at))


def _said(draft: Draft, head: Field, speech: Speech, tall: int) -> ft.Control:
    value, proof = _value(draft, head, speech)
    height = max(58, tall) if head is Field.BUYER else tall
    return answered_row(label_of(draft, head, "row", speech), value, proof, f"row.{head}", height)


def _value(draft: Draft, head: Field, speech: Speech) -> tuple[ft.Control, ft.Control | None]:
    """How an answered group reads, and what vouches for it."""
    match head:
        case Field.APPLICANT:
            who = span(draft.said(Field.APPLICANT), look.VALUE, bold=True)
            number = span("   " + typed.masked(draft.said(Field.ID)), color=look.INK_2)
            return spans(who, number), tag(speech("ui.issue.typed_id"))
        case Field.PHONE:
            phone = draft.said(Field.PHONE)
            return text(typed.phone(phone) if phone else speech("ui.issue.no_phone"), look.VALUE), None
        case Field.BUYER:
            code = draft.said(Field.BUYER_ID)
            name = text(draft.said(Field.BUYER), look.VALUE, bold=True, lines=1)
            reason = draft.said(Field.NO_ID_REASON)
            without = speech("sale.without_code", reason=words(speech, "reason", reason)) if reason else ""
            shown = typed.spaced(code) if code else without or speech("ui.issue.no_buyer_id")
            return column(name, text(shown, look.CAPTION, color=look.INK_2, most=17), spacing=0, tight=True), None
        case Field.ITEM:
            kind = span("   " + speech(f"ui.kind.{draft.said(Field.KIND)}"), color=look.INK_2)
            return spans(span(draft.said(Field.ITEM), look.VALUE, bold=True), kind), None
        case Field.AMOUNT:
            return line_rows.price(draft.values, speech), None
        case Field.AGENT_NAME:
            who = span(draft.said(head), look.VALUE, bold=True)
            number = span("   " + typed.masked(draft.said(Field.AGENT_ID)), color=look.INK_2)
            return spans(who, number), tag(speech("sale.authority", until=draft.said(Field.AUTHORITY_TO)))
        case Field.METHOD:
            return text(speech.choice("method", draft.said(Field.METHOD)), look.VALUE), None
        case _:
            return text(_parts(draft, head, speech), look.SECTION, lines=1), None


def _parts(draft: Draft, head: Field, speech: Speech) -> str:
    """What a group of several short answers says, in one line."""
    group = next(group for group in GROUPS if head in group)
    told = [(at, draft.said(at)) for at in group if draft.said(at)]
    return " · ".join(speech("sale.months_said", count=said) if at is Field.LEASE_MONTHS else said for at, said in told)


def _waiting(draft: Draft, head: Field, speech: Speech, *, small: bool) -> ft.Control:
    known = draft.said(head) or draft.offers.get(head, "")
    said = speech("ui.issue.last_time", said=known) if known and head in draft.offers else speech("ui.issue.not_yet")
    return waiting_row(label_of(draft, head, "row", speech), said, f"row.{head}", 38 if small else 50)
