"""Drafts in memory, for the face's own tests."""

from station.ui.draft_store import MemoryDrafts

__all__ = ["MemoryDrafts"]
