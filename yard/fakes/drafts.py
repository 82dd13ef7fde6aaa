"""Drafts in memory, for the face's own tests."""

from __future__ import annotations


class MemoryDrafts:
    """Keeps drafts as long as the process lives; the one kept last comes first."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], str] = {}

    def keep(self, clerk: str, key: str, text: str) -> None:
        """Keep one draft as the newest."""
        self._kept.pop((clerk, key), None)
        self._kept[clerk, key] = text

    def drop(self, clerk: str, key: str) -> None:
        """Forget one draft."""
        self._kept.pop((clerk, key), None)

    def kept(self, clerk: str) -> list[tuple[str, str]]:
        """The clerk's drafts, newest first."""
        return [(key, text) for (owner, key), text in reversed(self._kept.items()) if owner == clerk]
