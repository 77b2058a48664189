"""How wide a text is, estimated without the font's own files. It wraps nothing and knows no cell."""

# Advance widths of Arial in thousandths of the font size, as its metric twins Helvetica and Liberation Sans publish them.
_LEBAR_HURUF = {
    222: "ijl'‘’",
    260: "|",
    278: "I .,:;!/\\[]ft",
    333: "()-r“”`",
    389: "*",
    500: "ckszvxyJ",
    556: "abdeghnopqu0123456789L#$_?",
    584: "+<>=~",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
}
_PER_HURUF = {huruf: lebar for lebar, deretan in _LEBAR_HURUF.items() for huruf in deretan}
# Programs draw a little wider on screen than on paper; a line too many is better than a clipped one.
_CADANGAN = 1.06


def lebar_teks(teks: str, ukuran: float, *, tebal: bool = False) -> float:
    """The width of one line of text, in the unit of its font size. Letters not known count as wide ones."""
    ribuan = sum(_PER_HURUF.get(huruf, 600 if ord(huruf) < 0x2E80 else 1000) for huruf in teks)
    return ribuan * ukuran / 1000 * _CADANGAN * (1.07 if tebal else 1.0)
