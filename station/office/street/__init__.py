"""The street station at the office: its acts done, its questions answered. A room is a file here and one in the counter."""

from station.office.street.acting import StreetActing
from station.office.street.answers import StreetAnswers

__all__ = ["StreetActing", "StreetAnswers"]
