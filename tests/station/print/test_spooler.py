"""The queue keeps its word: written first, in order, never twice by itself, and a doubt waits for a person."""

from __future__ import annotations

import pytest

from schemas.failures import Fault, Refusal
from station.print.jobs import Event, Job, State, after
from station.print.spooler import Spooler
from yard.fakes.memory_jobs import MemoryJobs, Stopped
from yard.fakes.paper_printer import PaperPrinter

PAPERS = ("tax-voucher", "ordinary-invoice", "application-form", "slip")


def make(job: Job, to: str) -> bytes:
    if job.paper == "strange":
        raise Refusal("paper.no_glyph", character="😀", point="U+1F600")
    return f"{to} {job.entry.hex()} {job.paper} {job.copy}".encode()


def a_spooler(printer: PaperPrinter | None = None) -> tuple[Spooler, MemoryJobs, PaperPrinter]:
    jobs, paper = MemoryJobs(), printer or PaperPrinter()
    for name in PAPERS:
        jobs.queue(b"\x01", name)
    return Spooler(jobs, make, paper), jobs, paper


def drain(spooler: Spooler) -> None:
    while spooler.step():
        pass


def states(jobs: MemoryJobs) -> list[str]:
    return [job.state.value for job in jobs.rows.values()]


def test_jobs_are_printed_in_order_and_once() -> None:
    spooler, jobs, paper = a_spooler()
    drain(spooler)
    assert [sheet.decode().split()[2] for sheet in paper.paper] == list(PAPERS)
    assert states(jobs) == ["printed"] * 4


def test_a_printer_in_trouble_leaves_the_job_queued() -> None:
    spooler, jobs, paper = a_spooler(PaperPrinter(trouble="printer.no_paper"))
    with pytest.raises(Fault, match="no_paper"):
        spooler.step()
    assert states(jobs) == ["queued"] * 4
    paper.trouble = None
    drain(spooler)
    assert states(jobs) == ["printed"] * 4


def test_a_pulled_cable_leaves_one_question_and_stops_the_queue() -> None:
    spooler, _, paper = a_spooler(PaperPrinter(cable_bytes=8))
    lost = spooler.step()
    assert lost is not None
    assert lost.state is State.UNKNOWN
    assert lost.reason == "printer.lost"
    paper.cable_bytes = None
    assert spooler.step() is None, "nothing goes out before a person has said what came out"
    assert len(paper.paper) == 1


@pytest.mark.parametrize(
    ("paper", "event", "state", "copies"),
    [
        ("ordinary-invoice", Event.WHOLE, State.CONFIRMED, 1),
        ("ordinary-invoice", Event.NOTHING, State.REPRINT, 2),
        ("ordinary-invoice", Event.TORN, State.SPOILED, 1),
        ("slip", Event.WHOLE, State.CONFIRMED, 1),
        ("slip", Event.NOTHING, State.REPRINT, 2),
        ("slip", Event.TORN, State.REPRINT, 2),
    ],
)
def test_what_a_person_saw_decides(paper: str, event: Event, state: State, copies: int) -> None:
    jobs = MemoryJobs()
    job = jobs.queue(b"\x01", paper)
    jobs.move(job.job, State.UNKNOWN, "")
    assert Spooler(jobs, make, PaperPrinter()).settle(job.job, event).state is state
    assert len(jobs.rows) == copies


def test_an_invoice_is_never_printed_again_and_a_slip_is_counted() -> None:
    spooler, _, _ = a_spooler()
    drain(spooler)
    for job in (1, 2):
        with pytest.raises(Refusal, match=r"print\.once"):
            spooler.print_again(job, "顾客遗失")
    assert (spooler.print_again(4, "顾客遗失").copy, spooler.print_again(4, "再次遗失").copy) == (2, 3)


def test_a_copy_cannot_be_asked_for_while_the_first_is_in_doubt() -> None:
    spooler, _, _ = a_spooler()
    with pytest.raises(Refusal, match=r"print\.once"):
        spooler.print_again(4, "等不及")


def test_a_paper_that_cannot_be_made_is_set_aside_by_its_code() -> None:
    jobs = MemoryJobs()
    jobs.queue(b"\x01", "strange")
    jobs.queue(b"\x01", "slip")
    drain(Spooler(jobs, make, PaperPrinter()))
    assert [(job.state.value, job.reason) for job in jobs.rows.values()] == [
        ("spoiled", "paper.no_glyph"),
        ("printed", ""),
    ]


@pytest.mark.parametrize("state", [State.QUEUED, State.CONFIRMED, State.SPOILED, State.REPRINT])
@pytest.mark.parametrize("event", [Event.FINISHED, Event.WHOLE, Event.TORN, Event.LOST])
def test_what_cannot_happen_is_refused(state: State, event: Event) -> None:
    job = Job(job=1, entry=b"\x01", paper="slip", part=0, copy=1, state=state)
    with pytest.raises(Refusal, match=r"print\.job_state"):
        after(job, event)


@pytest.mark.parametrize("writes", range(9))
def test_a_stop_at_any_write_prints_nothing_twice(writes: int) -> None:
    spooler, jobs, paper = a_spooler()
    jobs.writes_left = writes
    try:
        drain(spooler)
    except Stopped:
        jobs.writes_left = None
    doubts = spooler.recover()
    assert len(doubts) <= 1
    for job in doubts:
        came = make(job, "escpos") in paper.paper
        spooler.settle(job.job, Event.WHOLE if came else Event.NOTHING)
    drain(spooler)
    sheets = [tuple(sheet.decode().split()[1:3]) for sheet in paper.paper]
    assert sorted(sheets) == sorted({("01", name) for name in PAPERS})
    assert all(state in ("printed", "confirmed", "reprint") for state in states(jobs))


@pytest.mark.parametrize("cable", range(0, 90, 7))
def test_a_cable_pulled_at_any_byte_costs_one_question(cable: int) -> None:
    spooler, jobs, paper = a_spooler(PaperPrinter(cable_bytes=cable))
    drain(spooler)
    paper.cable_bytes = None
    for job in jobs.standing(State.UNKNOWN):
        half = any(make(job, "escpos").startswith(sheet) for sheet in paper.paper)
        spooler.settle(job.job, Event.TORN if half else Event.NOTHING)
    drain(spooler)
    whole = [sheet for sheet in paper.paper if sheet in [make(job, "escpos") for job in jobs.rows.values()]]
    assert len(whole) == len(set(whole))
    forms = [job for job in jobs.rows.values() if job.once]
    assert sum(job.state in (State.PRINTED, State.SPOILED, State.REPRINT) for job in forms) == len(forms)
