"""Paper: layouts as data, filled to placed text, drawn as bytes. Paper is made from committed entries, never from a screen.

`layout` reads the shipped layouts, `fill` places words on them (pure), `draw` turns what was placed into PDF, PNG, HTML,
OFD, ESC/POS and ESC/P2.
"""
