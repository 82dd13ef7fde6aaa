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
    """Revoke a device of a site in the public feed; what it had sent until now still counts."""
    if not 1 <= len(reason.strip()) <= REASON_MOST:
        raise BadInput("central.reason", field="reason", most=REASON_MOST)
    if device not in register.devices(site):
        raise Refusal("central.device_elsewhere", field="device", site=site)
    head = register.head(device) or EMPTY
    return authority.publish(
        KIND, [DeviceRevoked(device=device, last_seq=head.seq, head=head.id, reason=reason.strip())]
    )
