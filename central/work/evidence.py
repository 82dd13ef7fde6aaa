"""Evidence of a site 留存证据, or of one case of it, for whoever decides: it opens on a bare machine and checks itself.

In it stand the site's feeds and the centre's own, whole and signed, with the verifier that a clerk's evidence has. Of a case
there is also what both sides said, and the statement files, byte for byte, on whose lines it rests.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from central.ports.matters import HeldCase
from central.reconcile.report import case_report
from central.store.statements import kept_files
from central.store.store import Store
from schemas.entry import clock
from schemas.entry.kinds import facts_of
from schemas.evidence import Trust, pages, whole_exchange, zipped
from schemas.facts import CaseOpened
from schemas.instants import in_china
from schemas.keep import Feeds


def site_evidence(store: Store, site: str, name: str, case: HeldCase | None = None) -> bytes:
    """The zip: all feeds of a site and of the centre that are held now, with the statement files of a case."""
    now = store.clock.wall_ms()
    with store.database.reading() as cursor:
        feeds = Feeds(cursor, store.database.mark)
        runs = _runs(feeds, site, store.authority.id)
        opened = _opened(feeds, case) if case else None
        files = kept_files(store.database, cursor, {line[0] for line in opened.lines}) if opened else {}
    exchange = whole_exchange(store.authority, runs, hlc=clock.tick(0, wall_ms=now), nonce=store.identity.fresh(16))
    trust, made_at = Trust(issuers=[store.issuer], site=site, name=name), in_china(now)
    beside = _beside(case, opened, files) if case and opened else {}
    return zipped(pages(exchange, trust, made_at, beside), made_at)


def _runs(feeds: Feeds, site: str, authority: bytes) -> dict[bytes, Sequence[bytes]]:
    """The feeds of the site and of the centre, by author; of a parted feed its longest line."""
    own = [author for author, where in feeds.sites().items() if where == site]
    devices = sorted({authority, *map(feeds.branches.device, own)})
    runs = {device: feeds.longest(device) for device in devices}
    return {device: run for device, run in runs.items() if run}


def _opened(feeds: Feeds, case: HeldCase) -> CaseOpened:
    """What the case was opened with."""
    entry = feeds.by_id(case.row.entry)
    assert entry is not None, "a row's entry is held"
    return next(fact for fact in facts_of(entry.body) if isinstance(fact, CaseOpened))


def _beside(case: HeldCase, opened: CaseOpened, files: Mapping[bytes, bytes]) -> dict[str, bytes]:
    said = {
        **case_report(case),
        "entries": [{"feed": feed.hex(), "seq": seq, "id": entry.hex()} for feed, seq, entry in opened.entries],
        "lines": [
            {"file": file.hex(), "line": line, "reference": reference, "fen": fen}
            for file, line, reference, fen in opened.lines
        ],
    }
    statements = {f"statements/{file.hex()}": raw for file, raw in sorted(files.items())}
    return {"case.json": (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode("utf-8"), **statements}
