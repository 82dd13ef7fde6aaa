"""Succession 设备接续: a closed feed and the key that goes on from it, in one transaction.

The public feed lists the last entry that counts of every branch of the old feed. The new device gets blocks of the same size
behind the last numbers granted, and the same allowance; no number of the old device's blocks is ever granted again.
"""

from __future__ import annotations

from central.ports.authority import Authority, Register
from central.registry.grants import Numbers, grant_allowance, grant_numbers
from central.registry.roster import KIND, closing

REASON = "接续"


def succeed(authority: Authority, register: Register, site: str, old: bytes, new: bytes) -> None:
    """Close the old device's feed on all its branches, and grant the new one what the old one had."""
    if old not in register.revoked():
        authority.publish(KIND, closing(register, old, REASON))
    newest = {(row.stock, row.source, row.code, row.width): row for row in register.granted(old)}
    for (stock, source, code, width), row in sorted(newest.items()):
        wanted = Numbers(stock=stock, source=source, code=code, count=row.last - row.first + 1, width=width)
        grant_numbers(authority, register, site, wanted, new)
    allowed = register.allowance(old)
    if allowed is not None:
        grant_allowance(
            authority,
            register,
            site,
            device=new,
            amount_fen=allowed.amount_fen,
            count=allowed.count,
            hours=allowed.hours,
            sources=register.sources(allowed),
            amber_percent=allowed.amber_percent,
            red_percent=allowed.red_percent,
        )
