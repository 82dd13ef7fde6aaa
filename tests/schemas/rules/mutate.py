"""A mutation run: every number and every comparison in the packs and in the engine is changed in turn; do the tests notice?

    .venv/bin/python tests/schemas/rules/mutate.py [--seconds N] [--jobs N] [--only TEXT] [--sample N]

Prints each survivor and the share that was caught. It works on a copy; nothing of the house is changed. The test that pins
the packs' digests is left out, for it would notice any change without knowing why it matters.
"""

from __future__ import annotations

import argparse
import ast
import copy
import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parents[3]
ENGINE = (
    "receiving", "rates", "pricing", "limits", "assess", "law", "case", "prior", "clauses", "shelf", "late", "quota", "counter", "intake",
    "compare", "check", "holidays", "questions", "rows", "answer", "why",
    "taxes/sheet", "taxes/vat", "taxes/charges", "taxes/property", "taxes/stamp", "taxes/pit",
)  # fmt: skip
QUICK = ("receiving", "pricing", "tables", "desk", "late", "quota", "compare", "pack")
SLOW = ("bounds", "why", "writing", "second_reckoning", "properties")
STAGES = (
    ("tests/schemas/rules/test_facts.py", "tests/conformance/legal/test_tax.py"),
    tuple(f"tests/schemas/rules/test_{name}.py" for name in QUICK),
    tuple(f"tests/schemas/rules/test_{name}.py" for name in SLOW),
)
"""The tests in three stages; what the first notices need not be shown to the others."""
LONGEST_SECONDS = 300
"""A mutant that never ends is caught."""
LEFT_OUT = "not never_changed_under_its_version"
NOT_LAW = {"questions", "sources", "assumptions", "reliefs", "title", "id", "version", "note"}
"""Parts of a pack that are words or repeat a figure for the reader."""
RATE = re.compile(r"[01](\.\d+)?")
DAY = re.compile(r"\d{4}-\d\d-\d\d(\.\.\d{4}-\d\d-\d\d)?")
SWAPS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the file, what was changed, and the file's text after it."""

    file: str
    what: str
    text: str


def pack_mutants() -> Iterator[Mutant]:
    """Every number, rate, day, test and switch of the packs."""
    for path in sorted((HOUSE / "schemas/rules/packs").glob("*.json")):
        document = json.loads(path.read_text("utf-8"))
        for place, value in _leaves(document, ()):
            for other in _other_values(value):
                changed = copy.deepcopy(document)
                _put(changed, place, other)
                what = f"{'.'.join(map(str, place))}: {value!r} → {other!r}"
                yield Mutant(str(path.relative_to(HOUSE)), what, json.dumps(changed, ensure_ascii=False))


