"""The shapes at rest, as SQLModel tables. A book's columns are stated once, by its row; its table is derived here.

Feed tables take INSERT only (a trigger refuses the rest); `book_*` tables may be dropped and folded again at any time.
"""

from __future__ import annotations

from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from schemas.books import BOOKS
from schemas.books.shelf import Row
from schemas.books.staged import columns

_COLUMNS: dict[type, Any] = {int: BigInteger, str: Text, bytes: LargeBinary}


class Feed(SQLModel, table=True):
    """A feed 流水 that is held: its author, the device's keys, its site; `number` is local to this node."""

    __tablename__ = "feed"  # pyright: ignore[reportAssignmentType] -- SQLModel takes a plain name
    number: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True, autoincrement=True))
    author: bytes = Field(sa_column=Column(LargeBinary, nullable=False, unique=True))
    key: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    box: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    site: str = Field(sa_column=Column(Text, nullable=False))


class StoredEntry(SQLModel, table=True):
    """An entry's bytes 分录; `place` is feed number << 40 | seq."""

    __tablename__ = "entry"  # pyright: ignore[reportAssignmentType] -- SQLModel takes a plain name
    place: int = Field(sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True))
    id: bytes = Field(sa_column=Column(LargeBinary, nullable=False, unique=True))
    feed: int = Field(sa_column=Column(Integer, nullable=False))
    command: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    __table_args__ = (UniqueConstraint("feed", "command", name="entry_command"),)


class StoredBlock(SQLModel, table=True):
    """A personal block at its entry's place: `opening` in clear (bytes of `[salt16, map]`), or `sealed` to the centre.

    Deleted when its term ends.
    """

    __tablename__ = "block"  # pyright: ignore[reportAssignmentType] -- SQLModel takes a plain name
    place: int = Field(sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True))
    opening: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    sealed: bytes | None = Field(default=None, sa_column=Column(LargeBinary))


class Branch(SQLModel, table=True):
    """A stretch of a feed that has parted 分支: its name, the device, what it stands behind, and where its entries are."""

    __tablename__ = "branch"  # pyright: ignore[reportAssignmentType] -- SQLModel takes a plain name
    author: bytes = Field(sa_column=Column(LargeBinary, primary_key=True))
    device: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    parent: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    number: int = Field(sa_column=Column(Integer, nullable=False))
    first: int = Field(sa_column=Column(BigInteger, nullable=False))
    last: int | None = Field(default=None, sa_column=Column(BigInteger))


class Stray(SQLModel, table=True):
    """An entry that proves a fork and whose branch is not known yet; `agreed`: how far both sides hold the same."""

    __tablename__ = "stray"  # pyright: ignore[reportAssignmentType] -- SQLModel takes a plain name
    id: bytes = Field(sa_column=Column(LargeBinary, primary_key=True))
    author: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    seq: int = Field(sa_column=Column(BigInteger, nullable=False))
    agreed: int = Field(sa_column=Column(BigInteger, nullable=False))
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Awaited(SQLModel, table=True):
    """An entry whose personal block did not come with it, or came spoiled: it is asked for until it comes."""

    __tablename__ = "awaited"  # pyright: ignore[reportAssignmentType] -- SQLModel takes a plain name
    place: int = Field(sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True))


class Checked(SQLModel, table=True):
    """How far the signatures inside a feed or branch have been checked one by one."""

    __tablename__ = "checked"  # pyright: ignore[reportAssignmentType] -- SQLModel takes a plain name
    author: bytes = Field(sa_column=Column(LargeBinary, primary_key=True))
    last: int = Field(sa_column=Column(BigInteger, nullable=False))


class Unsound(SQLModel, table=True):
    """An entry one of whose signatures does not hold, although the chain vouches for its bytes; `reason` says which."""

    __tablename__ = "unsound"  # pyright: ignore[reportAssignmentType] -- SQLModel takes a plain name
    place: int = Field(sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True))
    reason: str = Field(sa_column=Column(Text, nullable=False))


class BookFeed(SQLModel, table=True):
    """How far the books have folded a feed, the digest of its rows, and by which version of the folds."""

    __tablename__ = "book_feed"  # pyright: ignore[reportAssignmentType] -- SQLModel takes a plain name
    author: bytes = Field(sa_column=Column(LargeBinary, primary_key=True))
    last: int = Field(sa_column=Column(BigInteger, nullable=False))
    head: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    rows: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    fold: int = Field(sa_column=Column(Integer, nullable=False))


def _column(name: str, hint: Any, key: bool) -> Column[Any]:
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    kind = next(part for part in parts if part is not type(None))
    return Column(name, _COLUMNS[kind], primary_key=key, nullable=type(None) in parts, autoincrement=False)


def _book_table(book: type[Row]) -> type[SQLModel]:
    """The table of one book."""
    hints = get_type_hints(book)
    space: dict[str, Any] = {"__tablename__": f"book_{book.BOOK}", "__doc__": book.__doc__, "__module__": __name__}
    space["__annotations__"] = {name: hints[name] for name in columns(book)}
    for name in columns(book):
        space[name] = Field(sa_column=_column(name, hints[name], name in book.KEY))
    space["__table_args__"] = {"sqlite_with_rowid": False}
    return type(SQLModel)(f"{book.__name__}Table", (SQLModel,), space, table=True)


BOOK_TABLES = {book: _book_table(book) for book in BOOKS}
"""The table of each book, by its row type."""

for _book, _columns in (
    ("invoice", ("owner", "seq", "source", "net_fen")),
    ("invoice", ("taxpayer", "bound_on")),
    ("levy", ("owner", "on")),
    ("levy", ("taxpayer", "period_from")),
    ("payment", ("owner", "on")),
    ("field", ("record",)),
    ("superseded", ("record",)),
    ("act", ("record",)),
    ("note", ("record",)),
):
    _table = SQLModel.metadata.tables[f"book_{_book}"]
    Index(f"book_{_book}_{'_'.join(_columns)}", *[_table.c[name] for name in _columns])

FEED_TABLES = ("feed", "entry", "block")
"""Tables that are the ledger itself."""
KEPT_TABLES = (*FEED_TABLES, "branch", "stray", "awaited", "checked", "unsound")
"""The ledger, how its feeds have parted, and how far signatures were checked; all others can be burnt and folded again."""
