"""Sales as rows of a list."""

from __future__ import annotations

from schemas.money import yuan
from station.ui.readings import Hit
from station.ui.sale_reading import Sale
from station.ui.speech import Speech
from station.ui.widgets.tables import Col


def hit_columns(speech: Speech) -> tuple[Col, ...]:
    """The columns of a list of sales."""
    return (
        Col(speech("ui.column.on"), 100),
        Col(speech("ui.column.number"), 120),
        Col(speech("ui.column.name"), 110),
        Col(speech("ui.column.buyer")),
        Col(speech("ui.column.item"), 130),
        Col(speech("ui.column.gross"), 120, right=True),
        Col(speech("ui.column.taxes"), 100, right=True),
        Col(speech("ui.column.state"), 80, right=True),
    )


def hit_cells(hit: Hit, speech: Speech) -> tuple[str, ...]:
    """One sale as the cells of those columns."""
    return (
        hit.on,
        hit.number,
        hit.name,
        hit.buyer,
        hit.item or speech("ui.and").join(speech.choice("tax", tax) for tax in hit.taxes),
        yuan(hit.gross_fen),
        yuan(hit.total_fen),
        speech.choice("state", hit.state),
    )


def sale_columns(speech: Speech) -> tuple[Col, ...]:
    """The columns of a list of one day's sales."""
    return tuple(column for column in hit_columns(speech) if column.title != speech("ui.column.on"))


def sale_cells(one: Sale, speech: Speech) -> tuple[str, ...]:
    """One sale of the day as the cells of those columns."""
    state = speech.choice("state", one.state)
    item = one.item or speech("ui.and").join(speech.choice("tax", tax) for tax in one.dues)
    return (one.number, one.name, one.buyer, item, yuan(one.gross_fen), yuan(one.total_fen), state)
