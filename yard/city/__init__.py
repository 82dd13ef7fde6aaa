"""`./run city`: a month of the whole city at a real centre, with planted differences that must be found exactly."""

from yard.city.command import main

__all__ = ["main"]
