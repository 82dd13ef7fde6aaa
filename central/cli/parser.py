"""The words of the command line. Bad words are one error like any other bad input."""

from __future__ import annotations

import argparse
import getpass
from typing import NoReturn

from central.cli.audits import SAID, TELLS
from central.cli.directory import add_directory
from central.cli.dues import add_dues
from schemas.failures import BadInput

PORT = 8740


class Parser(argparse.ArgumentParser):
    """An argument parser that raises BadInput `cli.usage` in place of leaving."""

    def error(self, message: str) -> NoReturn:
        """Turn argparse's complaint into one of ours."""
        raise BadInput("cli.usage", usage=self.format_usage().strip(), reason=message)


def build() -> Parser:
    """The whole tree of commands."""
    parser = Parser(prog="central", description="邮税 centre: grant, gather, compare.")
    commands = parser.add_subparsers(dest="verb", required=True, metavar="COMMAND", parser_class=Parser)
    made = {name: _add(commands, name, words) for name, words in _VERBS.items()}
    _rules(commands)
    _setting_up(made)
    add_directory(made["directory"])
    add_dues(made["dues"])
    _registry(made)
    _parcels(made)
    _days(made)
    _matters(made)
    return parser


_VERBS = {
    "init": "make a home: the bureau's keys, its public feed, an empty database",
    "serve": "answer devices and show the pages, until Ctrl-C",
    "link": "a link that opens the pages once, within ten minutes",
    "sites": "the sites of the roster; --in registers new ones first",
    "enrol-code": "a code by which one device of a site enrols",
    "enrol-file": "answer a device's request that a person brought on a stick",
    "grant": "numbers or an allowance for a device, or whose feeds a site holds",
    "directory": "the city's households as a sealed file for a device: a base, or what has changed since",
    "dues": "what every quota household owes on a day, period by period, tax by tax",
    "revoke": "take a device out of service",
    "exchange-file": "take in a parcel that a person brought, and write the reply that he takes back",
    "import-statement": "take in a statement of the other side, once",
    "statements": "the files that were taken in, with who did it",
    "withdraw-statement": "take an import back by an entry; the bytes stay",
    "profile": "how a bank's or acquirer's table is read, as data; a FILE is taken into the home",
    "reconcile": "hold documents, payments and money of a day against each other",
    "findings": "the differences of a day, or of all days",
    "backup": "copy the home into a new folder while it works; --check looks at one that stands",
    "restore": "make a home of a backup whose every file is as it was",
    "report": "a report of one site, of a collecting unit's sites, or of all, with its sums",
    "doctor": "look at disk, keys, database, chains and books",
    "convergence": "what each device holds of each feed beside what the centre holds",
    "bank": "what each line of a day's bank statement is, and how that clearing day was settled",
    "treasury": "remittances with what has arrived, and what is still to be remitted",
    "cases": "differences that were opened to both sides; --refresh opens and closes them by the books",
    "evidence": "the feeds of a site, and what a case rests on, as a file that checks itself on a bare machine",
    "decide": "a finding of a case, from a short list; the site accepts or contests it",
    "agreement": "what a site's collecting unit has agreed to: deadlines, limits, the fee's rate",
    "remit": "remit a site's vouchers of some days to the treasury, as one",
    "rebuild": "burn the books and fold every feed again",
    "export": "a day into a file that others can check",
}


_RULES = {
    "check": "all that is wrong with a pack; with --home, also whether it may be published there",
    "diff": "how two packs differ, row by row",
    "try": "a month of real sales under a pack: who pays how much more or less, and why",
    "open-questions": "what only the bureau can decide, with the value in use until it does",
    "list": "the packs at hand, and the days between them without any",
    "publish": "write a pack into the public feed; it takes effect on its first day",
    "recompute": "work every sale out again by the pack that it cites",
}
LISTED_MOST = 200


def _add(commands: argparse._SubParsersAction[Parser], name: str, words: str) -> Parser:
    parser = commands.add_parser(name, help=words, description=words, epilog=SAID[TELLS[name]])
    parser.add_argument("--home", required=True, metavar="DIR", help="the home of this centre")
    parser.add_argument("--json", action="store_true", help="one JSON document a line on standard output")
    return parser


