"""docs/findings.md explains every code that the program can print, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def codes_in(trees: list[ast.Module]) -> set[str]:
    """Every text that becomes the code of a finding: given as `code=`, in the place of a parameter `code`, or named or
    returned as one.
    """
    functions = [
        node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    places: dict[str, set[int]] = {}
    for function in functions:
        names = [
            argument.arg
            for argument in [*function.args.posonlyargs, *function.args.args]
            if argument.arg not in ("self", "cls")
        ]
        if "code" in names:
            places.setdefault(function.name, set()).add(names.index("code"))
    for class_ in classes:
        fields = [
            statement.target.id
            for statement in class_.body
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
        ]
        if "code" in fields:
            places.setdefault(class_.name, set()).add(fields.index("code"))
    return {text for tree in trees for node in ast.walk(tree) for text in _texts(node, places) if CODE.fullmatch(text)}


def _texts(node: ast.AST, places: dict[str, set[int]]) -> Iterator[str]:
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for place in places.get(name, ()):
            yield from _constants(node.args[place : place + 1])
        yield from _constants([keyword.value for keyword in node.keywords if keyword.arg == "code"])
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Name) and target.id == "code":
                yield from _constants([node.value])
            elif isinstance(target, ast.Tuple) and "code" in (
                names := [getattr(part, "id", "") for part in target.elts]
            ):
                pairs = [inner for inner in ast.walk(node.value) if isinstance(inner, ast.Tuple)]
                yield from _constants([pair.elts[names.index("code")] for pair in pairs])
    elif isinstance(node, ast.FunctionDef) and node.returns is not None and "Problem" in ast.unparse(node.returns):
        for inner in ast.walk(node):
            if isinstance(inner, ast.Tuple) and inner.elts:
                yield from _constants(inner.elts[:1])


def _constants(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        yield from (
            inner.value for inner in ast.walk(node) if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
        )


def test_every_code_is_explained_and_every_explained_code_exists():
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "generator").rglob("*.py"))]
    explained = re.findall(
        r"^### `([a-z0-9-]+)`$", (ROOT / "docs/findings.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(codes_in(trees)) == sorted(explained)
    assert len(explained) > 60
