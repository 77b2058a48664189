"""Where the nodes of a forest stand: layers side by side, leaves one under the other, parents centred on their children.

Every tree has a band of its own, as tall as it needs, and bands never overlap. Many trees go over several panels side by
side, so that the drawing comes near the proportions of a sheet of paper. It knows heights, and no text and no colour.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

WIDTH = 256.0
LAYER_GAP = 54.0
PANEL_GAP = 64.0
# Between two bands of a layer: products, results of the first layer, deeper ones.
_GAPS = (26.0, 15.0, 8.0)
_A_SERIES = 2**0.5
_PANELS_MAX = 12
# How much nearer to a sheet's proportions one more panel must come to be worth the jump of the eye.
_PANEL_COST = 1.12


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle on the drawing, its corner at the upper left."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Half its height down, where edges start and end."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Panel:
    """One stack of trees: its left edge, how many layers it has, how tall it is."""

    x: float
    layers: int
    height: float

    def column(self, layer: int) -> float:
        """The left edge of a layer."""
        return self.x + layer * (WIDTH + LAYER_GAP)

    @property
    def width(self) -> float:
        """All its layers and what is between them."""
        return self.column(self.layers - 1) + WIDTH - self.x


@dataclass(frozen=True)
class Placement:
    """Where everything stands, measured from the upper left corner of the trees; `boxes` in the order of the nodes."""

    boxes: tuple[Rectangle, ...]
    panels: tuple[Panel, ...]

    @property
    def width(self) -> float:
        """From the left edge to the right end of the last panel."""
        return max((panel.x + panel.width for panel in self.panels), default=0.0)

    @property
    def height(self) -> float:
        """As tall as the tallest panel."""
        return max((panel.height for panel in self.panels), default=0.0)


@dataclass(frozen=True)
class _Shape:
    """The trees each by itself: `bands` is the height of a node's whole tree, `y` where it stands in its root's band."""

    heights: Sequence[float]
    depths: Sequence[int]
    children: Sequence[Sequence[int]]
    bands: Sequence[float]
    y: Sequence[float]

    @property
    def roots(self) -> list[int]:
        """The roots, in order."""
        return [number for number, depth in enumerate(self.depths) if depth == 0]

    def tree(self, root: int) -> Iterator[int]:
        """A root and everything under it."""
        stack = [root]
        while stack:
            yield (current := stack.pop())
            stack += self.children[current]


def place(
    heights: Sequence[float],
    depths: Sequence[int],
    children: Sequence[Sequence[int]],
    beside: Callable[[float], float] = lambda width: 0.0,
) -> Placement:
    """Place nodes of these heights. Parents come before their children; roots are those of layer 0.

    `beside` tells how much height the rest of the drawing takes at a given width: the proportions of the whole count.
    """
    shape = _shape(heights, depths, children)
    choices: list[tuple[float, Placement]] = []
    for count in range(1, min(_PANELS_MAX, len(shape.roots)) + 1):
        groups = _divide(shape, count)
        if len(groups) == count:
            placement = _panels(shape, groups)
            misfit = _misfit(placement.width, placement.height + beside(placement.width)) * _PANEL_COST ** (count - 1)
            choices.append((misfit, placement))
    return min(choices, key=lambda choice: choice[0])[1] if choices else Placement((), ())


def _gap(layer: int) -> float:
    return _GAPS[min(layer, len(_GAPS) - 1)]


def _shape(heights: Sequence[float], depths: Sequence[int], children: Sequence[Sequence[int]]) -> _Shape:
    """From the leaves up how tall every band is, then from the roots down where every node stands in it."""
    bands = [*heights]
    tops = [0.0] * len(heights)  # from the upper edge of the band to that of its own node
    shifts = [0.0] * len(heights)  # and to the first child's band
    for number in reversed(range(len(heights))):
        if not children[number]:
            continue
        first, last = children[number][0], children[number][-1]
        stacked = sum(bands[child] for child in children[number]) + _gap(depths[number] + 1) * (
            len(children[number]) - 1
        )
        start = tops[first] + heights[first] / 2
        end = stacked - bands[last] + tops[last] + heights[last] / 2
        # A parent taller than what its children take reaches out above them: they are let down by as much.
        top = (start + end - heights[number]) / 2
        tops[number], shifts[number] = max(0.0, top), max(0.0, -top)
        bands[number] = max(tops[number] + heights[number], shifts[number] + stacked)
    band = [0.0] * len(heights)
    for number, own in enumerate(children):
        y = band[number] + shifts[number]
        for child in own:
            band[child] = y
            y += bands[child] + _gap(depths[child])
    return _Shape(heights, depths, children, bands, [top + drop for top, drop in zip(band, tops, strict=True)])


def _divide(shape: _Shape, count: int) -> list[list[int]]:
    """The roots in order over `count` panels at most, the tallest as low as can be."""

    def fill(limit: float) -> list[list[int]]:
        groups: list[list[int]] = [[]]
        used = 0.0
        for root in shape.roots:
            if groups[-1] and used + shape.bands[root] > limit:
                groups.append([])
                used = 0.0
            groups[-1].append(root)
            used += shape.bands[root] + _gap(0)
        return groups

    heights = [shape.bands[root] + _gap(0) for root in shape.roots]
    low, high = 0.0, sum(heights)
    while high - low > 1.0:
        middle = (low + high) / 2
        if len(fill(middle)) > count:
            low = middle
        else:
            high = middle
    return fill(high)


def _panels(shape: _Shape, groups: Sequence[Sequence[int]]) -> Placement:
    """Every group of roots in a panel of its own, from left to right."""
    boxes = [Rectangle(0, 0, 0, 0)] * len(shape.heights)
    panels: list[Panel] = []
    x = 0.0
    for roots in groups:
        members = [(root, number) for root in roots for number in shape.tree(root)]
        height = sum(shape.bands[root] for root in roots) + _gap(0) * (len(roots) - 1)
        panels.append(Panel(x, 1 + max(shape.depths[number] for _, number in members), height))
        drops, y = {}, 0.0
        for root in roots:
            drops[root] = y
            y += shape.bands[root] + _gap(0)
        for root, number in members:
            left = panels[-1].column(shape.depths[number])
            boxes[number] = Rectangle(left, drops[root] + shape.y[number], WIDTH, shape.heights[number])
        x += panels[-1].width + PANEL_GAP
    return Placement(tuple(boxes), tuple(panels))


def _misfit(width: float, height: float) -> float:
    """How far a drawing is from a sheet of the A series, upright or lying: 1 for exactly that, 2 for twice too long."""
    ratio = width / max(height, 1.0)
    return min(max(ratio / standard, standard / ratio) for standard in (_A_SERIES, 1 / _A_SERIES))
