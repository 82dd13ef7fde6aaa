"""Answering questions about paper 打印与票证: the queue, the forms, the printers, as plain data."""

from __future__ import annotations

from typing import Any

from schemas.apply import Cursor
from schemas.keep import Feeds
from station.counter.paperwork import Forms, PaperQuery, PrintQueue
from station.ledger.ledger import Ledger
from station.office import form_state, printer_settings, printing
from station.print.jobs import Job, may_print_again
from station.print.setting import PrinterSetting


def told(ledger: Ledger, cursor: Cursor, query: PaperQuery) -> dict[str, Any]:
    """The answer as plain data."""
    match query:
        case PrintQueue():
            return {"jobs": _queue(ledger, cursor, query)}
        case Forms():
            return form_state.forms(ledger, cursor)
        case _:
            return {"printers": [_printer(cursor, setting) for setting in printer_settings.printers(cursor)]}


def setting_plain(setting: PrinterSetting) -> dict[str, Any]:
    """A printer as data."""
    return {
        "name": setting.name,
        "kind": setting.kind,
        "address": setting.address,
        "takes": setting.takes,
        "width_mm": setting.width,
        "papers": list(setting.papers),
        "preprinted": list(setting.preprinted),
        "right_mm": f"{setting.right_tenths / 10:.1f}",
        "down_mm": f"{setting.down_tenths / 10:.1f}",
    }


def job_plain(job: Job) -> dict[str, Any]:
    """A job as data; `asks` when a person must say what came out."""
    return {
        "job": job.job,
        "entry": job.entry.hex(),
        "paper": job.paper,
        "part": job.part,
        "copy": job.copy,
        "state": job.state.value,
        "reason": job.reason,
        "clerk": job.clerk,
        "printer": job.printer,
        "code": job.code,
        "number": job.number,
        "once": job.once,
        "asks": job.state.value == "unknown",
        "may_repeat": may_print_again(job),
    }


def _queue(ledger: Ledger, cursor: Cursor, query: PrintQueue) -> list[dict[str, Any]]:
    where = "state IN ('queued', 'sending', 'unknown')" if query.waiting else "1 = 1"
    jobs = printing.jobs_where(ledger, cursor, f"{where} ORDER BY place DESC, job DESC LIMIT ?", query.most)
    return [{**job_plain(job), "seq": _seq(cursor, job)} for job in jobs]


def _seq(cursor: Cursor, job: Job) -> int:
    entry = Feeds(cursor).by_id(job.entry)
    assert entry is not None, "a job's entry is held"
    return entry.seq


def _printer(cursor: Cursor, setting: PrinterSetting) -> dict[str, Any]:
    cursor.execute(
        "SELECT COALESCE(SUM(state = 'queued'), 0), COALESCE(SUM(state IN ('sending', 'unknown')), 0)"
        " FROM paper WHERE printer = ?",
        (setting.name,),
    )
    queued, doubtful = cursor.fetchone()
    return {**setting_plain(setting), "queued": queued, "in_doubt": doubtful}
