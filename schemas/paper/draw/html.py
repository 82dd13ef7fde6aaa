"""HTML for the screen: one SVG a page, its words as words. Nothing is fetched; the page brings no font along."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from schemas.paper.draw.shapes import STAMP_WEIGHT, characters, corner, dark_runs, modules, stamp_frame
from schemas.paper.placed import Box, Code, Item, Page, Placed, Rule, Run, Stamp

_HEAD = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<style>
body{{margin:0;background:#E8ECF1}}
svg{{display:block;margin:4mm auto;background:#FFFDF8;box-shadow:0 1px 6px #17202B33}}
text{{font-family:"Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;white-space:pre}}
@media print{{body{{background:none}}svg{{margin:0;background:none;box-shadow:none;page-break-after:always}}}}
</style></head><body>
"""


def draw(placed: Placed) -> bytes:
    """A page of HTML in UTF-8."""
    pages = "\n".join(svg(placed, page) for page in placed.pages)
    return (_HEAD.format(title=escape(placed.title)) + pages + "\n</body></html>\n").encode("utf-8")


def svg(placed: Placed, page: Page) -> str:
    """One page as an SVG that counts in mm."""
    size = f'width="{_n(placed.width)}mm" height="{_n(page.height)}mm"'
    view = f'viewBox="0 0 {_n(placed.width)} {_n(page.height)}"'
    label = escape(f"{placed.title} {page.copy}".strip(), quote=True)
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} role="img" aria-label="{label}">']
    for item in page.items:
        lines.extend(_shapes(item))
    return "\n".join([*lines, "</svg>"])


def _shapes(item: Item) -> Iterator[str]:
    if isinstance(item, Run):
        yield _run(item)
    elif isinstance(item, Rule):
        dash = ' stroke-dasharray="1.2 0.8"' if item.dash else ""
        ends = f'x1="{_n(item.x)}" y1="{_n(item.y)}" x2="{_n(item.to_x)}" y2="{_n(item.to_y)}"'
        yield f'<line {ends} stroke="{item.colour}" stroke-width="{_n(item.line)}"{dash}/>'
    elif isinstance(item, Box):
        yield _box(item)
    elif isinstance(item, Code):
        yield _code(item)
    else:
        yield _stamp(item)


def _run(run: Run) -> str:
    x, text = _n(run.x), run.text
    if run.pitch is not None:
        placed = list(characters(run))
        x, text = " ".join(_n(left) for _, left in placed), "".join(character for character, _ in placed)
    style = f'font-size="{_n(run.size)}" font-weight="{run.weight}" fill="{run.colour}"'
    return f'<text x="{x}" y="{_n(run.y)}" {style}>{escape(text)}</text>'


def _box(box: Box) -> str:
    place = f'x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}" rx="{_n(box.radius)}"'
    edge = f' stroke="{box.colour}" stroke-width="{_n(box.line)}"' if box.line else ""
    return f'<rect {place} fill="{box.fill or "none"}"{edge}/>'


def _code(code: Code) -> str:
    matrix = modules(code)
    left, top = corner(code, len(matrix))
    path = "".join(f"M{column} {row}h{count}v1h-{count}z" for row, column, count in dark_runs(matrix))
    return f'<path transform="translate({_n(left)} {_n(top)}) scale({_n(code.module)})" d="{path}"/>'


def _stamp(stamp: Stamp) -> str:
    frame = stamp_frame(stamp)
    width, height = _n(2 * frame.half_width), _n(2 * frame.half_height)
    place = f'x="{_n(-frame.half_width)}" y="{_n(-frame.half_height)}" width="{width}" height="{height}"'
    turn = f'transform="translate({_n(stamp.x)} {_n(stamp.y)}) rotate({_n(-stamp.angle)})" opacity="{stamp.opacity}"'
    edge = f'fill="none" stroke="{stamp.colour}" stroke-width="{_n(frame.line)}"'
    words = f'font-size="{_n(frame.size)}" font-weight="{STAMP_WEIGHT}" text-anchor="middle" fill="{stamp.colour}"'
    return (
        f'<g {turn}><rect {place} rx="{_n(0.18 * frame.size)}" {edge}/>'
        f'<text y="{_n(frame.baseline)}" {words}>{escape(stamp.text)}</text></g>'
    )


def _n(number: float) -> str:
    """A number with at most three decimals and no tail of noughts."""
    return f"{number:.3f}".rstrip("0").rstrip(".") or "0"
