"""The tokens of `station.ui.look` as Flet's theme."""

from __future__ import annotations

import flet as ft

from station.ui import look


def theme() -> ft.Theme:
    """One seed, explicit colours over it, one family."""
    return ft.Theme(
        color_scheme_seed=look.SEED,
        font_family=look.FAMILY,
        color_scheme=ft.ColorScheme(
            primary=look.PRIMARY,
            on_primary=look.PAPER,
            primary_container=look.CONTAINER,
            on_primary_container=look.ON_CONTAINER,
            surface=look.GROUND,
            on_surface=look.INK,
            on_surface_variant=look.INK_2,
            outline=look.EDGE,
            outline_variant=look.LINE,
            error=look.ERROR,
        ),
        text_theme=ft.TextTheme(body_medium=ft.TextStyle(color=look.INK, font_family=look.FAMILY)),
        visual_density=ft.VisualDensity.STANDARD,
        page_transitions=ft.PageTransitionsTheme(),
    )
