"""The words of the counter's further acts, done with the office of a home."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from station.cli.batch import answer_documents
from station.cli.streams import Streams
from station.counter import questions
from station.office import Office


def dues(args: Namespace, streams: Streams, office: Office) -> int:
    """What a taxpayer owes; nothing is kept."""
    return answer_documents(args, streams, lambda given: office.ask(questions.QuoteDues(given)))


WITH_OFFICE: dict[str, Callable[[Namespace, Streams, Office], int]] = {"dues": dues}
