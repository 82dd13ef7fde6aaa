"""Who comes to the counter on the synthetic day. Nobody here lives: names, numbers and firms come from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from schemas.identifiers.credit_code import check_character as credit_check
from schemas.identifiers.resident_id import check_character as resident_check

_SURNAMES = "陈李王张刘黄杨吴周徐胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
_GIVEN = (
    "喆",
    "慧芳",
    "国庆",
    "志强",
    "桂兰",
    "汉生",
    "楚楚",
    "建桥",
    "小荷",
    "明月",
    "红卫",
    "镕",
    "思源",
    "江涛",
    "翠萍",
    "文博",
    "春燕",
    "子涵",
    "光明",
    "婷",
    "长江",
    "秀英",
    "晓东",
    "雅琴",
    "俊杰",
    "冬梅",
    "邨",
    "佳怡",
    "立新",
    "望舒",
)
_DISTRICTS = (
    "420102",
    "420103",
    "420104",
    "420105",
    "420106",
    "420107",
    "420111",
    "420112",
    "420114",
    "420115",
    "420116",
    "420117",
)
_STREETS = (
    "中南路",
    "民主路",
    "彭刘杨路",
    "中北路",
    "徐东大街",
    "雄楚大道",
    "珞狮路",
    "丁字桥路",
    "首义路",
    "水果湖路",
)
_FIRMS = (
    "云杉里文化传播",
    "汉阳树广告",
    "琴台数字科技",
    "东湖樱园会展",
    "江城拾光影像",
    "黄鹤楼下餐饮管理",
    "楚天惠物业服务",
    "两江明珠装饰工程",
    "光谷知行教育科技",
    "沙湖物流",
    "昙华林书房",
    "武珞路口腔门诊部",
)
_INITIALS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True, slots=True)
class Person:
    """A natural person who asks for an invoice."""

    name: str
    id: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class Firm:
    """A unit with a credit code."""

    name: str
    code: str


def people(random: Random, count: int) -> list[Person]:
    """That many people, no two of one name."""
    names: dict[str, Person] = {}
    while len(names) < count:
        name = random.choice(_SURNAMES) + random.choice(_GIVEN)
        names.setdefault(name, Person(name, resident_id(random), _phone(random), _address(random)))
    return list(names.values())


def firms(random: Random) -> list[Firm]:
    """Buyers of the city."""
    return [Firm(f"武汉{name}有限公司", credit_code(random, "91")) for name in _FIRMS]


def household(random: Random, name: str) -> Firm:
    """A household business 个体工商户."""
    return Firm(name, credit_code(random, "92"))


def resident_id(random: Random) -> str:
    """An identity number that holds and belongs to nobody known."""
    born = date(1955, 1, 1) + timedelta(days=random.randrange(17_500))
    body = f"{random.choice(_DISTRICTS)}{born:%Y%m%d}{random.randrange(1000):03d}"
    return body + resident_check(body)


def credit_code(random: Random, kind: str) -> str:
    """A credit code that holds."""
    body = f"{kind}{random.choice(_DISTRICTS)}MA4" + "".join(random.choice(_INITIALS) for _ in range(6))
    return body + credit_check(body)


def _phone(random: Random) -> str:
    return f"13{random.randrange(10)}{random.randrange(10**8):08d}"


def _address(random: Random) -> str:
    return f"武汉市武昌区{random.choice(_STREETS)}{random.randrange(1, 300)}号{random.randrange(1, 20)}栋{random.randrange(101, 2403)}室"
