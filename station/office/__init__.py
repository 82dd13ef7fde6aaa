"""The site as a whole to a face: give a command, ask a question, see that something changed."""

from station.office.office import Office, Papers

__all__ = ["Office", "Papers"]