def _leaves(value: Any, place: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in NOT_LAW:
                yield from _leaves(part, (*place, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _leaves(part, (*place, index))
    elif place[0] not in ("format", "territory") and place != ("from",) and place != ("to",):
        yield place, value


def _other_values(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1] if value else [1]
    if value in ("below", "not_above"):
        return ["not_above" if value == "below" else "below"]
    if isinstance(value, str) and RATE.fullmatch(value):
        return [value[:-1] + str((int(value[-1]) + 1) % 10)] if value != "0" else ["0.1"]
    if isinstance(value, str) and DAY.fullmatch(value):
        first, dots, last = value.partition("..")
        return [_later(first) if not dots or _later(first) == last else f"{_later(first)}..{last}"]
    return []


def _later(day: str) -> str:
    return str(date.fromisoformat(day) + timedelta(days=1))


def _put(data: Any, place: tuple[Any, ...], value: Any) -> None:
    for step in place[:-1]:
        data = data[step]
    data[place[-1]] = value


def engine_mutants() -> Iterator[Mutant]:
    """Every whole number, comparison, sum, product, and, or, not, true and false of the engine's modules."""
    for name in ENGINE:
        file = f"schemas/rules/{name}.py"
        text = (HOUSE / file).read_text("utf-8")
        count = sum(1 for _ in ast.walk(ast.parse(text)))
        for index in range(count):
            tree = ast.parse(text)
            node = list(ast.walk(tree))[index]
            what = None if node in _not_law(tree) else _change(node)
            if what:
                ast.fix_missing_locations(tree)
                line = getattr(node, "lineno", 0)
                source = text.splitlines()[line - 1].strip() if line else ""
                yield Mutant(file, f"line {line}: {what}   {source}", ast.unparse(tree))


def _not_law(tree: ast.Module) -> set[ast.AST]:
    """Switches of the language, not of the law: decorators, and whether lists of one length are asked to be so."""
    decorators = (one for node in ast.walk(tree) for one in getattr(node, "decorator_list", []))
    stricts = (node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "strict")
    return {inner for outer in (*decorators, *stricts) for inner in ast.walk(outer)}


def _change(node: ast.AST) -> str | None:
    """Change a node in place and say how; None where there is nothing to change."""
    if isinstance(node, ast.Compare):
        before = type(node.ops[0])
        node.ops[0] = SWAPS[before]()
        return f"{before.__name__} → {type(node.ops[0]).__name__}"
    if isinstance(node, ast.BinOp) and type(node.op) in SWAPS and not _of_texts(node):
        before = type(node.op)
        node.op = SWAPS[before]()
        return f"{before.__name__} → {type(node.op).__name__}"
    if isinstance(node, ast.BoolOp):
        before = type(node.op)
        node.op = SWAPS[before]()
        return f"{before.__name__} → {type(node.op).__name__}"
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        node.value = not node.value
        return f"→ {node.value}"
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        node.value += 1
        return f"{node.value - 1} → {node.value}"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("max", "min"):
        node.func.id = "min" if node.func.id == "max" else "max"
        return f"→ {node.func.id}"
    return None


def _of_texts(node: ast.BinOp) -> bool:
    """Sums that are not of numbers: texts, and the `|` of types never comes here."""
    return any(
        isinstance(part, ast.JoinedStr | ast.Constant) and not isinstance(getattr(part, "value", 0), int)
        for part in (node.left, node.right)
    )


def noticed(mutant: Mutant, copy_of_house: Path) -> bool:
    """Whether the tests fail on the mutant. A child with the outside libraries already loaded runs them."""
    target = copy_of_house / mutant.file
    kept = target.read_text("utf-8")
    target.write_text(mutant.text, "utf-8")
    child = os.fork()
    if child == 0:
        signal.alarm(LONGEST_SECONDS)
        try:
            _run_tests()
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    target.write_text(kept, "utf-8")
    return os.waitstatus_to_exitcode(status) != 0


def _run_tests() -> None:
    import pytest  # the parent loads it once, before the first fork

    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    _try_at_once()
    for tests in STAGES:
        if pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--assert=plain", "-k", LEFT_OUT, *tests]):
            os._exit(1)
    os._exit(0)


def _try_at_once() -> None:
    """The worked cases and some chance, without the cost of collecting tests; most mutants fall here."""
    from tests.conformance.legal import test_tax
    from tests.schemas.rules import test_second_reckoning

    for name in test_tax.CASES:
        test_tax.test_a_worked_case_comes_out_to_the_fen(name)
    test_second_reckoning.test_two_reckonings_agree(0)


def a_copy(folder: str) -> Path:
    """What the tests need of the house, in a folder of its own."""
    house = Path(folder)
    for name in ("schemas", "tests", "docs", "yard"):
        shutil.copytree(HOUSE / name, house / name, ignore=shutil.ignore_patterns("__pycache__", "fonts"))
    shutil.copyfile(HOUSE / "pyproject.toml", house / "pyproject.toml")
    return house


def _move_into(house: Path) -> None:
    """Read the house from its copy, and once for all children what stands below the engine."""
    os.chdir(house)
    sys.path[:] = [str(house), *(path for path in sys.path if path != str(HOUSE))]
    sys.dont_write_bytecode = True
    import schemas.application
    import schemas.periods

    assert schemas.application.__file__.startswith(str(house)), "the copy is read, not the house"


def work(mutants: list[Mutant], until: float, found: Path) -> None:
    """Try mutants one after the other and write each outcome down as a line."""
    with tempfile.TemporaryDirectory() as folder, found.open("w", encoding="utf-8") as lines:
        house = a_copy(folder)
        _move_into(house)
        same = HOUSE / mutants[0].file
        assert not noticed(Mutant(mutants[0].file, "nothing", same.read_text("utf-8")), house), (
            "the tests pass unchanged"
        )
        for mutant in mutants:
            if time.monotonic() > until:
                break
            caught = noticed(mutant, house)
            lines.write(json.dumps([caught, mutant.file, mutant.what], ensure_ascii=False) + "\n")
            lines.flush()


def main() -> None:
    """Share the mutants out over the jobs, wait, and report."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--seconds", type=int, default=900)
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--only", default="")
    asked.add_argument("--sample", type=int, default=0, help="try only so many, drawn from a fixed seed")
    options = asked.parse_args()
    import hypothesis
    import jsonschema
    import pydantic
    import pytest

    assert hypothesis and jsonschema and pydantic and pytest, "loaded once for all children"
    mutants = [one for one in (*engine_mutants(), *pack_mutants()) if options.only in f"{one.file} {one.what}"]
    if options.sample:
        mutants = random.Random(options.sample).sample(mutants, min(options.sample, len(mutants)))
    until = time.monotonic() + options.seconds
    with tempfile.TemporaryDirectory() as folder:
        outcomes = [Path(folder) / f"{job}.jsonl" for job in range(options.jobs)]
        children = [_start(mutants[job :: options.jobs], until, outcomes[job]) for job in range(options.jobs)]
        for child in children:
            os.waitpid(child, 0)
        tried = [json.loads(line) for path in outcomes for line in path.read_text("utf-8").splitlines()]
    survivors = sorted((file, what) for caught, file, what in tried if not caught)
    for file, what in survivors:
        print(f"survived: {file}: {what}")
    caught = len(tried) - len(survivors)
    print(
        f"{caught} of {len(tried)} caught ({100 * caught // max(len(tried), 1)} %), {len(mutants) - len(tried)} not tried"
    )


def _start(mutants: list[Mutant], until: float, found: Path) -> int:
    child = os.fork()
    if child == 0:
        work(mutants, until, found)
        os._exit(0)
    return child


if __name__ == "__main__":
    main()
