"""Pre-numbered forms 空白票证: loaded into a printer, set aside blank, or spoiled with their sale going on the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsLoaded:
    """Forms `first` to `last` lie in a printer 装票; `witness` is the second person, needed for a new box.

    `stock` is `invoice` or `voucher`; numbers are written with `width` digits.
    """

    NAME: ClassVar[str] = "forms.loaded/1"
    on: str
    printer: str
    stock: str
    code: str
    first: int
    last: int
    width: int
    witness: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsSetAside:
    """Blank forms that will carry no sale; `how` is `spoiled` 废损, `lost` 遗失损毁, `returned` 退回 or `supplied` 领用.

    Those of the stock `supply` are for households and are never printed at a station.
    """

    NAME: ClassVar[str] = "forms.set_aside/1"
    on: str
    stock: str
    code: str
    first: int
    last: int
    width: int
    how: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormReissued:
    """A form was spoiled in print 票面毁损, or lost blank, and its sale goes on another 换开; money and tax do not move.

    `entry` is the sale's or collection's, `part` which of its invoices; `how` is `spoiled` or `lost`.
    `block` and `source` are those of the new number.
    """

    NAME: ClassVar[str] = "forms.reissued/1"
    on: str
    entry: bytes
    stock: str
    part: int
    code: str
    number: str
    to_code: str
    to_number: str
    block: str
    source: str
    how: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSettled:
    """What a person saw come out of a printer 出纸确认; `outcome` is `whole`, `nothing` or `torn`."""

    NAME: ClassVar[str] = "forms.settled/1"
    on: str
    entry: bytes
    paper: str
    part: int
    copy: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRepeated:
    """A further copy 补打 of a slip, an application or a sheet, with the reason that the clerk gave."""

    NAME: ClassVar[str] = "forms.repeated/1"
    on: str
    entry: bytes
    paper: str
    part: int
    copy: int
    reason: str
