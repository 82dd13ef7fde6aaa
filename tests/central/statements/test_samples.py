"""Every format that a reconciler really gets is read by its titles, with its own totals and its own ways."""

from __future__ import annotations

import pytest

from central.ports.statement import Kind, Line
from central.statements.formats import read_statement
from central.statements.profile import read_profile
from tests.central.statements.samples import CCB, SAMPLES, TREASURY, zipped

WANTS = {
    "wechat": ("wechat.trades/1", "wechat", [2600, -2600]),
    "wechat_funds": ("wechat.funds/1", "wechat_funds", [2600, -100_000]),
    "alipay": ("alipay.trades/1", "alipay", [7920, -4]),
    "alipay_zip": ("alipay.trades/1", "alipay", [7920, -4]),
    "alipay_funds": ("alipay.funds/1", "alipay_funds", [7920]),
    "pos": ("pos.unionpay/1", "pos", [33_450, 1_000]),
    "pos_settled": ("pos.settled/1", "pos", [33_450]),
    "ccb": ("bank.ccb/1", "bank", [1_234_560, -617_280]),
    "icbc": ("bank.icbc/1", "bank", [1_234_560, -34_560]),
    "treasury": ("treasury.arrivals/1", "treasury", [308_640, 308_640, -2_600]),
    "camt": ("bank.camt053/1", "bank", [2_600]),
}


def lines(name: str) -> tuple[Line, ...]:
    return read_statement(SAMPLES[name]).lines


@pytest.mark.parametrize("name", SAMPLES)
def test_each_format_is_known_and_read(name: str) -> None:
    statement = read_statement(SAMPLES[name])
    assert (statement.format, statement.channel, [line.moved_fen for line in statement.lines]) == WANTS[name]


def test_of_an_archive_the_bill_is_found_by_its_first_line_and_not_by_its_place() -> None:
    turned = zipped(detail=SAMPLES["alipay"], summary=b"#" + "支付宝业务汇总查询".encode("gbk"))
    assert read_statement(turned).lines == lines("alipay_zip")


def test_alipay_speaks_for_its_whole_day_and_a_refund_repeats_the_trade() -> None:
    statement = read_statement(SAMPLES["alipay"])
    paid, refund = statement.lines
    assert statement.days == ("2026-09-18",)
    assert (paid.reference, paid.account, paid.terminal) == (refund.reference, "20880000000000000156", "0103")
    assert (refund.kind, refund.refund_no, refund.order_no) == (Kind.REFUNDED, "YS0103R18000018", paid.order_no)


def test_a_sale_behind_the_cut_is_cleared_the_next_day() -> None:
    before, behind = lines("pos")
    assert (before.on, before.settled_on) == ("2026-09-18", "2026-09-18")
    assert (behind.on, behind.settled_on) == ("2026-09-18", "2026-09-19")
    assert lines("pos_settled")[0].settled_on == "2026-09-19"


def test_a_bank_line_keeps_the_number_of_the_deposit_slip_and_what_was_written_beside_it() -> None:
    came, went = lines("ccb")
    assert (came.document_no, came.account) == ("00001234", "42000000000000000009")
    assert "YS0103 20260918" in came.note
    assert (went.kind, went.document_no) == (Kind.REFUNDED, "")


def test_one_number_of_the_treasury_may_have_several_lines() -> None:
    first, second, _ = lines("treasury")
    assert (first.reference, first.level, second.level) == (second.reference, "3", "1")
    assert first.key != second.key


def test_a_correction_of_the_treasury_may_take_away() -> None:
    data = TREASURY.replace(b"20260922,2,342010260900000002", b"20260922,3,342010260900000002").replace(
        b",26.00,", b",-26.00,"
    )
    assert [line.moved_fen for line in read_statement(data).lines] == [308_640, 308_640, -2_600]


def test_two_equal_deposits_stay_two() -> None:
    row = TREASURY.splitlines(keepends=True)[1]
    twice = read_statement(TREASURY.splitlines(keepends=True)[0] + row + row).lines
    assert twice[0].key != twice[1].key


def test_the_newest_line_of_a_bank_may_stand_first() -> None:
    head = CCB.splitlines(keepends=True)
    turned = read_statement(b"".join([*head[:2], head[3], head[2]]))
    assert [line.moved_fen for line in turned.lines] == [-617_280, 1_234_560]


@pytest.mark.parametrize("name", ["alipay", "alipay_funds", "pos", "ccb", "icbc", "treasury"])
def test_a_bill_reads_the_same_in_either_encoding(name: str) -> None:
    data = SAMPLES[name]
    try:
        turned = data.decode("utf-8").encode("gb18030")
    except UnicodeDecodeError:
        turned = data.decode("gb18030").encode("utf-8-sig")
    assert read_statement(turned).lines == lines(name)


def test_a_new_bank_is_a_profile_and_no_code() -> None:
    profile = read_profile(
        """{"format": "bank.sample/1", "channel": "bank", "name": "样例银行",
        "columns": {"on": ["记账日"], "amount": ["发生额"], "reference": ["流水"], "document_no": ["单号"]},
        "needed": ["on", "amount", "reference", "document_no"], "notes": ["附言"], "times": ["%d/%m/%Y"]}""".encode()
    )
    data = "流水,记账日,发生额,单号,附言\nX1,18/09/2026,26.00,7,代征税款\nX2,18/09/2026,-1.00,,手续费\n".encode()
    statement = read_statement(data, profiles=[profile])
    assert [(line.on, line.moved_fen, line.document_no) for line in statement.lines] == [
        ("2026-09-18", 2600, "7"),
        ("2026-09-18", -100, ""),
    ]
