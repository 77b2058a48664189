"""The papers by which a pimpinan sets the predikat of his unit (SE MenPANRB 3/2023): whose stand on which, and how they are
spread. It makes values and writes no file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from skpxl.books.letterhead import letterhead_text
from skpxl.books.paper import Naskah
from skpxl.checks.distribusi import limit_in_words
from skpxl.consolidate.evaluate import Rekap, RekapUnit
from skpxl.consolidate.penilaian import Penilaian
from skpxl.kinds.dokumen import PENETAPAN
from skpxl.kinds.file_names import FileNames
from skpxl.model.angka import tercetak
from skpxl.model.distribusi import Distribusi, check_distribusi, count_predikat, dapat_dipenuhi
from skpxl.model.evaluasi import JenisPeriode, nama_periode, period_code
from skpxl.model.fate import PenilaianFate, said
from skpxl.model.periode import TITIK, Periode
from skpxl.model.predikat import TabelPredikat, official_predikat, recognise
from skpxl.model.skp import slot_key
from skpxl.model.unit import Organisasi, Unit
from skpxl.template.library import Library

KONSEP = "KONSEP "
# Who is not there to be given a predikat in this period.
_NOBODY = (PenilaianFate.LOWONG, PenilaianFate.TIDAK_BERTUGAS)


@dataclass(frozen=True)
class PenetapanWords:
    """What is printed on all papers of a run: nomor, where and when they are set, the lines of the letterhead by unit code
    (the campaign's own under the empty one).
    """

    instansi: str
    nomor: str = ""
    tempat: str = ""
    tanggal: str = ""
    kop: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Penetapan:
    """One unit's paper: where it goes, what stands in it, how many of its people have no predikat yet."""

    path: Path
    naskah: Naskah
    people: int
    missing: int

    @property
    def draft(self) -> bool:
        """True where somebody is not evaluated: it cannot be signed."""
        return self.missing > 0


def penetapan_papers(
    rekap: Rekap,
    masa: tuple[JenisPeriode, Periode],
    organisasi: Organisasi,
    library: Library,
    words: PenetapanWords,
    units: Sequence[str] = (),
) -> list[Penetapan]:
    """A paper per unit with people, in roster order: its people and the heads of the units right below it.

    Nobody sets his own predikat: the head of a unit stands on the paper of the unit above. One above whom there is no unit
    stands on none.
    """
    by_row = {person.number: person for unit in rekap.units for person in unit.members}
    recapped = {unit.kode: unit for unit in rekap.units}
    numbers = {id(orang): number for number, orang in enumerate(organisasi.pegawai, start=1)}
    asked = {below.kode for code in units for below in organisasi.cabang(code)}
    names = FileNames(organisasi)
    papers = []
    for unit in organisasi.unit_sekali():
        if units and unit.kode not in asked:
            continue
        people = [
            person
            for orang in organisasi.peserta(unit.kode)
            if not (unit.pimpinan and orang.nip == unit.pimpinan)
            and (person := by_row.get(numbers.get(id(orang), 0)))
            and person.fate not in _NOBODY
        ]
        if not people:
            continue
        office = organisasi.perangkat_daerah_unit(unit.kode)
        code = period_code(*masa).upper()
        name = f"Penetapan-Predikat_{masa[1].selesai.year}-{code}_{names.unit(unit.kode, unit.nama)}.xlsx"
        naskah = _naskah(unit, office, people, recapped.get(unit.kode), masa, organisasi, library, words)
        missing = sum(person.fate is not PenilaianFate.DINILAI for person in people)
        papers.append(Penetapan(Path(names.office(office or unit.nama)) / name, naskah, len(people), missing))
    return papers


def _naskah(
    unit: Unit,
    office: str,
    people: Sequence[Penilaian],
    recap: RekapUnit | None,
    masa: tuple[JenisPeriode, Periode],
    organisasi: Organisasi,
    library: Library,
    words: PenetapanWords,
) -> Naskah:
    pola = library.aturan.pola
    capaian = _capaian(people, recap, library)
    spread = count_predikat((person.predikat for person in people if person.predikat), pola)
    values = {
        "capaian_organisasi": capaian.upper() or "(belum satu)",
        "pola": f"Pola distribusi untuk capaian kinerja organisasi {capaian or TITIK} (SE MenPANRB 3/2023)",
        "sebaran": _in_words(spread),
        "kesesuaian": _against(capaian, spread, library),
    }
    for number, person in enumerate(people, start=1):
        row = _row(person, library.aturan.predikat)
        values |= {slot_key("penetapan", "pegawai", number, name): text for name, text in row.items()}
    head = organisasi.kepala(unit)
    signer = organisasi.identitas(head) if head else None
    draft = any(person.fate is not PenilaianFate.DINILAI for person in people)
    codes = [*(one.kode for one in organisasi.rantai_unit(unit.kode)), ""]
    kop = next((words.kop[one] for one in codes if one in words.kop), ())
    places = {
        "instansi": words.instansi,
        "perangkat_daerah": office,
        "unit": unit.nama,
        "tahun": str(masa[1].selesai.year),
    }
    context = {
        "kop": letterhead_text(kop, places),
        "konsep": KONSEP if draft else "",
        "nama_periode": nama_periode(*masa),
        "unit": unit.nama.upper(),
        "nomor": words.nomor or TITIK,
        "tempat": words.tempat or TITIK,
        "tanggal": words.tanggal or TITIK,
        "pimpinan_jabatan": (signer.jabatan if signer else "") or f"Pimpinan {unit.nama}",
        "pimpinan_nama": (signer.nama if signer else "") or TITIK,
        "pimpinan_nip_tercetak": f"NIP. {signer.nip}" if signer and signer.nip else "",
    }
    definition = library.own(PENETAPAN)
    return Naskah(
        title=definition.judul,
        definition=definition,
        values=values,
        context=context,
        jumlah=(("pegawai", len(people)),),
        kode=PENETAPAN,
        nama=unit.nama,
        tahun=masa[1].selesai.year,
        result=_in_words(spread),
    )


def _capaian(people: Sequence[Penilaian], recap: RekapUnit | None, library: Library) -> str:
    """The capaian that the evaluations on the paper agree on, else the unit's; empty where they do not agree."""
    known = library.aturan.pola.sebutan_capaian
    said_by = {recognise(one.evaluasi.capaian_organisasi, known) for one in people if one.evaluasi} - {""}
    if len(said_by) == 1:
        return said_by.pop()
    return "" if said_by else recap.capaian if recap else ""


def _row(person: Penilaian, table: TabelPredikat) -> dict[str, str]:
    evaluasi = person.evaluasi
    state = f"(penilaian {person.fate})" if person.file else f"({said(person.fate)})"
    return {
        "nama": f"{person.nama}\nNIP. {person.nip}" if person.nip else person.nama,
        "jabatan": person.jabatan,
        "rating_hasil_kerja": evaluasi.rating_hasil_kerja if evaluasi else "",
        "rating_perilaku": evaluasi.rating_perilaku if evaluasi else "",
        "predikat": official_predikat(person.predikat, table) or state,
    }


def _in_words(spread: Distribusi) -> str:
    """`Sangat Baik 1 (12,5%); Baik 6 (75%); ...; dari 8 pegawai`."""
    parts = [f"{name} {count} ({tercetak(spread.percent(name), 1)}%)" for name, count in spread.counts.items()]
    return f"{'; '.join(parts)}; dari {spread.total} pegawai yang dinilai"


def _against(capaian: str, spread: Distribusi, library: Library) -> str:
    """Whether the distribution keeps its pola, in words and figures; never a verdict on anybody's predikat."""
    if not capaian:
        return "Belum dapat dibandingkan: capaian kinerja organisasinya belum satu."
    pola = library.aturan.pola
    breaches = check_distribusi(capaian, spread.counts, pola)
    if not breaches:
        return "Sesuai."
    told = "; ".join(
        f"{' atau '.join(one.predikat)}: {one.count} dari {one.total} pegawai ({tercetak(one.percent, 1)}%), "
        f"menurut polanya {limit_in_words(one)}"
        for one in breaches
    )
    few = "" if dapat_dipenuhi(capaian, spread.total, pola) else " Kelompok sekecil ini tidak dapat memenuhi pola itu."
    return f"Berbeda. {told}.{few}"


def rows_without_paper(rekap: Rekap, organisasi: Organisasi) -> Iterator[Penilaian]:
    """Those who stand on no paper: heads above whom there is no unit."""
    signed = {unit.pimpinan for unit in organisasi.unit_sekali() if not organisasi.find_unit(unit.induk)}
    for unit in rekap.units:
        yield from (person for person in unit.members if person.nip and person.nip in signed)
