"""`./run`: which sub-command was asked for. Each is a module of the yard with a `main(argv)` that gives the exit status.

`station` and `central` do not come through here: `./run` starts them at once.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec

from schemas.failures import BadInput, Failure
from yard.words import tell, tell_failure

COMMANDS = ("run", "demo", "bench", "simulate", "city", "quarter", "pack", "test")


def main(argv: list[str]) -> int:
    """Give the arguments to the sub-command; without one the whole house starts (`run`)."""
    if argv and argv[0] in ("-h", "--help"):
        tell("run.help")
        return 0
    name, rest = (argv[0], argv[1:]) if argv and not argv[0].startswith("-") else ("run", argv)
    try:
        if name not in COMMANDS or find_spec(f"yard.{name}") is None:
            raise BadInput("run.unknown_command", command=name)
        return import_module(f"yard.{name}").main(rest)
    except Failure as failure:
        tell_failure(failure)
        return failure.exit_status
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
