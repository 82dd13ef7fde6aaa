"""From loaded data to a model, or to one BadInput; and the JSON Schema of an application."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Annotated, TypeVar

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails

from schemas.application.collection import Collection
from schemas.application.dues import DuesAsked
from schemas.application.identity import require_numbers
from schemas.application.models import Application, Document
from schemas.application.parts import Part
from schemas.failures import BadInput


class _Documents(Part):
    documents: Annotated[tuple[Document, ...], Field(min_length=1, max_length=100)]


_Model = TypeVar("_Model", bound=Part)

_CODES = {
    "missing": "application.missing",
    "extra_forbidden": "application.unknown_field",
    "invalid_key": "application.unknown_field",
    "int_type": "application.whole_number",
    "greater_than_equal": "application.too_small",
    "less_than_equal": "application.too_large",
    "less_than": "application.too_large",
    "string_type": "application.text",
    "string_unicode": "application.encoding",
    "string_too_short": "application.empty",
    "string_too_long": "application.too_long",
    "string_pattern_mismatch": "application.form",
    "literal_error": "application.choice",
    "tuple_type": "application.list",
    "too_short": "application.too_few",
    "too_long": "application.too_many",
    "model_type": "application.object",
    "model_attributes_type": "application.object",
}
"""Every kind of error that the models can make, and its code; `application.…` of our own checks stand for themselves."""

_NAMED = {
    "ge": "least",
    "min_length": "least",
    "le": "most",
    "lt": "most",
    "max_length": "most",
    "most": "most",
    "place": "place",
    "seen": "seen",
}
LONGEST_STEP = 64
"""How many characters of an unknown field's name are repeated."""


def parse_application(data: object) -> Application:
    """Read an application 代开申请; BadInput `application.…` or `identifiers.…` with the dotted path of its field."""
    application = _parse(Application, data)
    require_numbers(application)
    return application


def parse_collection(data: object) -> Collection:
    """Read a collection 代征税款; BadInput `application.…` or `identifiers.…` with the dotted path of its field."""
    collection = _parse(Collection, data)
    require_numbers(collection)
    return collection


def parse_dues(data: object) -> DuesAsked:
    """Read what dues are asked for 应征税款试算; BadInput `application.…` or `identifiers.…` with the path of its field."""
    asked = _parse(DuesAsked, data)
    require_numbers(asked)
    return asked


def parse_documents(data: object) -> tuple[Document, ...]:
    """Read documents that are brought later 材料补正; BadInput `application.…` with the path of its field."""
    return _parse(_Documents, {"documents": data}).documents


def schema_text() -> str:
    """The JSON Schema of an application, as it is committed beside this room."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Application.model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _parse(model: type[_Model], data: object) -> _Model:
    if not isinstance(data, Mapping):
        raise BadInput("application.object")
    try:
        return model.model_validate(data)
    except ValidationError as refused:
        raise _first(refused) from None


def _first(refused: ValidationError) -> BadInput:
    """The first error, in our words."""
    error = refused.errors(include_url=False, include_input=False)[0]
    code = error["type"] if error["type"].startswith("application.") else _CODES[error["type"]]
    return BadInput(code, field=_field(error), **_limits(error))


def _field(error: ErrorDetails) -> str | None:
    path = [_shown(str(step)) for step in error["loc"] if step != "[key]"]
    at = error.get("ctx", {}).get("at")
    return ".".join([*path, at] if at else path) or None


def _shown(step: str) -> str:
    """A step of the path as it may be printed: the name of an unknown field is anybody's text."""
    return "".join(character if character.isprintable() else "?" for character in step[:LONGEST_STEP])


def _limits(error: ErrorDetails) -> dict[str, object]:
    """What the sentence names: the limit, the choices, the place of a character."""
    given = error.get("ctx", {})
    limits = {name: given[key] for key, name in _NAMED.items() if key in given}
    if "expected" in given:
        limits["choices"] = ", ".join(re.findall(r"'([^']*)'", given["expected"]))
    return limits
