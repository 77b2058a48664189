"""Rules on a unit's matriks: roles without a place, people without a role, products nobody serves."""

from collections.abc import Iterator, Mapping, Sequence

from skpxl.findings import Finding, temuan
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil
from skpxl.model.pembagian import PeranSepakat
from skpxl.model.teks import sidik


def periksa_matriks(matriks: MatriksPeranHasil) -> Iterator[Finding]:
    """All rules on one unit. Keys are those of the member's workbook, `item` the unit."""
    for satu in (*belum_terpetakan(matriks), *tanpa_peran(matriks), *produk_tanpa_peran(matriks)):
        yield satu.at(item=matriks.unit.nama)


def _sebut(baris: BarisMatriks) -> str:
    return baris.nama or baris.jabatan


def belum_terpetakan(matriks: MatriksPeranHasil) -> Iterator[Finding]:
    """Every role stands under a product."""
    for baris in matriks.baris:
        for peran in baris.sisa:
            yield temuan(
                "belum-terpetakan", key=peran.key, found=peran.teks, pegawai=_sebut(baris), sebab=peran.sebab
            ).at(who=baris.nip)


def tanpa_peran(matriks: MatriksPeranHasil) -> Iterator[Finding]:
    """Everybody has a role. A pimpinan without one and a vacant post are legal, so these only warn.

    Of people whose SKP is missing only that is said; they lack roles for that reason alone.
    """
    for baris in matriks.baris:
        if not baris.nama:
            yield temuan("jabatan-tanpa-nama", jabatan=baris.jabatan)
        elif not baris.masuk:
            yield temuan("belum-masuk", pegawai=baris.nama).at(who=baris.nip)
        if baris.tanpa_peran and (baris.masuk or (baris.nip and baris.nip == matriks.unit.pimpinan)):
            yield temuan("pegawai-tanpa-peran", pegawai=_sebut(baris), jabatan=baris.jabatan).at(who=baris.nip)


def produk_tanpa_peran(matriks: MatriksPeranHasil) -> Iterator[Finding]:
    """Every product is served by somebody."""
    for produk in matriks.kolom:
        if not any(baris.peran.get(produk.id) for baris in matriks.baris):
            yield temuan("produk-tanpa-peran", found=produk.teks)


def sepakat_dan_tertulis(
    matriks: MatriksPeranHasil, disepakati: Mapping[str, Sequence[PeranSepakat]]
) -> Iterator[Finding]:
    """The roles agreed on and the results written are the same, person by person.

    `disepakati` maps names (as `sidik`) to the roles of the agreed matriks; people it does not name are left out.
    """
    for baris in matriks.baris:
        sepakat = disepakati.get(sidik(baris.nama))
        if sepakat is None or not baris.masuk:
            continue
        tertulis = {sidik(p.teks): p for daftar in (*baris.peran.values(), baris.sisa) for p in daftar}
        for peran in sepakat:
            if sidik(peran.teks) not in tertulis:
                yield temuan("peran-tanpa-rencana", found=peran.teks, pegawai=_sebut(baris)).at(
                    who=baris.nip, item=matriks.unit.nama, file=peran.file, sheet=peran.sheet, cell=peran.cell
                )
        kenal = {sidik(peran.teks) for peran in sepakat}
        for sidik_teks, satu in tertulis.items():
            if sidik_teks not in kenal:
                yield temuan("rencana-tanpa-peran", key=satu.key, found=satu.teks, pegawai=_sebut(baris)).at(
                    who=baris.nip, item=matriks.unit.nama
                )
