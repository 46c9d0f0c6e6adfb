"""Bars as SVG, in a few plain shapes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from html import escape

WIDTH, LABEL, VALUE = 760, 190, 90  # pixels; of the whole, and of the text beside a bar
BAR, GAP, HEAD = 16, 14, 34
COLOURS = ("#2563eb", "#94a3b8", "#64748b", "#d97706", "#059669", "#be123c")
FONT = 'font-family="system-ui, sans-serif" font-size="12"'


def bars(
    title: str, groups: Mapping[str, Mapping[str, float]], *, unit: str, logarithmic: bool = False
) -> str:
    """Return groups of bars; a bar of the same name has the same colour in each group.

    logarithmic: each step to the right is a factor, for figures that are far apart.
    """
    names = list(dict.fromkeys(name for group in groups.values() for name in group))
    values = [value for group in groups.values() for value in group.values() if value > 0]
    scale = _scale(values, logarithmic=logarithmic)
    parts: list[str] = []
    y = HEAD + BAR + GAP
    for label, group in groups.items():
        parts.append(_text(LABEL - 8, y + 12, label, anchor="end"))
        for name, value in group.items():
            length = scale(value)
            colour = COLOURS[names.index(name) % len(COLOURS)]
            parts.append(
                f'<rect x="{LABEL}" y="{y}" width="{length:.1f}" height="{BAR - 3}" '
                f'fill="{colour}"><title>{escape(f"{label}, {name}")}</title></rect>'
            )
            parts.append(_text(LABEL + length + 5, y + 11, f"{figure(value)} {unit}"))
            y += BAR
        y += GAP
    note = f"{title} (logarithmic)" if logarithmic else title
    head = [_text(8, 18, note, weight="600"), *_legend(names)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" {FONT} role="img" '
        f'aria-label="{escape(note)}"><rect width="{WIDTH}" height="{y}" fill="#ffffff"/>'
        f"{''.join(head + parts)}</svg>\n"
    )


def figure(value: float) -> str:
    """Write a number with as many digits as say something."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _scale(values: Sequence[float], *, logarithmic: bool) -> Callable[[float], float]:
    room = WIDTH - LABEL - VALUE
    if not values:
        return lambda value: 0.0
    if not logarithmic:
        return lambda value: room * value / max(values)
    low = math.log10(min(values)) - 0.3
    high = max(math.log10(max(values)), low + 1)
    return lambda value: room * (math.log10(value) - low) / (high - low) if value > 0 else 0.0


def _legend(names: Sequence[str]) -> list[str]:
    parts, x = [], LABEL
    for number, name in enumerate(names):
        colour = COLOURS[number % len(COLOURS)]
        parts.append(f'<rect x="{x}" y="{HEAD - 6}" width="10" height="10" fill="{colour}"/>')
        parts.append(_text(x + 15, HEAD + 3, name))
        x += 35 + 7 * len(name)
    return parts


def _text(x: float, y: float, words: str, *, anchor: str = "start", weight: str = "400") -> str:
    return (
        f'<text x="{x:.1f}" y="{y}" text-anchor="{anchor}" font-weight="{weight}" '
        f'fill="#0f172a">{escape(words)}</text>'
    )
