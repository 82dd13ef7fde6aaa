"""The words of the command line. Bad words are one error like any other bad input."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn, TypeAlias

from schemas.failures import BadInput
from station.cli import printing_words
from station.cli.lending import add_lending
from station.cli.machine_words import add_machine, add_practice
from station.cli.street_parser import add_street


class Parser(argparse.ArgumentParser):
    """An argument parser that raises BadInput `cli.usage` in place of leaving, and takes no half words."""

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **{"allow_abbrev": False, **how})

    def error(self, message: str) -> NoReturn:
        """Turn argparse's complaint into one of ours."""
        raise BadInput("cli.usage", usage=self.format_usage().strip(), reason=message)


Commands: TypeAlias = Any
"""What `add_subparsers` gives; argparse has no public name for it."""


def build() -> Parser:
    """The whole tree of commands."""
    parser = Parser(
        prog="station", description="邮税 station: issue, collect, close the day, on this site's own ledger."
    )
    commands = parser.add_subparsers(dest="verb", required=True, metavar="COMMAND", parser_class=Parser)
    add_machine(commands)
    add_practice(commands)
    _setting_up(commands)
    _documents(commands)
    _acts(commands)
    _payments(commands)
    _days(commands)
    _reads(commands)
    _proofs(commands)
    _carrying(commands)
    _counter(commands)
    _writing(commands)
    _cases(commands)
    _printing(commands)
    add_street(commands)
    return parser


def count(text: str) -> int:
    """A whole number from 1 to 1,000."""
    count = int(text)
    if not 1 <= count <= 1_000:
        raise ValueError(text)
    return count


def _add(commands: Commands, name: str, words: str, *, home: bool = True) -> Parser:
    parser = commands.add_parser(name, help=words, description=words)
    if home:
        parser.add_argument("--home", required=True, metavar="DIR", help="the home of this site's ledger")
    parser.add_argument("--json", action="store_true", help="one JSON document a line on standard output")
    return parser


def _person(parser: Parser) -> None:
    parser.add_argument("--clerk", required=True, metavar="ID", help="who acts")
    parser.add_argument("--pin-fd", type=int, metavar="N", help="read the PIN from this open descriptor")


def _command(parser: Parser) -> None:
    parser.add_argument("--command", metavar="UUID", help="the command's own id; given again it gives the same answer")
    parser.add_argument("--on", metavar="DATE", help="the business day; the newest open one if left out")


def _setting_up(commands: Commands) -> None:
    enrol = _add(commands, "enrol", "make a home: keys, certificate, first sync")
    enrol.add_argument("--central", metavar="URL", help="the centre's address")
    enrol.add_argument("--code", help="the enrolment code")
    enrol.add_argument("--request", metavar="FILE", help="write the request, to be carried to the centre on a stick")
    enrol.add_argument("--answer", metavar="FILE", help="read the answer that was carried back")
    succeed = _add(commands, "succeed", "go on under a new key with a succession code 接续")
    succeed.add_argument("--code", required=True)
    succeed.add_argument("--with", dest="url", metavar="URL", help="another address of the centre")
    succeed.add_argument("--authoriser", metavar="ID", help="the second person who agrees")
    succeed.add_argument("--authoriser-pin-fd", type=int, metavar="N")
    _person(succeed)
    serve = _add(commands, "serve", "the counter on loopback, until Ctrl-C")
    serve.add_argument("--port", type=int, metavar="N")
    serve.add_argument("--central", metavar="URL", help="another address of the centre than the one of enrolment")
    serve.add_argument("--peer-port", type=int, metavar="N")
    serve.add_argument("--no-browser", action="store_true")
    serve.add_argument("--browser", metavar="PROGRAM", help="the browser that shows the window; looked for if left out")
    serve.add_argument("--no-courier", action="store_true", help="exchange with the centre only when told to")
    sync = _add(commands, "sync", "one round with the centre, or with a neighbour")
    sync.add_argument(
        "--with", dest="url", metavar="URL", help="https://host:port of a neighbour, or another centre's URL"
    )
    clerk = _add(commands, "clerk", "give a person a key and a PIN at this site")
    clerk.add_argument("act", choices=["add", "list"])
    clerk.add_argument("--clerk", metavar="ID")
    clerk.add_argument("--name")
    clerk.add_argument("--role", choices=["clerk", "head"], default="clerk")
    clerk.add_argument("--pin-fd", type=int, metavar="N")
    clerk.add_argument("--by", metavar="ID", help="the head who appoints; the first person needs none")
    clerk.add_argument("--by-pin-fd", type=int, metavar="N")


