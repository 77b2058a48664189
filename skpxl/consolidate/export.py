"""`skpxl export`: which SKPs go out to whom, in which order, and the account of it; it judges no SKP itself.

To the national system: the order of keying in (`write_ekinerja`) and the rekap (`rekap_rows`). To analysts: `export_rows`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from skpxl.consolidate.ekinerja_plans import plans_by_person
from skpxl.errors import SkpxlError, required
from skpxl.files.output import writing_whole
from skpxl.findings import Severity
from skpxl.kinds.file_names import FileNames
from skpxl.kinds.table import kind_holding
from skpxl.model.ekinerja import Langkah, langkah_skp
from skpxl.model.evaluasi import Evaluasi
from skpxl.model.fate import ExportFate, said, tally
from skpxl.model.golongan import parse_golongan
from skpxl.model.predikat import predikat, recognise
from skpxl.model.rekap import KOLOM as KOLOM_REKAP
from skpxl.model.rekap import KOLOM_NILAI, KOLOM_PERIODIK, BarisRekap, NilaiRekap, baris_rekap, nilai_rekap
from skpxl.model.skp import Skp
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi
from skpxl.model.urutan import BarisPegawai, atasan_dahulu
from skpxl.receive.report import link_to
from skpxl.receive.validate import GANDA, PERLU_PERBAIKAN, ReceivedFile, tak_diperiksa
from skpxl.template.library import Library
from skpxl.template.limits import TAUTAN_MAKS

if TYPE_CHECKING:
    from skpxl.books.keyin import KeyinPerson

LUAR_DAFTAR = "di luar daftar pegawai"


@dataclass(frozen=True)
class Export:
    """What goes out, in order, and what does not: `left_out` counts the files left out by reason.

    `received` are all files received; they lead from a result to its product even where they are not exported.
    """

    files: tuple[ReceivedFile, ...]
    left_out: Mapping[str, int]
    received: tuple[ReceivedFile, ...]
    organisasi: Organisasi | None
    roster_rows: BarisPegawai = field(default_factory=lambda: BarisPegawai(None))

    def skps(self) -> list[Skp]:
        """The SKPs that go out, in order."""
        return [skp for _, skp in self.with_skp()]

    def with_skp(self) -> list[tuple[ReceivedFile, Skp]]:
        """The files that go out, each with its SKP."""
        return [(file, required(file.skp, f"SKP dalam {file.reading.file}")) for file in self.files]

    def perangkat_daerah(self, skp: Skp) -> str:
        """The perangkat daerah of an SKP's owner as the roster has it; empty where he is not on it."""
        found = self.roster_rows.find(skp)
        return self.organisasi.nama_perangkat_daerah(found[1]) if found and self.organisasi else ""


def choose(files: Sequence[ReceivedFile], organisasi: Organisasi | None, *, dengan_galat: bool = False) -> Export:
    """The files that are exported, in roster order with superiors before their people.

    Files that do not count are left out, and with `dengan_galat` not given also SKPs with a galat. Raises SkpxlError
    where nothing is left.
    """
    chosen: list[tuple[ReceivedFile, Skp]] = []
    reasons: list[tuple[ReceivedFile, str]] = []
    for file in files:
        if reason := _reason(file, dengan_galat):
            reasons.append((file, reason))
        elif file.skp:
            chosen.append((file, file.skp))
    left_out = Counter(reason for _, reason in reasons)
    if not chosen:
        reason = ", ".join(f"{many} {reason}" for reason, many in left_out.items())
        raise SkpxlError(f"Tidak ada SKP yang dapat diekspor ({reason}); periksa dengan `skpxl validate`.")
    rows = BarisPegawai(organisasi)
    in_order = [chosen[position][0] for position in atasan_dahulu([skp for _, skp in chosen], rows)]
    decided = [(file.reading.file, ExportFate.DIEKSPOR) for file in in_order]
    decided += [(file.reading.file, ExportFate.TIDAK) for file, _ in reasons]
    tally("berkas ekspor", ExportFate, (file.reading.file for file in files), decided)
    return Export(tuple(in_order), dict(left_out), tuple(files), organisasi, rows)


