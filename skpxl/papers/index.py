"""Making the index of scans: which files need a row, with what was filled in before. The workbook is `books/berkas_index`'s."""

from collections.abc import Callable, Iterator, Sequence

from skpxl.books.berkas_index import BarisTulis, IndexChoices, write_index
from skpxl.model.berkas_indeks import BarisIndeks, pegawai_in_words, tahun_dokumen
from skpxl.papers.check import PapersCheck
from skpxl.papers.choice import Berkas
from skpxl.papers.receive import PaperReceiver

# What is kept of an earlier answer beside a paper that the file itself has told.
_BESIDE_KNOWN = ("tanda_tangan", "predikat", "masa", "catatan")
_OTHERWISE = "isi berkas ini sendiri menyebut yang lain; kosongkan baris ini"
_GONE = "Berkas ini tidak ada lagi; isian disimpan."
_UNCLEAR = "isinya dikenali; belum jelas sudah ditandatangani atau belum"


def index_workbook(
    pemeriksaan: PapersCheck,
    *,
    earlier: Sequence[BarisIndeks] = (),
    link: Callable[[str], str] = lambda name: "",
    sandi: str = "",
    kertas: str = "A4",
) -> tuple[bytes, int]:
    """The index as a workbook, and how many files it asks about; `earlier` are the rows of the one before.

    What was typed into it is in the new one, also where its file is not there any more.
    """
    receiver = pemeriksaan.receiver
    by_digest: dict[str, list[BarisIndeks]] = {}
    for row in earlier:
        if row.diketik or row.catatan.strip():
            by_digest.setdefault(row.cerna, []).append(row)
    names: dict[str, list[str]] = {}  # copies may say more in their names
    for file in pemeriksaan.received:
        names.setdefault(file.received.digest, []).append(file.name)
    rows: list[BarisTulis] = []
    count = 0
    for file in pemeriksaan.received:
        digest = file.received.digest
        typed = by_digest.get(digest, [])
        if file.needs_index or typed:
            by_digest.pop(digest, None)
            new = _rows(file, typed, receiver, link(file.name), names[digest])
            rows += new
            count += bool(new)
    rows += [BarisTulis(row, remark=_GONE) for rest in by_digest.values() for row in rest]
    aturan = receiver.library.aturan.berkas
    people = {
        pegawai.nip: pegawai_in_words(pegawai)
        for pegawai in receiver.organisasi.pegawai
        if pegawai.nip and pegawai.nama
    }
    # Rows of other uses stand in the same index, so earlier years are offered as well.
    years = {wanted.tahun for use in pemeriksaan.uses for wanted in use.perlu}
    years |= {year for kind in aturan.dokumen for year in tahun_dokumen(kind, aturan)}
    choices = IndexChoices(
        pegawai=list(people.values()),
        nip=list(people),
        dokumen=[dokumen.nama for dokumen in aturan.dokumen.values()],
        tahun=[str(year) for year in range(min(years), max(years) + 1)],
    )
    return write_index(rows, choices, receiver.library, sandi=sandi, kertas=kertas), count


def _rows(
    file: Berkas, earlier: Sequence[BarisIndeks], receiver: PaperReceiver, url: str, names: Sequence[str]
) -> list[BarisTulis]:
    """The rows of one file: one, or one for each of its papers. `names` are its own, also those of its copies."""
    name, ending = file.name, file.received.suffix.upper()
    if not file.received.papers:
        nip = receiver.recogniser.names("\n".join(names))
        pegawai = receiver.organisasi.find_pegawai(nip) if nip else None
        guess = pegawai_in_words(pegawai) if pegawai else ""
        rows = [_open(row, name) for row in earlier or [BarisIndeks(cerna=file.received.digest)]]
        return [BarisTulis(row, url, ending, file.received.reason, guess) for row in rows]
    written = []
    rest = list(earlier)
    for row in _from_content(file, receiver) if file.needs_index else ():
        before = next((old for old in rest if (old.dokumen, old.tahun) == (row.dokumen, row.tahun)), None)
        if before:
            rest.remove(before)
            row = row.model_copy(update={name: getattr(before, name) for name in _BESIDE_KNOWN})
        written.append(BarisTulis(row, url, ending, _UNCLEAR))
    return written + [BarisTulis(_open(row, name), url, ending, _OTHERWISE) for row in rest]


def _open(row: BarisIndeks, file: str) -> BarisIndeks:
    """A row of the index before, to be typed into again, with the file's name of today."""
    return row.model_copy(update={"berkas": file, "terkunci": False})


def _from_content(file: Berkas, receiver: PaperReceiver) -> Iterator[BarisIndeks]:
    """A row for each paper that the file itself tells and that a use may ask for; of it only the signature is open."""
    kinds = receiver.library.aturan.berkas.dokumen
    for mark in file.received.papers:
        pegawai = receiver.organisasi.find_pegawai(mark.nip)
        if pegawai and mark.kode in kinds:
            yield BarisIndeks(
                cerna=file.received.digest,
                berkas=file.name,
                pegawai=pegawai_in_words(pegawai),
                dokumen=kinds[mark.kode].nama,
                tahun=str(mark.tahun),
                terkunci=True,
            )
