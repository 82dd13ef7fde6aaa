"""A bank's camt.053 account statement (ISO 20022): opening balance, entries, closing balance, held against each other.

Document types and entities are refused before anything is read; elements are found by their local names, so every version
of the message is read alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any
from xml.parsers import expat

from central.ports.statement import Kind, Line, State, Statement
from central.statements.sheet import unpacked
from schemas.failures import BadInput
from schemas.money import plain_yuan

FORMAT, CHANNEL = "bank.camt053/1", "bank"
_AMOUNT = re.compile(r"\d{1,14}(?:\.\d{1,2})?")
_WAYS = {"CRDT": Kind.PAID, "DBIT": Kind.REFUNDED}
DEPTH_MOST = 40


@dataclass(slots=True)
class _Node:
    """One element: its local name, line, text, what stands in it."""

    name: str
    line: int
    attributes: dict[str, str]
    text: str = ""
    parts: list[_Node] = field(default_factory=list["_Node"])

    def all(self, *path: str) -> list[_Node]:
        """The elements down a path of local names."""
        found: list[_Node] = [self]
        for name in path:
            found = [part for node in found for part in node.parts if part.name == name]
        return found

    def said(self, *path: str) -> str:
        """The text of the first element down a path; empty when there is none."""
        return next((node.text.strip() for node in self.all(*path)), "")

    def needed(self, *path: str) -> str:
        """The same, or BadInput `statements.header`."""
        text = self.said(*path)
        if not text:
            raise BadInput("statements.header", field=f"{self.line}:{path[-1]}", line=self.line, column="/".join(path))
        return text


def likeness(opening: Sequence[str]) -> int:
    """100 for a document of this message."""
    return 100 * ("camt.053" in "".join(opening) or "<BkToCstmrStmt" in "".join(opening))


def read(data: bytes, day: str | None = None) -> Statement:
    """The statement, if its entries lead from its opening to its closing balance."""
    root = _parsed(unpacked(data))
    stated = [stated for top in (root, *root.parts) for stated in top.all("BkToCstmrStmt", "Stmt")] or root.all("Stmt")
    if not stated:
        raise BadInput("statements.header", field="1:Stmt", line=1, column="Stmt")
    made = [line for one in stated for line in _lines(one)]
    days = sorted({line.on for line in made} | ({day} if day else set()))
    if not days:
        raise BadInput("statements.day_unknown")
    return Statement(format=FORMAT, channel=CHANNEL, sha256=sha256(data).digest(), days=tuple(days), lines=tuple(made))


def _lines(stated: _Node) -> list[Line]:
    account = stated.said("Acct", "Id", "IBAN") or stated.needed("Acct", "Id", "Othr", "Id")
    made = [_line(entry, account) for entry in stated.all("Ntry")]
    balances = {one.said("Tp", "CdOrPrtry", "Cd"): one for one in stated.all("Bal")}
    opening = balances.get("OPBD") or balances.get("PRCD")
    closing = balances.get("CLBD")
    if opening is None or closing is None:
        raise BadInput("statements.half", line=stated.line)
    summed = _signed(opening) + sum(line.moved_fen for line in made)
    if summed != _signed(closing):
        said = plain_yuan(_signed(closing))
        says = {"line": closing.line, "column": "CLBD", "said": said, "summed": plain_yuan(summed)}
        raise BadInput("statements.total", field=f"{closing.line}:CLBD", **says)
    return made


def _line(entry: _Node, account: str) -> Line:
    on = entry.said("BookgDt", "Dt") or entry.needed("BookgDt", "DtTm")[:10]
    try:
        at = entry.said("BookgDt", "DtTm") or f"{date.fromisoformat(on).isoformat()}T00:00:00+08:00"
    except ValueError:
        raise _complaint("statements.moment", entry, "BookgDt", on) from None
    kind = _way(entry)
    notes = [node.text.strip() for node in entry.all("NtryDtls", "TxDtls", "RmtInf", "Ustrd")]
    return Line(
        row=entry.line,
        at=at,
        on=on,
        account=account,
        terminal="",
        order_no=_unless(entry.said("NtryDtls", "TxDtls", "Refs", "EndToEndId"), "NOTPROVIDED"),
        reference=entry.said("AcctSvcrRef") or entry.needed("NtryRef"),
        refund_no="",
        kind=kind,
        state=State.SETTLED if (entry.said("Sts", "Cd") or entry.said("Sts")) in ("BOOK", "") else State.PENDING,
        amount_fen=_fen(entry),
        fee="0",
        document_no=entry.said("NtryDtls", "TxDtls", "Refs", "ChqNb"),
        note=" ".join([*notes, entry.said("AddtlNtryInf")]).strip(),
    )


def _way(node: _Node) -> Kind:
    said = node.needed("CdtDbtInd")
    if said not in _WAYS:
        raise _complaint("statements.status", node, "CdtDbtInd", said)
    return _WAYS[said]


def _signed(balance: _Node) -> int:
    return _fen(balance) * (1 if _way(balance) is Kind.PAID else -1)


def _fen(node: _Node) -> int:
    said = node.needed("Amt")
    if not _AMOUNT.fullmatch(said):
        raise _complaint("statements.amount", node, "Amt", said)
    if node.all("Amt")[0].attributes.get("Ccy") != "CNY":
        raise _complaint("statements.currency", node, "Amt", node.all("Amt")[0].attributes.get("Ccy", ""))
    yuan, _, rest = said.partition(".")
    return int(yuan) * 100 + int(rest.ljust(2, "0"))


def _complaint(code: str, node: _Node, column: str, said: str) -> BadInput:
    return BadInput(code, field=f"{node.line}:{column}", line=node.line, column=column, said=said[:40])


def _unless(said: str, nothing: str) -> str:
    return "" if said == nothing else said


def _parsed(data: bytes) -> _Node:
    """The tree; BadInput `statements.xml` when it is no XML, or declares what it must not."""
    parser: Any = expat.ParserCreate()
    root = _Node("", 0, {})
    open_nodes = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        node = _Node(name.rpartition(":")[2], parser.CurrentLineNumber, attributes)
        if len(open_nodes) > DEPTH_MOST:
            raise BadInput("statements.xml", field=f"{node.line}", line=node.line, column=1)
        open_nodes[-1].parts.append(node)
        open_nodes.append(node)

    def end(_: str) -> None:
        open_nodes.pop()

    def text(said: str) -> None:
        open_nodes[-1].text += said

    def refuse(*_: object) -> None:
        line = parser.CurrentLineNumber
        raise BadInput("statements.xml", field=f"{line}", line=line, column=parser.CurrentColumnNumber + 1)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise BadInput("statements.xml", field=f"{fault.lineno}", line=fault.lineno, column=fault.offset + 1) from None
    return root
