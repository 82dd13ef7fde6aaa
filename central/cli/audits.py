"""Whom each command tells 反向审计: a command that says anything of a site's lines is an entry in that site's channel first."""

from __future__ import annotations

SITES = "sites"
"""Every site of which something is listed is told before it is shown."""
OWN = "own"
"""The command is itself an entry, in the public feed or in the channel of the site that it names."""
NOBODY = "nobody"
"""It says nothing of one site's lines: sums, the other side's own files, the machine."""

TELLS = {
    "init": NOBODY,
    "serve": NOBODY,
    "link": NOBODY,
    "sites": OWN,
    "enrol-code": NOBODY,
    "enrol-file": OWN,
    "grant": OWN,
    "directory": OWN,
    "dues": NOBODY,
    "revoke": OWN,
    "exchange-file": OWN,
    "import-statement": OWN,
    "statements": NOBODY,
    "withdraw-statement": OWN,
    "profile": NOBODY,
    "reconcile": SITES,
    "findings": SITES,
    "backup": NOBODY,
    "restore": NOBODY,
    "report": SITES,
    "doctor": NOBODY,
    "convergence": NOBODY,
    "bank": NOBODY,
    "treasury": NOBODY,
    "cases": SITES,
    "evidence": SITES,
    "decide": OWN,
    "agreement": OWN,
    "remit": OWN,
    "rebuild": NOBODY,
    "export": SITES,
    "rules check": NOBODY,
    "rules diff": NOBODY,
    "rules try": SITES,
    "rules open-questions": NOBODY,
    "rules list": NOBODY,
    "rules publish": OWN,
    "rules recompute": SITES,
}
"""Every command and whom it tells."""

SAID = {
    SITES: "Each site of which something is shown is told of it in its channel first.",
    OWN: "This is an entry itself; the sites that it touches can list it.",
    NOBODY: "It shows no site's lines, so no site is told.",
}
"""The same for whoever asks for help."""
