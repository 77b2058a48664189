"""The sheet *Data* as rows: one per indikator (or ukuran keberhasilan) of everybody, ready for a pivot. It places nothing.

What a versi of the form has beyond that stands in columns of its own, and in rows of its own where it is another list.
Results and people are counted in columns of their own: 1 on the first row of each, 0 on the others, so that their sums are
those of the accounts of the merge.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from skpxl.consolidate.answer_rows import extra_slots, rows_of_items, texts_by_row
from skpxl.consolidate.merge import Merged
from skpxl.consolidate.people import office_of
from skpxl.consolidate.place import printed_code
from skpxl.errors import AccountError, required
from skpxl.model.fate import ResultFate
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Skp, slot_key
from skpxl.model.target import parse_target
from skpxl.placing.susunan import baris_skp
from skpxl.receive.validate import ReceivedFile
from skpxl.template.form import Form
from skpxl.template.headings import Column, column_of, headings, sections

PEOPLE, RESULTS = "Hitung Orang", "Hitung Hasil"
# The columns that the sheet always has, with their widths.
LEBAR_DATA = {
    "Perangkat Daerah": 28, "Kode Unit": 12, "Unit Kerja": 28, "Nama": 26, "NIP": 20, "Jabatan": 28, "Pejabat Penilai": 26,
    "Formulir": 16, "Bagian": 11, "No": 6, "Id Hasil": 24, "Keadaan": 18, "Matriks": 12, "Id Produk": 16, "Produk": 32,
    "Mengapa Belum Terpetakan": 32, "Rencana Hasil Kerja Atasan": 36, "Rencana Hasil Kerja": 40, "Aspek": 12,
    "Indikator": 40, "Target": 20, "Angka Target": 11, "Satuan": 16, PEOPLE: 9, RESULTS: 9, "Berkas": 28,
}  # fmt: skip
_Added = dict[tuple[str | int, ...], dict[Column, str]]  # what a versi adds, by row
_WIDTH = 28
_LAST = (PEOPLE, RESULTS, "Berkas")  # what versions add stands before these


@dataclass(frozen=True)
class _Stand:
    """Where a result stands: its fate, the code of the unit whose matriks has it, the product, why it has none."""

    fate: ResultFate
    unit: str = ""
    produk: tuple[str, str] = ("", "")
    sebab: str = ""


@dataclass
class _Known:
    """What the rows of all files are made with; `counted` are the rows of the roster that have been counted so far."""

    gabungan: Merged
    titles: Mapping[Column, str]
    stands: Mapping[tuple[int, str, str], list[_Stand]]
    numbers: Mapping[int, int]
    counted: set[int] = field(default_factory=set)

    def owner(self, skp: Skp) -> tuple[int, Pegawai | None]:
        """The row of the roster that an SKP belongs to: its number, from 1, and itself; (0, None) for nobody's there."""
        orang = baris_skp(self.gabungan.organisasi, skp)
        return (self.numbers[id(orang)], orang) if orang else (0, None)

    def titled(self, texts: Mapping[Column, str]) -> dict[str, str]:
        """Texts by the headings of their columns; those of no column of *Data* left out."""
        return {self.titles[column]: text for column, text in texts.items() if column in self.titles}


def _stands(gabungan: Merged) -> dict[tuple[int, str, str], list[_Stand]]:
    """Where every result of these matrices stands, by the row of the roster, its id and its slot; two SKPs may share them."""
    found: dict[tuple[int, str, str], list[_Stand]] = {}
    for matriks in gabungan.matriks:
        columns = {column.id: column.teks for column in matriks.kolom}
        under = {id(peran): id_ for row in matriks.baris for id_, roles in row.peran.items() for peran in roles}
        for row, peran, fate in matriks.results():
            id_ = under.get(id(peran), "")
            produk = (id_, columns[id_]) if id_ in columns else ("", "")
            stand = _Stand(fate, matriks.unit.kode, produk, peran.sebab)
            found.setdefault((row.nomor, peran.id, peran.key), []).append(stand)
    return found


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
        for column, heading in headings(form.definition).items():
            if column in added and column not in titles:
                titles[column] = heading if heading.casefold() not in taken else f"{heading} ({'.'.join(column)})"
                taken.add(titles[column].casefold())
    return titles


