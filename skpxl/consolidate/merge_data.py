"""The sheet *Data* as rows: one per indikator (or ukuran keberhasilan) of everybody, with the product it serves.

What a versi of the form has beyond that stands in columns of its own, and in rows of its own where it is another list.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from skpxl.consolidate.answer_rows import extra_slots, rows_of_items, texts_by_row
from skpxl.consolidate.merge import Gabungan
from skpxl.errors import required
from skpxl.model.skp import Skp, slot_key
from skpxl.receive.validate import ReceivedFile
from skpxl.template.form import Form
from skpxl.template.headings import Column, column_of, headings, sections

# The columns that the sheet always has, with their widths.
LEBAR_DATA = {
    "Unit Kerja": 28, "Nama": 26, "NIP": 20, "Jabatan": 28, "Pejabat Penilai": 26, "Formulir": 16, "Bagian": 11, "No": 6,
    "Produk": 32, "Rencana Hasil Kerja Atasan": 36, "Rencana Hasil Kerja": 40, "Aspek": 12, "Indikator": 40,
    "Target": 20, "Berkas": 28,
}  # fmt: skip
_WIDTH = 28


def products_served(gabungan: Gabungan) -> dict[str, str]:
    """The text of the product each result stands under, by the result's id."""
    return {
        peran.id: column.teks
        for matriks in gabungan.matriks
        for column in matriks.kolom
        for row in matriks.baris
        for peran in row.peran.get(column.id, ())
    }


def extra_columns(files: Iterator[ReceivedFile]) -> dict[Column, str]:
    """What the forms of these files have beyond an SKP, by column, with a heading that no other column of *Data* has."""
    titles: dict[Column, str] = {}
    taken = {title.casefold() for title in LEBAR_DATA}
    known: set[tuple[str, str, tuple[tuple[str, int], ...]]] = set()
    for file in files:
        form = _form_of(file)
        version = form.stamp.form, form.stamp.versi, form.stamp.jumlah
        if version in known:
            continue
        known.add(version)
        added = {column_of(slot) for slot in extra_slots(form)}
        for column, heading in headings(form.definition).items() if added else ():
            if column in added and column not in titles:
                titles[column] = heading if heading.casefold() not in taken else f"{heading} ({'.'.join(column)})"
                taken.add(titles[column].casefold())
    return titles


def data_columns(gabungan: Gabungan) -> dict[str, int]:
    """The headings of the sheet with their widths; what versions add stands before the file."""
    added = dict.fromkeys(extra_columns(_counted(gabungan)).values(), _WIDTH)
    file = {"Berkas": LEBAR_DATA["Berkas"]}
    return {name: width for name, width in LEBAR_DATA.items() if name not in file} | added | file


def data_rows(gabungan: Gabungan) -> Iterator[dict[str, Any]]:
    """One row per indikator or ukuran keberhasilan; of a result without one a row of its own."""
    products, titles = products_served(gabungan), extra_columns(_counted(gabungan))
    for file in sorted(_counted(gabungan), key=lambda file: file.skp.pegawai.unit_kerja if file.skp else ""):
        yield from _rows(file, required(file.skp, "SKP"), products, titles)


def _rows(
    file: ReceivedFile, skp: Skp, products: Mapping[str, str], titles: Mapping[Column, str]
) -> Iterator[dict[str, Any]]:
    form = _form_of(file)
    slots = extra_slots(form)
    added = texts_by_row(form, slots)

    def titled(texts: Mapping[Column, str]) -> dict[str, str]:
        return {titles[column]: text for column, text in texts.items() if column in titles}

    once = added.pop((), {})
    who = {
        **dict.fromkeys((*LEBAR_DATA, *titles.values()), ""),
        "Unit Kerja": skp.pegawai.unit_kerja,
        "Nama": skp.pegawai.nama,
        "NIP": skp.pegawai.nip,
        "Jabatan": skp.pegawai.jabatan,
        "Pejabat Penilai": skp.pejabat_penilai.nama,
        "Formulir": skp.form,
        **titled(once),
    }
    for section, number, hasil in skp.semua_hasil():
        root: tuple[str | int, ...] = ("hasil_kerja", section, number)
        where, _, _ = file.reading.tempat(slot_key(*root, "rencana_hasil_kerja"))
        result = {
            **who,
            "Bagian": section,
            "No": number,
            "Produk": products.get(hasil.id or "", ""),
            "Rencana Hasil Kerja Atasan": hasil.rencana_hasil_kerja_diintervensi,
            "Rencana Hasil Kerja": hasil.rencana_hasil_kerja,
            "Berkas": Path(where).name,
            **titled(added.pop(root, {})),
        }
        details: list[dict[str, Any]] = [
            {
                "Aspek": indikator.aspek,
                "Indikator": indikator.indikator_kinerja_individu,
                "Target": indikator.target,
                **titled(added.pop((*root, "indikator", indikator.nomor or at), {})),
            }
            for at, indikator in enumerate(hasil.indikator or (), start=1)
        ]
        details += [{"Indikator": text} for text in hasil.ukuran_keberhasilan or () if text.strip()]
        yield from ({**result, **detail} for detail in details or [{}])
    parts = sections(form.definition)
    for row in rows_of_items(added, {}, slots):
        where, _, _ = file.reading.tempat(row.key)
        part = " ".join(parts.get(row.part, "").split())
        yield {**who, "Bagian": part, "No": row.item, "Berkas": Path(where).name, **titled(row.texts)}


def _counted(gabungan: Gabungan) -> Iterator[ReceivedFile]:
    return (file for file in gabungan.files if file.skp and file.counted)


def _form_of(file: ReceivedFile) -> Form:
    return required(file.reading.form, f"formulir dalam {file.reading.file}")


def count_data(gabungan: Gabungan) -> int:
    """How many rows `data_rows` gives; those of forms that add nothing are not made for it."""
    return sum(_count(file, file.skp) for file in _counted(gabungan) if file.skp)


def _count(file: ReceivedFile, skp: Skp) -> int:
    if extra_slots(_form_of(file)):
        return sum(1 for _ in _rows(file, skp, {}, {}))
    return sum(
        max(len(hasil.indikator or ()) + sum(1 for text in hasil.ukuran_keberhasilan or () if text.strip()), 1)
        for _, _, hasil in skp.semua_hasil()
    )
