"""Command lines that cannot be meant: words, whether a clerk speaks them, and the code of the refusal."""

from __future__ import annotations

ID = "5b0a6c1e-7c1d-4a53-9b59-2f1f6a1f0001"

SAID: list[tuple[str, str]] = [
    ("", "cli.usage"),
    ("fly", "cli.usage"),
    ("issue", "cli.usage"),
    ("issue --in", "cli.usage"),
    ("issue --in - --clerk demo --pin-fd abc", "cli.usage"),
    ("issue --in - --clerk demo --pin-fd 999", "cli.pin"),
    ("show nothing", "show.ref"),
    ("show ''", "show.ref"),
    ("show 样-00000077", "show.unknown"),
    ("show ffffffff", "show.unknown"),
    ("why ffffffff", "show.unknown"),
    ("find ''", "find.empty"),
    ("find x --most many", "cli.usage"),
    ("print ffffffff --paper slip --to pdf x.pdf", "show.unknown"),
    ("print ffffffff --paper slip", "cli.usage"),
    ("day open", "cli.missing"),
    ("day fly", "cli.usage"),
    ("day report --on 2026-02-31", "periods.day"),
    ("day report --on yesterday", "periods.day"),
    ("ledger burn", "cli.usage"),
    ("ledger verify --slip YS2:rubbish", "claim.shape"),
    ("pay intend", "cli.missing"),
    ("sync --with 'no address'", "link.address"),
    ("clerk add --clerk x --name y --role king", "cli.usage"),
]
"""Without a clerk, in the home."""

ACTED: list[tuple[str, str]] = [
    ("void --invoice nothing --reason x", "void.unknown"),
    ("void --invoice 样-00000099 --reason x", "void.unknown"),
    ("void --invoice 样-00000001 --reason ''", "void.reason"),
    ("void --invoice 样-00000001", "cli.usage"),
    ("void --invoice 样-00000001 --reason x --on 2026-02-31", "periods.day"),
    ("day open --on 2026-02-31", "periods.day"),
    ("day open --command please", "cli.uuid"),
    ("day open --float-fen -5", "money.range"),
    ("day open --float-fen 1000000000000000", "money.range"),
    ("day open --float-fen 1.5", "cli.usage"),
    ("day close --counted rubbish", "cli.counted"),
    ("day close --counted 7=1", "day.denomination"),
    ("day close --counted 100=-1", "day.denomination"),
    (f"pay intend --method barter --amount-fen 5 --for {ID}", "payment.method"),
    (f"pay intend --method wechat --amount-fen -5 --for {ID}", "money.range"),
    (f"pay intend --method wechat --amount-fen 0 --for {ID}", "payment.zero"),
    ("pay intend --method wechat --amount-fen 5 --for x", "cli.uuid"),
    ("pay resolve --order nothing --outcome succeeded", "payment.order_unknown"),
    ("pay resolve --order nothing --outcome maybe", "cli.usage"),
    ("issue --in - --intent nothing", "payment.order_unknown"),
]
"""By the clerk `demo`, who is who he says."""

HOMELESS: list[tuple[str, str]] = [
    ("verify --qr rubbish", "claim.shape"),
    ("verify --qr YS1:", "claim.shape"),
    ("verify", "cli.one_of"),
    ("verify --image nothing.png", "cli.file"),
    ("check --in -", "identifiers.kind"),
    ("quote --in -", "application.missing"),
    ("status --home nowhere", "cli.home"),
    ("issue --home nowhere --clerk demo --in -", "cli.home"),
    ("status --home .", "ledger.not_enrolled"),
]
"""In no home; standard input asks about a number of an unknown kind."""