def data_columns(gabungan: Merged) -> dict[str, int]:
    """The headings of the sheet with their widths; what versions add stands before the counts and the file."""
    added = dict.fromkeys(extra_columns(_counted(gabungan)).values(), _WIDTH)
    last = {name: LEBAR_DATA[name] for name in _LAST}
    return {name: width for name, width in LEBAR_DATA.items() if name not in last} | added | last


def data_rows(gabungan: Merged) -> Iterator[dict[str, Any]]:
    """One row per indikator or ukuran keberhasilan; of a result without one, and of an SKP without results, a row all the same.

    People come in the order of the matrices, those of no unit last. At the end what was counted is held against the accounts:
    it raises AccountError where the sums of the sheet are not theirs.
    """
    order = {person.number: position for position, person in enumerate(gabungan.people)}
    numbers = {id(orang): number for number, orang in enumerate(gabungan.organisasi.pegawai, start=1)}
    known = _Known(gabungan, extra_columns(_counted(gabungan)), _stands(gabungan), numbers)
    owned = [(*known.owner(skp), file, skp) for file in _counted(gabungan) if (skp := file.skp)]
    far = len(order)
    owned.sort(key=lambda owner: order.get(owner[0], far + (owner[0] or len(numbers) + 1)))
    fates = Counter[str]()
    for number, orang, file, skp in owned:
        first = True
        for row in _rows(file, skp, known, number, orang):
            row[PEOPLE] = int(first and number > 0 and number not in known.counted)
            fates[row["Keadaan"]] += row[RESULTS]
            yield row
            first = False
        known.counted.add(number)
    _hold(gabungan, known.counted, fates)


def _hold(gabungan: Merged, owners: Collection[int], fates: Mapping[str, int]) -> None:
    """The sums are those of the accounts, but for the results of guests in these matrices, whose SKPs are told elsewhere."""
    people = {person.number: person.fate for person in gabungan.people}
    masuk = [number for number, fate in people.items() if fate.is_in]
    if lost := [number for number in masuk if number not in owners]:
        raise AccountError(f"Hitungan lembar Data tidak cocok: {len(lost)} orang yang SKP-nya masuk tidak ada di sana.")
    guests = Counter(
        fate
        for matriks in gabungan.matriks
        for row, _, fate in matriks.results()
        if row.nomor not in people and row.nomor not in owners
    )
    for fate, many in gabungan.accounts.results.counts.items():
        if fates.get(fate.value, 0) != many - guests[fate]:
            raise AccountError(
                f"Hitungan lembar Data tidak cocok: {fates.get(fate.value, 0)} {fate}, seharusnya {many - guests[fate]}."
            )


def _who(skp: Skp, known: _Known, orang: Pegawai | None) -> dict[str, Any]:
    """Whose a row is; the unit is that of the roster, for there it has a code."""
    organisasi = known.gabungan.organisasi
    kode = orang.unit_kerja if orang else ""
    name = organisasi.nama_unit(kode) if orang else skp.pegawai.unit_kerja
    return {
        **dict.fromkeys((*LEBAR_DATA, *known.titles.values()), ""),
        "Perangkat Daerah": office_of(organisasi, orang) if orang else "",
        "Kode Unit": printed_code(kode, name),
        "Unit Kerja": name,
        "Nama": skp.pegawai.nama,
        "NIP": skp.pegawai.nip,
        "Jabatan": skp.pegawai.jabatan,
        "Pejabat Penilai": skp.pejabat_penilai.nama,
        "Formulir": skp.form,
        RESULTS: 0,
    }


def _stand_of(known: _Known, number: int, id_: str, key: str) -> dict[str, Any]:
    """The columns that say where a result stands, and that it counts."""
    elsewhere = _Stand(ResultFate.UNIT_LAIN if number else ResultFate.LUAR_UNIT)
    found = known.stands.get((number, id_, key), [elsewhere])
    stand = found.pop(0) if len(found) > 1 else found[0]
    return {
        "Keadaan": stand.fate.value,
        "Matriks": stand.unit,
        "Id Produk": stand.produk[0],
        "Produk": stand.produk[1],
        "Mengapa Belum Terpetakan": stand.sebab,
        RESULTS: 1,
    }


