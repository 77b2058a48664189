"""What stands above the trees: title, counts, legend, and the names of the layers. It knows no node."""

from collections.abc import Iterable, Iterator, Sequence

from skpxl.drawing import svg
from skpxl.drawing.cards import Palette
from skpxl.drawing.forest import Forest
from skpxl.drawing.lines import clean, wrap
from skpxl.drawing.place import WIDTH, Placement, Rectangle
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.template.letters import lebar_teks

_TITLE, _COUNTS, _LEGEND, _HEADING = 24.0, 12.5, 11.0, 13.0
_POSTS_MAX = 34  # letters of the posts of one layer that still head its column
_COLOURS = ("ketua_tim", "anggota", "tingkat_lain")
_HEADING_MAX = 19.0  # the longest heading still fits its column
_SHORTENED = "Terlalu banyak untuk satu gambar: hanya lapis pertama yang digambar, dengan banyaknya hasil di bawahnya."

# (heading, colour of gaya.toml) of one layer.
Layer = tuple[str, str]


def layers(matriks: MatriksPeranHasil, forest: Forest) -> list[Layer]:
    """The layers that a forest has, each named by the posts of its people, where these are few; else it is numbered.

    Where the pimpinan alone stands right of the products, they are no results of his.
    """
    first = [node.row.nip for node in forest.nodes if node.layer == 1 and node.row]
    alone = bool(first) and matriks.unit.pimpinan != "" and {*first} == {matriks.unit.pimpinan}
    names: list[Layer] = [("Produk" if alone else "Produk / hasil pimpinan", "produk")]
    posts: dict[int, dict[str, None]] = {}
    for node in forest.nodes:
        if node.layer and node.row:
            posts.setdefault(node.layer, {})[clean(node.row.jabatan)] = None
    deepest = max((node.layer for node in forest.nodes), default=0)
    for layer in range(1, 1 + deepest):
        post = " / ".join(filter(None, posts.get(layer, ())))
        numbered = "Pegawai" if deepest == 1 and not matriks.bercabang else f"Tingkat {layer + 1}"
        heading = post if 0 < len(post) <= _POSTS_MAX else numbered
        names.append((heading, _COLOURS[min(layer, len(_COLOURS)) - 1]))
    return names if forest.nodes else []


def counts(matriks: MatriksPeranHasil, forest: Forest) -> str:
    """The sizes of a unit in one line."""
    people = {row.nip or row.nama or str(number) for number, row in enumerate(matriks.baris)}
    parts = [
        f"{svg.thousands(len(matriks.kolom))} produk",
        f"{svg.thousands(matriks.count_roles())} hasil kerja",
        f"{svg.thousands(len(people))} orang",
    ]
    unserved = sum(node.unsupported for node in forest.nodes)
    parts += [f"{svg.thousands(unserved)} produk belum didukung"] if unserved else []
    parts += [f"{svg.thousands(len(forest.rest))} belum terpetakan"] if forest.rest else []
    proposed = len(forest.rest) - len(forest.loose)
    parts += [f"{svg.thousands(proposed)} di antaranya diusulkan tempatnya"] if proposed else []
    without, unknown = forest.lacking()
    parts += [f"{svg.thousands(without)} orang tanpa peran"] if without else []
    parts += [f"{svg.thousands(unknown)} belum diketahui perannya"] if unknown else []
    return " · ".join(parts)


class Header:
    """Title, counts and legend as SVG (`parts`) at a given width; `y` is where they end.

    `scale` makes them larger on a large drawing, where they are read from farther away.
    """

    def __init__(self, palette: Palette, x: float, y: float, width: float, scale: float) -> None:
        self._palette, self._x, self._width, self._scale = palette, x, width, scale
        self.y = y
        self.parts: list[str] = []

    def lines(self, text: str, size: float, colour: str, *, bold: bool = False) -> None:
        """A text of up to three lines."""
        size *= self._scale
        look = {"font_weight": "bold", "class_": "judul"} if bold else {}
        for line in wrap(text, self._width, size, maks=3, bold=bold):
            self.y += size
            self.parts.append(svg.text(line, self._x, self.y, font_size=size, fill=self._palette[colour], **look))
            self.y += size * 0.45

    def legend(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """A swatch and a word each, in rows; of each the text, its colour and how the swatch is filled."""
        size = _LEGEND * self._scale
        x, self.y = self._x, self.y + size * 0.7
        parts = []
        for text, colour, style in entries:
            length = 2 * size + lebar_teks(text, size)
            if x > self._x and x + length > self._x + self._width:
                x, self.y = self._x, self.y + size * 1.6
            swatch = Rectangle(x, self.y, size * 1.45, size)
            parts.append(_swatch(swatch, self._palette, colour, style))
            text_y = self.y + size * 0.86
            parts.append(svg.text(text, x + 2 * size, text_y, font_size=size, fill=self._palette["tulisan"]))
            x += length + size * 1.6
        self.y += size
        self.parts.append(svg.element("g", *parts, class_="legenda"))


def header(
    matriks: MatriksPeranHasil,
    forest: Forest,
    title: str,
    layer_names: Sequence[Layer],
    head: Header,
) -> Header:
    """Fill `head` with what a matriks needs above its trees."""
    head.lines(title, _TITLE, "tulisan", bold=True)
    unit = clean(matriks.unit.nama)
    prefix = "" if not unit or unit.casefold() in clean(title).casefold() else f"{unit} · "
    head.lines(prefix + counts(matriks, forest), _COUNTS, "redup")
    if forest.brief:
        head.lines(_SHORTENED, _COUNTS, "sisa")
    head.legend(_legend_entries(layer_names, forest))
    return head


def _legend_entries(layer_names: Sequence[Layer], forest: Forest) -> Iterator[tuple[str, str, str]]:
    for number, (text, colour) in enumerate(layer_names):
        yield text, colour, "isi" if number == 0 else "muda"
    if any(node.unsupported for node in forest.nodes):
        yield "Produk yang belum didukung", "kosong", "putus"
    if any(node.proposed for node in forest.nodes):
        yield "Diusulkan, belum pasti", "ketua_tim", "putus"
    if forest.loose:
        yield "Belum terpetakan", "sisa", "muda"


def _swatch(box: Rectangle, palette: Palette, colour: str, style: str) -> str:
    fill = {"isi": palette[colour], "putus": palette["latar"]}.get(style, palette.tint(colour, 0.25))
    dashes = "3 2" if style == "putus" else None
    place = (box.x, box.y, box.width, box.height)
    return svg.rect(*place, rx=2.5, fill=fill, stroke=palette[colour], stroke_dasharray=dashes)


def headings(
    placement: Placement, layer_names: Sequence[Layer], palette: Palette, x: float, y: float, scale: float
) -> Iterator[str]:
    """The name of every layer over its column, in every panel, underlined in its colour; they end at `y`."""
    for panel in placement.panels:
        for number, (text, colour) in enumerate(layer_names[: panel.layers]):
            left, size = x + panel.column(number), min(_HEADING * scale, _HEADING_MAX)
            look = {"font_weight": "bold", "class_": "lapis"}
            yield svg.text(text, left, y - 8, font_size=size, fill=palette[colour], **look)
            yield svg.rect(left, y - 2, WIDTH, 2, fill=palette[colour], class_="garis")
