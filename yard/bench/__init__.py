"""`./run bench --json [NAME …]`: the figures that the house promises, each beside its baseline from the same run."""

from yard.bench.command import main

__all__ = ["main"]
