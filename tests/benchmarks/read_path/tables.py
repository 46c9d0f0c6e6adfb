"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.benchmarks.read_path.charts import figure

Cell = str | float | None


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table: words to the left, figures to the right, a dash where there is none."""
    lines = [[written(cell) for cell in row] for row in rows]
    if not lines:
        return ""
    rule = ["---:" if _is_figure(line) else "---" for line in zip(*lines, strict=True)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [list(head), rule, *lines]) + "\n"


def written(cell: Cell) -> str:
    """Return a cell as it is read."""
    if cell is None:
        return "—"
    if isinstance(cell, str):
        return cell.replace("|", "\\|")
    return f"{cell:,}" if isinstance(cell, int) else figure(cell)


def _is_figure(column: Iterable[str]) -> bool:
    return all(cell == "—" or cell[:1].isdigit() for cell in column)
