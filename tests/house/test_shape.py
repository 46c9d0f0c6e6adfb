"""The measures of the house: small files, small functions, no drawers, a sentence each."""

import ast

from tests.house.sources import EVERYTHING, SOURCE, sources

FILE_CEILING = 250
FUNCTION_CEILING = 40
MOST_BASES = 3
DRAWERS = {"base", "common", "helpers", "managers", "misc", "mixins", "util", "utils"}


def test_no_source_file_is_too_long():
    long = [
        f"{source.path}: {source.length} lines"
        for source in sources(*SOURCE)
        if source.length > FILE_CEILING
    ]
    assert not long, "\n".join(long)


def test_no_function_is_too_long():
    long = []
    for source in sources(*SOURCE):
        for node in source.nodes(ast.FunctionDef, ast.AsyncFunctionDef):
            assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_CEILING:
                long.append(source.at(node, f"{node.name} has {length} lines"))
    assert not long, "\n".join(long)


def test_no_class_has_too_many_parents():
    heirs = [
        source.at(node, node.name)
        for source in sources(*SOURCE)
        for node in source.nodes(ast.ClassDef)
        if isinstance(node, ast.ClassDef) and len(node.bases) > MOST_BASES
    ]
    assert not heirs, "\n".join(heirs)


def test_there_is_no_drawer_for_odds_and_ends():
    drawers = [
        str(source.path)
        for source in sources(*EVERYTHING)
        if DRAWERS & {part.removesuffix(".py") for part in source.path.parts}
    ]
    assert not drawers, "\n".join(drawers)


def test_every_module_says_what_it_is_for():
    silent = [
        str(source.path)
        for source in sources(*EVERYTHING)
        if not (ast.get_docstring(source.tree) or "").strip()
    ]
    assert not silent, "\n".join(silent)
