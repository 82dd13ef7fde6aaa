"""The words of `printer`, `papers` and `forms`."""

from __future__ import annotations

from argparse import ArgumentParser


def printer(parser: ArgumentParser) -> None:
    """Printers and their queues."""
    acts = ["list", "find", "add", "remove", "test", "ruler", "adjust", "queue", "run", "move"]
    parser.add_argument("act", choices=acts)
    parser.add_argument("name", nargs="?", metavar="NAME", help="the printer's name at this site")
    parser.add_argument("--kind", metavar="file|network|usb|serial|cups")
    parser.add_argument("--address", metavar="TEXT", help="host:port, vendor:product, device@baud, queue, or folder")
    parser.add_argument("--takes", metavar="LANGUAGE", help="escpos, escp2, pdf, …; by its kind if left out")
    parser.add_argument("--width", type=int, default=80, metavar="MM", help="receipt paper: 58 or 80")
    parser.add_argument("--papers", metavar="NAME,…", help="papers that come out of it; all that it can if left out")
    parser.add_argument("--preprinted", metavar="STOCK,…", help="forms that it is fed with: invoice, voucher")
    parser.add_argument("--right", default="0", metavar="MM", help="alignment in steps of 0.5")
    parser.add_argument("--down", default="0", metavar="MM")
    parser.add_argument("--to", dest="target", metavar="NAME", help="where a queue moves to")
    parser.add_argument("--all", action="store_true", help="jobs that are done with, too")


def sheet(parser: ArgumentParser) -> None:
    """A notice or sheet from plain data."""
    parser.add_argument("name", metavar="NAME", help="one-time-notice, authorisation, stock-sheet, …")
    parser.add_argument("--in", dest="source", required=True, metavar="FILE")
    parser.add_argument("--to", nargs=2, required=True, metavar=("KIND", "FILE"))


def papers(parser: ArgumentParser) -> None:
    """What came out of a printer."""
    parser.add_argument("act", choices=["whole", "nothing", "torn", "again"])
    parser.add_argument("job", type=int, metavar="JOB")
    parser.add_argument("--reason", default="", metavar="TEXT")
    _day(parser)


def forms(parser: ArgumentParser) -> None:
    """Pre-numbered forms."""
    parser.add_argument("act", choices=["list", "load", "aside"])
    parser.add_argument("--clerk", metavar="ID")
    parser.add_argument("--pin-fd", type=int, metavar="N")
    parser.add_argument("--authoriser", metavar="ID", help="the second person, for a new box")
    parser.add_argument("--authoriser-pin-fd", type=int, metavar="N")
    parser.add_argument("--printer", metavar="NAME")
    parser.add_argument("--stock", metavar="invoice|voucher|supply")
    parser.add_argument("--code", metavar="TEXT", help="invoice code, or 字轨")
    parser.add_argument("--first", metavar="NUMBER")
    parser.add_argument("--last", metavar="NUMBER", help="the same as the first if left out")
    parser.add_argument("--how", metavar="spoiled|lost|returned")
    parser.add_argument("--reason", default="", metavar="TEXT")
    _day(parser)


def _day(parser: ArgumentParser) -> None:
    parser.add_argument("--on", metavar="DATE", help="the business day; the newest open one if left out")
