"""How wide a text is, estimated without the font's own files. It wraps nothing and knows no cell."""

# Advance widths of Arial in thousandths of the font size, as its metric twins Helvetica and Liberation Sans publish them.
_WIDTHS = {
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
_PER_LETTER = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
# Programs draw a little wider on screen than on paper; a line too many is better than a clipped one.
_ALLOWANCE = 1.06


def lebar_teks(text: str, ukuran: float, *, tebal: bool = False) -> float:
    """The width of one line of text, in the unit of its font size. Letters not known count as wide ones."""
    thousandths = sum(_PER_LETTER.get(letter, 600 if ord(letter) < 0x2E80 else 1000) for letter in text)
    return thousandths * ukuran / 1000 * _ALLOWANCE * (1.07 if tebal else 1.0)
