"""Files and functions stay short enough to be read at a glance."""

import ast
from pathlib import Path

import pytest

from tests.codebase.tree import ROOT, sources

MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 60

# What is longer, since when, and why.
ALLOWED: dict[str, str] = {
    "benchmarks/load/wbench.c": "2026-11: one dense load generator, read as a whole",
}


@pytest.mark.parametrize("path", sources(".py", ".ts", ".tsx", ".css", ".proto", ".c"), ids=str)
def test_a_file_is_at_most_500_lines_long(path: Path) -> None:
    if str(path) in ALLOWED:
        return
    lines = (ROOT / path).read_text().count("\n")
    assert lines <= MAX_FILE_LINES, f"{path} has {lines} lines: split it by noun"


@pytest.mark.parametrize("path", sources(".py"), ids=str)
def test_a_function_is_at_most_60_lines_long(path: Path) -> None:
    tree = ast.parse((ROOT / path).read_text())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    too_long = [
        f"{path}:{node.lineno} {node.name} has {length} lines"
        for node in functions
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring_lines(node))
        > MAX_FUNCTION_LINES
    ]
    assert not too_long, "\n".join(too_long)


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    if (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    ):
        return (first.end_lineno or first.lineno) - first.lineno + 1
    return 0