def _documents(commands: Commands) -> None:
    quote = _add(commands, "quote", "work an application out; nothing is kept", home=False)
    quote.add_argument("--in", dest="source", required=True, metavar="FILE")
    check = _add(commands, "check", "identifiers and capital amounts", home=False)
    check.add_argument("--in", dest="source", required=True, metavar="FILE")
    for name, words in (("issue", "issue invoices on behalf 代开"), ("collect", "collect taxes that are owed 代征")):
        parser = _add(commands, name, words)
        _person(parser)
        parser.add_argument("--in", dest="source", required=True, metavar="FILE")
        parser.add_argument("--intent", metavar="ORDER_NO", help="the payment intent that has succeeded")
        if name == "issue":
            _second(parser, required=False)


def _acts(commands: Commands) -> None:
    void = _add(commands, "void", "void an invoice of this month 作废")
    _person(void)
    _command(void)
    void.add_argument("--invoice", required=True, metavar="CODE-NUMBER")
    void.add_argument("--reason", required=True)
    _papers(void, handed_over=False)
    _second(void, required=False)


def _payments(commands: Commands) -> None:
    pay = _add(commands, "pay", "payment intents: intend, resolve, list those without an answer")
    pay.add_argument("act", choices=["intend", "resolve", "list"])
    pay.add_argument("--clerk", metavar="ID")
    pay.add_argument("--pin-fd", type=int, metavar="N")
    _command(pay)
    pay.add_argument("--method")
    pay.add_argument("--amount-fen", type=int, metavar="FEN")
    pay.add_argument("--for", dest="purpose", metavar="UUID", help="the id of the command that the money is for")
    pay.add_argument("--order", metavar="ORDER_NO")
    pay.add_argument("--outcome", choices=["succeeded", "failed", "unknown", "cancelled"])
    pay.add_argument("--reference")


def _days(commands: Commands) -> None:
    day = _add(commands, "day", "the business day: open, close, report")
    day.add_argument("act", choices=["open", "close", "report"])
    day.add_argument("--clerk", metavar="ID")
    day.add_argument("--pin-fd", type=int, metavar="N")
    _command(day)
    day.add_argument("--float-fen", type=int, default=0, metavar="FEN")
    day.add_argument("--counted", metavar="FEN=PIECES,…", help="the drawer by denominations: 10000=3,500=2")
    day.add_argument("--note", default="")


def _reads(commands: Commands) -> None:
    _add(commands, "show", "one entry").add_argument("ref", metavar="ENTRY|CODE-NUMBER")
    _add(commands, "why", "the working of an entry").add_argument("ref", metavar="ENTRY|CODE-NUMBER")
    find = _add(commands, "find", "entries by name, id, phone or number")
    find.add_argument("text")
    find.add_argument("--most", type=count, default=50)
    _add(commands, "status", "how the site stands")
    _add(commands, "findings", "what a person should look at 差错")
    refused = _add(commands, "refused", "what others sent and this station did not take: who, why, how often")
    refused.add_argument("--most", type=count, default=50)
    paper = _add(commands, "print", "a paper of a committed entry into a file")
    paper.add_argument("ref", metavar="ENTRY|CODE-NUMBER")
    paper.add_argument("--paper", required=True)
    paper.add_argument("--part", type=int, default=0)
    paper.add_argument("--to", nargs=2, required=True, metavar=("KIND", "FILE"))


