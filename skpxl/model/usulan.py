"""A place proposed for a result whose link is near a product but not certain: for a person to confirm. It places nothing."""

from skpxl.model.dasar import Model

# Between a result and the product proposed for it, where both stand in one line.
PROPOSED = " → diusulkan: "


class Usulan(Model):
    """One candidate for a result: the product (`produk` its id, `teks` its text), how near (`skor`, 0-100), and why.

    `atas` is the id of the superior's result through which the product is reached, `lewat` its text; both are empty where
    the product itself is meant. `alasan` says in Indonesian why it is proposed.
    """

    produk: str
    teks: str
    skor: int
    alasan: str = ""
    atas: str = ""
    lewat: str = ""

    def printed(self) -> str:
        """` → diusulkan: Layanan mutasi (87 dari 100)`: as it stands behind the result in a matriks, until it is confirmed."""
        return f"{PROPOSED}{self.teks} ({self.skor} dari 100)"
