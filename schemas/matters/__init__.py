"""Matters 办税事项: a catalogue as data, the proof that it is sound, and one engine that reads a case from its signed acts."""

from schemas.matters.case import Case, due_on, overdue, read_case
from schemas.matters.catalogue import Catalogue, Matter, load_catalogue, shipped_catalogue
from schemas.matters.check import check_catalogue

__all__ = [
    "Case",
    "Catalogue",
    "Matter",
    "check_catalogue",
    "due_on",
    "load_catalogue",
    "overdue",
    "read_case",
    "shipped_catalogue",
]
