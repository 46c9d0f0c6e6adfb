"""The project's own Python files, parsed once, for the tests about walls and shape."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ("agents_app", "api", "config")
EVERYTHING = (*SOURCE, "tests")


@dataclass(frozen=True)
class Source:
    """One file: where it stands, how long it is, and what it says."""

    path: Path
    length: int
    tree: ast.Module

    def within(self, *folders: str) -> bool:
        """Whether it is one of these modules, or a file in one of these packages."""
        return any(
            self.path.is_relative_to(folder) or self.path == Path(f"{folder}.py")
            for folder in folders
        )

    def nodes(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        """Every node of these kinds, at any depth."""
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))

    def at(self, node: ast.AST, words: str) -> str:
        """A place that an editor can open, and what is there."""
        return f"{self.path}:{getattr(node, 'lineno', 1)} {words}"


@cache
def sources(*packages: str) -> tuple[Source, ...]:
    """Every file of the packages but the migrations, which Django writes."""
    found = []
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            place = path.relative_to(ROOT)
            if not {"migrations", "node_modules"} & set(place.parts):
                text = path.read_text(encoding="utf-8")
                found.append(Source(place, text.count("\n"), ast.parse(text)))
    return tuple(found)
