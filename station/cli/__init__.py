"""The command line: a face over the office, beside the screens. JSON out, words to standard error, one error object."""

from station.cli.main import Openers, run, run_inside
from station.cli.remote import answer_line
from station.cli.streams import Streams

__all__ = ["Openers", "Streams", "answer_line", "run", "run_inside"]
