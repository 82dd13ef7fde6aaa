"""The command line of the centre: words in, JSON out, errors as the contract's object, progress on standard error."""

from central.cli.main import Means, run

__all__ = ["Means", "run"]
