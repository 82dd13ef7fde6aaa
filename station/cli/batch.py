"""One document or JSON Lines in, one answer or as many lines out, in order."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Any

from schemas.failures import BadInput, Failure
from schemas.words import explain
from station.cli.streams import Streams, documents, read_bytes


def answer_documents(args: Namespace, streams: Streams, answer: Callable[[Any], dict[str, Any]]) -> int:
    """Answer each document of `--in`; in JSON Lines an error takes the place of its line's answer.

    The exit status is 0, or the gravest of the lines that failed.
    """
    many, given = documents(read_bytes(args.source, streams.stdin))
    status = 0
    for document in given:
        try:
            if isinstance(document, BadInput):
                raise document
            told = answer(document)
        except Failure as failure:
            if not many:
                raise
            status = max(status, failure.exit_status)
            told = explain(failure)
        streams.answer({**_id(document), **told})
    return status


def _id(document: Any) -> dict[str, Any]:
    return {"id": document["id"]} if isinstance(document, dict) and "id" in document else {}


def inner(document: Any, name: str) -> Any:
    """The document itself, or the part of a worked case that is read."""
    return document[name] if isinstance(document, dict) and name in document else document
