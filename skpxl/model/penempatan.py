"""What a Kabid has decided on one result in the matriks: its place, its wording for print, its order. It applies nothing."""

from datetime import date

from skpxl.model.dasar import Model


class Penempatan(Model):
    """One decision on one result (`hasil` its id), taken on `tanggal` while the SKP said `teks`.

    `produk` is the id of the product it was put under (empty: *Belum terpetakan* on purpose; None: its place was left
    alone), `produk_teks` that product's text on that day. `cetak` is the wording for print (empty: as in the SKP),
    `gabung` the id of the result that it is printed with as one, `urutan` its place in the cell from 1 (0: as before).
    `keluar` leaves it out of the matriks. `oleh` and `sumber` say who decided, and in which file and cell.

    It counts as long as the SKP says the same; when the SKP's own text has changed, it is asked about again.
    """

    hasil: str
    nip: str = ""
    teks: str
    produk: str | None = None
    produk_teks: str = ""
    cetak: str = ""
    gabung: str = ""
    urutan: int = 0
    keluar: bool = False
    tanggal: date
    oleh: str = ""
    sumber: str = ""
