"""Where a report goes that a person takes away: one folder by name, a file a report and its days."""

from __future__ import annotations

from pathlib import Path

FOLDER = "youshui-reports"


def folder() -> Path:
    """In the documents of whoever sits at this computer, or in the own folder where there are none."""
    documents = Path.home() / "Documents"
    return (documents if documents.is_dir() else Path.home()) / FOLDER


def file_name(report: str, first: str, last: str, form: str) -> str:
    """The same report of the same days has the same name.

    >>> file_name("levies", "2026-09-01", "2026-09-30", "csv")
    'levies-2026-09-01-2026-09-30.csv'
    """
    days = first if first == last else f"{first}-{last}"
    return f"{report}-{days}.{form}"
