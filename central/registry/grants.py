"""Grants 发放: number blocks 号段 and offline allowances 离线额度, told to a device in its site's channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from central.ports.authority import Authority, Register
from central.registry.sites import known_site
from schemas.books.grants import AMBER_PERCENT, RED_PERCENT
from schemas.entry.envelope import Entry
from schemas.facts import AllowanceGranted, NumbersGranted
from schemas.failures import BadInput, Refusal
from schemas.money import in_range

KIND = "grants.granted/1"
STOCKS = ("invoice", "voucher", "supply")
SOURCES = ("specimen", "paper_local", "platform_request")
COUNT_MOST = 100_000
WIDTH_MOST = 20
HOURS_MOST = 24 * 366
FULL_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What numbers are wanted: `first` None means behind the last block granted of this stock and code."""

    stock: str
    source: str
    code: str
    count: int
    width: int
    first: int | None = None


def grant_numbers(
    authority: Authority, register: Register, site: str, wanted: Numbers, device: bytes | None = None
) -> NumbersGranted:
    """Grant a block; Refusal `central.numbers_taken` when a number of it was granted before."""
    _check(wanted)
    granted = register.blocks(wanted.stock, wanted.code)
    first = wanted.first or max((block.last for block in granted), default=0) + 1
    last = first + wanted.count - 1
    if len(str(last)) > wanted.width:
        raise BadInput("central.numbers_width", field="count", width=wanted.width, last=last)
    for block in granted:
        if first <= block.last and block.first <= last:
            raise Refusal("central.numbers_taken", field="first", first=block.first, last=block.last)
    fact = NumbersGranted(
        block=f"{wanted.stock}/{wanted.code}/{first:0{wanted.width}d}",
        device=_device(register, site, device),
        stock=wanted.stock,
        source=wanted.source,
        code=wanted.code,
        first=first,
        last=last,
        width=wanted.width,
    )
    authority.tell(site, KIND, [fact])
    return fact


def grant_allowance(
    authority: Authority,
    register: Register,
    site: str,
    *,
    amount_fen: int,
    count: int,
    hours: int,
    device: bytes | None = None,
    sources: Mapping[str, int] | None = None,
    amber_percent: int | None = None,
    red_percent: int | None = None,
) -> Entry:
    """Grant what a device may issue before the centre has heard of it: net amount, count, hours.

    `sources` bounds number sources apart, in fen; the clerk is told at `amber_percent` and `red_percent`.
    """
    in_range(amount_fen, "amount_fen")
    if not 0 <= count <= COUNT_MOST:
        raise BadInput("central.count", field="count", most=COUNT_MOST)
    if not 0 <= hours <= HOURS_MOST:
        raise BadInput("central.hours", field="hours", most=HOURS_MOST)
    for source, fen in (sources or {}).items():
        if source not in SOURCES:
            raise BadInput("central.source", field="source", source=source)
        in_range(fen, "source_fen")
    _check_percents(amber_percent, red_percent)
    fact = AllowanceGranted(
        device=_device(register, site, device),
        amount_fen=amount_fen,
        count=count,
        hours=hours,
        sources=dict(sources) if sources else None,
        amber_percent=amber_percent,
        red_percent=red_percent,
    )
    return authority.tell(site, KIND, [fact])


def _check_percents(amber: int | None, red: int | None) -> None:
    """Amber comes before red, both before the limit; where one is left out its usual place stands."""
    if not 0 < (AMBER_PERCENT if amber is None else amber) <= (RED_PERCENT if red is None else red) < FULL_PERCENT:
        raise BadInput("central.percents", field="amber_percent")


def _device(register: Register, site: str, device: bytes | None) -> bytes:
    """The device meant: the only one of the site that is in service, unless it is named."""
    known_site(register, site)
    devices = register.devices(site)
    if device is not None:
        if device not in devices:
            raise Refusal("central.device_elsewhere", field="device", site=site)
        return device
    if not devices:
        raise Refusal("central.no_device", field="site", site=site)
    gone = register.revoked()
    serving = [one for one in devices if one not in gone] or list(devices)
    only, *others = serving
    if others:
        raise BadInput("central.which_device", field="device", site=site, count=len(serving))
    return only


def _check(wanted: Numbers) -> None:
    if wanted.stock not in STOCKS:
        raise BadInput("central.stock", field="stock", stock=wanted.stock)
    if wanted.source not in SOURCES:
        raise BadInput("central.source", field="source", source=wanted.source)
    if not 1 <= wanted.count <= COUNT_MOST:
        raise BadInput("central.count", field="count", most=COUNT_MOST)
    if not 1 <= wanted.width <= WIDTH_MOST or not len(wanted.code) <= WIDTH_MOST:
        raise BadInput("central.numbers_width", field="width", width=wanted.width, last=wanted.count)
    if wanted.first is not None and wanted.first < 1:
        raise BadInput("central.count", field="first", most=COUNT_MOST)
