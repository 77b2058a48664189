"""Rules on a unit's matriks: people without a role, products nobody serves, links in other words."""

from collections.abc import Iterator, Sequence

from skpxl.findings import Finding, temuan
from skpxl.model.fate import PersonFate
from skpxl.model.hambatan import Hambatan
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi

_NAMED = 3


def check_matriks(matriks: MatriksPeranHasil, below: int = 0) -> Iterator[Finding]:
    """All rules on one unit. Keys are those of the member's workbook, `item` the unit.

    `below` counts the reports of its head in other units whose SKPs are not in.
    """
    for finding in (*tautan_berganti_kata(matriks), *tanpa_peran(matriks), *produk_tanpa_peran(matriks, below)):
        yield finding.at(item=matriks.unit.nama, unit=matriks.unit.kode)


def _in_words(row: BarisMatriks) -> str:
    return row.nama or row.jabatan


def tautan_berganti_kata(matriks: MatriksPeranHasil) -> Iterator[Finding]:
    """What was chosen reads otherwise today: it is told once, with how many results were chosen by the former words."""
    changed: dict[tuple[str, str], list[Peran]] = {}
    for row in matriks.baris:
        for peran in row.semua_peran():
            if peran.sekarang and not peran.bertentangan:
                changed.setdefault((sidik(peran.dipilih), peran.sekarang), []).append(peran)
    for (_, today), roles in changed.items():
        yield temuan("tautan-berganti-kata", found=roles[0].dipilih, sekarang=today, banyak=len(roles))


def tanpa_peran(matriks: MatriksPeranHasil) -> Iterator[Finding]:
    """Everybody has a role. A pimpinan without one and a vacant post are legal, so these only warn.

    Of people whose SKP is missing, a pimpinan among them, only that is said: their roles are not known. Of who does not serve
    in the period none is due.
    """
    for row in matriks.baris:
        if row.luar:
            continue
        if not row.nama:
            yield temuan("jabatan-tanpa-nama", jabatan=row.jabatan)
        elif row.fate is PersonFate.TAK_DIPAKAI:
            yield temuan("skp-belum-dipakai", pegawai=row.nama).at(who=row.nip)
        elif row.fate.is_due and not row.is_in:
            yield temuan("belum-masuk", pegawai=row.nama).at(who=row.nip)
        if row.without_roles and row.is_in:
            yield temuan("pegawai-tanpa-peran", pegawai=_in_words(row), jabatan=row.jabatan).at(who=row.nip)


def produk_tanpa_peran(matriks: MatriksPeranHasil, below: int = 0) -> Iterator[Finding]:
    """Every product is served by somebody. As long as SKPs are missing or results have no place that is not known.

    Then it is told once, with how many products and why.
    """
    unserved = [produk.teks for produk in matriks.kolom if not any(row.peran.get(produk.id) for row in matriks.baris)]
    own = [row for row in matriks.baris if not row.luar and row.fate.is_due]
    missing, lost = below + sum(not row.is_in for row in own), sum(len(row.sisa) for row in matriks.baris)
    if not (missing or lost):
        yield from (temuan("produk-tanpa-peran", found=text) for text in unserved)
    elif unserved:
        causes = ((missing, f"{missing} SKP belum masuk"), (lost, f"{lost} hasil kerja belum terpetakan"))
        named = ", ".join(f"“{text}”" for text in unserved[:_NAMED])
        more = f" dan {len(unserved) - _NAMED} lagi" if len(unserved) > _NAMED else ""
        why = " dan ".join(text for many, text in causes if many)
        only = unserved[0] if len(unserved) == 1 else ""
        yield temuan("produk-belum-didukung", found=only, banyak=len(unserved), produk=f"{named}{more}", sebab=why)


def rantai_terhambat(blocking: Sequence[Hambatan]) -> Iterator[Finding]:
    """A superior hands in first: without his results those below him cannot make theirs."""
    for block in blocking:
        yield temuan(
            "rantai-terhambat",
            pegawai=block.orang.nama or block.orang.jabatan,
            langsung=len(block.direct),
            seluruh=block.total,
            menunggu=f"ia sendiri menunggu {block.waits_for.nama}"
            if block.waits_for
            else "ia tidak menunggu siapa pun",
        ).at(who=block.orang.nip)


def penilai_ditunggu(blocking: Sequence[Hambatan], organisasi: Organisasi) -> Iterator[Finding]:
    """Without a roster: a penilai whom the workbooks name hands in as well; only those who name him are known to wait.

    Where a unit of his stands is not known either, for his own SKP would name who rates him.
    """
    topmost = organisasi.anak("")
    for block in blocking:
        headed = [unit.nama for unit in topmost if unit.pimpinan == block.orang.nip]
        lost = (
            f" Unit di atas {', '.join(headed)} tidak diketahui tanpa SKP itu." if headed and len(topmost) > 1 else ""
        )
        yield temuan(
            "penilai-ditunggu", pegawai=block.orang.nama or block.orang.jabatan, banyak=block.total, akibat=lost
        ).at(who=block.orang.nip)
