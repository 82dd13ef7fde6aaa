"""Who may act and where: sites, devices, people."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceEnrolled:
    """A device opens its feed 设备登记: raw Ed25519 `key`, X25519 `box` key, `certificate` by the issuing key."""

    NAME: ClassVar[str] = "device.enrolled/1"
    key: bytes
    box: bytes
    certificate: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRegistered:
    """The authority registers a site 网点登记; `kind` is `post` (邮政代征网点) or `street` (税务服务站)."""

    NAME: ClassVar[str] = "roster.site_registered/1"
    site: str
    kind: str
    name: str
    district: str
    authority: str
    authority_code: str
    collecting_unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClerkAppointed:
    """A person at a site gets a key of his own 代征员登记; `role` is `clerk` or `head` (网点负责人)."""

    NAME: ClassVar[str] = "roster.clerk_appointed/1"
    clerk: str
    name: str
    role: str
    key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceSucceeded:
    """This feed goes on from another of the same site 设备接续: where that one ended for it, and who agreed.

    `old` is the author of the closed feed, `last_seq` and `head` the last entry that this computer had written there, `second`
    the short id of the key of a second person of the site, where there is one. The clerk who signs the entry is the first.
    """

    NAME: ClassVar[str] = "roster.device_succeeded/1"
    old: bytes
    last_seq: int
    head: bytes
    second: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRevoked:
    """The authority revokes a device 设备吊销: what stands behind `last_seq` and `head`, as the centre held them, counts."""

    NAME: ClassVar[str] = "roster.device_revoked/1"
    device: bytes
    last_seq: int
    head: bytes
    reason: str


def profile(site: SiteRegistered) -> dict[str, Any]:
    """The site profile as the papers and the screens want it."""
    return {field.name: getattr(site, field.name) for field in fields(site)}
