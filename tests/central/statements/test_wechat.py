from __future__ import annotations

import gzip
from hashlib import sha256

import pytest

from central.ports.statement import Kind, State
from central.statements.formats import read_statement
from schemas.failures import BadInput
from tests.central.statements import bills

ORDER = "YS0103A20260918000017"


def one_bill(end: str = "\r\n") -> bytes:
    return bills.bill(bills.paid(ORDER, 2600), bills.refunded(ORDER, 2600), order_fen=2600, refund_fen=2600, end=end)


def refusal(data: bytes) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_statement(data)
    return caught.value


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_bill_reads_the_same_with_either_line_end_and_with_a_byte_order_mark(end: str, mark: bytes) -> None:
    statement = read_statement(mark + one_bill(end))
    assert [(line.order_no, line.kind, line.moved_fen) for line in statement.lines] == [
        (ORDER, Kind.PAID, 2600),
        (ORDER, Kind.REFUNDED, -2600),
    ]
    assert (statement.channel, statement.days) == ("wechat", ("2026-09-18",))


def test_a_refund_keeps_the_order_number_of_the_payment_and_its_own_refund_number() -> None:
    paid, refund = read_statement(one_bill()).lines
    assert (refund.order_no, paid.refund_no, refund.refund_no) == (ORDER, "", "YS0103R18000017")


def test_a_line_tells_when_where_and_under_which_numbers() -> None:
    line = read_statement(one_bill()).lines[0]
    assert (line.row, line.at, line.on) == (2, "2026-09-18T10:21:33+08:00", "2026-09-18")
    assert (line.account, line.terminal, line.fee) == ("1600000001", "YZ010301", "0.00000")


def test_a_packed_bill_reads_the_same_and_is_known_by_its_own_bytes() -> None:
    packed = gzip.compress(one_bill(), mtime=0)
    assert read_statement(packed).lines == read_statement(one_bill()).lines
    assert read_statement(packed).sha256 == sha256(packed).digest()


def test_columns_are_found_by_their_titles_in_any_order() -> None:
    rows = [line.split(",") for line in one_bill("\n").decode().split("\n")[:3]]
    turned = [",".join(reversed(row)) for row in rows]
    tail = one_bill("\n").decode().split("\n")[3:]
    head = "交易时间,微信订单号"
    assert head not in turned[0]
    moved = [",".join([row[0], *reversed(row[1:])]) for row in rows]
    assert read_statement("\n".join(moved + tail).encode()).lines == read_statement(one_bill()).lines


@pytest.mark.parametrize("net", ["0.00", "-26.00"])
def test_the_net_column_of_a_refund_is_not_asked(net: str) -> None:
    refund = bills.refunded(ORDER, 2600, net=net)
    data = bills.bill(bills.paid(ORDER, 2600), refund, order_fen=2600, refund_fen=2600)
    assert sum(line.moved_fen for line in read_statement(data).lines) == 0


@pytest.mark.parametrize(
    ("state", "wants"), [("PROCESSING", State.PENDING), ("FAIL", State.FAILED), ("CHANGE", State.FAILED)]
)
def test_a_refund_that_has_not_gone_through_moves_nothing(state: str, wants: State) -> None:
    refund = bills.refunded(ORDER, 2600, state=state)
    line = read_statement(bills.bill(bills.paid(ORDER, 2600), refund, order_fen=2600, refund_fen=2600)).lines[1]
    assert (line.state, line.moved_fen) == (wants, 0)


def test_a_comma_may_stand_inside_a_cell() -> None:
    data = bills.bill(bills.paid(ORDER, 2600, goods="代征税款,含附加"), order_fen=2600)
    assert read_statement(data).lines[0].amount_fen == 2600


def test_a_day_without_trade_needs_its_date_said() -> None:
    assert refusal(bills.bill()).code == "statements.day_unknown"
    statement = read_statement(bills.bill(), "2026-09-18")
    assert (statement.lines, statement.days) == ((), ("2026-09-18",))


def old_bill(order: str = "26.00") -> bytes:
    cells = ["2018-03-05 09:00:00", "wx1", "1600000001", "0", "YZ010301", "4" * 28, ORDER, "o", "MICROPAY"]
    tail = ["0", "0", "0.00", "0.00", "", "", "代征税款", "", "0.00000", "0.00%"]
    paid = bills.ticked([*cells, "SUCCESS", "CFT", "CNY", "26.00", "0.0", *tail])
    back = [
        "50300000000000000001",
        "YS0103R1",
        "26.00",
        "0.00",
        "ORIGINAL",
        "SUCCESS",
        "代征税款",
        "",
        "0.00000",
        "0.00%",
    ]
    refund = bills.ticked([*cells, "REFUND", "CFT", "CNY", "0.00", "0.00", *back])
    total = bills.ticked(["2", order, "26.00", "0.00", "0.00000"])
    return "\n".join([bills.OLD_TITLES, paid, refund, bills.OLD_SUMMARY, total]).encode()


