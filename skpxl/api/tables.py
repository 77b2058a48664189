"""What the API gives many of: models in a row, and the same as a DataFrame. It knows which columns there are, no content."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from skpxl.books.frames import BULAT, TANGGAL, TEKS, YA_TIDAK, Value, frame
from skpxl.consolidate.export_rows import KOLOM

if TYPE_CHECKING:
    import pandas

Item = TypeVar("Item")
Row = Mapping[str, Value]

# The columns of every frame, in order. They are promised: docs/api.md says what stands in each.
FILES = {
    "berkas": TEKS, "nasib": TEKS, "dihitung": YA_TIDAK, "keaslian": TEKS, "jenis": TEKS, "formulir": TEKS,
    "versi": TEKS, "kode": TEKS, "terbitan": BULAT, "nip": TEKS, "nama": TEKS, "unit_kerja": TEKS, "penilai_nip": TEKS,
    "periode_mulai": TANGGAL, "periode_selesai": TANGGAL, "galat": BULAT, "peringatan": BULAT, "info": BULAT,
}  # fmt: skip
FINDINGS = {
    "berkas": TEKS, "keaslian": TEKS, "nama": TEKS, "lembar": TEKS, "sel": TEKS, "kunci": TEKS, "tempat": TEKS,
    "aturan": TEKS, "tingkat": TEKS, "nilai": TEKS, "usul": TEKS, "pesan": TEKS,
}  # fmt: skip
ANSWERS = {
    "berkas": TEKS, "kode": TEKS, "keaslian": TEKS, "nasib": TEKS, "formulir": TEKS, "versi": TEKS, "nip": TEKS,
    "nama": TEKS, "kunci": TEKS, "tempat": TEKS, "sebutan": TEKS, "nilai": TEKS, "lembar": TEKS, "sel": TEKS,
}  # fmt: skip
INDIKATOR = KOLOM
_OF_INDIKATOR = ("indikator_nomor", "aspek", "indikator", "target", "target_angka", "target_satuan")
RESULTS = {name: kind for name, kind in KOLOM.items() if name not in _OF_INDIKATOR} | {"banyak_indikator": BULAT}
PEOPLE = {
    "nip": TEKS, "nama": TEKS, "pangkat_golongan": TEKS, "jabatan": TEKS, "kode_unit": TEKS, "unit_kerja": TEKS,
    "perangkat_daerah": TEKS, "penilai_nip": TEKS, "nasib": TEKS, "masuk": YA_TIDAK, "hasil_kerja": BULAT,
    "berkas": TEKS, "keaslian": TEKS,
}  # fmt: skip
RETURNED = {
    "nip": TEKS, "nama": TEKS, "jabatan": TEKS, "unit_kerja": TEKS, "nasib": TEKS, "berkas": TEKS, "keaslian": TEKS,
}  # fmt: skip
UNITS = {
    "tingkat": TEKS, "kode_unit": TEKS, "unit_kerja": TEKS, "orang": BULAT, "masuk": BULAT,
    "belum_dapat_dipakai": BULAT, "belum_masuk": BULAT, "tidak_bertugas": BULAT, "lowong": BULAT, "produk": BULAT,
    "peran": BULAT, "belum_terpetakan": BULAT, "produk_tanpa_peran": BULAT,
}  # fmt: skip
COVERAGE = {
    "tingkat": TEKS, "kode_unit": TEKS, "unit_kerja": TEKS, "nip": TEKS, "nama": TEKS, "jabatan": TEKS,
    "luar": YA_TIDAK, "masuk": YA_TIDAK, "produk_id": TEKS, "produk": TEKS, "peran": BULAT,
}  # fmt: skip
PENILAIAN = {
    "kode_unit": TEKS, "unit_kerja": TEKS, "nip": TEKS, "nama": TEKS, "jabatan": TEKS, "nasib": TEKS,
    "capaian_organisasi": TEKS, "rating_hasil_kerja": TEKS, "rating_perilaku": TEKS, "predikat": TEKS, "berkas": TEKS,
    "keaslian": TEKS,
}  # fmt: skip


class Table(Sequence[Item], Generic[Item]):
    """A sequence of models that is a DataFrame as well: `table[0]` is a model, `table.to_frame()` has a row for each."""

    def __init__(self, columns: Mapping[str, str], items: Iterable[Item], row: Callable[[Item], Row]) -> None:
        self.columns = dict(columns)
        self._items = tuple(items)
        self._row = row

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def rows(self) -> Iterator[Row]:
        """Every item as a mapping by column, before pandas: for who does without it."""
        return map(self._row, self._items)

    def to_frame(self) -> "pandas.DataFrame":
        """A new DataFrame with `columns` in their order: texts as `string`, numbers and days where there is one else NA."""
        return frame(self.columns, self.rows())

    def __repr__(self) -> str:
        return f"<Table of {len(self)}: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        return str(self.to_frame().to_html(max_rows=20, notebook=True))


def of_rows(columns: Mapping[str, str], rows: Iterable[Row]) -> Table[Row]:
    """A table whose items are its rows."""
    return Table(columns, rows, lambda row: row)