def _reason(file: ReceivedFile, dengan_galat: bool) -> str:
    """Why a file is not exported; empty where it is."""
    if file.content and not file.skp:
        return f"{kind_holding(file.content).noun}, bukan SKP"
    if file.skp is None or file.fate == GANDA:
        return said(file.fate)
    if not file.counted:  # contradicted by another file, forged, of another campaign
        return f"{said(file.fate)}, tidak dipakai"
    return PERLU_PERBAIKAN if file.galat and not dengan_galat else ""


def per_perangkat_daerah(ekspor: Export, ending: str) -> list[tuple[str, Export]]:
    """One export per perangkat daerah, in the order in which they come, each with a file name of its own.

    Raises SkpxlError without a roster, which alone knows the perangkat daerah.
    """
    if ekspor.organisasi is None:
        raise SkpxlError("Perangkat daerah hanya diketahui dari daftar pegawai; tambahkan --roster ROSTER.")
    names = FileNames(ekspor.organisasi)
    groups: dict[str, list[ReceivedFile]] = {}
    for file, skp in ekspor.with_skp():
        groups.setdefault(names.office(ekspor.perangkat_daerah(skp) or LUAR_DAFTAR), []).append(file)
    return [
        (f"{name}{ending}", Export(tuple(files), {}, ekspor.received, ekspor.organisasi, ekspor.roster_rows))
        for name, files in groups.items()
    ]


# -- e-Kinerja ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Isian:
    """What was written for e-Kinerja: SKPs, fields, and links that Excel has no room for."""

    skp: int
    isian: int
    unlinked: int


def write_ekinerja(
    path: Path,
    ekspor: Export,
    library: Library,
    *,
    instansi: str = "",
    kertas: str = "A4",
    force: bool = False,
    advance: Callable[[], None] = lambda: None,
) -> Isian:
    """The workbook for keying in, as `books/keyin.py` lays it out. Raises SkpxlError above a million rows."""
    from skpxl.books.keyin import BARIS_ISIAN_MAKS, write_keyin

    skps, plans = ekspor.skps(), plans_by_person(ekspor.received)
    isian = sum(len(langkah_skp(skp)) + len(plans.get(_people(skp), ())) for skp in skps)
    if isian + len(skps) > BARIS_ISIAN_MAKS:
        raise SkpxlError(
            f"{isian} isian melebihi satu lembar Excel; tambahkan --per-perangkat, satu buku kerja per perangkat daerah."
        )
    limited = isian + len(skps) > TAUTAN_MAKS
    texts = {
        "ringkasan": " · ".join(filter(None, [instansi, f"{len(skps)} SKP, {isian} isian"])),
        "batas_tautan": (
            f" Kolom Sumber bertautan paling banyak pada {TAUTAN_MAKS} baris pertama: Excel tidak memuat lebih."
            if limited
            else ""
        ),
    }
    with writing_whole(path, force=force) as temporary, temporary.open("wb") as stream:
        people = _people_keyed_in(ekspor, path.parent, plans)
        without_link = write_keyin(stream, people, library, texts=texts, kertas=kertas, advance=advance)
    return Isian(len(skps), isian, without_link)


def _people(skp: Skp) -> tuple[str, str]:
    return skp.pegawai.nip, skp.pejabat_penilai.nip


def _people_keyed_in(
    ekspor: Export, folder: Path, plans: Mapping[tuple[str, str], Sequence[Langkah]]
) -> Iterator["KeyinPerson"]:
    from skpxl.books.keyin import KeyinPerson

    included = {skp.pegawai.nip for skp in ekspor.skps()}
    for file, skp in ekspor.with_skp():
        penilai = skp.pejabat_penilai
        yield KeyinPerson(
            nama=skp.pegawai.nama or "(tanpa nama)",
            nip=skp.pegawai.nip,
            jabatan=skp.pegawai.jabatan,
            unit_kerja=skp.pegawai.unit_kerja,
            penilai=penilai.nama or penilai.jabatan,
            note="; ".join(_notes(file, skp, included)),
            file_name=Path(file.reading.file).name,
            url=_link(file.reading.file, folder),
            cells=dict(file.reading.cells),
            steps=[*langkah_skp(skp), *plans.get(_people(skp), ())],
        )


def _notes(file: ReceivedFile, skp: Skp, included: set[str]) -> Iterator[str]:
    """What to know before keying in an SKP."""
    if many := count_galat(file):
        yield f"{many} galat belum diperbaiki"
    if skp.pejabat_penilai.nip and skp.pejabat_penilai.nip not in included:
        yield "SKP atasan tidak ada di sini; pastikan sudah ada di e-Kinerja"


