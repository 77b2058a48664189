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
    PILIHAN_DIISI,
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
class _Form:
    """One form while it is checked: entries, rules, and the table that the operator named (or none)."""

    isian: IsianIntegrasi
    aturan: AturanIntegrasi
    nama_tabel: str
    akar: tuple[str | int, ...]

    @property
    def tabel(self) -> TabelKonversi | None:
        return self.aturan.tabel.get(self.nama_tabel)

    @property
    def with_table(self) -> bool:
        """True where a table is to convert: of an entry of one's own, or of no choice at all, the definition tells."""
        return bool(self.nama_tabel) or choice_key(self.isian.konversi) not in ("", PILIHAN_DIISI)

    def slot_key(self, name: str) -> str:
        return slot_key(*self.akar, name)

    def number(self, name: str) -> Decimal | None:
        return parse_angka(getattr(self.isian, name))[0]

    def in_range(self, name: str, rentang: Sequence[Rentang]) -> Decimal | None:
        """The number where it is one and lies in the range."""
        number = self.number(name)
        low, high = batas_rentang(rentang)
        return number if number is not None and low <= number <= high else None


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
    offered = not (cara and isian.konversi.strip()) or choice_key(isian.konversi) in map(choice_key, cara)
    form = _Form(isian, aturan, tabel if offered else "", akar)
    yield from _check_numbers(form)
    if offered:
        yield from _check_conversion(form)
    yield from _check_ide_baru(form)
    yield from _check_result(form)


def hasil_integrasi(isian: IsianIntegrasi, aturan: AturanIntegrasi, *, tabel: str = "") -> HasilIntegrasi | None:
    """The result of the entries as typed; None where one of them is missing or faulty (`check_integrasi` says why)."""
    form = _Form(isian, aturan, tabel, ())
    first, second = form.in_range("januari_juni", aturan.pp46), form.in_range("juli_desember", aturan.pp30)
    konversi = form.in_range("nilai_konversi", aturan.pp30)
    ide_baru = IDE_BARU.get(choice_key(isian.ide_baru))
    if first is None or second is None or ide_baru is None or (isian.nilai_konversi.strip() and konversi is None):
        return None
    return integrate(first, second, aturan, tabel=tabel if form.tabel else "", konversi=konversi, ide_baru=ide_baru)


def _check_numbers(form: _Form) -> Iterator[Finding]:
    """What is filled in of both halves and of the converted value is a number of its range."""
    for name, rentang in (
        ("januari_juni", form.aturan.pp46),
        ("nilai_konversi", form.aturan.pp30),
        ("juli_desember", form.aturan.pp30),
    ):
        text = getattr(form.isian, name)
        if not text.strip():
            continue
        number, reason = parse_angka(text)
        low, high = batas_rentang(rentang)
        if number is None:
            yield temuan(
                "nilai-bukan-angka",
                key=form.slot_key(name),
                found=text,
                suggestion=angka_di_awal(text),
                sebutan=SEBUTAN[name],
                alasan=reason,
            )
        elif not low <= number <= high:
            yield temuan(
                "nilai-di-luar-rentang",
                key=form.slot_key(name),
                found=text,
                sebutan=SEBUTAN[name],
                dari=tercetak(low),
                sampai=tercetak(high),
            )


def _check_conversion(form: _Form) -> Iterator[Finding]:
    """The first half is converted: by a table that says something about it, or by an entry; not by both differently."""
    score = form.in_range("januari_juni", form.aturan.pp46)
    if score is None:
        return
    if not predikat_rentang(score, form.aturan.pp46):
        yield temuan("nilai-antara-rentang", key=form.slot_key("januari_juni"), found=form.isian.januari_juni)
    by_table = convert(score, form.tabel, form.aturan.pembulatan.desimal) if form.tabel else None
    written = form.isian.nilai_konversi
    if not written.strip():
        if by_table is None:
            if not form.with_table:
                return
            yield temuan(
                "konversi-tidak-ada",
                key=form.slot_key("nilai_konversi"),
                nilai=form.isian.januari_juni.strip(),
                sebab=f"tabel {form.nama_tabel} tidak memuatnya" if form.tabel else "tabel yang dipilih tidak ada",
            )
        elif form.tabel and not form.tabel.terverifikasi:
            yield temuan(
                "konversi-belum-terverifikasi",
                key=form.slot_key("januari_juni"),
                found=form.isian.januari_juni,
                tabel=form.nama_tabel,
                hasil=tercetak(by_table, form.aturan.pembulatan.desimal),
            )
        return
    entered = form.in_range("nilai_konversi", form.aturan.pp30)
    if entered is not None and by_table is not None and entered != by_table:
        yield temuan(
            "konversi-beda",
            key=form.slot_key("nilai_konversi"),
            found=written,
            suggestion=tercetak(by_table, form.aturan.pembulatan.desimal),
            tabel=form.nama_tabel,
        )


def _check_ide_baru(form: _Form) -> Iterator[Finding]:
    """A score that an ide baru would lift is said; without one it stays Baik."""
    result = hasil_integrasi(form.isian, form.aturan, tabel=form.nama_tabel)
    if result is None or IDE_BARU[choice_key(form.isian.ide_baru)]:
        return
    lifted = predikat_rentang(result.nilai, form.aturan.pp30, ide_baru=True)
    if lifted != result.predikat:
        yield temuan(
            "tanpa-ide-baru",
            key=form.slot_key("ide_baru"),
            nilai=tercetak(result.nilai, form.aturan.pembulatan.desimal),
            predikat=result.predikat,
            dengan=lifted,
        )


def _check_result(form: _Form) -> Iterator[Finding]:
    """The printed score and predikat, where the form carries them, are those that the entries give."""
    result = hasil_integrasi(form.isian, form.aturan, tabel=form.nama_tabel)
    if result is None:
        return
    desimal = form.aturan.pembulatan.desimal
    if form.isian.nilai.strip() and form.number("nilai") != result.nilai:
        yield temuan(
            "integrasi-beda",
            key=form.slot_key("nilai"),
            found=form.isian.nilai,
            suggestion=tercetak(result.nilai, desimal),
            sebutan=SEBUTAN["nilai"],
        )
    if form.isian.predikat.strip() and sidik(form.isian.predikat) != sidik(result.predikat):
        yield temuan(
            "integrasi-beda",
            key=form.slot_key("predikat"),
            found=form.isian.predikat,
            suggestion=result.predikat,
            sebutan="predikat tahun 2021",
        )
