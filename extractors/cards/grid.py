"""The grid of a card: found from a few printed labels whose places on the card are known.

Places are in row pitches, from the first label. Turn and size come from the labels themselves; labels that do not fit
(民族 in the street name 民族大道) are left out by taking the grid on which most labels agree.

>>> seen = [Seen("name", (100, 50)), Seen("birth", (100, 150)), Seen("number", (100, 330))]
>>> grid = fit(seen, {"name": (0, 0), "birth": (0, 2), "number": (0, 5.6)})
>>> grid.place(150, 100)
(1.0, 1.0)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from extractors.page import Line
from storage.model.extraction import Box

Place = tuple[float, float]
TOLERANCE = 0.6
"""How far, in row pitches, a label may lie from where the grid puts it."""
MOST_TURN = 0.35
"""Beyond this slope two labels are not of one upright card."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A label and the point where it starts, in pixels."""

    key: str
    point: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """Pixels = origin + pitch × place, turned by `slope`."""

    x: float
    y: float
    pitch: float
    slope: float
    keys: frozenset[str] = frozenset()

    def place(self, x: float, y: float) -> Place:
        """Where a pixel lies on the card."""
        dx, dy = x - self.x, y - self.y
        size = self.pitch * (1 + self.slope**2)
        return round((dx + dy * self.slope) / size, 3), round((dy - dx * self.slope) / size, 3)

    def pixel(self, u: float, v: float) -> tuple[float, float]:
        return (
            self.x + self.pitch * (u - self.slope * v),
            self.y + self.pitch * (v + self.slope * u),
        )

    def box(self, u0: float, v0: float, u1: float, v1: float) -> Box:
        """The box around a part of the card."""
        corners = [self.pixel(u, v) for u in (u0, u1) for v in (v0, v1)]
        xs, ys = zip(*corners, strict=True)
        return Box(round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys)))


def start_of(line: Line) -> tuple[float, float]:
    """The middle of a line's left edge."""
    return float(line.box.x0), line.box.centre[1]


def fit(seen: Sequence[Seen], places: Mapping[str, Place]) -> Grid | None:
    """The grid with which most labels agree; None without two labels that agree."""
    best: tuple[int, float, Grid] | None = None
    for first, second in combinations(seen, 2):
        grid = _through(first, second, places)
        if grid is None:
            continue
        keys, error = _agreeing(grid, seen, places)
        if best is None or (len(keys), -error) > (best[0], -best[1]):
            best = (len(keys), error, Grid(grid.x, grid.y, grid.pitch, grid.slope, keys))
    return best[2] if best else None


def alone(line: Line, place: Place) -> Grid:
    """A grid from a single label, its size from the height of the line."""
    pitch = 2.05 * line.box.height
    x, y = start_of(line)
    return Grid(x - pitch * place[0], y - pitch * place[1], pitch, 0.0)


def _through(first: Seen, second: Seen, places: Mapping[str, Place]) -> Grid | None:
    """The grid on which both labels lie exactly. In complex numbers: pixel = origin + factor × place."""
    from_place, to_place = complex(*places[first.key]), complex(*places[second.key])
    if first.key == second.key or abs(to_place - from_place) < 0.5:
        return None
    factor = (complex(*second.point) - complex(*first.point)) / (to_place - from_place)
    if factor.real <= 0 or abs(factor.imag) > MOST_TURN * factor.real:
        return None
    origin = complex(*first.point) - factor * from_place
    return Grid(origin.real, origin.imag, factor.real, factor.imag / factor.real)


def _agreeing(grid: Grid, seen: Sequence[Seen], places: Mapping[str, Place]) -> tuple[frozenset[str], float]:
    near: dict[str, float] = {}
    for one in seen:
        off = abs(complex(*grid.place(*one.point)) - complex(*places[one.key]))
        if off <= TOLERANCE:
            near[one.key] = min(off, near.get(one.key, off))
    return frozenset(near), sum(near.values())
