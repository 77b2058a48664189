"""The two drawings of the page: a bar per perangkat daerah parted by state, and accepted forms from day to day. Plain SVG."""

from collections.abc import Sequence
from html import escape

from skpxl.drawing.lines import clean, wrap
from skpxl.drawing.svg import element, rect, text, thousands, title
from skpxl.model.keadaan import Keadaan
from skpxl.model.periode import tanggal_tercetak
from skpxl.status.overview import StatusDay, StatusGroup
from skpxl.status.shares import SHARES

_WIDTH = 360.0  # as wide as a phone shows it at full size
_BAR, _NAME, _ROW = 14.0, 13.0, 36.0
_DRAWN_MAX = 40
_SIZE = 11.0
_LEFT, _HEIGHT = 34.0, 150.0


def groups_drawing(groups: Sequence[StatusGroup]) -> str:
    """A bar for each group, as long as its people are many; those with most late people first. None for none."""
    shown = groups[:_DRAWN_MAX]
    most = max((_counted(group) for group in shown), default=0)
    if not most:
        return ""
    parts = []
    for number, group in enumerate(shown):
        y, x = number * _ROW, 0.0
        label = f"{group.nama}: {thousands(_counted(group))} orang"
        parts.append(
            text(" ".join(wrap(label, _WIDTH, _SIZE, maks=1)), 0, y + _NAME - 2, font_size=_SIZE, fill="#16202a")
        )
        for share in SHARES:
            many = share.count(group.people)
            width = many / most * _WIDTH
            if many:
                told = title(f"{group.nama}: {many} {share.name.lower()}")
                bar = element("rect", told, x=x, y=y + _NAME + 3, width=width, height=_BAR, fill=share.colour, stroke="#5f6b76",
                              stroke_width=0.5)  # fmt: skip
                parts.append(bar)
            x += width
    keys = "".join(
        f'<li><span style="background:{share.colour}" aria-hidden="true"></span>{share.name}</li>' for share in SHARES
    )
    drawn = _svg(parts, len(shown) * _ROW, "Keadaan per perangkat daerah; angkanya dalam tabel")
    return f'<figure><ul class="kunci">{keys}</ul>{drawn}</figure>'


def days_drawing(days: Sequence[StatusDay]) -> str:
    """A line of those accepted, day by day, up to all of them; nothing for a single day."""
    if len(days) < 2:
        return ""
    most = max(max(one.people.total for one in days), 1)
    first, span = days[0].day, max((days[-1].day - days[0].day).days, 1)
    points = []
    for one in days:
        x = _LEFT + (one.day - first).days / span * (_WIDTH - _LEFT - 4)
        y = 8 + (1 - one.people.count(Keadaan.DITERIMA) / most) * (_HEIGHT - 30)
        points.append((x, y))
    base = _HEIGHT - 22
    parts = [
        rect(_LEFT, 8, _WIDTH - _LEFT - 4, base - 8, fill="none", stroke="#c5ced6"),
        text(thousands(most), _LEFT - 4, 14, font_size=_SIZE, text_anchor="end", fill="#4a5763"),
        text("0", _LEFT - 4, base, font_size=_SIZE, text_anchor="end", fill="#4a5763"),
        text(tanggal_tercetak(first), _LEFT, _HEIGHT - 6, font_size=_SIZE, fill="#4a5763"),
        text(tanggal_tercetak(days[-1].day), _WIDTH - 4, _HEIGHT - 6, font_size=_SIZE, text_anchor="end", fill="#4a5763"),
        element("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points), fill="none", stroke=SHARES[0].colour,
                stroke_width=2),
        *(element("circle", cx=x, cy=y, r=2.5, fill=SHARES[0].colour) for x, y in points),
    ]  # fmt: skip
    return f"<figure>{_svg(parts, _HEIGHT, 'Yang diterima dari hari ke hari; angkanya dalam tabel')}</figure>"


def _counted(group: StatusGroup) -> int:
    return sum(share.count(group.people) for share in SHARES)


def _svg(parts: Sequence[str], height: float, told: str) -> str:
    """For a page (no name space is needed there), told to who cannot see it."""
    return (
        f'<svg viewBox="0 0 {_WIDTH:.0f} {height:.0f}" role="img" aria-label="{escape(clean(told))}" '
        f'font-family="Arial, Liberation Sans, Helvetica, sans-serif">{"".join(parts)}</svg>'
    )
