"""`./run quarter --seed S …`: five street stations and their households through three months, from registration to arrears."""

from yard.quarter.command import main

__all__ = ["main"]
