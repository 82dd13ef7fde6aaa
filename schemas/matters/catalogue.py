"""The catalogue of matters 办税事项目录: one file a matter, one file a flow. Adding a matter is adding a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

from schemas.failures import BadInput, Refusal

MOST_MATTERS = 1_000
_CODE = re.compile(r"[A-Z][0-9]{2,3}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
TAGS = ("online", "on_the_spot", "one_visit")
"""网上办, 马上办, 一次办."""
CHANNELS = ("counter", "online", "station", "on_foot")
DECIDERS = ("station", "authority", "above")
"""Who decides: this desk of the bureau, the office in charge 主管税务机关, an office above it."""
LIMITS = ("now", "working_days", "days")


@dataclass(frozen=True, slots=True)
class Words:
    """A name in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What is to be brought 报送材料; `must` always, `later` may follow after acceptance 容缺."""

    code: str
    name: Words
    must: bool = True
    later: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The time limit 办理时限: on the spot, or so many days from acceptance; `extend` more when the office says so."""

    kind: str
    days: int = 0
    extend: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One act of a flow: from which states, to which."""

    act: str
    origins: tuple[str, ...]
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """How a case goes from asking to its end."""

    name: str
    steps: tuple[Step, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One matter 事项; `confirmed` is False where the bureau has still to say the limit."""

    code: str
    name: Words
    materials: tuple[Material, ...]
    limit: Limit
    channels: tuple[str, ...]
    tags: tuple[str, ...]
    decides: str
    flow: str
    fee_fen: int
    form: Words | None
    result: Words
    cites: tuple[str, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All matters by code, and the flows that they go by."""

    matters: Mapping[str, Matter]
    flows: Mapping[str, Flow]

    def matter(self, code: str) -> Matter:
        """Refusal `matters.unknown` for a code that no file gives."""
        if code not in self.matters:
            raise Refusal("matters.unknown", field="matter", matter=code)
        return self.matters[code]

    def flow_of(self, code: str) -> Flow:
        """The flow of a matter."""
        return self.flows[self.matter(code).flow]


@cache
def shipped_catalogue() -> Catalogue:
    """The catalogue that comes with the program."""
    room = files("schemas.matters")
    pages = {
        folder: {
            page.name: page.read_text("utf-8") for page in (room / folder).iterdir() if page.name.endswith(".json")
        }
        for folder in ("catalogue", "flows")
    }
    return load_catalogue(pages["catalogue"], pages["flows"])


def load_catalogue(matters: Mapping[str, str], flows: Mapping[str, str]) -> Catalogue:
    """The catalogue in these files, by file name; BadInput `matters.catalogue` names the file and what is wrong in it."""
    read_flows = [_flow(_Page(name, text)) for name, text in sorted(flows.items())]
    by_name = {flow.name: flow for flow in read_flows}
    if not 0 < len(matters) <= MOST_MATTERS:
        raise BadInput("matters.catalogue", field="catalogue", file="catalogue", reason="count")
    found: dict[str, Matter] = {}
    for name, text in sorted(matters.items()):
        page = _Page(name, text)
        matter = _matter(page)
        if matter.code in found or not name.startswith(f"{matter.code}-"):
            raise page.wrong("code")
        if matter.flow not in by_name:
            raise page.wrong("flow")
        found[matter.code] = matter
    return Catalogue(found, by_name)


class _Page:
    """One object of a file; `where` leads to it."""

    def __init__(self, file: str, said: str | object, where: str = "") -> None:
        self.file, self._where, self._asked = file, where, set[str]()
        value = said if where else _parsed(file, said)
        if not isinstance(value, dict):
            raise self.wrong(where or "object")
        self._said = cast("dict[str, Any]", value)

    def wrong(self, field: str) -> BadInput:
        return BadInput("matters.catalogue", field=field, file=self.file, reason=self._where or field)

    def any(self, name: str, default: Any = None) -> Any:
        self._asked.add(name)
        return self._said.get(name, default)

    def text(self, name: str, shape: re.Pattern[str] | None = None) -> str:
        found = self.any(name)
        if not isinstance(found, str) or not found.strip() or (shape and not shape.fullmatch(found)):
            raise self.wrong(name)
        return found

    def word(self, name: str, words: Iterable[str]) -> str:
        if self.text(name) not in words:
            raise self.wrong(name)
        return self.text(name)

    def whole(self, name: str) -> int:
        found = self.any(name, 0)
        if type(found) is not int or not 0 <= found <= 1_000_000:
            raise self.wrong(name)
        return found

    def flag(self, name: str, *, default: bool) -> bool:
        found = self.any(name, default)
        if not isinstance(found, bool):
            raise self.wrong(name)
        return found

    def texts(self, name: str, words: Iterable[str] | None = None, least: int = 0) -> tuple[str, ...]:
        found = self._list(name)
        if len(found) < least or len({str(text) for text in found}) != len(found):
            raise self.wrong(name)
        if any(not isinstance(text, str) or (words is not None and text not in words) for text in found):
            raise self.wrong(name)
        return tuple(found)

    def pages(self, name: str) -> list[_Page]:
        return [_Page(self.file, part, f"{name}[{place}]") for place, part in enumerate(self._list(name))]

    def page(self, name: str) -> _Page:
        return _Page(self.file, self.any(name), name)

    def names(self, name: str) -> Words:
        page = self.page(name)
        words = Words(page.text("zh"), page.text("en"))
        page.finish()
        return words

    def finish(self) -> None:
        """Nothing stands here that nobody asked for: a misspelt field is an error."""
        if set(self._said) - self._asked:
            raise self.wrong(min(set(self._said) - self._asked))

    def _list(self, name: str) -> list[Any]:
        found = self.any(name, [])
        if not isinstance(found, list):
            raise self.wrong(name)
        return cast("list[Any]", found)


def _parsed(file: str, text: object) -> object:
    try:
        return json.loads(str(text))
    except ValueError:
        raise BadInput("matters.catalogue", field="json", file=file, reason="json") from None


def _flow(page: _Page) -> Flow:
    steps = [_step(part) for part in page.pages("steps")]
    flow = Flow(name=page.text("flow", _NAME), steps=tuple(steps), ends=page.texts("ends", least=1))
    page.finish()
    return flow


def _step(page: _Page) -> Step:
    step = Step(act=page.text("act", _NAME), origins=page.texts("from", least=1), to=page.text("to", _NAME))
    page.finish()
    return step


def _matter(page: _Page) -> Matter:
    limit = page.page("limit")
    matter = Matter(
        code=page.text("code", _CODE),
        name=page.names("name"),
        materials=tuple(_material(part) for part in page.pages("materials")),
        limit=Limit(kind=limit.word("kind", LIMITS), days=limit.whole("days"), extend=limit.whole("extend")),
        channels=page.texts("channels", CHANNELS, least=1),
        tags=page.texts("tags", TAGS),
        decides=page.word("decides", DECIDERS),
        flow=page.text("flow", _NAME),
        fee_fen=page.whole("fee_fen"),
        form=page.names("form") if page.any("form") is not None else None,
        result=page.names("result"),
        cites=page.texts("cites", least=1),
        confirmed=page.flag("confirmed", default=True),
    )
    limit.finish()
    page.finish()
    return matter


def _material(page: _Page) -> Material:
    material = Material(
        code=page.text("code", _NAME),
        name=page.names("name"),
        must=page.flag("must", default=True),
        later=page.flag("later", default=False),
    )
    page.finish()
    return material