def _link(file: str, folder: Path) -> str:
    """The link to a file; empty for a zip's member, and where the name has the sign at which links are cut."""
    url = link_to(file, "", "", folder)
    return url if "#" not in url and len(url) < 255 else ""


def count_galat(file: ReceivedFile) -> int:
    """How many findings of severity galat a file has."""
    return sum(1 for finding in file.findings if finding.severity is Severity.GALAT)


# -- rekap ----------------------------------------------------------------------------------------------------------------


def rekap_rows(ekspor: Export, library: Library) -> tuple[list[str], list[BarisRekap]]:
    """(columns, rows) of the rekap, a row per SKP. The periodic columns are there where a period is a month or triwulan.

    Its three values are those of the person's annual evaluation by the same penilai, where it is among the files. Read
    without the campaign's key, a last column says so.
    """
    golongan = library.daftar["golongan"].nilai
    ratings = _annual_ratings(ekspor.received, library)
    rows = []
    for skp in ekspor.skps():
        written = skp.pejabat_penilai.pangkat_golongan
        parsed, _ = parse_golongan(written, golongan)
        rows.append(
            baris_rekap(skp, parsed.ruang if parsed else written, _rating_of(skp, ratings.get(_whose(skp), ())))
        )
    periodik = any(row["periodikId"] for row in rows)
    columns = [*KOLOM_REKAP, *(KOLOM_PERIODIK if periodik else ())]
    if mark := tak_diperiksa(ekspor.received):
        columns.append("keaslian")
        rows = [{**row, "keaslian": mark} for row in rows]
    return columns, rows


def _whose(answers: Skp | Evaluasi) -> tuple[str, str, int]:
    """Whose it is, by whom judged, of which year."""
    tahun = answers.periode.selesai.year if answers.periode else 0
    return answers.pegawai.nip, answers.pejabat_penilai.nip, tahun


def _rating_of(skp: Skp, ratings: Sequence[tuple[Evaluasi, NilaiRekap]]) -> NilaiRekap | None:
    """Of several evaluations of one person by one penilai (a Plt.) the one of the jabatan of this SKP; else none."""
    if len(ratings) > 1:
        ratings = [one for one in ratings if sidik(one[0].pegawai.jabatan) == sidik(skp.pegawai.jabatan)]
    return ratings[0][1] if len(ratings) == 1 else None


def _annual_ratings(
    files: Sequence[ReceivedFile], library: Library
) -> dict[tuple[str, str, int], list[tuple[Evaluasi, NilaiRekap]]]:
    """The annual evaluations that count with what they say, by person, penilai and year."""
    ratings: dict[tuple[str, str, int], list[tuple[Evaluasi, NilaiRekap]]] = {}
    table = library.aturan.predikat
    for file in files:
        evaluasi = file.evaluasi
        if evaluasi and file.counted and evaluasi.jenis == "tahunan":
            hasil_kerja, perilaku = (
                recognise(text, table.sebutan) for text in (evaluasi.rating_hasil_kerja, evaluasi.rating_perilaku)
            )
            if found := nilai_rekap(hasil_kerja, perilaku, predikat(hasil_kerja, perilaku, table)):
                ratings.setdefault(_whose(evaluasi), []).append((evaluasi, found))
    return ratings


def tanpa_nilai(rows: Sequence[BarisRekap]) -> int:
    """How many rows of a rekap lack one of the three values."""
    return sum(1 for row in rows if any(row[column] is None for column in KOLOM_NILAI))


def rekap_workbook(columns: Sequence[str], rows: Sequence[BarisRekap], library: Library, kertas: str = "A4") -> bytes:
    """The rekap as a workbook: one Excel table with the national field names as headings."""
    from skpxl.books.tables import BookTable, write_tables

    widths = {"nip": 21.0, "nama": 30.0, "penilaiNipNrp": 21.0, "penilaiNama": 30.0, "penilaiJabatan": 34.0}
    widths |= {"penilaiUnorNama": 34.0}
    cells = [[row[name] for name in columns] for row in rows]
    table = BookTable("Rekap", [(name, widths.get(name, 20.0)) for name in columns], cells, excel_table="Rekap")
    return write_tables([table], library.gaya, title="Rekap SKP", kertas=kertas)
