"""`./run simulate --seed S …`: a city in one process, with everything that can go wrong, and the laws that must hold."""

from yard.simulate.command import main

__all__ = ["main"]
