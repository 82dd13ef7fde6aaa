"""Making files of the directory 纳税人名录 for a device: a base of its scope, then deltas, each named in the site's channel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from central.ports.authority import Authority, Register
from central.registry.sites import known_site
from schemas.directory import Listed, Listing, seal_listing
from schemas.directory.sound import sound
from schemas.entry.seal import person_ref
from schemas.facts.directory import DirectoryPublished
from schemas.failures import BadInput, Refusal
from schemas.identifiers.normal import normalise

KIND = "directory.published/1"
_TEXTS = ("identity", "name", "operator", "phone", "address", "district", "standing")
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """For whom a file is made: the site, its device and box key, the districts that it may see, the files before."""

    site: str
    device: bytes
    box: bytes
    scope: tuple[str, ...]
    serial: int
    behind: int


def publish(authority: Authority, wanted: Wanted, rows: Iterable[Listed]) -> tuple[bytes, DirectoryPublished]:
    """The sealed file and the fact that names it; BadInput `directory.*`."""
    counted = _Counted(row for row in rows if not wanted.scope or row.district in wanted.scope)
    sealed = seal_listing(Listing(wanted.serial, wanted.behind, counted), wanted.box)
    fact = DirectoryPublished(
        device=wanted.device,
        serial=wanted.serial,
        behind=wanted.behind,
        sha256=sha256(sealed).digest(),
        count=counted.count,
        scope=list[Any](wanted.scope),
    )
    authority.tell(wanted.site, KIND, [fact])
    return sealed, fact


def device_of(register: Register, site: str, device: bytes | None) -> bytes:
    """The device meant: the only one of the site in service, unless it is named. Refusal and BadInput `central.*`."""
    known_site(register, site)
    gone = register.revoked()
    serving = [one for one in register.devices(site) if one not in gone]
    if device is not None and device not in serving:
        raise Refusal("central.device_elsewhere", field="device", site=site)
    if not serving:
        raise Refusal("central.no_device", field="site", site=site)
    if device is None and len(serving) > 1:
        raise BadInput("central.which_device", field="device", site=site, count=len(serving))
    return device or serving[0]


def listed(document: object, city: bytes) -> Listed:
    """A household of the bureau's register as the directory knows it; BadInput `directory.row` names the field."""
    said: Any = document
    if not isinstance(document, dict):
        raise BadInput("directory.row", field="row", name="row")
    for name in _TEXTS:
        if not isinstance(said.get(name, ""), str) or len(said.get(name, "")) > _LONGEST:
            raise BadInput("directory.row", field=name, name=name)
    texts = {name: said.get(name, "") for name in _TEXTS}
    identity = normalise(texts["identity"])
    if not identity or not texts["name"]:
        raise BadInput("directory.row", field="identity", name="identity")
    record = f"household/{person_ref(city, identity).hex()}"
    return Listed(
        record,
        identity,
        texts["name"],
        sound(texts["name"]),
        texts["operator"],
        normalise(texts["phone"]),
        texts["address"],
        texts["district"],
        texts["standing"] or "open",
    )


class _Counted:
    """Rows that pass by, counted."""

    def __init__(self, rows: Iterable[Listed]) -> None:
        self._rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Listed]:
        for row in self._rows:
            self.count += 1
            yield row