def _proofs(commands: Commands) -> None:
    ledger = _add(commands, "ledger", "digest, verify or rebuild the ledger")
    ledger.add_argument("act", choices=["digest", "verify", "rebuild"])
    ledger.add_argument("--slip", metavar="TEXT", help="a closing slip's QR text, to check this device's feed against")
    _add(commands, "evidence", "the clerk's take-away: feeds and a verifier").add_argument("file", metavar="FILE.zip")
    verify = _add(commands, "verify", "a slip's QR, with no network and no ledger", home=False)
    verify.add_argument("--qr", metavar="TEXT")
    verify.add_argument("--image", metavar="FILE")
    verify.add_argument("--issuer", metavar="HEX", help="the bureau's issuing key; shown as unknown if left out")


def _carrying(commands: Commands) -> None:
    export = _add(commands, "export", "a parcel that a person carries, sealed to its addressee")
    export.add_argument("--to", required=True, metavar="centre|AUTHOR", help="the centre, or a device that was met")
    export.add_argument(
        "--frames", action="store_true", help="at most 200 kB as pictures of QR frames, FILE is a folder"
    )
    export.add_argument("file", metavar="FILE")
    _add(commands, "offline", "why there is no way to the centre: computer, local network, line, centre, or everything")
    words = "take a parcel in: a file, a folder of pictures, or a text of frames"
    _add(commands, "import", words).add_argument("file", metavar="FILE")


def _writing(commands: Commands) -> None:
    notes = _add(
        commands, "notes", "what people write together: notes, case remarks, the notice board, the handover log"
    )
    notes.add_argument("act", choices=["list", "read", "write", "add", "mark"])
    _shared(notes, "WORDS", "the whole text (write), one line (add), or FIELD yes|no|TEXT (mark)")
    notes.add_argument("--seen", metavar="VERSION", help="the version that was read, as `read` tells it")
    records = _add(commands, "records", "fields of shared records, with concurrent values side by side")
    records.add_argument("act", choices=["list", "show", "set"])
    _shared(records, "FIELD VALUE", "the field and its value (set)")
    records.add_argument(
        "--seen", action="append", metavar="ENTRY", help="an entry whose value was seen; once for each"
    )
    records.add_argument("--personal", action="store_true", help="the value speaks of a person: it is kept apart")


def _cases(commands: Commands) -> None:
    cases = _add(
        commands, "cases", "differences opened to this site; what it says of them; what was read at the centre"
    )
    cases.add_argument("act", choices=["list", "answer", "attach", "contest", "accept", "accesses"])
    cases.add_argument("case", nargs="?", metavar="ID", help="the first digits of its id, eight at least")
    cases.add_argument("--words", default="", metavar="TEXT")
    cases.add_argument("--attach", action="append", default=[], metavar="FILE", help="a paper; its SHA-256 is told")
    cases.add_argument("--all", action="store_true", help="closed ones too")
    cases.add_argument("--clerk", metavar="ID", help="who says it, and signs it")
    cases.add_argument("--pin-fd", type=int, metavar="N", help="read the PIN from this open descriptor")
    cases.add_argument("--command", metavar="UUID", help="the command's own id; given again it gives the same answer")


def _shared(parser: Parser, words: str, meaning: str) -> None:
    parser.add_argument("record", nargs="?", metavar="KIND/NAME", help="which; for list, how its name begins")
    parser.add_argument("words", nargs="*", metavar=words, help=meaning)
    parser.add_argument("--in", dest="source", metavar="FILE", help="the words from a file, or - for standard input")
    parser.add_argument("--clerk", metavar="ID", help="who writes")
    parser.add_argument("--pin-fd", type=int, metavar="N", help="read the PIN from this open descriptor")
    parser.add_argument("--command", metavar="UUID", help="the command's own id; given again it gives the same answer")


