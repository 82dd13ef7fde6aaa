"""The registry's commands: sites, codes, revocations."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from central.cli.streams import Streams, read_bytes
from central.reconcile.moments import iso
from central.registry.codes import new_code
from central.registry.roster import revoke
from central.registry.sites import register_site
from central.store.store import Store
from schemas.enrolment import fingerprint
from schemas.facts import SiteRegistered
from schemas.failures import BadInput

_FIELDS = [name for name in SiteRegistered.__dataclass_fields__ if name != "NAME"]


def identity_of(store: Store) -> dict[str, Any]:
    """Who this bureau is to a device."""
    return {
        "issuer": store.issuer.hex(),
        "fingerprint": fingerprint(store.issuer),
        "authority": store.authority.id.hex(),
        "database": store.database.dialect,
    }


def sites(args: Namespace, streams: Streams, store: Store) -> int:
    """Register what is handed in, all or none, then list the roster."""
    if args.source:
        facts = list(_site_facts(read_bytes(args.source, streams.stdin)))
        with store.desk() as desk:
            for fact in facts:
                register_site(desk, desk, fact)
    with store.asking() as asked:
        heard = asked.contacts()
        for site in asked.sites():
            devices = [{"device": one.hex(), "heard_at": iso(heard.get(one, 0))} for one in site.devices]
            streams.answer({"site": site.site, "kind": site.kind, "name": site.name, "devices": devices})
    return 0


def enrol_code(args: Namespace, streams: Streams, store: Store) -> int:
    """A fresh code; whoever has it enrols one device of that site, or gives one a succeeding key."""
    old = device_of(args.succeeds)
    with store.desk() as desk:
        code = new_code(
            desk,
            desk,
            store.clock,
            store.identity,
            site=args.site,
            issuer=store.issuer,
            hours=args.hours,
            succeeds=old,
        )
    until = iso(store.clock.wall_ms() + args.hours * 3_600_000)
    streams.answer({"site": args.site, "code": code, "until": until})
    return 0


def revoke_device(args: Namespace, streams: Streams, store: Store) -> int:
    """Take a device out of service."""
    device = device_of(args.device)
    assert device is not None
    with store.desk() as desk:
        entry = revoke(desk, desk, args.site, device, args.reason)
    streams.answer({"site": args.site, "device": args.device, "entry": entry.id.hex()})
    return 0


def device_of(typed: str | None) -> bytes | None:
    """A device as it was typed; BadInput `central.device_id`."""
    if typed is None:
        return None
    try:
        device = bytes.fromhex(typed)
    except ValueError:
        device = b""
    if len(device) != 16:
        raise BadInput("central.device_id", field="device")
    return device


def _site_facts(data: bytes) -> Iterator[SiteRegistered]:
    """Sites as JSON Lines; BadInput `central.sites_line` names the line."""
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        if not line.strip():
            continue
        try:
            said: Any = json.loads(line)
            texts = isinstance(said, dict) and all(isinstance(value, str) for value in said.values())
        except ValueError:
            texts = False
            said = None
        if not texts or set(said) != set(_FIELDS):
            raise BadInput("central.sites_line", field=f"{number}", line=number, fields=", ".join(_FIELDS))
        yield SiteRegistered(**said)
