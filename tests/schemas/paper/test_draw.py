"""Every output says the same words, the same way every time, and none ever puts a question mark for a character."""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ET
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import zxingcpp
from PIL import Image, ImageChops

from schemas.failures import BadInput, Refusal
from schemas.paper.draw import OUTPUTS, draw, raster
from schemas.paper.draw.gb18030 import encoded
from schemas.paper.fill import fill
from schemas.paper.placed import Placed, Run, overlay
from schemas.paper.shipped import parse
from tests.schemas.paper.pin_printer import PinPrinter
from tests.schemas.paper.receipt_printer import ReceiptPrinter

SHEET: dict[str, Any] = {
    "name": "note",
    "title": "便条",
    "width": 100,
    "height": 60,
    "styles": {"value": {"size": 10}, "large": {"size": 20, "weight": 600}},
    "frames": [{"x": 5, "y": 5, "width": 90, "height": 50, "radius": 2, "fill": "#F1F6FC"}],
    "lines": [{"x": 5, "y": 20, "to_x": 95, "to_y": 20, "dash": True}],
    "marks": [{"field": "specimen", "x": 70, "y": 40}],
    "cells": [
        {"text": "姓名", "x": 10, "y": 10, "width": 20},
        {"field": "name", "x": 30, "y": 10, "width": 60},
        {"field": "sum", "x": 30, "y": 24, "width": 60, "style": "large"},
    ],
}
SLIP: dict[str, Any] = {
    "name": "slip",
    "title": "凭条",
    "width": 58,
    "left": 5,
    "columns": 32,
    "styles": {"value": {}, "strong": {"weight": 600}, "large": {"scale": 2}},
    "flow": {
        "top": 0,
        "bottom": 3.75,
        "blocks": [
            {"kind": "strip", "height": 1, "cells": [{"field": "name", "x": 0, "width": 32, "wrap": True}]},
            {"kind": "strip", "height": 1, "lines": [{"x": 0, "y": 0.5, "to_x": 32, "to_y": 0.5, "data": True}]},
            {
                "kind": "strip",
                "height": 1,
                "cells": [
                    {"text": "合计", "x": 0, "width": 12, "style": "strong"},
                    {"field": "sum", "x": 12, "width": 20, "align": "right"},
                ],
            },
            {"kind": "strip", "height": 2, "cells": [{"field": "sum", "x": 0, "width": 32, "style": "large"}]},
            {"kind": "code", "field": "qr", "x": 0.75, "size": 46.5},
        ],
    },
}
WORDS = {"name": "陈喆", "sum": "￥3,860.00", "specimen": "样票·无效", "qr": "YS1:" + "A" * 60}


def sheet(**words: str) -> Placed:
    return fill(parse(SHEET), {**WORDS, **words})


def slip(**words: str) -> Placed:
    return fill(parse(SLIP), {**WORDS, **words})


def printed(**words: str) -> list[str]:
    paper = ReceiptPrinter(384)
    paper.print(draw(slip(**words), "escpos"))
    return paper.lines


@pytest.mark.parametrize("to", OUTPUTS)
def test_the_same_words_give_the_same_bytes(to: str) -> None:
    make = slip if to == "escpos" else sheet
    assert draw(make(), to) == draw(make(), to)


def test_an_unknown_output_is_refused_and_a_sheet_goes_to_no_receipt_printer() -> None:
    for placed, to in ((sheet(), "docx"), (sheet(), "escpos"), (sheet(), "shapes")):
        with pytest.raises(BadInput, match=r"paper\.output"):
            draw(placed, to)


@pytest.mark.parametrize("name", ["陈喆", "李堃镕", "王䶮", "赵𬱟", "古丽·阿不都", "Müller"])
def test_names_are_found_in_the_pdf(name: str, tmp_path: Path) -> None:
    path = tmp_path / "note.pdf"
    path.write_bytes(draw(sheet(name=name), "pdf"))
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
    assert name in text
    fonts = subprocess.run(["pdffonts", path], capture_output=True, check=True).stdout.decode().splitlines()[2:]
    assert fonts
    assert all("NotoSansSC" in line and " yes yes yes " in line for line in fonts), (
        "embedded, subset, with a map to text"
    )


def test_a_pdf_is_made_for_keeping(tmp_path: Path) -> None:
    """PDF/A-2b: a colour profile, metadata that agree with the information, every font embedded."""
    path = tmp_path / "paper.pdf"
    data = draw(sheet(), "pdf")
    path.write_bytes(data)
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in data
    assert b"/OutputIntents" in data and b"/GTS_PDFA1" in data and b"/DestOutputProfile" in data
    told = subprocess.run(["pdfinfo", path], capture_output=True, check=True).stdout.decode()
    assert "Metadata Stream: yes" in told and "Encrypted:       no" in told
    fonts = subprocess.run(["pdffonts", path], capture_output=True, check=True).stdout.decode().splitlines()[2:]
    assert fonts and all(" yes yes yes " in line for line in fonts)


