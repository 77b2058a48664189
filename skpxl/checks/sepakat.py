"""Rules on what was agreed on and what was written: roles and results, person by person; people and names of the matrices."""

from collections.abc import Iterator, Sequence

from skpxl.findings import Finding, temuan
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.matriks import BarisMatriks
from skpxl.model.padanan import Padanan
from skpxl.model.pembagian import PeranSepakat

# Below this likeness (0-100) the place that was issued for a role holds something else.
_BERGANTI = 60


def check_padanan(baris: BarisMatriks, unit: str, padanan: Sequence[Padanan]) -> Iterator[Finding]:
    """A role becomes a rencana hasil kerja, and a rencana hasil kerja comes of a role (PermenPANRB 6/2022).

    A reworded result is paired all the same and told with its likeness.
    """
    for satu in padanan:
        peran, hasil = satu.sepakat, satu.tertulis
        if peran is None and hasil is not None:
            yield temuan("rencana-tanpa-peran", key=hasil.key, found=hasil.teks, pegawai=_in_words(baris)).at(
                who=baris.nip, item=unit
            )
        elif peran is not None and hasil is None:
            yield _di(temuan("peran-tanpa-rencana", found=peran.peran.teks, pegawai=_in_words(baris)), peran.peran).at(
                who=baris.nip, item=unit
            )
        elif peran is not None and hasil is not None and satu.cara != "teks":
            kode = "peran-berganti-isi" if satu.skor < _BERGANTI else "peran-disunting"
            yield temuan(
                kode,
                key=hasil.key,
                found=hasil.teks,
                suggestion=peran.peran.teks,
                pegawai=_in_words(baris),
                skor=satu.skor,
            ).at(who=baris.nip, item=unit)


def check_nama(kesepakatan: Kesepakatan) -> Iterator[Finding]:
    """Every person in a matriks is one of the roster; a name that is written otherwise is told with its likeness."""
    for cocok in kesepakatan.dicocokkan:
        yield temuan(
            "nama-dicocokkan", found=cocok.baris.nama, suggestion=cocok.orang.nama, nip=cocok.orang.nip, skor=cocok.skor
        ).at(who=cocok.orang.nip, item=cocok.pembagian.unit, file=cocok.pembagian.file, sheet=cocok.pembagian.sheet)
    for pembagian, baris in kesepakatan.tak_dikenal:
        satu = temuan("nama-matriks-tidak-dikenal", found=baris.nama, banyak=len(baris.peran))
        if baris.peran:
            satu = _di(satu, baris.peran[0])
        yield satu.at(item=pembagian.unit, file=pembagian.file, sheet=pembagian.sheet)


def peran_lowong(kesepakatan: Kesepakatan) -> Iterator[Finding]:
    """A role of a vacant post is legal, but nobody will write an SKP of it."""
    for pembagian in kesepakatan.pembagian:
        for baris in pembagian.baris:
            if baris.peran and not baris.nama.strip():
                for peran in baris.peran:
                    lowong = temuan(
                        "peran-jabatan-lowong", found=peran.teks, jabatan=baris.jabatan or "tanpa nama jabatan"
                    )
                    yield _di(lowong, peran).at(item=pembagian.unit)


def _di(satu: Finding, peran: PeranSepakat) -> Finding:
    return satu.at(file=peran.file, sheet=peran.sheet, cell=peran.cell)


def _in_words(baris: BarisMatriks) -> str:
    return baris.nama or baris.jabatan
