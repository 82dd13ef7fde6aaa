"""The golden papers: placed text a person can read, and a slip's exact bytes. `python -m tests.station.print.golden` renews them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from schemas.paper.placed import Code, Placed, Run, Stamp
from station.print.reports import place as report
from station.print.sheets import place
from tests.station.print.acts import Made, a_collection, a_sale, papers
from tests.station.print.report_samples import REPORTS
from tests.station.print.sheet_samples import SAMPLES

FOLDER = Path(__file__).with_name("golden")
SHEETS: dict[str, tuple[Made, str]] = {
    "invoice": (a_sale(), "ordinary-invoice"),
    "invoice-exempt": (a_sale(taxes=[]), "ordinary-invoice"),
    "invoice-nine-lines": (a_sale(lines=9), "ordinary-invoice"),
    "invoice-list": (a_sale(lines=9), "invoice-list"),
    "voucher": (a_sale(), "tax-voucher"),
    "voucher-dues": (a_collection(), "tax-voucher"),
    "tax-list": (a_collection(12), "tax-list"),
    "application-form": (a_sale(), "application-form"),
    "slip-58": (a_sale(), "slip-58"),
    "slip-80": (a_sale(), "slip-80"),
    "certificate": (a_sale(voucher="completion_certificate"), "tax-voucher"),
}
NAMES = (*SHEETS, *SAMPLES, *REPORTS)
SLIPS = {"slip-58": (a_sale(), "slip-58"), "slip-80": (a_sale(), "slip-80"), "slip-dues": (a_collection(), "slip-80")}


def placed_text(placed: Placed) -> str:
    """What stands on a paper, a line for each run of words, page by page."""
    return "\n".join(_lines(placed)) + "\n"


def sheet(name: str) -> str:
    """The placed text of one golden paper."""
    if name in SAMPLES:
        return placed_text(place(name, SAMPLES[name]))
    if name in REPORTS:
        return placed_text(report(REPORTS[name], specimen=True))
    made, paper = SHEETS[name]
    return placed_text(papers().place(made.entry, made.said, paper))


def slip(name: str) -> bytes:
    """The bytes of one golden slip."""
    made, paper = SLIPS[name]
    return made.render(paper, "escpos")


def _lines(placed: Placed) -> Iterator[str]:
    yield f"# {placed.title} {placed.width:g} mm"
    for number, page in enumerate(placed.pages, 1):
        yield f"## page {number} {page.copy} {page.height:g} mm"
        for item in page.items:
            if isinstance(item, Run):
                yield f"{item.x:8.3f} {item.y:8.3f} {item.size:6.3f} {item.weight} {'form' if item.form else 'data'} {item.text}"
            elif isinstance(item, Code):
                yield f"{item.x:8.3f} {item.y:8.3f} code {item.size:g} {item.text}"
            elif isinstance(item, Stamp):
                yield f"{item.x:8.3f} {item.y:8.3f} stamp {item.size:g} {item.text}"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in NAMES:
        (FOLDER / f"{name}.txt").write_text(sheet(name), "utf-8")
    for name in SLIPS:
        (FOLDER / f"{name}.bin").write_bytes(slip(name))
