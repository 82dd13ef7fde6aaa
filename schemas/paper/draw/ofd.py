"""OFD (GB/T 33190-2016): a preview 打印预览 as zip and XML. Electronic invoices come from the tax platform, never from here.

The font is named, not embedded: readers of OFD bring Chinese fonts of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from schemas.paper.draw.shapes import STAMP_WEIGHT, advance, characters, corner, dark_runs, modules, stamp_frame
from schemas.paper.placed import Box, Code, Item, Page, Placed, Rule, Run, Stamp

_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FONTS = {400: "2", 600: "3"}
_FIRST_ID = 100
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def draw(placed: Placed) -> bytes:
    """The OFD file with a page for every placed page; the same words, the same bytes."""
    files = {"OFD.xml": _root(placed), "Doc_0/Document.xml": _document(placed), "Doc_0/PublicRes.xml": _resources()}
    for place, page in enumerate(placed.pages):
        files[f"Doc_0/Pages/Page_{place}/Content.xml"] = _content(placed, page)
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(ZipInfo(name, _LONG_AGO), (_HEAD + text).encode("utf-8"), ZIP_DEFLATED)
    return file.getvalue()


def _root(placed: Placed) -> str:
    info = f"<ofd:Title>{escape(placed.title)}</ofd:Title><ofd:Creator>YouShui 邮税</ofd:Creator>"
    body = f"<ofd:DocInfo><ofd:DocID>{'0' * 32}</ofd:DocID>{info}</ofd:DocInfo>"
    root = "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
    return f'<ofd:OFD {_SPACE} Version="1.1" DocType="OFD"><ofd:DocBody>{body}{root}</ofd:DocBody></ofd:OFD>'


def _document(placed: Placed) -> str:
    area = f"<ofd:PageArea>{_area(placed, placed.pages[0])}</ofd:PageArea>"
    largest = _FIRST_ID * 10_000
    common = f"<ofd:MaxUnitID>{largest}</ofd:MaxUnitID>{area}<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
    pages = "".join(
        f'<ofd:Page ID="{10 + place}" BaseLoc="Pages/Page_{place}/Content.xml"/>' for place in range(len(placed.pages))
    )
    return (
        f"<ofd:Document {_SPACE}><ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
    )


def _resources() -> str:
    fonts = "".join(
        f'<ofd:Font ID="{number}" FontName="Noto Sans SC" FamilyName="Noto Sans SC" Bold="{str(weight > 400).lower()}"/>'
        for weight, number in _FONTS.items()
    )
    return f'<ofd:Res {_SPACE} BaseLoc="Res"><ofd:Fonts>{fonts}</ofd:Fonts></ofd:Res>'


def _content(placed: Placed, page: Page) -> str:
    objects = [shape for item in page.items for shape in _shapes(item)]
    numbered = "".join(shape.replace("{id}", str(_FIRST_ID + place)) for place, shape in enumerate(objects))
    layer = f'<ofd:Layer ID="9">{numbered}</ofd:Layer>'
    return f"<ofd:Page {_SPACE}><ofd:Area>{_area(placed, page)}</ofd:Area><ofd:Content>{layer}</ofd:Content></ofd:Page>"


def _area(placed: Placed, page: Page) -> str:
    return f"<ofd:PhysicalBox>0 0 {_n(placed.width)} {_n(page.height)}</ofd:PhysicalBox>"


def _shapes(item: Item) -> Iterator[str]:
    if isinstance(item, Run):
        yield _text(item)
    elif isinstance(item, Rule):
        yield _line(item)
    elif isinstance(item, Box):
        yield _rectangle(item)
    elif isinstance(item, Code):
        yield _symbol(item)
    else:
        yield from _stamp(item)


def _text(run: Run) -> str:
    """One line of words: its box, and the step from each character to the next."""
    placed = list(characters(run)) if run.pitch is not None else _spread(run)
    text = "".join(character for character, _ in placed)
    steps = " ".join(_n(right - left) for (_, left), (_, right) in pairwise(placed))
    first = placed[0][1]
    width = placed[-1][1] + run.size - first
    where = f'Boundary="{_n(first)} {_n(run.y - run.size)} {_n(width)} {_n(1.3 * run.size)}"'
    delta = f' DeltaX="{steps}"' if steps else ""
    code = f'<ofd:TextCode X="0" Y="{_n(run.size)}"{delta}>{escape(text)}</ofd:TextCode>'
    look = f'Font="{_FONTS[run.weight]}" Size="{_n(run.size)}"'
    colour = f'<ofd:FillColor Value="{_rgb(run.colour)}"/>'
    return f'<ofd:TextObject ID="{{id}}" {where} {look}>{colour}{code}</ofd:TextObject>'


def _spread(run: Run) -> list[tuple[str, float]]:
    placed: list[tuple[str, float]] = []
    x = run.x
    for character in run.text:
        placed.append((character, x))
        x += advance(character, run.size, run.weight)
    return placed


def _line(rule: Rule) -> str:
    """A rule in a box that has room for half its thickness on every side."""
    left, top = min(rule.x, rule.to_x) - rule.line, min(rule.y, rule.to_y) - rule.line
    width, height = abs(rule.to_x - rule.x) + 2 * rule.line, abs(rule.to_y - rule.y) + 2 * rule.line
    path = f"M {_n(rule.x - left)} {_n(rule.y - top)} L {_n(rule.to_x - left)} {_n(rule.to_y - top)}"
    dash = ' DashPattern="1.2 0.8"' if rule.dash else ""
    look = f'LineWidth="{_n(rule.line)}"{dash}'
    return _path((left, top, width, height), look, f'<ofd:StrokeColor Value="{_rgb(rule.colour)}"/>', path)


def _rectangle(box: Box) -> str:
    path = f"M 0 0 L {_n(box.width)} 0 L {_n(box.width)} {_n(box.height)} L 0 {_n(box.height)} C"
    fill = f'<ofd:FillColor Value="{_rgb(box.fill)}"/>' if box.fill else ""
    look = f'LineWidth="{_n(box.line)}" Stroke="{str(box.line > 0).lower()}" Fill="{str(box.fill is not None).lower()}"'
    colours = f'{fill}<ofd:StrokeColor Value="{_rgb(box.colour)}"/>'
    return _path((box.x, box.y, box.width, box.height), look, colours, path)


def _symbol(code: Code) -> str:
    matrix = modules(code)
    left, top = corner(code, len(matrix))
    side, size = code.module, len(matrix) * code.module
    path = " ".join(
        f"M {_n(column * side)} {_n(row * side)} L {_n((column + count) * side)} {_n(row * side)}"
        f" L {_n((column + count) * side)} {_n((row + 1) * side)} L {_n(column * side)} {_n((row + 1) * side)} C"
        for row, column, count in dark_runs(matrix)
    )
    return _path((left, top, size, size), 'Stroke="false" Fill="true"', '<ofd:FillColor Value="0 0 0"/>', path)


def _stamp(stamp: Stamp) -> Iterator[str]:
    """A stamp upright in its frame: readers differ in how they turn words."""
    frame = stamp_frame(stamp)
    width, height = 2 * frame.half_width, 2 * frame.half_height
    x, y = stamp.x - frame.half_width, stamp.y - frame.half_height
    yield _rectangle(Box(x=x, y=y, width=width, height=height, line=frame.line, colour=stamp.colour))
    words_x = stamp.x - advance(stamp.text, frame.size, STAMP_WEIGHT) / 2
    words_y = stamp.y + frame.baseline
    yield _text(Run(text=stamp.text, x=words_x, y=words_y, size=frame.size, weight=STAMP_WEIGHT, colour=stamp.colour))


def _path(place: tuple[float, float, float, float], look: str, colours: str, path: str) -> str:
    where = " ".join(_n(number) for number in place)
    data = f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject ID="{{id}}" Boundary="{where}" {look}>{colours}{data}</ofd:PathObject>'


def _rgb(colour: str) -> str:
    return " ".join(str(part) for part in bytes.fromhex(colour.removeprefix("#")))


def _n(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".") or "0"