def test_the_form_of_24_columns_is_read() -> None:
    assert [line.moved_fen for line in read_statement(old_bill()).lines] == [2600, -2600]
    assert refusal(old_bill("26.01")).code == "statements.total"


def test_a_success_bill_without_refund_columns_is_read() -> None:
    rows = bills.bill(bills.paid(ORDER, 2600), order_fen=2600, end="\n").decode().split("\n")
    gone = {14, 15, 16, 17, 18, 19, 25}
    cut = [",".join(c for place, c in enumerate(row.split(",")) if place not in gone) for row in rows[:2]]
    assert read_statement("\n".join([*cut, *rows[2:]]).encode()).lines[0].amount_fen == 2600


def mended(old: str, new: str) -> bytes:
    text = one_bill("\n").decode()
    assert old in text
    return text.replace(old, new, 1).encode()


@pytest.mark.parametrize(
    ("data", "code", "field"),
    [
        (mended(f"`{ORDER},", "`4.20E+27,"), "statements.spreadsheet", "2:商户订单号"),
        (mended("`" + bills.reference_of(ORDER), "`4.2E+27"), "statements.spreadsheet", "2:微信订单号"),
        (mended("`2026-09-18 10:21:33", "`2026-09-31 10:21:33"), "statements.moment", "2:交易时间"),
        (mended("`2026-09-18 10:21:33", "`2026/9/18 10:21"), "statements.moment", "2:交易时间"),
        (mended("`2026-09-18 10:21:33", "2026-09-18 10:21:33"), "statements.tick", "2:交易时间"),
        (mended("`SUCCESS,`OTHERS", "`PAID,`OTHERS"), "statements.status", "2:交易状态"),
        (mended("`ORIGINAL,`SUCCESS", "`ORIGINAL,`MAYBE"), "statements.status", "3:退款状态"),
        (mended("`CNY", "`USD"), "statements.currency", "2:货币种类"),
        (mended("`0.00%,`26.00", "`0.00%,`26.001"), "statements.amount", "2:订单金额"),
        (mended("`0.00%,`26.00", "`0.00%,`1e3"), "statements.amount", "2:订单金额"),
        (mended("`0.00%,`26.00", "`0.00%,`-26.00"), "statements.total", "5:订单总金额"),
        (mended("`代征税款,`,", "`,"), "statements.cells", "2:申请退款金额"),
        (mended("商户订单号", "订单"), "statements.header", "1:商户订单号"),
        (mended("商户数据包", "商品名称"), "statements.header_twice", "1:商品名称"),
        (mended("`2,`26.00", "`3,`26.00"), "statements.count", "5:总交易单数"),
        (mended("`0.00000,`26.00,`26.00", "`0.00000,`26.01,`26.00"), "statements.total", "5:订单总金额"),
        (mended("`0.00000,`26.00,`26.00", "`0.00000,`26.00,`25.99"), "statements.total", "5:申请退款总金额"),
    ],
)
def test_a_damaged_bill_is_refused_with_line_and_column(data: bytes, code: str, field: str) -> None:
    failure = refusal(data)
    assert (failure.code, failure.field) == (code, field)


@pytest.mark.parametrize("keep", [0, 1, 2, 3])
def test_half_a_bill_is_refused(keep: int) -> None:
    data = "\n".join(one_bill("\n").decode().split("\n")[:keep]).encode()
    assert refusal(data).code in ("statements.half", "statements.unknown_format")


def test_a_bill_saved_in_another_encoding_is_refused_where_it_shows() -> None:
    data = one_bill("\n").replace("代征税款".encode(), "代征税款".encode("gbk"))
    failure = refusal(data)
    assert (failure.code, failure.params["line"]) == ("statements.encoding", 2)


@pytest.mark.parametrize("data", [b"", b"hello", b"\x00" * 100, "日期,金额\n".encode()])
def test_another_file_is_not_taken_for_a_bill(data: bytes) -> None:
    assert refusal(data).code == "statements.unknown_format"


def test_a_torn_packed_file_is_refused() -> None:
    assert refusal(gzip.compress(one_bill())[:-5]).code == "statements.gzip"
    assert refusal(gzip.compress(one_bill()) + b"x").code == "statements.gzip"
