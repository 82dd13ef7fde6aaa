"""An index of what is searched for on this computer alone: names and their pinyin initials, ids, numbers, sums, days.

Each entry that has a personal block is one row: its texts, and its words in a full-text table whose words are made here. Of
Chinese every pair of neighbouring characters is a word, of a number the whole and its tail, so that a search is a look into
an index and not a walk through everybody's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from schemas.apply import Cursor
from schemas.canonical import is_list, is_map
from schemas.directory.sound import initials
from schemas.facts import DuesCollected, InvoiceIssued, PaymentTaken, TaxAssessed, VoucherIssued

_SOUGHT = ("name", "id", "phone")
_TAILS = (4, 6)
_MOST_INITIALS = 12
"""From how many of its characters on a name is found by initials."""
_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[0-9A-Z]+")
_SUM = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?|[0-9]{1,12}(?:\.[0-9]{1,2})?")
_DAY = re.compile(r"(20[0-9]{2})-?([01][0-9])-?([0-3][0-9])")


def index(cursor: Cursor, entry: bytes, said: dict[str, Any], facts: Iterable[Any] = ()) -> None:
    """Make an entry findable by what its block says of people, and by the numbers, sums and day of its facts."""
    texts = sorted({text.upper() for text in _texts(said)})
    words = {word for text in texts for word in words_of(text)} | set(_of_facts(facts))
    cursor.execute("INSERT INTO person (entry, texts) VALUES (?, ?) RETURNING rowid", (entry, "\n".join(texts)))
    place = cursor.fetchone()[0]
    cursor.execute("INSERT INTO seek (rowid, words) VALUES (?, ?)", (place, " ".join(sorted(words))))


def find(cursor: Cursor, text: str, most: int) -> list[bytes]:
    """Entries that have every part of the text, the newest first; none for a text without letters, digits or characters."""
    wanted = text.upper()
    asked = " AND ".join(_alternatives(wanted))
    if not asked:
        return []
    parts = [run for run in _RUN.findall(wanted) if _is_chinese(run)]
    held = "".join(" AND instr(person.texts, ?) > 0" for _ in parts)
    sql = f"""SELECT person.entry FROM seek JOIN person ON person.rowid = seek.rowid
 WHERE seek MATCH ?{held} ORDER BY seek.rowid DESC LIMIT ?"""
    cursor.execute(sql, (asked, *parts, most))
    return [found[0] for found in cursor.fetchall()]


def forget_all(cursor: Cursor) -> None:
    """Empty the index, to be made again."""
    cursor.execute("DELETE FROM person")
    cursor.execute("DELETE FROM seek")


def words_of(text: str) -> Iterator[str]:
    """The words by which an upper-case text is found."""
    for run in _RUN.findall(text):
        if _is_chinese(run):
            yield from (run[place : place + 2] for place in range(len(run)))
        else:
            yield run
            yield from (run[-tail:] for tail in _TAILS if len(run) > tail)
    for letters in initials(text):
        yield from (letters[place:] for place in range(min(len(letters), _MOST_INITIALS)))


def _of_facts(facts: Iterable[Any]) -> Iterator[str]:
    """Numbers of papers and payments, sums in fen as `F386000`, the business day as `D20260918`."""
    for fact in facts:
        match fact:
            case InvoiceIssued():
                yield from (fact.code, fact.number, fact.number.lstrip("0"), _sum(fact.net_fen + fact.vat_fen))
            case VoucherIssued():
                yield from words_of(f"{fact.code} {fact.number}".upper())
                yield from (fact.number.lstrip("0"), _sum(fact.total_fen))
            case PaymentTaken():
                yield from words_of(f"{fact.order_no} {fact.reference or ''}".upper())
                yield _sum(fact.amount_fen)
            case TaxAssessed() | DuesCollected():
                yield "D" + fact.on.replace("-", "")
            case _:
                pass


def _sum(fen: int) -> str:
    return f"F{fen}"


def _alternatives(text: str) -> Iterator[str]:
    """What the full-text table is asked for each part of a text: a day, a sum or a number, a word, initials."""
    for part in text.split():
        day = _DAY.fullmatch(part)
        if day:
            yield f'("D{"".join(day.groups())}" OR {_all(part)})'
        elif _SUM.fullmatch(part):
            whole, _, rest = part.replace(",", "").partition(".")
            asked = f'"F{int(whole + (rest + "00")[:2])}"'
            yield f"({asked} OR {_all(part)})" if part.isdecimal() else asked
        elif _RUN.search(part):
            yield _all(part)


def _all(part: str) -> str:
    """Every run of a part: of Chinese each pair, of letters and digits whatever begins so."""
    asked: list[str] = []
    for run in _RUN.findall(part):
        if _is_chinese(run) and len(run) > 1:
            asked += [f'"{run[place : place + 2]}"' for place in range(len(run) - 1)]
        else:
            asked.append(f'"{run}"*')
    return "(" + " AND ".join(asked) + ")"


def _is_chinese(run: str) -> bool:
    return not run.isascii()


def _texts(value: Any) -> Iterator[str]:
    if is_map(value):
        for name, part in value.items():
            if name in _SOUGHT and isinstance(part, str):
                yield part
            else:
                yield from _texts(part)
    elif is_list(value):
        for part in value:
            yield from _texts(part)
