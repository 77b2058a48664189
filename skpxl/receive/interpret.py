"""From a `Reading` to an `Skp`: giving the values their names. It judges nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from skpxl.forms.reading import Reading
from skpxl.model.evaluasi import Evaluasi
from skpxl.model.integrasi import IsianIntegrasi
from skpxl.model.pembagian import PEMISAH, BarisPembagian, KolomPembagian, Pembagian, PeranSepakat
from skpxl.model.skp import BAGIAN, Skp, kunci
from skpxl.model.teks import ada_peran, pecah_butir, rapi, sidik
from skpxl.template.answers import to_tree
from skpxl.template.form import Form

# What a workbook of ours can mean.
Isi = Skp | Pembagian | Evaluasi | IsianIntegrasi


def interpret(reading: Reading) -> Isi | None:
    """What a workbook of ours holds: an SKP, an agreed matriks, an evaluation, an integrasi 2021; else None.

    Locked values are those that were issued, not those found. Results and roles get an id from the workbook's code and
    their place, so that they keep it when reworded; a superior's result chosen from the issued list brings its id along.
    """
    form = reading.form
    if form is None:
        return None
    match form.definition.isi:
        case "skp":
            return skp_dari(form)
        case "matriks":
            return pembagian_dari(form, reading.file, reading.cells)
        case "evaluasi":
            return evaluasi_dari(form, reading.terkunci.get("predikat", ""))
        case "integrasi":
            return integrasi_dari(form)
        case _:
            return None


def skp_dari(form: Form) -> Skp:
    """The SKP of a form with its answers."""
    terkunci = {slot.key: form.terkunci.get(slot.key, "") for slot in form.layout.slots if slot.terkunci}
    pohon = to_tree(form.layout, {**terkunci, **form.isian})
    pohon.pop("periode_tercetak", None)
    hasil: dict[str, Any] = pohon.get("hasil_kerja", {})
    id_atasan = {sidik(pilihan.teks): pilihan.id for pilihan in form.hasil_atasan}
    for bagian in BAGIAN:
        for satu in hasil.get(bagian, []):
            satu["id"] = f"hasil:{form.stamp.id}:{bagian}:{satu['nomor']}"
            peran, atas = (
                form.terikat.get(kunci("hasil_kerja", bagian, satu["nomor"], kolom))
                for kolom in ("rencana_hasil_kerja", "rencana_hasil_kerja_diintervensi")
            )
            satu["peran_id"] = peran.id if peran else None
            dipilih = sidik(satu.get("rencana_hasil_kerja_diintervensi", ""))
            # Of two choices with the same text the one that was issued at this place.
            terbit = atas.id if atas and sidik(atas.teks) == dipilih else None
            satu["diintervensi_id"] = terbit or id_atasan.get(dipilih)
    return Skp.model_validate(
        {
            **pohon,
            "form": form.stamp.form,
            "versi": form.stamp.versi,
            "bagi": form.definition.bagi,
            "nip": form.terkunci.get("pegawai_nip", ""),
            "periode": form.stamp.periode,
        }
    )


def evaluasi_dari(form: Form, predikat: str) -> Evaluasi:
    """The evaluation of a form with its answers; `predikat` is what the sheet showed."""
    terkunci = {slot.key: form.terkunci.get(slot.key, "") for slot in form.layout.slots if slot.terkunci}
    pohon = to_tree(form.layout, {**terkunci, **form.isian, "predikat": predikat})
    pohon.pop("periode_tercetak", None)
    return Evaluasi.model_validate(
        {
            **pohon,
            "form": form.stamp.form,
            "versi": form.stamp.versi,
            "bagi": form.definition.bagi,
            "jenis": form.konteks.get("jenis_evaluasi", "tahunan"),
            "nip": form.terkunci.get("pegawai_nip", ""),
            "periode": form.stamp.periode,
        }
    )


def integrasi_dari(form: Form) -> IsianIntegrasi:
    """The entries of the form Integrasi 2021. Its result is not read: it is computed when the paper is made."""
    nama = ("januari_juni", "konversi", "nilai_konversi", "juli_desember", "ide_baru")
    return IsianIntegrasi(**{satu: form.isian.get(satu, "") for satu in nama})


def pembagian_dari(form: Form, file: str, cells: Mapping[str, str]) -> Pembagian:
    """The agreed matriks of a form with its answers; bullets in one cell are roles of their own."""
    (letak,) = form.layout.matriks
    akar = letak.blok.id
    bernilai = {**form.terkunci, **form.isian}
    kolom = [
        KolomPembagian(id=form.terikat[key].id if key in form.terikat else key, teks=rapi(bernilai.get(key, "")))
        for key in (kunci(akar, "kolom", ke) for ke in range(1, len(letak.kolom) + 1))
    ]
    lain = {sidik(pilihan.teks): pilihan for pilihan in form.pilihan.get(letak.blok.daftar_lain, ())}
    baris = []
    for nomor in range(1, len(letak.baris) + 1):
        key = kunci(akar, "baris", nomor, "nama")
        nama = rapi(bernilai.get(key, ""))
        jabatan = rapi(bernilai.get(kunci(akar, "baris", nomor, "jabatan"), ""))
        luar = bool(letak.luar_dari) and nomor >= letak.luar_dari
        peran = tuple(
            satu
            for ke, satu_kolom in enumerate(kolom, start=1)
            for satu in _peran(form, nomor, ke, satu_kolom, file, cells)
        )
        if luar and not (nama or jabatan or peran):
            continue
        nip = form.terikat[key].id if key in form.terikat else ""
        if luar and (dipilih := lain.get(sidik(nama))):
            nip = dipilih.id
            nama, _, dari_daftar = dipilih.teks.partition(PEMISAH)
            jabatan = jabatan or dari_daftar
        baris.append(BarisPembagian(key=key, nama=nama, nip=nip, jabatan=jabatan, luar=luar, peran=peran))
    return Pembagian(
        unit=form.konteks.get("unit", ""),
        kode=form.konteks.get("kode_unit", ""),
        pimpinan=form.terkunci.get("pegawai_nip", ""),
        instansi=form.konteks.get("instansi", ""),
        periode=form.stamp.periode,
        kolom=tuple(kolom),
        baris=tuple(baris),
        file=file,
        sheet=letak.sheet,
    )


def _peran(
    form: Form, nomor: int, ke: int, kolom: KolomPembagian, file: str, cells: Mapping[str, str]
) -> Iterator[PeranSepakat]:
    key = kunci(form.layout.matriks[0].blok.id, "baris", nomor, "peran", ke)
    teks = form.isian.get(key, "")
    if not ada_peran(teks):
        return
    sheet, _, cell = cells.get(key, "").rpartition("!")
    for urutan, satu in enumerate(filter(ada_peran, pecah_butir(teks)), start=1):
        id_ = f"peran:{form.stamp.id}:{nomor}:{ke}:{urutan}"
        yield PeranSepakat(teks=rapi(satu), id=id_, kolom=kolom.id, key=key, file=file, sheet=sheet, cell=cell)
