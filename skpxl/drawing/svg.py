"""SVG elements as text, with everything escaped and every number short. It knows nothing of what is drawn."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from skpxl.drawing.lines import clean


def angka(nilai: float) -> str:
    """A number as SVG writes it: one decimal at most."""
    return f"{nilai:.1f}".removesuffix(".0")


def ribuan(nilai: int) -> str:
    """A number as Indonesian writes it: 1.250."""
    return f"{nilai:,}".replace(",", ".")


def element(nama: str, *isi: str, **atribut: str | float | None) -> str:
    """An element; `isi` is SVG already. Attributes with `_` for `-` (`class_` for class); None leaves one out."""
    kata = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(clean(nilai) if isinstance(nilai, str) else angka(nilai))}"
        for key, nilai in atribut.items()
        if nilai is not None
    )
    return f"<{nama}{kata}>{''.join(isi)}</{nama}>" if isi else f"<{nama}{kata}/>"


def text(isi: str, x: float, y: float, **atribut: str | float | None) -> str:
    """One line of text with its baseline at `y`."""
    return element("text", escape(clean(isi)), x=x, y=y, **atribut)


def title(isi: str) -> str:
    """What a browser shows when the pointer rests on the element around it."""
    return element("title", escape(clean(isi)))


def rect(x: float, y: float, lebar: float, tinggi: float, **atribut: str | float | None) -> str:
    """A rectangle."""
    return element("rect", x=x, y=y, width=lebar, height=tinggi, **atribut)


def curve(dari: tuple[float, float], ke: tuple[float, float], **atribut: str | float | None) -> str:
    """A smooth curve that leaves and arrives level."""
    (x, y), (x2, y2) = dari, ke
    tengah = angka((x + x2) / 2)
    jalan = f"M{angka(x)} {angka(y)}C{tengah} {angka(y)} {tengah} {angka(y2)} {angka(x2)} {angka(y2)}"
    return element("path", d=jalan, fill="none", **atribut)


def document(isi: Iterable[str], lebar: float, tinggi: float, *, judul: str, uraian: str, huruf: str) -> str:
    """A whole file: no script, no style sheet, nothing from outside."""
    keluarga = ", ".join(dict.fromkeys([f"'{huruf.replace(chr(39), '')}'", "Arial", "'Liberation Sans'", "Helvetica"]))
    kepala = [title(judul), element("desc", escape(clean(uraian)))]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        + element(
            "svg",
            "\n",
            *(f"{satu}\n" for satu in [*kepala, *isi]),
            xmlns="http://www.w3.org/2000/svg",
            width=lebar,
            height=tinggi,
            viewBox=f"0 0 {angka(lebar)} {angka(tinggi)}",
            role="img",
            font_family=f"{keluarga}, sans-serif",
        )
        + "\n"
    )


def mix(warna: str, dasar: str, bagian: float) -> str:
    """`warna` over `dasar`, both `#RRGGBB`; 1 gives the first, 0 the second."""
    campur = (round(int(warna[i : i + 2], 16) * bagian + int(dasar[i : i + 2], 16) * (1 - bagian)) for i in (1, 3, 5))
    return "#" + "".join(f"{satu:02X}" for satu in campur)


def is_dark(warna: str) -> bool:
    """True where white letters read better on this colour than black ones (relative luminance, WCAG 2)."""

    def linear(satu: int) -> float:
        nilai = satu / 255
        return nilai / 12.92 if nilai <= 0.04045 else ((nilai + 0.055) / 1.055) ** 2.4

    merah, hijau, biru = (linear(int(warna[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * merah + 0.7152 * hijau + 0.0722 * biru < 0.179
