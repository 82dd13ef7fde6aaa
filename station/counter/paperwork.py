"""What a face may do and ask about paper: load forms, set them aside, say what came out, print again, see the queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadForms:
    """Say which pre-numbered forms lie in a printer 装票, by the first and last number typed or scanned.

    `stock` is `invoice` or `voucher`; `witness` is the second person, who must be there for a new box.
    """

    command: UUID
    clerk: str
    on: str
    printer: str
    stock: str
    code: str
    first: str
    last: str
    witness: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFormsAside:
    """Take forms out of use 废损、遗失、退回; `how` is `spoiled`, `lost` or `returned`.

    A spoiled form that carries a sale is void, and the same sale goes on the next form, all in one entry.
    """

    command: UUID
    clerk: str
    on: str
    stock: str
    code: str
    first: str
    last: str
    how: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlePaper:
    """Say what came out of the printer for a job in doubt; `outcome` is `whole`, `nothing` or `torn`."""

    command: UUID
    clerk: str
    on: str
    job: int
    outcome: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatPaper:
    """Print a further copy 补打 of a slip, an application or a sheet; never of an invoice or a tax voucher."""

    command: UUID
    clerk: str
    on: str
    job: int
    reason: str


@dataclass(frozen=True, slots=True)
class PrintQueue:
    """Print jobs 打印队列, the newest first; `waiting` leaves out those that are done with."""

    waiting: bool = True
    most: int = 200


@dataclass(frozen=True, slots=True)
class Forms:
    """Pre-numbered forms 票证: each block with its equation, what lies in which printer, what goes on paper next."""


@dataclass(frozen=True, slots=True)
class Printers:
    """The printers of this computer as they are set up, with what waits for each."""


PaperQuery: TypeAlias = PrintQueue | Forms | Printers
PaperCommand: TypeAlias = LoadForms | SetFormsAside | SettlePaper | RepeatPaper
