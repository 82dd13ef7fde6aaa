"""One household edited at two stations offline: nothing lost, what differs is listed, one person settles it, it stays settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from schemas.books import FieldRow, SupersededRow
from schemas.books.households import clusters, duplicates, unsettled
from schemas.books.records import standing
from tests.station.street.pair import Pair, ask, do, refused

Edit = tuple[str, dict[str, Any]]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    made = Pair(tmp_path_factory.mktemp("pair"))
    yield made
    made.close()


def fields(**values: str) -> Edit:
    return ("set", {"fields": values})


@dataclass(frozen=True)
class Way:
    """What one station and the other do apart, and which fields a person has to settle afterwards."""

    one: list[Edit]
    two: list[Edit]
    open: list[str]


JOIN: Edit = ("join", {"into": "OTHER"})
PART: Edit = ("part", {})
IDENTITY: Edit = ("set", {"identity": "92420106MA4K00599X"})
WAYS: dict[str, Way] = {
    "same field, two values": Way([fields(phone="13871526127")], [fields(phone="13871526128")], ["phone"]),
    "same field, same value": Way([fields(street="中南路")], [fields(street="中南路")], ["street"]),
    "different fields": Way([fields(street="中南路")], [fields(manager="李")], []),
    "two fields against one of them": Way([fields(street="甲", manager="乙")], [fields(street="丙")], ["street"]),
    "both fields": Way([fields(street="甲", manager="乙")], [fields(street="丙", manager="丁")], ["manager", "street"]),
    "twice against once": Way([fields(street="甲"), fields(street="乙")], [fields(street="丙")], ["street"]),
    "twice against twice": Way(
        [fields(street="甲"), fields(street="乙")], [fields(street="丙"), fields(street="丁")], ["street"]
    ),
    "a new field": Way([fields(industry="5229")], [], []),
    "a new field at both": Way([fields(industry="5229")], [fields(industry="8191")], ["industry"]),
    "nothing against nothing": Way([], [], []),
    "closing against change": Way([fields(standing="closed")], [fields(phone="13871526129")], []),
    "closing against closing": Way([fields(standing="closed")], [fields(standing="closed")], ["standing"]),
    "closing against suspending": Way([fields(standing="closed")], [fields(standing="suspended")], ["standing"]),
    "closing against reopening": Way(
        [fields(standing="closed")], [fields(standing="suspended"), fields(standing="open")], ["standing"]
    ),
    "join against edit": Way([JOIN], [fields(street="甲")], []),
    "join against join": Way([JOIN], [JOIN], ["joined_to"]),
    "join against closing": Way([JOIN], [fields(standing="closed")], []),
    "join and edit against edit": Way([JOIN, fields(street="甲")], [fields(street="乙")], ["street"]),
    "join and part against join": Way([JOIN, PART], [JOIN], ["joined_to"]),
    "join and part against edit": Way([JOIN, PART], [fields(street="甲")], []),
    "part against part": Way([JOIN, PART], [JOIN, PART], ["joined_to"]),
    "identity against identity": Way([IDENTITY], [IDENTITY], ["identity"]),
    "identity against edit": Way([IDENTITY], [fields(street="甲")], []),
    "identity against join": Way([IDENTITY], [JOIN], []),
    "person and clear against person": Way(
        [fields(operator="陈喆", street="甲")], [fields(operator="陈哲")], ["operator"]
    ),
    "address against address": Way([fields(address="一号")], [fields(address="二号")], ["address"]),
    "filing against filing": Way([fields(filing="month")], [fields(filing="quarter")], ["filing"]),
    "many fields against one": Way(
        [fields(street="甲", manager="乙", industry="1", district="2")], [fields(district="3")], ["district"]
    ),
    "back to what stood": Way([fields(street="甲"), fields(street="旧街")], [fields(street="乙")], ["street"]),
    "five against five": Way(
        [fields(street=f"甲{number}") for number in range(5)],
        [fields(street=f"乙{number}") for number in range(5)],
        ["street"],
    ),
}


def register(pair: Pair, number: int) -> tuple[str, str]:
    """Two households, known to both stations."""
    first, second = (f"92420106MA{number:04d}{at}X" for at in range(2))
    record = do(pair.one, "household", "register", identity=first, fields={"name": "样例水果店", "street": "旧街"})
    other = do(pair.one, "household", "register", identity=second, fields={"name": "样例水果行"})
    return record["record"], other["record"]


def play(pair: Pair, edits: list[Edit], at: Callable[[Pair], Any], record: str, other: str) -> None:
    for step, said in edits:
        do(at(pair), "household", step, record, **{**said, **({"into": other} if "into" in said else {})})


def settle(pair: Pair, record: str, names: list[str], values: dict[str, Any]) -> None:
    """One person looks at every value and says which stands."""
    for name in names:
        seen = [value["entry"] for value in values[name]]
        chosen = values[name][0]["value"]
        said: dict[str, Any]
        if name == "joined_to":
            step, said = ("join", {"into": chosen}) if chosen else ("part", {})
        elif name == "identity":
            step, said = "set", {"identity": "92420106MA4K00599X"}
        else:
            step, said = "set", {"fields": {name: chosen or "由人定"}}
        assert refused(pair.two, "household", step, record, **said) == "households.unsettled"
        do(pair.two, "household", step, record, seen=seen, **said)


def test_thirty_ways_of_editing_apart_lose_nothing_and_stay_settled(pair: Pair) -> None:
    assert len(WAYS) == 30
    records = {name: register(pair, number) for number, name in enumerate(WAYS)}
    pair.meet()
    for name, way in WAYS.items():
        play(pair, way.one, lambda both: both.one, *records[name])
        play(pair, way.two, lambda both: both.two, *records[name])
    pair.meet()
    for name, way in WAYS.items():
        record, _ = records[name]
        here, there = (ask(office, "household", "open")["unsettled"].get(record, []) for office in (pair.one, pair.two))
        assert here == there == way.open, name
        said = ask(pair.one, "household", "history", record)["values"]
        wanted = sum(len(edit[1].get("fields", {})) or 1 for edit in (*way.one, *way.two))
        assert len(said) == wanted + 4, "every value that was ever said is still told"
        held = {**ask(pair.two, "household", "show", record)}
        values = held["fields"] if held["record"] == record else held["joined"][record]
        settle(pair, record, way.open, values)
    pair.meet()
    for name in WAYS:
        for office in (pair.one, pair.two):
            assert ask(office, "household", "open")["unsettled"].get(records[name][0]) is None, name


def test_a_household_registered_at_two_stations_apart_is_one_record(pair: Pair) -> None:
    said: dict[str, Any] = {"identity": "92420106ma4k00777x", "fields": {"name": "样例面馆"}}
    record = do(pair.one, "household", "register", **said)["record"]
    assert do(pair.two, "household", "register", **said)["record"] == record
    pair.meet()
    told = ask(pair.one, "household", "show", identity="92420106MA4K00777X")
    assert (told["record"], sorted(told["unsettled"])) == (record, [record])
    assert "92420106" not in record


def test_duplicates_are_found_joined_shown_as_one_and_parted_again(pair: Pair) -> None:
    right = do(pair.one, "household", "register", identity="92420106MA4K00888X", fields={"name": "样例鞋店"})["record"]
    wrong = do(pair.two, "household", "register", identity="92420106MA4K00880X", fields={"name": "样例鞋店"})["record"]
    do(pair.two, "household", "set", wrong, identity="92420106MA4K00888X")
    pair.meet()
    assert sorted([right, wrong]) in ask(pair.one, "household", "open")["duplicates"]
    do(pair.one, "household", "join", wrong, into=right)
    pair.meet()
    told = ask(pair.two, "household", "show", wrong)
    assert (told["record"], told["members"]) == (right, sorted([right, wrong]))
    assert told["joined"][wrong]["name"][0]["value"] == "样例鞋店"
    assert sorted([right, wrong]) not in ask(pair.two, "household", "open")["duplicates"]
    do(pair.two, "household", "part", wrong)
    assert ask(pair.two, "household", "show", wrong)["members"] == [wrong]


def test_a_household_is_found_by_name_where_it_may_be_read(pair: Pair) -> None:
    record = do(pair.one, "household", "register", identity="92420106MA4K00999X", fields={"name": "江城裁缝铺"})[
        "record"
    ]
    pair.meet()
    assert ask(pair.one, "household", "find", text="裁缝")["records"] == [record]
    assert ask(pair.two, "household", "find", text="裁缝")["records"] == []
    history = ask(pair.one, "household", "history", record, field="name")["values"]
    assert [(value["value"], value["clerk"], value["stands"]) for value in history] == [("江城裁缝铺", "李慧芳", True)]


@pytest.mark.parametrize(
    ("step", "said", "code"),
    [
        ("register", {"fields": {"name": "x"}}, "households.identity"),
        ("register", {"identity": "1", "fields": {}}, "street.field"),
        ("register", {"identity": "1", "fields": {"name": "x", "colour": "red"}}, "street.field"),
        ("register", {"identity": "1", "fields": {"name": "x", "standing": "gone"}}, "street.field"),
        ("register", {"identity": "1", "fields": {"name": "x", "street": "13871526127"}}, "writing.person"),
        ("set", {"record": "household/none", "fields": {"name": "x"}}, "households.unknown"),
        ("join", {"record": "household/none", "into": "household/none"}, "households.unknown"),
        ("burn", {"record": "household/none"}, "street.step"),
        ("set", {"record": "matter/1", "fields": {"name": "x"}}, "records.record"),
    ],
)
def test_what_may_not_be_said_of_a_household_is_refused(pair: Pair, step: str, said: dict[str, Any], code: str) -> None:
    record = said.pop("record", None)
    assert refused(pair.one, "household", step, record, **said) == code


def row(author: int, seq: int, field: str, value: str) -> FieldRow:
    entry = bytes([author]) * 16 + seq.to_bytes(16, "big")
    return FieldRow(bytes([author]) * 16, seq, 0, "household/1", field, value, entry, None)


def test_five_hundred_edits_at_each_of_two_stations_leave_their_last_words_side_by_side() -> None:
    rows: list[FieldRow] = []
    gone: list[SupersededRow] = []
    for author in (1, 2):
        before: FieldRow | None = None
        for seq in range(1, 501):
            made = row(author, seq, "street", f"{author}-{seq}")
            rows.append(made)
            if before is not None:
                gone.append(SupersededRow(made.owner, seq, 0, before.entry, "household/1", "street"))
            before = made
    found = standing([*reversed(rows)], gone)
    assert sorted(value.value or "" for value in found["street"]) == ["1-500", "2-500"]
    assert unsettled(found) == ["street"]
    seen = [SupersededRow(b"\x03" * 16, 1, 0, value.entry, "household/1", "street") for value in found["street"]]
    settled = standing([*rows, row(3, 1, "street", "定")], [*seen, *gone])
    assert [value.value for value in settled["street"]] == ["定"]


def test_joins_in_a_circle_and_in_a_chain_have_one_head() -> None:
    def joined(record: str, *into: str) -> tuple[str, list[FieldRow]]:
        return record, [row(number, 1, "joined_to", other) for number, other in enumerate(into, start=1)]

    chain = dict([joined("c", "b"), joined("b", "a")])
    assert clusters(chain, ["d"]) == {"a": "a", "b": "a", "c": "a", "d": "d"}
    circle = dict([joined("a", "b"), joined("b", "a")])
    assert clusters(circle, []) == {"a": "a", "b": "a"}
    both = dict([joined("c", "a", "b")])
    assert clusters(both, []) == {"a": "a", "b": "a", "c": "a"}
    parted = dict([joined("b", "")])
    assert clusters(parted, ["a"]) == {"a": "a", "b": "b"}
    assert duplicates({"a": [row(1, 1, "identity", "x")], "b": [row(2, 1, "identity", "x")]}, {}) == [["a", "b"]]
