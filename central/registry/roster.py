"""Devices taken out of service 设备吊销: a revocation names the last entry that counts, as the centre held it."""

from __future__ import annotations

from central.ports.authority import Authority, Register
from schemas.entry.admit import EMPTY
from schemas.entry.envelope import Entry
from schemas.facts import DeviceRevoked
from schemas.failures import BadInput, Refusal

KIND = "roster.revoked/1"
REASON_MOST = 200


def revoke(authority: Authority, register: Register, site: str, device: bytes, reason: str) -> Entry:
    """Revoke a device of a site in the public feed; what it had sent until now still counts, on every branch."""
    if not 1 <= len(reason.strip()) <= REASON_MOST:
        raise BadInput("central.reason", field="reason", most=REASON_MOST)
    if device not in register.devices(site):
        raise Refusal("central.device_elsewhere", field="device", site=site)
    return authority.publish(KIND, closing(register, device, reason.strip()))


def closing(register: Register, device: bytes, reason: str) -> list[DeviceRevoked]:
    """The last entry that counts of each branch of a device's feed, as the centre holds them."""
    heads = [(branch, register.head(branch) or EMPTY) for branch in register.growing(device)]
    return [DeviceRevoked(device=branch, last_seq=head.seq, head=head.id, reason=reason) for branch, head in heads]
