"""Paper: layouts as data, filled to placed text, drawn as bytes. Paper is made from committed entries, never from a screen.

`layout` reads the shipped layouts, `fill` places words on them (pure), `draw` turns what was placed into PDF, PNG, HTML,
OFD, ESC/POS and ESC/P2.
"""

OUTPUTS = ("escp2", "escpos", "html", "ofd", "pdf", "png")
"""The kinds of bytes that a paper is drawn as; `schemas.paper.draw` loads each when it is first asked for."""