def _target(text: str) -> dict[str, Any]:
    """A target as typed, and as number and unit where nobody could read it otherwise."""
    number, satuan = parse_target(text)
    value = "" if number is None else int(number) if number == int(number) else float(number)
    return {"Target": text, "Angka Target": value, "Satuan": satuan}


def _rows(file: ReceivedFile, skp: Skp, known: _Known, number: int, orang: Pegawai | None) -> Sequence[dict[str, Any]]:
    """All rows of one file; of one in which nothing is filled in a row all the same."""
    added = texts_by_row(_form_of(file), extra_slots(_form_of(file)))
    who = {**_who(skp, known, orang), **known.titled(added.pop((), {}))}
    rows = [*_result_rows(file, skp, known, number, who, added), *_item_rows(file, known, who, added)]
    return rows or [{**who, "Berkas": Path(file.reading.file).name}]


def _result_rows(
    file: ReceivedFile, skp: Skp, known: _Known, number: int, who: dict[str, Any], added: _Added
) -> Iterator[dict[str, Any]]:
    """The rows of the results; what a versi adds to them is taken out of `added`."""
    for section, position, hasil in skp.semua_hasil():
        root: tuple[str | int, ...] = ("hasil_kerja", section, position)
        key = slot_key(*root, "rencana_hasil_kerja")
        where, _, _ = file.reading.tempat(key)
        result = {
            **who,
            "Bagian": section,
            "No": position,
            "Id Hasil": hasil.id or "",
            "Rencana Hasil Kerja Atasan": hasil.rencana_hasil_kerja_diintervensi,
            "Rencana Hasil Kerja": hasil.rencana_hasil_kerja,
            "Berkas": Path(where).name,
            **known.titled(added.pop(root, {})),
        }
        counted = hasil.rencana_hasil_kerja.strip() != ""
        if counted:
            result |= _stand_of(known, number, hasil.id or "", key)
        details: list[dict[str, Any]] = [
            {
                "Aspek": indikator.aspek,
                "Indikator": indikator.indikator_kinerja_individu,
                **_target(indikator.target),
                **known.titled(added.pop((*root, "indikator", indikator.nomor or at), {})),
            }
            for at, indikator in enumerate(hasil.indikator or (), start=1)
        ]
        details += [{"Indikator": text} for text in hasil.ukuran_keberhasilan or () if text.strip()]
        for at, detail in enumerate(details or [{}]):
            yield {**result, **detail, RESULTS: int(counted and at == 0)}


def _item_rows(file: ReceivedFile, known: _Known, who: dict[str, Any], added: _Added) -> Iterator[dict[str, Any]]:
    """The rows of what else a versi lists."""
    form = _form_of(file)
    parts = sections(form.definition)
    for row in rows_of_items(added, {}, extra_slots(form)):
        where, _, _ = file.reading.tempat(row.key)
        part = " ".join(parts.get(row.part, "").split())
        yield {**who, "Bagian": part, "No": row.item, "Berkas": Path(where).name, **known.titled(row.texts)}


def _counted(gabungan: Merged) -> Iterator[ReceivedFile]:
    return (file for file in gabungan.files if file.skp and file.counted)


def _form_of(file: ReceivedFile) -> Form:
    return required(file.reading.form, f"formulir dalam {file.reading.file}")


def count_data(gabungan: Merged) -> int:
    """How many rows `data_rows` gives; those of forms that add nothing are not made for it."""
    nothing_known = _Known(gabungan, {}, {}, {})
    return sum(_count(file, file.skp, nothing_known) for file in _counted(gabungan) if file.skp)


def _count(file: ReceivedFile, skp: Skp, known: _Known) -> int:
    if extra_slots(_form_of(file)):
        return len(_rows(file, skp, known, 0, None))
    rows = sum(
        max(len(hasil.indikator or ()) + sum(1 for text in hasil.ukuran_keberhasilan or () if text.strip()), 1)
        for _, _, hasil in skp.semua_hasil()
    )
    return max(rows, 1)
