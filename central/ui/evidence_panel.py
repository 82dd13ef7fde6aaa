"""Beside a site's day: the line that was chosen, what it means, and the evidence for it."""

from __future__ import annotations

from collections.abc import Mapping

import flet as ft

from central.ports.day import Act, Money
from central.ports.statement import Kind, State
from central.reconcile.classes import DIFFERENT, Class
from central.reconcile.day import SiteDay, finding_id
from central.reconcile.match import Match
from central.reconcile.moments import moment
from central.ui import look
from central.ui.marks import of_class
from central.ui.parts import Handler, button, column, filler, gap, hairline, icon, pad, row, side, tag, text
from central.ui.readings import act_of, amount_of, signed
from central.ui.speech import Speech
from schemas.money import yuan

Acts = Mapping[tuple[bytes, int], Act]
LINES_MOST = 4


def evidence_panel(
    day: SiteDay, match: Match | None, acts: Acts, speech: Speech, back: Handler, export: Handler
) -> ft.Control:
    """The right of the page."""
    pieces = _of_match(match, acts, speech) if match else [text(speech("nothing_chosen"), color=look.INK_2)]
    if day.drawer_fen:
        pieces += [hairline(look.LINE), _drawer(day, speech)]
    body = ft.Column(
        [
            *pieces,
            filler(),
            text(speech("ask_only"), look.CAPTION, color=look.INK_3),
            row(button(speech("back"), "Esc", back, "back"), button(speech("export"), "F4", export, "export")),
        ],
        spacing=10,
        expand=True,
    )
    return ft.Container(
        body, width=look.PANEL_SLIM, padding=pad(22, 18), bgcolor=look.PAPER, border=ft.Border(left=side())
    )


def _of_match(match: Match, acts: Acts, speech: Speech) -> list[ft.Control]:
    mark, wrong = of_class(match.kind), match.kind in DIFFERENT
    figure = signed(match.difference_fen) if wrong else yuan(amount_of(match))
    head = row(
        icon(mark.icon, 20, mark.ink),
        text(f"{speech.term(f'class.{match.kind}')} · {figure}", look.AMOUNT, bold=True, color=mark.ink, lines=1),
        filler(),
        *([tag(speech("open"), look.AMBER, look.AMBER_GROUND, ft.Icons.SCHEDULE)] if wrong else []),
        spacing=8,
    )
    meaning = speech.term(f"meaning.{match.kind}") + (speech("nobodys_debt") if wrong else "")
    return [head, text(meaning, look.SECOND), hairline(look.LINE), text(speech("evidence"), look.SECOND, bold=True,
            color=look.INK_2), *_evidence(match, acts, speech)]  # fmt: skip


def _evidence(match: Match, acts: Acts, speech: Speech) -> list[ft.Control]:
    act, payment = act_of(match, acts), match.payment
    pieces: list[ft.Control] = []
    if act is not None:
        at = moment(act.at_ms).strftime("%H:%M:%S")
        clerk = speech("signed_by", clerk=act.clerk) if act.clerk else speech("signed")
        said = speech("entry_says", clerk=clerk, seq=act.seq, id=f"{act.id.hex()[:4]}…{act.id.hex()[-4:]}")
        intent = payment is not None and payment.state != "taken" and not match.documents
        pieces.append(_proof(ft.Icons.FINGERPRINT, speech("intent_at" if intent else "entry_at", at=at), said))
    if payment is not None:
        said = speech("order", order_no=payment.order_no)
        title = speech("payment", method=speech(f"method.{payment.method}"), state=speech(f"state.{payment.state}"))
        pieces.append(_proof(ft.Icons.PAYMENTS_OUTLINED, title, said))
    pieces += [_statement(line, speech) for line in match.money[:LINES_MOST]]
    if not match.money:
        transit = match.kind is Class.IN_TRANSIT
        title, means = ("transit", "transit_means") if transit else ("no_line", "no_line_means")
        pieces.append(_proof(ft.Icons.RECEIPT_LONG, speech(title), speech(means)))
    if match.basis:
        pieces.append(_proof(ft.Icons.LINK, speech.term(f"basis.{match.basis}"), speech("basis")))
    if match.kind in DIFFERENT:
        pieces.append(_proof(ft.Icons.TAG, speech("finding"), finding_id(match)[:16]))
    return pieces


def _statement(line: Money, speech: Speech) -> ft.Control:
    sign = yuan(line.amount_fen) if line.kind is Kind.PAID else signed(-line.amount_fen)
    state = speech(f"line.{line.kind}") + ("" if line.state is State.SETTLED else f" · {speech(f'line.{line.state}')}")
    title = speech("bill_row", channel=speech(f"method.{line.channel}"), row=line.row)
    said = speech("bill_says", at=line.at[11:19], state=state, amount=sign, file=line.file.hex()[:8])
    return _proof(ft.Icons.RECEIPT_LONG, title, said)


def _drawer(day: SiteDay, speech: Speech) -> ft.Control:
    words = speech("cause.short" if day.drawer_fen < 0 else "cause.over")
    said = speech("drawer_means")
    return _proof(ft.Icons.ACCOUNT_BALANCE_WALLET_OUTLINED, f"{words} {signed(day.drawer_fen)}", said)


def _proof(mark: ft.IconData, title: str, said: str) -> ft.Control:
    words = column(
        text(title, look.SECOND, bold=True), text(said, look.CAPTION, color=look.INK_2), spacing=0, expand=True
    )
    return ft.Row(
        [ft.Container(icon(mark, 20, look.PRIMARY), padding=pad(0, 2)), words, gap(width=0)],
        spacing=10,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
