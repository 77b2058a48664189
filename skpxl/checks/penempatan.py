"""What is to be said of decisions on results that are not applied: a text that changed, a result or product that is gone."""

from collections.abc import Iterable, Iterator

from skpxl.findings import Finding, temuan
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.model.penempatan import DaftarPenempatan, Penempatan, chosen_product
from skpxl.sense.compare import Sense


def check_penempatan(daftar: DaftarPenempatan, matriks: Iterable[MatriksPeranHasil], sense: Sense) -> Iterator[Finding]:
    """Every decision that does not hold any more, with both texts."""
    for change in daftar.berubah:
        yield temuan(
            "penempatan-ditanya-lagi",
            found=change.kini,
            dulu=change.keputusan.teks,
            keputusan=in_words(change.keputusan),
            pegawai=change.keputusan.nama,
        ).at(who=change.keputusan.nip)
    for decision in daftar.hilang:
        yield temuan(
            "penempatan-hasil-hilang", found=decision.teks, keputusan=in_words(decision), pegawai=decision.nama
        ).at(who=decision.nip)
    for decision in daftar.terpisah:
        yield temuan(
            "penempatan-terpisah", found=decision.teks, bersama=decision.gabung_teks, pegawai=decision.nama
        ).at(who=decision.nip)
    columns = [produk for unit in matriks for produk in unit.kolom]
    for _, decision in daftar.berlaku():
        if decision.produk and not chosen_product(decision, columns, sense):
            yield temuan(
                "penempatan-produk-hilang", found=decision.teks, produk=decision.produk_teks, pegawai=decision.nama
            ).at(who=decision.nip)


def in_words(decision: Penempatan) -> str:
    """What was decided, by whom and when."""
    said = []
    if decision.keluar:
        said.append("dikeluarkan dari matriks")
    if decision.produk:
        said.append(f"di bawah “{decision.produk_teks}”")
    elif decision.produk is not None:
        said.append("di Belum terpetakan")
    if decision.cetak:
        said.append(f"dicetak “{decision.cetak}”")
    if decision.gabung:
        said.append("dicetak bersama hasil lain")
    if decision.urutan:
        said.append(f"nomor {decision.urutan} di selnya")
    who = f" oleh {decision.oleh}" if decision.oleh else ""
    return f"{', '.join(said) or 'seperti dalam SKP'} (diputuskan {decision.tanggal:%d-%m-%Y}{who})"
