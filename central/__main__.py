"""`python -m central`: the command line, with the composition root behind it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from central.cli import Means, run
from central.cli.streams import Streams
from central.store.store import Store


def main(argv: Sequence[str] | None = None) -> int:
    """The console script `central`."""
    means = Means(init=_init, open=_open, serve=_serve, link=_link, metrics_token=_metrics_token, exchange=_exchange)
    return run(sys.argv[1:] if argv is None else argv, Streams(sys.stdout, sys.stderr, sys.stdin.buffer.read), means)


def _init(home: Path, name: str, database: str) -> Store:
    from central.compose import init_home

    return init_home(home, name, database)


def _open(home: Path) -> Store:
    from central.compose import open_home

    return open_home(home)


def _serve(home: Path, tell: object, **how: object) -> int:
    from central.compose import serve

    return serve(home, tell, **how)  # pyright: ignore[reportArgumentType] -- handed through as the parser made them


def _link(store: Store, port: int, by: str) -> str:
    from central.compose import link

    return link(store, port, by)


def _metrics_token(store: Store) -> str:
    from central.api.door import metrics_token

    return metrics_token(store)


def _exchange(store: Store, data: bytes) -> bytes:
    from central.compose import exchange_parcel

    return exchange_parcel(store, data)


if __name__ == "__main__":
    sys.exit(main())
