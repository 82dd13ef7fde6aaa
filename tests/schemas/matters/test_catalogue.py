"""The catalogue of matters: forty files that are sound, a further one by a file alone, and what is wrong is named."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest

from schemas.failures import BadInput
from schemas.matters import check_catalogue, load_catalogue, read_case, shipped_catalogue
from tests.schemas.matters.cases import act, walk


def pages(folder: str) -> dict[str, str]:
    room = files("schemas.matters") / folder
    return {page.name: page.read_text("utf-8") for page in room.iterdir() if page.name.endswith(".json")}


def forty_first(**changes: Any) -> str:
    said = json.loads(pages("catalogue")["M03-suspension.json"])
    return json.dumps({**said, "code": "M41", "name": {"zh": "样例事项", "en": "a further matter"}, **changes})


def test_the_shipped_forty_are_sound() -> None:
    catalogue = shipped_catalogue()
    assert len(catalogue.matters) == 40
    assert check_catalogue(catalogue) == []


def test_a_forty_first_is_added_by_a_file_alone() -> None:
    catalogue = load_catalogue({**pages("catalogue"), "M41-further.json": forty_first()}, pages("flows"))
    assert check_catalogue(catalogue) == []
    matter = catalogue.matter("M41")
    acts = [
        act(place, name, *([place - 1] if place > 1 else []), **({"matter": "M41"} if place == 1 else {}) | detail)
        for place, (name, detail) in enumerate(walk(matter, catalogue.flow_of("M41")), start=1)
    ]
    case = read_case("matter/1", acts, catalogue)
    assert (case.state, case.ended, case.aside) == ("delivered", True, ())


def test_a_hundred_and_thirty_nine_fit() -> None:
    more = {
        f"N{number:03d}-x.json": forty_first(code=f"N{number:03d}", name={"zh": f"样例{number}", "en": f"{number}"})
        for number in range(99)
    }
    catalogue = load_catalogue({**pages("catalogue"), **more}, pages("flows"))
    assert len(catalogue.matters) == 139
    assert check_catalogue(catalogue) == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"code": "m41"}, "code"),
        ({"code": "M03"}, "code"),
        ({"tags": ["fast"]}, "tags"),
        ({"flow": "none"}, "flow"),
        ({"limit": {"kind": "soon"}}, "limit"),
        ({"fee_fen": "0"}, "fee_fen"),
        ({"strange": 1}, "strange"),
        ({"materials": [{"code": "x"}]}, "name"),
        ({"cites": []}, "cites"),
    ],
)
def test_a_file_that_is_wrong_is_refused_by_its_place(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(BadInput) as caught:
        load_catalogue({**pages("catalogue"), "M41-further.json": forty_first(**changes)}, pages("flows"))
    assert caught.value.code == "matters.catalogue"
    assert caught.value.params["file"] == "M41-further.json"
    assert str(caught.value.params["reason"]).startswith(reason) or caught.value.field == reason


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"decides": "authority"}, "decider"),
        ({"limit": {"kind": "working_days", "days": 5}}, "tag_on_the_spot"),
        ({"limit": {"kind": "now", "days": 5}}, "limit"),
        ({"tags": []}, "tag_on_the_spot"),
        ({"materials": []}, "nothing_to_notice"),
        ({"name": {"zh": "停业登记", "en": "twice"}}, "name_twice"),
    ],
)
def test_a_matter_that_is_not_sound_is_named(changes: dict[str, Any], rule: str) -> None:
    catalogue = load_catalogue({**pages("catalogue"), "M41-further.json": forty_first(**changes)}, pages("flows"))
    assert ("M41", rule) in [(fault.where, fault.rule) for fault in check_catalogue(catalogue)]


@pytest.mark.parametrize(
    ("steps", "rule"),
    [
        ([{"act": "accept", "from": ["new"], "to": "accepted"}], "no_end"),
        ([{"act": "vanish", "from": ["new"], "to": "withdrawn"}], "act_unknown"),
        ([{"act": "deliver", "from": ["far"], "to": "withdrawn"}], "state_unreached"),
    ],
)
def test_a_flow_that_leads_nowhere_is_named(steps: list[dict[str, Any]], rule: str) -> None:
    flow = json.dumps({"flow": "odd", "ends": ["withdrawn"], "steps": steps})
    catalogue = load_catalogue(pages("catalogue"), {**pages("flows"), "odd.json": flow})
    assert ("odd", rule) in [(fault.where, fault.rule) for fault in check_catalogue(catalogue)]