def test_html_carries_words_as_words_and_fetches_nothing() -> None:
    page = draw(sheet(name="<陈&喆>"), "html").decode()
    assert "&lt;陈&amp;喆&gt;" in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_png_shows_the_first_copy_at_eight_dots_a_millimetre() -> None:
    picture = Image.open(BytesIO(draw(fill(parse({**SHEET, "copies": ["一", "二"]}), WORDS), "png")))
    assert picture.size == (800, 480)


def test_ofd_holds_the_words_in_well_formed_pages() -> None:
    with ZipFile(BytesIO(draw(sheet(), "ofd"))) as archive:
        parts = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}
    text = [node.text for node in parts["Doc_0/Pages/Page_0/Content.xml"].iter() if node.tag.endswith("TextCode")]
    assert text == ["姓名", "陈喆", "￥3,860.00"] or set(text) >= {"姓名", "陈喆", "￥3,860.00"}
    ids = [node.get("ID") for node in parts["Doc_0/Pages/Page_0/Content.xml"].iter() if node.get("ID")]
    assert len(ids) == len(set(ids))


def test_a_slip_is_set_in_the_printer_s_own_font_on_its_columns() -> None:
    assert printed() == ["陈喆", "-" * 32, "合计" + " " * 18 + "￥3,860.00", "￥3,860.00", "[picture]"]


def test_the_yuan_sign_is_the_one_that_printers_have() -> None:
    assert "￥".encode("gb18030") in draw(slip(), "escpos")
    assert encoded("¥") is None


@pytest.mark.parametrize("name", ["赵𬱟", "Muñoz", "¥12.00", "㛃𫞩"])
def test_a_line_with_a_character_outside_two_bytes_is_a_picture(name: str) -> None:
    lines = printed(name=name)
    assert lines[0] == "[picture]"
    assert lines[1:3] == ["-" * 32, "合计" + " " * 18 + "￥3,860.00"]


def test_no_character_ever_becomes_a_question_mark() -> None:
    for name in ("陈喆", "赵𬱟", "王䶮", "Ç", "㎡", "№"):
        assert b"?" not in draw(slip(name=name, qr="YS1:A"), "escpos").partition(b"\x1dv0")[0]


def test_the_picture_of_a_line_shows_the_characters_themselves() -> None:
    with_rare, without = (ReceiptPrinter(384).print(draw(slip(name=name), "escpos")) for name in ("赵𬱟", "赵"))
    assert with_rare.crop((24, 0, 48, 30)).getcolors() != without.crop((24, 0, 48, 30)).getcolors()
    assert without.crop((24, 0, 48, 30)).getcolors() == [(24 * 30, 1)], "white"


def test_a_slip_ends_with_one_cut() -> None:
    paper = ReceiptPrinter(384)
    paper.print(draw(slip(), "escpos"))
    assert paper.cuts == 1


def test_a_code_too_large_to_be_read_is_refused() -> None:
    with pytest.raises(Refusal, match="code_too_large"):
        draw(slip(qr="A" * 600), "escpos")


def test_two_readers_read_the_code_on_paper_with_fifteen_percent_erased(tmp_path: Path) -> None:
    text = "YS1:" + "%69 VD92EX0" * 40
    paper = ReceiptPrinter(384).print(draw(slip(qr=text), "escpos")).convert("L")
    code = 81 * 4
    side, middle = round(code * 0.15**0.5), paper.height - 30 - 16 - code // 2
    paper.paste(255, (192 - side // 2, middle - side // 2, 192 + side // 2, middle + side // 2))
    path = tmp_path / "code.png"
    paper.save(path)
    read = subprocess.run(["zbarimg", "-q", "--raw", path], capture_output=True, check=False).stdout.decode()
    assert read.rstrip("\n") == text
    assert [found.text for found in zxingcpp.read_barcodes(paper)] == [text]


def test_pins_strike_exactly_what_was_filled_in() -> None:
    placed = sheet()
    (form,) = PinPrinter(709).print(draw(placed, "escp2"))
    runs = [item for item in overlay(placed).pages[0].items if isinstance(item, Run)]
    expected = raster.words(runs, placed.width, 0, 60, 180 / 25.4)
    words_only = (0, 0, 709, 210)
    difference = ImageChops.logical_xor(form.crop(words_only), expected.crop(words_only))
    assert difference.getbbox() is None
    assert form.crop((0, 210, 709, 425)).getbbox() is not None, "the stamp's words stand below"


def test_pins_leave_the_form_s_own_words_out() -> None:
    (form,) = PinPrinter(709).print(draw(sheet(), "escp2"))
    assert form.crop((70, 60, 200, 110)).getbbox() is None
