"""What may be committed: no path of one machine, no host of a package index, nothing left for later, links that lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.reading import HOUSE, committed, texts

MACHINE_PATH = re.compile(r"(?<![\w.*])/(?:work|root|home|tmp)/\w")
INDEX_HOST = re.compile(r"pypi[.]org|pythonhosted[.]org|npmjs[.]|deb[.]debian|index-url|find-links|trusted-host")
LEFT_FOR_LATER = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|HA" r"CK)\b")
LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:|mailto:)(?P<path>[^)#\s]*)(?:#(?P<anchor>[^)\s]+))?\)")
PATH = re.compile(r"`((?:schemas|station|central|yard|tests|docs|benchmarks)/[^`\s]*)`")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def found(pattern: re.Pattern[str], *, spare: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{name}: {hit.group()}"
        for name, text in texts()
        if not name.startswith(("tests/house/test_committed_files.py", *spare))
        for hit in pattern.finditer(text)
    ]


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as the usual renderers make them."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", path.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.strip().lower()).replace(" ", "-") for head in heads}


def test_no_file_names_a_path_of_one_machine() -> None:
    assert found(MACHINE_PATH) == []


def test_no_file_names_a_package_index() -> None:
    """The lock's own head repeats the options that keep the index out of it."""
    assert [
        hit for hit in found(INDEX_HOST) if "emit" not in hit and not hit.startswith(("requirements", "docs/"))
    ] == []


def test_locks_hold_hashes_and_name_no_host() -> None:
    for lock in ("requirements.txt", "requirements-test.txt"):
        lines = [line for line in (HOUSE / lock).read_text("utf-8").splitlines() if not line.lstrip().startswith("#")]
        assert not any(
            re.search(r"https?://|--(?:extra-)?index-url|--find-links|--trusted-host", line) for line in lines
        )
        pins = [line for line in lines if re.match(r"[A-Za-z0-9]", line)]
        assert pins
        assert all("==" in line for line in pins)
        assert sum("--hash=sha256:" in line for line in lines) >= len(pins)


def test_nothing_is_left_for_later() -> None:
    assert found(LEFT_FOR_LATER, spare=("tests/conformance/legal", "schemas/paper/fonts")) == []


def test_every_link_in_a_page_leads_somewhere() -> None:
    lost: list[str] = []
    for page in (path for path in committed() if path.suffix == ".md"):
        for link in LINK.finditer(FENCE.sub("", page.read_text("utf-8"))):
            target = (page.parent / link["path"]).resolve() if link["path"] else page
            if not target.exists() or (
                link["anchor"] and target.suffix == ".md" and link["anchor"] not in anchors(target)
            ):
                lost.append(f"{page.relative_to(HOUSE)}: {link.group()}")
    assert lost == []


def test_every_path_that_a_page_names_stands() -> None:
    """`schemas/…`, `station/…` in backticks is a promise that the reader finds it."""
    lost = [
        f"{page.name}: {path}"
        for page in (
            HOUSE / "ARCHITECTURE.md",
            HOUSE / "README.md",
            HOUSE / "STYLE.md",
            *(HOUSE / "docs").rglob("*.md"),
        )
        for path in PATH.findall(FENCE.sub("", page.read_text("utf-8")))
        if not any(HOUSE.glob(re.sub(r"<\w+>", "*", path)))
    ]
    assert lost == []


def test_no_file_is_larger_than_a_font() -> None:
    assert [path.name for path in committed() if path.stat().st_size > 20_000_000] == []
