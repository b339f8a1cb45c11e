"""Stacked bars as a picture (SVG): the same amounts give the same bytes, and no part is told by its colour alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

_BAR, _GAP, _HEIGHT, _LEFT, _TOP, _BOTTOM = 44, 14, 300, 20, 84, 34
_LEAST = 14
"""Pixels that a part must have for its number to be written into it."""
_LEGEND = 130


class Part(NamedTuple):
    """What a bar is made of: its name, and its colour."""

    name: str
    colour: str


class Bar(NamedTuple):
    """A bar: what stands below it, and how much of each part it has."""

    name: str
    amounts: Sequence[int]


def picture(title: str, parts: Sequence[Part], bars: Sequence[Bar]) -> str:
    """The picture; every bar has as many amounts as there are parts, of which the first stands at the bottom."""
    width = max(2 * _LEFT + len(bars) * (_BAR + _GAP), 2 * _LEFT + len(parts) * _LEGEND)
    most = max((sum(bar.amounts) for bar in bars), default=0) or 1
    drawn = "".join(_bar(place, bar, parts, most) for place, bar in enumerate(bars))
    legend = "".join(_legend(place, part) for place, part in enumerate(parts))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" class="bars" role="img" viewBox="0 0 {width} {_TOP + _HEIGHT + _BOTTOM}"
 width="{width}" font-family="sans-serif" font-size="12">
<title>{escape(title)}</title>
<rect class="paper" width="100%" height="100%" fill="#fff"/>
<text x="{_LEFT}" y="28" font-size="16" font-weight="600" class="word" fill="#16202c">{escape(title)}</text>
{legend}{drawn}</svg>
"""


def _legend(place: int, part: Part) -> str:
    left = _LEFT + place * _LEGEND
    square = f'<rect x="{left}" y="46" width="12" height="12" fill="{part.colour}"/>'
    return f'{square}<text x="{left + 18}" y="57" class="word" fill="#16202c">{escape(part.name)}</text>\n'


def _bar(number: int, bar: Bar, parts: Sequence[Part], most: int) -> str:
    left = _LEFT + number * (_BAR + _GAP)
    place = f'x="{left + _BAR / 2:g}" y="{_TOP + _HEIGHT + 20}" text-anchor="middle"'
    name = f'<text {place} class="word" fill="#16202c">{escape(bar.name)}</text>'
    return "".join(_stacked(left, bar, parts, most)) + name + "\n"


def _stacked(left: int, bar: Bar, parts: Sequence[Part], most: int) -> Iterator[str]:
    below = 0
    for part, amount in zip(parts, bar.amounts, strict=True):
        low, high = (_HEIGHT * value / most for value in (below, below + amount))
        top, below = _TOP + _HEIGHT - high, below + amount
        if amount:
            told = f"<title>{escape(f'{bar.name}: {amount} {part.name}')}</title>"
            box = f'x="{left}" y="{top:.1f}" width="{_BAR}" height="{high - low:.1f}" fill="{part.colour}"'
            yield f"<rect {box}>{told}</rect>"
        if high - low >= _LEAST:
            place = f'x="{left + _BAR / 2:g}" y="{top + (high - low) / 2 + 4:.1f}"'
            yield f'<text {place} text-anchor="middle" fill="#fff">{amount}</text>'
