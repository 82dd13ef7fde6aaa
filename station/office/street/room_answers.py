"""Questions about the room 大厅: who waits and whose turn it is, how long people waited, how full every station is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from schemas.acts.visits import ENDS, KIND, KINDS, Visit, in_turn, labels, read_visit
from schemas.apply import Cursor
from schemas.entry.clock import wall_of
from schemas.keep import Feeds
from station.counter.street import StreetQuestion
from station.ledger import street_queries
from station.office import reporting
from station.office.answers import instant
from station.office.street.view import View

OVERTIME_MINUTES = 20
"""A person who has waited longer is told of 等候超时."""
_MINUTE_MS = 60_000


def room_of(cursor: Cursor, site: str, on: str) -> tuple[Visit, ...]:
    """Everybody's number of a site on a day."""
    found = street_queries.acts_of_kind(cursor, f"{KIND}{site}-{on.replace('-', '')}-")
    return tuple(read_visit(record, acts) for record, acts in found.items())


def written_at(cursor: Cursor, entry: bytes) -> int:
    """The logical time at which an entry was written; 0 for one that is not held."""
    found = Feeds(cursor).by_id(entry)
    return found.hlc if found else 0


def listed(view: View, question: StreetQuestion) -> dict[str, Any]:
    """The calling list 叫号单: those who wait in their turn, those who were called and are served, by window."""
    site, on, visits = _day(view, question)
    at, named, now = _times(view), labels(visits), view.ledger.clock.wall_ms()
    end = now if on == reporting.today(now) else _newest(view, visits)
    waiting = [_waiting(one, named, at, end) for one in in_turn(visits, at)]
    return {
        "site": site,
        "on": on,
        "waiting": [{"turn": turn, **one} for turn, one in enumerate(waiting, start=1)],
        "called": [_placed(one, named) for one in visits if one.state == "called"],
        "serving": [_placed(one, named) for one in visits if one.state == "serving"],
        "absent": [_placed(one, named) for one in visits if one.state == "absent"],
        "overtime": [one["label"] for one in waiting if one["waited_minutes"] > OVERTIME_MINUTES],
    }


def times(view: View, question: StreetQuestion) -> dict[str, Any]:
    """Waiting and service times 等候与办理时间 of a site's day, as a whole, by kind and by clerk; in seconds."""
    site, on, visits = _day(view, question)
    at = _times(view)
    by_clerk: dict[str, list[Visit]] = {}
    for one in visits:
        if one.served:
            by_clerk.setdefault(view.clerk(one.served) or "", []).append(one)
    return {
        "site": site,
        "on": on,
        **_sums(visits, at),
        "kinds": {kind: _sums([one for one in visits if one.kind == kind], at) for kind in KINDS},
        "clerks": {name: _sums(mine, at) for name, mine in sorted(by_clerk.items())},
    }


def crowd(view: View, question: StreetQuestion) -> dict[str, Any]:
    """How full every station is 各厅等候人数, as far as its entries have come here, and as of when; any station may read it."""
    on = view.today(question).isoformat()
    rooms = {site: room_of(view.cursor, site, on) for site in sorted(set(Feeds(view.cursor).sites().values()))}
    return {"on": on, "sites": [_crowd(view, site, visits) for site, visits in rooms.items() if visits]}


def _crowd(view: View, site: str, visits: Sequence[Visit]) -> dict[str, Any]:
    at = _times(view)
    turns = in_turn(visits, at)
    serving = [one for one in visits if one.state == "serving"]
    served = _sums(visits, at)
    windows = len({one.window for one in serving}) or 1
    return {
        "site": site,
        "waiting": len(turns),
        "serving": len(serving),
        "kinds": {kind: sum(one.kind == kind for one in turns) for kind in KINDS},
        "wait_s": served["service_s"] * len(turns) // windows if served["service_s"] else None,
        "as_of": instant(max(at(entry) for one in visits for entry in _entries(one))),
    }


def _day(view: View, question: StreetQuestion) -> tuple[str, str, tuple[Visit, ...]]:
    site = question.said.get("site") or view.ledger.profile["site"]
    on = view.today(question).isoformat()
    return site, on, room_of(view.cursor, site, on)


def _times(view: View) -> Callable[[bytes], int]:
    """When an entry was written, asked for once."""
    known: dict[bytes, int] = {}

    def at(entry: bytes) -> int:
        if entry not in known:
            known[entry] = written_at(view.cursor, entry)
        return known[entry]

    return at


def _entries(one: Visit) -> list[bytes]:
    return [entry for entry in (one.taken, one.called, one.started, one.ended) if entry]


def _newest(view: View, visits: Sequence[Visit]) -> int:
    at = _times(view)
    return max((wall_of(at(entry)) for one in visits for entry in _entries(one)), default=0)


def _waiting(one: Visit, named: dict[str, str], at: Callable[[bytes], int], now_ms: int) -> dict[str, Any]:
    waited = max(now_ms - wall_of(at(one.taken or b"")), 0) // _MINUTE_MS
    return {**_placed(one, named), "waited_minutes": waited}


def _placed(one: Visit, named: dict[str, str]) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in ("record", "kind", "priority", "slot", "window", "calls")}
    return {"label": named[one.record], **told}


def _sums(visits: Sequence[Visit], at: Callable[[bytes], int]) -> dict[str, Any]:
    """Counts, and seconds from the number to the first call and from the start to the end."""
    waits = [_seconds(at, one.taken, one.called) for one in visits if one.taken and one.called]
    served = [_seconds(at, one.started, one.ended) for one in visits if one.started and one.ended]
    return {
        "taken": len(visits),
        "finished": sum(one.state == "finished" for one in visits),
        "abandoned": sum(one.state in ("absent", "left") for one in visits),
        "open": sum(one.state not in ENDS and one.state != "absent" for one in visits),
        "wait_s": sum(waits) // len(waits) if waits else 0,
        "longest_wait_s": max(waits, default=0),
        "service_s": sum(served) // len(served) if served else 0,
        "overtime": sum(wait > OVERTIME_MINUTES * 60 for wait in waits),
    }


def _seconds(at: Callable[[bytes], int], first: bytes | None, last: bytes | None) -> int:
    assert first is not None and last is not None, "both ends stand"
    return max(wall_of(at(last)) - wall_of(at(first)), 0) // 1_000


ANSWERS = {
    ("queue", "list"): listed,
    ("queue", "times"): times,
    ("queue", "crowd"): crowd,
}