def _setting_up(made: dict[str, Parser]) -> None:
    made["init"].add_argument("--name", default="", help="how the pages call this centre")
    made["init"].add_argument("--database", default="", metavar="ADDRESS", help="postgresql://…; SQLite if left out")
    serve = made["serve"]
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=PORT, metavar="N")
    serve.add_argument("--allow-host", action="append", default=[], metavar="NAME", help="another name of this host")
    serve.add_argument("--log", action="store_true", help="a line of JSON for each request on standard error")
    made["link"].add_argument("--port", type=int, default=PORT, metavar="N")
    made["link"].add_argument("--metrics", action="store_true", help="a token for whoever gathers metrics, for a year")
    _person(made["link"])


def _registry(made: dict[str, Parser]) -> None:
    made["sites"].add_argument("--in", dest="source", metavar="FILE", help="sites to register, one JSON object a line")
    for name in ("enrol-code", "grant", "revoke"):
        made[name].add_argument("--site", required=True, metavar="CODE")
    made["enrol-code"].add_argument("--succeeds", metavar="HEX", help="for the key that goes on from this device 接续")
    made["enrol-code"].add_argument("--hours", type=int, default=24, help="how long the code lives")
    grant = made["grant"]
    grant.add_argument("what", choices=["numbers", "allowance", "scope"])
    grant.add_argument("--device", metavar="HEX", help="which device, where a site has several")
    grant.add_argument("--stock", choices=["invoice", "voucher", "supply"])
    grant.add_argument("--source", default="specimen", choices=["specimen", "paper_local", "platform_request"])
    grant.add_argument("--code", default="", help="the invoice code, or the voucher's 字轨")
    grant.add_argument("--first", type=int, metavar="N", help="behind the last block granted if left out")
    grant.add_argument("--count", type=int, metavar="N")
    grant.add_argument("--width", type=int, default=8, metavar="DIGITS")
    grant.add_argument("--amount-fen", type=int, metavar="FEN")
    grant.add_argument("--hours", type=int)
    words = "a bound of its own for one number source; may stand several times"
    grant.add_argument("--source-fen", action="append", default=[], metavar="SOURCE=FEN", help=words)
    grant.add_argument("--amber-percent", type=int, metavar="N", help="where the clerk is told; 70 if left out")
    grant.add_argument("--red-percent", type=int, metavar="N", help="where he is told again; 95 if left out")
    grant.add_argument("--kinds", metavar="KIND,…", help="scope: post, street, both, or empty for its own feeds only")
    grant.add_argument("--districts", default="", metavar="CODE,…", help="scope: only sites of these; all if left out")
    made["revoke"].add_argument("--device", required=True, metavar="HEX")
    made["revoke"].add_argument("--reason", required=True)


def _person(parser: Parser, *, why: bool = False) -> None:
    """Who acts and why; the machine's own user unless another is named."""
    parser.add_argument("--by", default=getpass.getuser(), metavar="NAME", help="who does it")
    parser.add_argument("--why", default="", required=why, metavar="TEXT")


def _rules(commands: argparse._SubParsersAction[Parser]) -> None:
    """`rules` and its own commands; --home and --json may stand before or after the second word."""
    words = "check, compare, try and publish rule packs; PACK is a file, or an id at hand as in hubei-2026-01-01@1"
    rules = commands.add_parser("rules", help=words, description=words)
    acts = rules.add_subparsers(dest="act", required=True, metavar="COMMAND", parser_class=Parser)
    made = {
        name: acts.add_parser(name, help=said, description=said, epilog=SAID[TELLS[f"rules {name}"]])
        for name, said in _RULES.items()
    }
    for parser, home, as_json in [(rules, None, False), *((one, *[argparse.SUPPRESS] * 2) for one in made.values())]:
        parser.add_argument("--home", default=home, metavar="DIR", help="the home of this centre")
        parser.add_argument("--json", action="store_true", default=as_json, help="one JSON document on standard output")
    for name in ("check", "publish"):
        made[name].add_argument("file", metavar="FILE")
    made["diff"].add_argument("before", metavar="PACK")
    made["diff"].add_argument("after", metavar="PACK")
    made["try"].add_argument("pack", metavar="PACK")
    made["open-questions"].add_argument("pack", metavar="PACK", nargs="?")
    made["try"].add_argument("--month", required=True, metavar="YYYY-MM")
    made["recompute"].add_argument("--month", metavar="YYYY-MM")
    for name in ("try", "recompute"):
        made[name].add_argument("--most", type=int, default=LISTED_MOST, metavar="N", help="how many are listed")
        _person(made[name])


