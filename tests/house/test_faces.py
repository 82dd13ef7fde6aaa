"""A face (`__all__`) names what stands (ruff keeps it in order); a file keeps to one subject; a switched-off check says why."""

from __future__ import annotations

import ast
import re

from tests.house.reading import HOUSE, committed, modules

LONGEST_MODULE_LINES = 400
SWITCH = re.compile(
    r"#\s*(?:noqa|type:\s*ignore|pyright:\s*ignore)(?:\s*:\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*|\[[^\]]*\])?(?P<reason>.*)"
)


def face_of(tree: ast.Module) -> list[str] | None:
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            return ast.literal_eval(node.value)
    return None


def names_of(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names.update(alias.asname or alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return names


def test_every_face_names_what_stands() -> None:
    faces = {name: (face, names_of(tree)) for name, tree in modules().items() if (face := face_of(tree)) is not None}
    assert [(name, set(face) - names) for name, (face, names) in faces.items() if set(face) - names] == []


def test_every_module_says_what_lives_in_it() -> None:
    silent = [name for name, tree in modules().items() if tree.body and not ast.get_docstring(tree)]
    assert silent == []


def test_no_module_outgrows_its_subject() -> None:
    longest = {name: len((HOUSE / name).read_text("utf-8").splitlines()) for name in modules()}
    assert {name: lines for name, lines in longest.items() if lines > LONGEST_MODULE_LINES} == {}


def test_a_switched_off_check_gives_its_reason() -> None:
    bare = [
        f"{path.relative_to(HOUSE)}:{number}"
        for path in committed()
        if path.suffix == ".py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (found := SWITCH.search(line)) and not found["reason"].strip()
    ]
    assert bare == []
