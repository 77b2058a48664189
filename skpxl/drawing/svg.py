"""SVG elements as text, with everything escaped and every number short. It knows nothing of what is drawn."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from skpxl.drawing.lines import clean


def decimal(value: float) -> str:
    """A number as SVG writes it: one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def thousands(value: int) -> str:
    """A number as Indonesian writes it: 1.250."""
    return f"{value:,}".replace(",", ".")


def element(name: str, *children: str, **attributes: str | float | None) -> str:
    """An element; `isi` is SVG already. Attributes with `_` for `-` (`class_` for class); None leaves one out."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(clean(value) if isinstance(value, str) else decimal(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def text(content: str, x: float, y: float, **attributes: str | float | None) -> str:
    """One line of text with its baseline at `y`."""
    return element("text", escape(clean(content)), x=x, y=y, **attributes)


def title(content: str) -> str:
    """What a browser shows when the pointer rests on the element around it."""
    return element("title", escape(clean(content)))


def rect(x: float, y: float, width: float, height: float, **attributes: str | float | None) -> str:
    """A rectangle."""
    return element("rect", x=x, y=y, width=width, height=height, **attributes)


def curve(start: tuple[float, float], end: tuple[float, float], **attributes: str | float | None) -> str:
    """A smooth curve that leaves and arrives level."""
    (x, y), (x2, y2) = start, end
    middle = decimal((x + x2) / 2)
    path = f"M{decimal(x)} {decimal(y)}C{middle} {decimal(y)} {middle} {decimal(y2)} {decimal(x2)} {decimal(y2)}"
    return element("path", d=path, fill="none", **attributes)


def document(parts: Iterable[str], width: float, height: float, *, heading: str, description: str, font: str) -> str:
    """A whole file: no script, no style sheet, nothing from outside."""
    family = ", ".join(dict.fromkeys([f"'{font.replace(chr(39), '')}'", "Arial", "'Liberation Sans'", "Helvetica"]))
    head = [title(heading), element("desc", escape(clean(description)))]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        + element(
            "svg",
            "\n",
            *(f"{part}\n" for part in [*head, *parts]),
            xmlns="http://www.w3.org/2000/svg",
            width=width,
            height=height,
            viewBox=f"0 0 {decimal(width)} {decimal(height)}",
            role="img",
            font_family=f"{family}, sans-serif",
        )
        + "\n"
    )


def mix(colour: str, ground: str, share: float) -> str:
    """`colour` over `ground`, both `#RRGGBB`; 1 gives the first, 0 the second."""
    mixed = (round(int(colour[i : i + 2], 16) * share + int(ground[i : i + 2], 16) * (1 - share)) for i in (1, 3, 5))
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


def is_dark(colour: str) -> bool:
    """True where white letters read better on this colour than black ones (relative luminance, WCAG 2)."""

    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.179
