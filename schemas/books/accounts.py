"""The accounts that a posting may name; an unknown one quarantines its entry.

money/<method>     what a site has taken and holds for the treasury       (debit, +)
owed/<tax>         what the collecting unit owes the treasury              (credit, −)
float/site         the float 备用金 that the unit lends its drawer          (credit, −)
advanced/shortage  短款待查: advanced by the collecting unit                (debit, +)
held/overage       长款待查: kept apart                                     (credit, −)
deposited/bank     cash that went to the bank 缴存, held there for the treasury (debit, +)
"""

from __future__ import annotations

from schemas.paying import METHODS

TAXES = ("vat", "urban", "edu", "local_edu", "pit", "stamp", "property", "land_use", "late_fee")
ACCOUNTS = frozenset(
    [f"money/{method}" for method in METHODS]
    + [f"owed/{tax}" for tax in TAXES]
    + ["float/site", "advanced/shortage", "held/overage", "deposited/bank"]
)
