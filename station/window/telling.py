"""A failure that comes before there is a page, in a window: whoever clicked an icon has no terminal to read it in."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping
from html import escape
from pathlib import Path

from schemas.failures import Failure
from schemas.words import LANGUAGES, catalogue, say
from station.window.browser import app_command, find_browser, has_display, outside

_PAGE = """<!DOCTYPE html>
<html lang="{language}"><meta charset="utf-8"><title>{title}</title>
<style>body {{ font: 18px/1.7 sans-serif; color: #1C2733; background: #FBFCFD; max-width: 40em; margin: 12vh auto; padding: 0 2em; }}
h1 {{ color: #1B5591; font-size: 28px; }} small {{ color: #47525F; }}</style>
{parts}<small>{code}</small></html>
"""


def failure_page(failure: Failure) -> str:
    """What happened, that nothing is lost, what to do now; Chinese first, then English, and the code for the telephone."""
    parts = "".join(_part(failure, language) for language in LANGUAGES)
    return _PAGE.format(language="zh-CN", title=say("window.failed_title"), parts=parts, code=escape(failure.code))


def tell_failure(failure: Failure, named: str | None, session: Mapping[str, str]) -> bool:
    """Show the failure in a window of its own; False where none can be opened."""
    browser, environment = find_browser(named), {**outside(), **session}
    if browser is None or not has_display(environment):
        return False
    folder = Path(tempfile.mkdtemp(prefix="youshui-"))
    page = folder / "failure.html"
    page.write_text(failure_page(failure), "utf-8")
    quiet = subprocess.DEVNULL
    command = app_command(browser, page.as_uri(), folder / "profile")
    try:
        subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError:
        return False
    return True


def _part(failure: Failure, language: str) -> str:
    words = catalogue(language)[failure.code]
    sentences = [words["what"], words["next"]] if isinstance(words, dict) else [words]
    said = [escape(sentence.format(**failure.params)) for sentence in sentences]
    said.insert(1, escape(say("window.lost", language)))
    title = escape(say("window.failed_title", language))
    return (
        f'<section lang="{language.replace("_", "-")}"><h1>{title}</h1>'
        + "".join(f"<p>{one}</p>" for one in said)
        + "</section>\n"
    )
