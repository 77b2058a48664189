"""What was chosen for a result in a list of a matriks workbook, as an edit of it. It reads no file."""

from collections.abc import Sequence

from skpxl.books.matriks_record import RecordedColumn, RecordedPerson, RecordedResult
from skpxl.books.placement_lists import BIARKAN, KELUARKAN, MASUKKAN, TERIMA, TERIMA_KEDUA, ChosenPlace
from skpxl.model.suntingan import SISA, Kolom, Suntingan
from skpxl.model.teks import rapi, sidik


def edit_of(
    choice: ChosenPlace, result: RecordedResult, person: RecordedPerson, columns: Sequence[RecordedColumn]
) -> Suntingan | str:
    """The edit that a filled-in row stands for; in words why it stands for none. `columns` are what could be chosen.

    `person` is whose result it is: it is printed together with another one of his under the same product only, and without
    a place it stands in his unit.
    """
    kolom: Kolom | None = None
    keluar = None
    if choice.says(KELUARKAN):
        keluar = True
    elif choice.says(MASUKKAN):
        keluar = False if result.sisih else None
    elif choice.says(BIARKAN):
        kolom = SISA
    elif choice.pilihan:
        chosen = _product(choice, columns, result, person.unit)
        if isinstance(chosen, str):
            return chosen
        kolom = chosen
    if kolom is not None and result.sisih:
        keluar = False
    if choice.gabung and (choice.gabung == result.id or ":" not in choice.gabung and "|" not in choice.gabung):
        return "nomor di Cetak bersama No bukan nomor hasil kerja lain dalam daftar ini"
    if choice.gabung:
        other = next((another for another in person.hasil if another.id == choice.gabung), None)
        if other is None:
            return "hasil kerja di Cetak bersama No milik orang lain; yang dicetak bersama hanya hasil orang yang sama"
        column = kolom[1] if kolom is not None else result.kolom
        if column and other.kolom and column != other.kolom:
            return "hasil kerja di Cetak bersama No berada di bawah produk lain; pindahkan dulu ke produk yang sama"
    if choice.urutan and not choice.urutan.isdecimal():
        return "Urutan di selnya bukan bilangan"
    return Suntingan(
        result.id,
        kolom=kolom,
        cetak=_wording(choice.cetak, result),
        gabung=choice.gabung or ("" if keluar is False else None),
        urutan=int(choice.urutan) if choice.urutan else None,
        keluar=keluar,
        tempat=f"{choice.sheet}!{choice.cell}",
    )


def _product(choice: ChosenPlace, columns: Sequence[RecordedColumn], result: RecordedResult, unit: str) -> Kolom | str:
    """The column that was chosen: what was proposed, or the one product with this text."""
    by_id = {column.id: (column.unit, column.id) for column in columns}
    for word, position in ((TERIMA, 0), (TERIMA_KEDUA, 1)):
        if choice.says(word):
            id_ = choice.usulan[position] if position < len(choice.usulan) else ""
            return by_id.get(id_) or "usulan yang diterima tidak ada lagi di baris ini; pilih produknya"
    named = [column for column in columns if sidik(column.teks) == sidik(choice.pilihan)]
    if not named:
        return "pilihannya bukan produk dalam matriks ini dan bukan kata dari daftarnya"
    # Of products of the same text those of the unit in which the result stands.
    unit = by_id.get(result.kolom, (unit, ""))[0]
    first = next((column for column in named if column.unit == unit), named[0])
    return first.unit, first.id


def _wording(text: str, result: RecordedResult) -> str | None:
    if not text or rapi(text) == rapi(result.tercetak):
        return None
    return "" if rapi(text) == rapi(result.teks) else " ".join(text.split())