def _counter(commands: Commands) -> None:
    dues = _add(commands, "dues", "what a taxpayer owes: by name, from a quota, or from an application 应征税款试算")
    dues.add_argument("--in", dest="source", required=True, metavar="FILE")
    red = _add(commands, "reverse", "a red letter against an invoice 红字发票")
    _person(red)
    _command(red)
    red.add_argument("--invoice", required=True, metavar="CODE-NUMBER")
    red.add_argument("--reason", required=True, metavar="wrong|returned|stopped|discount")
    red.add_argument("--gross-fen", type=int, metavar="FEN", help="with tax; all that is left if left out")
    _going_back(red, second_required=True)
    undo = _add(commands, "undo", "undo a collection of dues on its day 冲正")
    _person(undo)
    _command(undo)
    undo.add_argument("ref", metavar="ENTRY")
    undo.add_argument("--reason", required=True)
    _papers(undo, handed_over=True)
    _second(undo, required=False)
    correct = _add(commands, "correct", "put a wrong payment method right 支付方式更正")
    _person(correct)
    _command(correct)
    correct.add_argument("--order", required=True, metavar="ORDER_NO")
    correct.add_argument("--method", required=True)
    correct.add_argument("--reason", required=True)
    correct.add_argument("--reference")
    _second(correct, required=True)
    refund = _add(commands, "refund", "take in an application for taxes back 退(抵)税申请")
    _person(refund)
    _command(refund)
    refund.add_argument("ref", metavar="ENTRY")
    refund.add_argument("--reason", required=True)
    refund.add_argument("--taxes", metavar="TAX=FEN,…", help="all of the entry if left out")
    refund.add_argument("--arrived-on", metavar="DATE", help="when the money reached the treasury")
    _payee(refund)
    refund.set_defaults(authoriser=None)
    ways = _add(commands, "ways", "how the money of an entry would go back 退还办法")
    ways.add_argument("ref", metavar="ENTRY")
    ways.add_argument("--on", metavar="DATE")
    _hands(commands)
    _many(commands)


def _many(commands: Commands) -> None:
    batch = _add(commands, "batch", "one payer with many buyers from a sheet 批量代开; --issue issues them as one act")
    batch.add_argument("--in", dest="source", required=True, metavar="FILE", help="the application without invoices")
    batch.add_argument("--rows", required=True, metavar="FILE", help=".xlsx, .csv, or cells as they were pasted")
    batch.add_argument("--issue", action="store_true")
    batch.add_argument("--leave-out", action="store_true", help="issue the rows that hold, leave the others out")
    batch.add_argument("--clerk", metavar="ID")
    batch.add_argument("--pin-fd", type=int, metavar="N")
    batch.add_argument("--intent", metavar="ORDER_NO")
    reception = _add(commands, "reception", "what is missing, refused, or issued in the last 30 days 受理审核")
    reception.add_argument("--in", dest="source", required=True, metavar="FILE")
    refuse = _add(commands, "refuse", "take a request not, and tell once what to bring 拒绝受理")
    _person(refuse)
    _command(refuse)
    refuse.add_argument("--reason", required=True, metavar="out_of_scope|buyer_withholds|no_identity|…")
    refuse.add_argument("--matter", required=True, help="what was asked for")
    refuse.add_argument("--bring", action="append", default=[], metavar="THING")
    refuse.add_argument("--where", default="", metavar="PLACE")
    for name in ("name", "id", "phone"):
        refuse.add_argument(f"--{name}", metavar="TEXT")
    brought = _acting(
        commands, "documents", "documents that are still to come, or take them in 待补材料", ("list", "supply")
    )
    brought.add_argument("--entry", metavar="ENTRY")
    brought.add_argument("--in", dest="source", metavar="FILE", help='{"documents": [{"kind", "sha256", …}]}')
    report = _add(commands, "report", "one of the ten reports 报表 as JSON, or into a file")
    report.add_argument("name", metavar="NAME", help="day-sheet, levies, settlement, fee, invoice-stock, …")
    report.add_argument("--on", metavar="DATE")
    _days_between(report)
    report.add_argument("--clerk", metavar="ID", help="who makes it")
    report.add_argument("--to", metavar="FILE", help="ends in .xlsx, .csv, .json, or .pdf, .png, .html, .ofd for paper")
    sheets = _add(commands, "sheets", "one amount over the cap of an edition as several sheets")
    sheets.add_argument("--in", dest="source", required=True, metavar="FILE")
    sheets.add_argument("--edition", required=True, metavar="wan|shiwan")