def _parcels(made: dict[str, Parser]) -> None:
    made["exchange-file"].add_argument("file", metavar="FILE", help="a file, a folder of pictures, or a text of frames")
    made["enrol-file"].add_argument("file", metavar="FILE", help="what `station enrol --request` wrote")
    for name in ("exchange-file", "enrol-file"):
        made[name].add_argument("--reply", metavar="FILE", help="FILE-reply beside it if left out")


def _days(made: dict[str, Parser]) -> None:
    made["import-statement"].add_argument("file", metavar="FILE")
    made["import-statement"].add_argument("--on", metavar="DATE", help="the day, for a bill without any trade")
    made["import-statement"].add_argument(
        "--preview", action="store_true", help="say what it would bring, take nothing"
    )
    made["withdraw-statement"].add_argument("file", metavar="SHA256")
    _person(made["import-statement"])
    _person(made["withdraw-statement"], why=True)
    made["profile"].add_argument("file", metavar="FILE", nargs="?")
    made["reconcile"].add_argument("--day", required=True, metavar="DATE")
    made["reconcile"].add_argument("--site", metavar="CODE")
    made["findings"].add_argument("--day", metavar="DATE")
    made["export"].add_argument("--day", required=True, metavar="DATE")
    made["export"].add_argument("--format", required=True, choices=["jsonl", "csv", "hledger", "beancount"])
    made["export"].add_argument("file", metavar="FILE")
    for name in ("reconcile", "findings", "export"):
        _person(made[name])


def _matters(made: dict[str, Parser]) -> None:
    for name in ("backup", "restore"):
        made[name].add_argument("folder", metavar="DIR")
    made["backup"].add_argument("--check", action="store_true", help="only look whether it is whole")
    made["convergence"].add_argument("--site", metavar="CODE")
    told = made["report"]
    told.add_argument(
        "report", metavar="NAME", help="day-sheet, levies, settlement, invoice-stock, volume, tax-accounts, fee"
    )
    told.add_argument("--first", required=True, metavar="DATE")
    told.add_argument("--last", required=True, metavar="DATE")
    told.add_argument("--site", metavar="CODE")
    told.add_argument("--unit", metavar="NAME", help="the sites of this collecting unit only")
    told.add_argument("--to", dest="file", metavar="FILE", help="FILE.xlsx, FILE.csv or FILE.json")
    _person(told)
    made["bank"].add_argument("--day", required=True, metavar="DATE")
    cases = made["cases"]
    cases.add_argument("--day", metavar="DATE")
    cases.add_argument("--site", metavar="CODE")
    cases.add_argument("--all", action="store_true", help="closed ones too")
    cases.add_argument("--refresh", action="store_true", help="open and close by the books first")
    _person(cases)
    evidence = made["evidence"]
    evidence.add_argument("file", metavar="FILE.zip")
    of = evidence.add_mutually_exclusive_group(required=True)
    of.add_argument("--case", metavar="ID", help="the first digits of its id, eight at least")
    of.add_argument("--site", metavar="CODE")
    _person(evidence)
    decide = made["decide"]
    decide.add_argument("--case", required=True, metavar="ID", help="the first digits of its id, eight at least")
    decide.add_argument("--decision", required=True, metavar="WORD")
    decide.add_argument("--clerk", metavar="HEX", help="whose signature alone makes clerk_bears true")
    _person(decide, why=True)
    agreed = made["agreement"]
    agreed.add_argument("--deposit-days", type=int, required=True, metavar="N")
    agreed.add_argument("--deposit-fen", type=int, required=True, metavar="FEN")
    agreed.add_argument("--remit-days", type=int, required=True, metavar="N")
    agreed.add_argument("--fee-rate", required=True, metavar="0.03")
    agreed.add_argument("--fee-free", action="append", default=[], metavar="TAX", help="a tax without a fee")
    for name in ("agreement", "remit"):
        made[name].add_argument("--site", required=True, metavar="CODE")
        made[name].add_argument("--number", required=True, metavar="NO")
        made[name].add_argument("--first", required=True, metavar="DATE")
        made[name].add_argument("--last", required=True, metavar="DATE")
        _person(made[name])
