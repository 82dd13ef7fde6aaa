"""Where drafts live so that a crash, a lock or a power cut loses nothing.

The store keeps text that it does not read. It runs on a connection that is handed in (the composition opens an
encrypted file beside the ledger, because a draft holds personal data), so this room knows no database.
"""

from __future__ import annotations

from typing import Any, Protocol


class DraftStore(Protocol):
    """Keeps drafts by clerk and key. `keep` is durable when it returns; a second `keep` of one key replaces it."""

    def keep(self, clerk: str, key: str, text: str) -> None:
        """Keep one draft."""
        ...

    def drop(self, clerk: str, key: str) -> None:
        """Forget one draft; dropping what is not there is no failure."""
        ...

    def kept(self, clerk: str) -> list[tuple[str, str]]:
        """The clerk's drafts as (key, text), the one kept last first."""
        ...


class Connection(Protocol):
    """The part of a database connection (PEP 249, with `execute`) that the store needs."""

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        """Run one statement."""
        ...

    def commit(self) -> None:
        """Make it durable."""
        ...


class SqlDraftStore:
    """Drafts in one table of a file of their own. `connection` is used from one thread at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        connection.execute(
            "CREATE TABLE IF NOT EXISTS draft ("
            "turn INTEGER PRIMARY KEY AUTOINCREMENT, clerk TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, "
            "UNIQUE (clerk, key))"
        )
        connection.commit()

    def keep(self, clerk: str, key: str, text: str) -> None:
        """Keep one draft as the newest."""
        self._connection.execute("INSERT OR REPLACE INTO draft (clerk, key, text) VALUES (?, ?, ?)", (clerk, key, text))
        self._connection.commit()

    def drop(self, clerk: str, key: str) -> None:
        """Forget one draft."""
        self._connection.execute("DELETE FROM draft WHERE clerk = ? AND key = ?", (clerk, key))
        self._connection.commit()

    def kept(self, clerk: str) -> list[tuple[str, str]]:
        """The clerk's drafts, newest first."""
        rows = self._connection.execute("SELECT key, text FROM draft WHERE clerk = ? ORDER BY turn DESC", (clerk,))
        return [(str(key), str(text)) for key, text in rows.fetchall()]


class MemoryDrafts:
    """Keeps drafts as long as the process lives: for a counter that has no home to keep them in yet."""

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