def _hands(commands: Commands) -> None:
    give = _acting(
        commands, "handover", "hand the shift over, or show what there is to hand over 交接班", ("give", "show")
    )
    give.add_argument("--receiver", metavar="ID", help="who takes over, and countersigns")
    give.add_argument("--counted", metavar="FEN=PIECES,…", help="the drawer by denominations: 10000=3,500=2")
    give.add_argument("--seal", action="append", default=[], metavar="NAME", help="a seal that changes hands")
    give.add_argument("--key", action="append", default=[], metavar="NAME", help="a key that changes hands")
    give.add_argument("--drafts", type=int, default=0, metavar="N", help="drafts that stand open")
    give.add_argument("--note", default="")
    sign = _acting(commands, "countersign", "sign as the second person, or list what waits 复核", ("sign", "list"))
    sign.add_argument("--entry", metavar="ENTRY")
    bank = _acting(commands, "deposit", "bring cash to the bank, or show what waits 缴存", ("make", "show", "list"))
    bank.add_argument("--counted", metavar="FEN=PIECES,…", help="the bag by denominations")
    bank.add_argument("--slip", metavar="NUMBER", help="the bank's slip 现金缴款单")
    bank.add_argument("--bag", metavar="NUMBER")
    bank.add_argument("--seal", metavar="NUMBER")
    bank.add_argument("--reviewer", metavar="ID", help="who countersigns")
    _days_between(bank)
    settle = _acting(commands, "settle", "settle vouchers and money of closed days 票款结报", ("make", "show"))
    _days_between(settle)
    add_lending(
        _acting(commands, "lend", "lend allowance to a neighbour, take it, or list 额度借贷", ("give", "take", "list"))
    )
    later = _add(commands, "supplement", "say something later of a closed day 日结后补录")
    _person(later)
    _command(later)
    later.add_argument("--of", required=True, metavar="DATE")
    later.add_argument("--note", required=True)
    later.add_argument("--counted", metavar="FEN=PIECES,…")


def _acting(commands: Commands, name: str, words: str, choices: tuple[str, ...]) -> Parser:
    parser = _add(commands, name, words)
    parser.add_argument("act", choices=choices)
    parser.add_argument("--clerk", metavar="ID")
    parser.add_argument("--pin-fd", type=int, metavar="N")
    _command(parser)
    return parser


def _days_between(parser: Parser) -> None:
    parser.add_argument("--first", metavar="DATE")
    parser.add_argument("--last", metavar="DATE")


def _second(parser: Parser, *, required: bool) -> None:
    parser.add_argument("--authoriser", required=required, metavar="ID", help="the second person")
    parser.add_argument("--authoriser-pin-fd", type=int, metavar="N")


def _payee(parser: Parser) -> None:
    for name in ("name", "bank", "account"):
        parser.add_argument(f"--payee-{name}", metavar="TEXT", help="to whom a refund shall go")


def _papers(parser: Parser, *, handed_over: bool) -> None:
    """Where the papers are; `handed_over` is what holds when neither is said. Both at once is an error."""
    usual = ("; so it is when nothing is said", "")
    where = parser.add_mutually_exclusive_group()
    given, kept = "the papers had been given to the customer", "the papers have not been given to the customer"
    where.add_argument("--handed-over", action="store_true", default=handed_over, help=given + usual[not handed_over])
    where.add_argument("--kept-back", dest="handed_over", action="store_false", help=kept + usual[handed_over])


def _going_back(parser: Parser, *, second_required: bool) -> None:
    _papers(parser, handed_over=True)
    _second(parser, required=second_required)
    _payee(parser)


def _printing(commands: Commands) -> None:
    printing_words.printer(_add(commands, "printer", "printers of this site, and their queues 打印机"))
    printing_words.sheet(_add(commands, "sheet", "a notice or sheet from a JSON document into a file 通知书、表单"))
    papers = _add(commands, "papers", "say what came out of a printer, or print a further copy 补打")
    _person(papers)
    printing_words.papers(papers)
    printing_words.forms(_add(commands, "forms", "pre-numbered forms: how they stand, load, take out of use 空白票证"))
