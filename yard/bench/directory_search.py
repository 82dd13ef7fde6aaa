"""`directory_search`: a household found among 260,000 by what a clerk types, slips included, against reading its row by key.

The synthetic city is made, sealed, opened and taken in as at a station; each search opens the encrypted file anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from central.registry.directory import listed
from schemas.directory import Listed, Listing, open_listing, seal_listing
from schemas.entry.seal import box_public
from station.ledger.directory import Directory
from station.office.street.directory import search
from yard.bench.measure import Measurement, measured, timed

HOUSEHOLDS, SOUGHT, WARM = 260_000, 1_000, 20
_KEY, _BOX = b"k" * 32, b"b" * 32
_FAMILY = "陈李王张刘杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红春梅建国志慧文斌宇浩凯健俊帆雪倩玲婷琳颖露瑶怡诗"
_TRADES = (
    "水果店",
    "面馆",
    "服装店",
    "便利店",
    "理发店",
    "五金店",
    "早餐店",
    "文具店",
    "鞋店",
    "裁缝铺",
    "花店",
    "药房",
)
_STREETS = (
    "中南路",
    "徐东大街",
    "中北路",
    "友谊大道",
    "和平大道",
    "解放大道",
    "珞狮路",
    "雄楚大道",
    "汉阳大道",
    "青年路",
)


def measure() -> Iterator[Measurement]:
    """Typed words of every kind, one in two with a slip."""
    random = Random(9)
    with TemporaryDirectory() as folder:
        home = Path(folder)
        sought = _take(home, random)
        asked = [_typed(row, random) for row in sought]
        found = timed([lambda text=text: _search(home, text) for text in asked])
        read = timed([lambda row=row: _read(home, row.record) for row in sought])
    yield measured("directory_search", found[WARM:], read[WARM:], "the row of a household by its record")


def _take(home: Path, random: Random) -> list[Listed]:
    rows = (listed(_household(number, random), _KEY) for number in range(HOUSEHOLDS))
    sought: list[Listed] = []

    def passing() -> Iterator[Listed]:
        for number, row in enumerate(rows):
            if number % (HOUSEHOLDS // SOUGHT) == 0:
                sought.append(row)
            yield row

    sealed = seal_listing(Listing(1, 0, passing()), box_public(_BOX))
    directory = Directory(home, _KEY)
    directory.take(open_listing(sealed, _BOX))
    directory.close()
    return sought


def _search(home: Path, text: str) -> object:
    directory = Directory(home, _KEY)
    try:
        return search(directory, text)
    finally:
        directory.close()


def _read(home: Path, record: str) -> object:
    directory = Directory(home, _KEY)
    try:
        return directory.one(record)
    finally:
        directory.close()


def _household(number: int, random: Random) -> dict[str, str]:
    operator = random.choice(_FAMILY) + "".join(random.choices(_GIVEN, k=random.choice((1, 2))))
    name = "".join(random.choices(_GIVEN, k=2)) if random.random() < 0.6 else operator
    return {
        "identity": f"92420106MA{number:07X}X",
        "name": name + random.choice(_TRADES),
        "operator": operator,
        "phone": f"1{random.choice('3578')}{random.randrange(10**9):09d}",
        "address": f"武汉市武昌区{random.choice(_STREETS)}{random.randrange(1, 900)}号{random.randrange(1, 30)}栋",
        "district": "420106",
    }


def _typed(row: Listed, random: Random) -> str:
    joined = row.pinyin.replace(" ", "")
    initials = "".join(word[:1] for word in row.pinyin.split())
    words = (row.name, row.name[:2], joined, initials, row.phone, row.identity, row.address[6:], row.operator)
    text = random.choice(words)
    at = random.randrange(1, len(text))
    return text[:at] + text[at + 1 :] if len(text) > 4 and random.random() < 0.5 else text
