"""Several lines on one invoice: one is open, none is lost, and a parked draft of one line still opens."""

from __future__ import annotations

from dataclasses import replace

import pytest

from schemas.application import parse_application
from schemas.application.models import MOST_LINES
from schemas.failures import BadInput
from station.ui import drafts, sale_lines
from station.ui.answers import answer
from station.ui.applying import Place, application, field_at, line_at
from station.ui.draft_json import from_json, to_json
from station.ui.drafts import Draft, begin
from station.ui.sale_fields import Field

PERSON = "420106198807193324"
COMMAND = "e994a33e-f6b2-5f60-8807-26e653542f78"


def said(*answers: str) -> Draft:
    draft = begin(COMMAND, "2026-09-18")
    for text in ("陈喆", PERSON, "", "王小明", "", *answers):
        draft = answer(draft, text)
    return draft


def three() -> Draft:
    draft = sale_lines.add(said("苹果", "100"))
    draft = sale_lines.add(answer(answer(draft, "茶叶"), "200"))
    return answer(answer(draft, "五金"), "300")


def names(draft: Draft) -> list[str]:
    return [line[Field.ITEM] for line in sale_lines.lines(draft)]


def test_lines_stand_in_the_order_in_which_they_were_said() -> None:
    read = parse_application(application(three(), Place("420106")))
    assert [(line.name, line.gross_fen) for line in read.invoices[0].lines] == [
        ("苹果", 10_000), ("茶叶", 20_000), ("五金", 30_000)
    ]  # fmt: skip


def test_a_line_that_is_mended_keeps_its_place() -> None:
    draft = sale_lines.turn_to(three(), 0)
    assert (draft.at, drafts.box(draft)) == (Field.AMOUNT, "100.00")
    draft = answer(draft, "150")
    assert draft.at is Field.METHOD
    assert [line[Field.AMOUNT] for line in sale_lines.lines(draft)] == ["15000", "20000", "30000"]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_line_that_is_taken_out_leaves_the_others(place: int) -> None:
    left = sale_lines.remove(three(), place)
    assert names(left) == [name for at, name in enumerate(("苹果", "茶叶", "五金")) if at != place]
    assert sale_lines.remove(sale_lines.remove(left, 0), 0) == sale_lines.remove(left, 0)


def test_an_empty_line_is_left_without_a_trace_and_one_with_words_is_kept() -> None:
    draft = said("苹果", "100")
    left = sale_lines.abandon(sale_lines.add(draft))
    assert left is not None
    assert (left.at, left.values, left.before) == (draft.at, draft.values, ())
    assert sale_lines.abandon(drafts.write(sale_lines.add(draft), "茶")) is None
    assert sale_lines.abandon(draft) is None


def test_no_more_lines_than_an_invoice_has() -> None:
    line = {"item": "苹果", "kind": "goods", "amount": "100"}
    full = replace(said("苹果", "100"), before=(line,) * (MOST_LINES - 1))
    with pytest.raises(BadInput) as refused:
        sale_lines.add(full)
    assert (refused.value.code, refused.value.field) == ("sale.lines", "item")


def test_a_price_without_tax_stands_as_one_and_each_line_has_its_own() -> None:
    draft = answer(sale_lines.toggle_tax(said("苹果")), "100")
    draft = answer(answer(sale_lines.add(draft), "茶叶"), "200")
    lines = parse_application(application(draft, Place("420106"))).invoices[0].lines
    assert [(line.net_fen, line.gross_fen) for line in lines] == [(10_000, None), (None, 20_000)]
    assert sale_lines.toggle_tax(sale_lines.toggle_tax(said("苹果"))) == replace(
        said("苹果"), values={**said("苹果").values, "net": ""}
    )


def test_a_discount_is_asked_on_demand_and_is_less_than_the_price() -> None:
    draft = drafts.call_for(said("苹果", "100"), Field.DISCOUNT)
    assert draft.at is Field.DISCOUNT
    for text in ("100", "100.01"):
        with pytest.raises(BadInput) as refused:
            answer(draft, text)
        assert (refused.value.code, refused.value.field) == ("sale.discount_large", "discount")
    less = answer(draft, "9.90")
    assert (less.at, parse_application(application(less, Place("420106"))).invoices[0].lines[0].discount_fen) == (
        Field.METHOD, 990
    )  # fmt: skip


def test_no_discount_and_a_way_back_are_the_plain_sale_again() -> None:
    plain = said("苹果", "100")
    for left in (
        answer(drafts.call_for(plain, Field.DISCOUNT), ""),
        drafts.back(drafts.call_for(plain, Field.DISCOUNT)),
    ):
        assert left is not None
        assert (left.at, left.asked) == (Field.METHOD, plain.asked)
        assert application(left, Place("420106")) == application(plain, Place("420106"))


def test_what_changes_a_sale_opens_its_payment_again() -> None:
    free = drafts.settle(said("苹果", "100"), 0)
    assert free.complete
    for changed in (sale_lines.add(free), drafts.call_for(free, Field.DISCOUNT), sale_lines.turn_to(free, 0)):
        assert Field.METHOD not in changed.answered
        assert not changed.said(Field.METHOD)
    assert drafts.settle(free, 100).at is Field.METHOD
    assert not drafts.settle(free, 100).complete


def test_a_draft_of_many_lines_is_kept_whole_and_one_of_an_older_shape_opens() -> None:
    draft = sale_lines.turn_to(three(), 1)
    assert from_json(to_json(draft)) == draft
    older = {name: held for name, held in to_json(said("苹果", "100")).items() if name not in ("before", "after")}
    assert from_json(older) == said("苹果", "100")


def test_a_refused_path_names_its_line() -> None:
    assert (line_at("invoices.0.lines.2.gross_fen"), line_at("invoices.0.buyer.id"), line_at(None)) == (2, None, None)
    assert field_at("invoices.0.lines.2.discount_fen") is Field.DISCOUNT
    assert field_at("invoices.0.lines.12.name") is Field.ITEM
