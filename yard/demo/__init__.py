"""The demonstration: a centre, a post office and a street station with one believable synthetic day, made from a seed."""

from yard.demo.command import main

__all__ = ["main"]
