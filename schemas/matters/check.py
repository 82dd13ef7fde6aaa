"""Proving a catalogue sound: every case can begin, can reach an end from wherever it stands, and keeps what the tags say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from schemas.matters.catalogue import Catalogue, Flow, Matter

NEW = "new"
_OWN = frozenset(
    {"notice", "accept", "ask", "supply", "decide", "deliver", "withdraw", "hand_over", "answer", "extend"}
)
_LONGEST_DAYS = 180


@dataclass(frozen=True, slots=True)
class Fault:
    """What is not sound, and where: a matter's code or a flow's name, and a rule of `RULES`."""

    where: str
    rule: str


def check_catalogue(catalogue: Catalogue) -> list[Fault]:
    """All that is wrong; none when the catalogue is sound."""
    flows = [Fault(name, rule) for name, flow in sorted(catalogue.flows.items()) for rule in _of_flow(flow)]
    matters = [
        Fault(code, rule)
        for code, matter in sorted(catalogue.matters.items())
        for rule in _of_matter(matter, catalogue.flows[matter.flow])
    ]
    return [*flows, *matters, *(Fault(code, "name_twice") for code in _named_twice(catalogue))]


def reachable(flow: Flow, origin: str) -> set[str]:
    """The states to which a case comes from one."""
    found = {origin}
    while True:
        more = {step.to for step in flow.steps if found & set(step.origins)} - found
        if not more:
            return found
        found |= more


def _of_flow(flow: Flow) -> Iterator[str]:
    states = {NEW, *(step.to for step in flow.steps), *(state for step in flow.steps for state in step.origins)}
    pairs = [(step.act, origin) for step in flow.steps for origin in step.origins]
    if any(step.act not in _OWN for step in flow.steps):
        yield "act_unknown"
    if len(set(pairs)) != len(pairs):
        yield "two_ways"
    if states - reachable(flow, NEW):
        yield "state_unreached"
    if any(not reachable(flow, state) & set(flow.ends) for state in states):
        yield "no_end"
    if any(set(step.origins) & set(flow.ends) for step in flow.steps):
        yield "end_left"
    if not {"accept", "decide", "deliver"} <= {step.act for step in flow.steps}:
        yield "no_result"
    if not {"withdrawn"} <= set(flow.ends):
        yield "no_withdrawal"


def _of_matter(matter: Matter, flow: Flow) -> Iterator[str]:
    acts = {step.act for step in flow.steps}
    limit = matter.limit
    if (matter.decides == "station") == ("hand_over" in acts):
        yield "decider"
    if (limit.kind == "now") != (limit.days == 0) or limit.days + limit.extend > _LONGEST_DAYS:
        yield "limit"
    if limit.extend and "extend" not in acts:
        yield "extension"
    if ("on_the_spot" in matter.tags) != (limit.kind == "now"):
        yield "tag_on_the_spot"
    if ("online" in matter.tags) != ("online" in matter.channels):
        yield "tag_online"
    if len({material.code for material in matter.materials}) != len(matter.materials):
        yield "material_twice"
    if "notice" in acts and not any(material.must for material in matter.materials):
        yield "nothing_to_notice"
    if any(material.later and "supply" not in acts for material in matter.materials):
        yield "later_never"


def _named_twice(catalogue: Catalogue) -> list[str]:
    names = [matter.name.zh for matter in catalogue.matters.values()]
    return sorted(code for code, matter in catalogue.matters.items() if names.count(matter.name.zh) > 1)
