"""Rules on the form Integrasi Hasil Penilaian Kinerja PNS 2021: its numbers, the conversion, the ide baru. No cell.

What the form asks for, and what may be chosen, is judged in `slots`.

`akar` is where the entries stand in the answers; the key of a finding is that path and the name of the entry.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from skpxl.findings import Finding, temuan
from skpxl.model.angka import angka_di_awal, parse_angka, tercetak
from skpxl.model.integrasi import (
    AturanIntegrasi,
    HasilIntegrasi,
    IsianIntegrasi,
    Rentang,
    TabelKonversi,
    batas_rentang,
    convert,
    integrate,
    predikat_rentang,
)
from skpxl.model.skp import slot_key
from skpxl.model.teks import choice_key, sidik

# How the question for an ide baru is answered, as `choice_key`.
IDE_BARU = {"": False, "tidak": False, "tidak ada": False, "ya": True, "ada": True}
SEBUTAN = {
    "januari_juni": "Nilai Januari - Juni",
    "nilai_konversi": "Nilai konversi Januari - Juni",
    "juli_desember": "Nilai Juli - Desember",
    "nilai": "nilai kinerja tahun 2021",
}


@dataclass(frozen=True)
class _Periksa:
    """One form while it is checked: entries, rules, and the table that the operator named (or none)."""

    isian: IsianIntegrasi
    aturan: AturanIntegrasi
    nama_tabel: str
    akar: tuple[str | int, ...]

    @property
    def tabel(self) -> TabelKonversi | None:
        return self.aturan.tabel.get(self.nama_tabel)

    def slot_key(self, nama: str) -> str:
        return slot_key(*self.akar, nama)

    def angka(self, nama: str) -> Decimal | None:
        return parse_angka(getattr(self.isian, nama))[0]

    def dalam(self, nama: str, rentang: Sequence[Rentang]) -> Decimal | None:
        """The number where it is one and lies in the range."""
        angka = self.angka(nama)
        bawah, atas = batas_rentang(rentang)
        return angka if angka is not None and bawah <= angka <= atas else None


def check_integrasi(
    isian: IsianIntegrasi,
    aturan: AturanIntegrasi,
    *,
    tabel: str = "",
    akar: tuple[str | int, ...] = (),
    cara: Sequence[str] = (),
) -> Iterator[Finding]:
    """All rules on one form. `tabel` is the conversion table that the operator named; one that does not exist is none.

    `cara` are the ways of converting that the form offered; empty: any. What was not offered is no way of converting.
    """
    asing = bool(cara and isian.konversi.strip()) and choice_key(isian.konversi) not in {choice_key(c) for c in cara}
    satu = _Periksa(isian, aturan, "" if asing else tabel, akar)
    yield from _angka(satu)
    if not asing:
        yield from _konversi(satu)
    yield from _ide_baru(satu)
    yield from _hasil(satu)


def hasil_integrasi(isian: IsianIntegrasi, aturan: AturanIntegrasi, *, tabel: str = "") -> HasilIntegrasi | None:
    """The result of the entries as typed; None where one of them is missing or faulty (`check_integrasi` says why)."""
    satu = _Periksa(isian, aturan, tabel, ())
    pertama, kedua = satu.dalam("januari_juni", aturan.pp46), satu.dalam("juli_desember", aturan.pp30)
    konversi = satu.dalam("nilai_konversi", aturan.pp30)
    ide_baru = IDE_BARU.get(choice_key(isian.ide_baru))
    if pertama is None or kedua is None or ide_baru is None or (isian.nilai_konversi.strip() and konversi is None):
        return None
    return integrate(pertama, kedua, aturan, tabel=tabel if satu.tabel else "", konversi=konversi, ide_baru=ide_baru)


def _angka(satu: _Periksa) -> Iterator[Finding]:
    """What is filled in of both halves and of the converted value is a number of its range."""
    for nama, rentang in (
        ("januari_juni", satu.aturan.pp46),
        ("nilai_konversi", satu.aturan.pp30),
        ("juli_desember", satu.aturan.pp30),
    ):
        teks = getattr(satu.isian, nama)
        if not teks.strip():
            continue
        angka, alasan = parse_angka(teks)
        bawah, atas = batas_rentang(rentang)
        if angka is None:
            yield temuan(
                "nilai-bukan-angka",
                key=satu.slot_key(nama),
                found=teks,
                suggestion=angka_di_awal(teks),
                sebutan=SEBUTAN[nama],
                alasan=alasan,
            )
        elif not bawah <= angka <= atas:
            yield temuan(
                "nilai-di-luar-rentang",
                key=satu.slot_key(nama),
                found=teks,
                sebutan=SEBUTAN[nama],
                dari=tercetak(bawah),
                sampai=tercetak(atas),
            )


def _konversi(satu: _Periksa) -> Iterator[Finding]:
    """The first half is converted: by a table that says something about it, or by an entry; not by both differently."""
    nilai = satu.dalam("januari_juni", satu.aturan.pp46)
    if nilai is None:
        return
    if not predikat_rentang(nilai, satu.aturan.pp46):
        yield temuan("nilai-antara-rentang", key=satu.slot_key("januari_juni"), found=satu.isian.januari_juni)
    dari_tabel = convert(nilai, satu.tabel, satu.aturan.pembulatan.desimal) if satu.tabel else None
    tertulis = satu.isian.nilai_konversi
    if not tertulis.strip():
        if dari_tabel is None:
            yield temuan(
                "konversi-tidak-ada",
                key=satu.slot_key("nilai_konversi"),
                nilai=satu.isian.januari_juni.strip(),
                sebab=f"tabel {satu.nama_tabel} tidak memuatnya" if satu.tabel else "tidak ada tabel yang dipilih",
            )
        elif satu.tabel and not satu.tabel.terverifikasi:
            yield temuan(
                "konversi-belum-terverifikasi",
                key=satu.slot_key("januari_juni"),
                found=satu.isian.januari_juni,
                tabel=satu.nama_tabel,
                hasil=tercetak(dari_tabel, satu.aturan.pembulatan.desimal),
            )
        return
    diisi = satu.dalam("nilai_konversi", satu.aturan.pp30)
    if diisi is not None and dari_tabel is not None and diisi != dari_tabel:
        yield temuan(
            "konversi-beda",
            key=satu.slot_key("nilai_konversi"),
            found=tertulis,
            suggestion=tercetak(dari_tabel, satu.aturan.pembulatan.desimal),
            tabel=satu.nama_tabel,
        )


def _ide_baru(satu: _Periksa) -> Iterator[Finding]:
    """A score that an ide baru would lift is said; without one it stays Baik."""
    hasil = hasil_integrasi(satu.isian, satu.aturan, tabel=satu.nama_tabel)
    if hasil is None or IDE_BARU[choice_key(satu.isian.ide_baru)]:
        return
    dengan = predikat_rentang(hasil.nilai, satu.aturan.pp30, ide_baru=True)
    if dengan != hasil.predikat:
        yield temuan(
            "tanpa-ide-baru",
            key=satu.slot_key("ide_baru"),
            nilai=tercetak(hasil.nilai, satu.aturan.pembulatan.desimal),
            predikat=hasil.predikat,
            dengan=dengan,
        )


def _hasil(satu: _Periksa) -> Iterator[Finding]:
    """The printed score and predikat, where the form carries them, are those that the entries give."""
    hasil = hasil_integrasi(satu.isian, satu.aturan, tabel=satu.nama_tabel)
    if hasil is None:
        return
    desimal = satu.aturan.pembulatan.desimal
    if satu.isian.nilai.strip() and satu.angka("nilai") != hasil.nilai:
        yield temuan(
            "integrasi-beda",
            key=satu.slot_key("nilai"),
            found=satu.isian.nilai,
            suggestion=tercetak(hasil.nilai, desimal),
            sebutan=SEBUTAN["nilai"],
        )
    if satu.isian.predikat.strip() and sidik(satu.isian.predikat) != sidik(hasil.predikat):
        yield temuan(
            "integrasi-beda",
            key=satu.slot_key("predikat"),
            found=satu.isian.predikat,
            suggestion=hasil.predikat,
            sebutan="predikat tahun 2021",
        )
