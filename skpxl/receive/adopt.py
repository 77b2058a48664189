"""`skpxl adopt`: an SKP that was never ours becomes an `Skp` with the cell of every value and the doubts about it.

It judges no content: that is `skpxl validate`, once the answers stand in a workbook of ours (`adopt_into`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from skpxl.errors import SkpxlError, required
from skpxl.findings import Finding
from skpxl.findings.wording import worded
from skpxl.foreign.board import Jalur
from skpxl.foreign.skp.reading import Foreign, read_foreign_skp
from skpxl.forms.read import read_form
from skpxl.kinds.skp import SKP_FORMS
from skpxl.model.nip import parse_nip, restore_nip
from skpxl.model.skp import BAGIAN, Skp, slot_key
from skpxl.model.teks import join_items, sidik
from skpxl.receive.fill import fill
from skpxl.template.form import Form
from skpxl.template.library import Library

ADOPSI = "adopsi"
BUKAN_SKP = "bukan-skp"


@dataclass(frozen=True)
class Adopsi:
    """One foreign file. `skp` is None where it holds no SKP that can be read; then the one finding says why.

    `cells` maps keys to `Sheet!A1`, `texts` paths to (text, `Sheet!A1`); `lembar` are the sheets that were read; `lain`
    texts that have no place on our form, as (`Sheet!A1`, text); `tempat_tanggal` is what stands above the penilai's
    signature. Findings are worded.
    """

    file: str
    skp: Skp | None
    cells: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[Jalur, tuple[str, str]] = field(default_factory=dict)
    lembar: tuple[str, ...] = ()
    lain: tuple[tuple[str, str], ...] = ()
    tempat_tanggal: str = ""
    findings: tuple[Finding, ...] = ()


def adopt(source: Path | bytes, library: Library, *, file: str = "", lembar: str = "") -> Adopsi:
    """Read a foreign SKP; `lembar` names the sheet where the file has several. Never raises for what is in the file."""
    nama = file or str(source if isinstance(source, Path) else "")
    asing = read_foreign_skp(source, library, lembar=lembar)
    siapa = asing.isi.get(("pegawai", "nama"), ("", ""))[0]
    findings = worded([satu.at(file=nama, who=siapa) for satu in asing.findings], library.pesan)
    if not asing.isi:
        return Adopsi(nama, None, lembar=asing.lembar, findings=tuple(findings))
    return Adopsi(
        file=nama,
        skp=_skp(asing, library),
        cells={slot_key(*jalur): alamat for jalur, (_, alamat) in asing.isi.items()},
        texts=asing.isi,
        lembar=asing.lembar,
        lain=asing.lain,
        tempat_tanggal=asing.isi.get(("tempat_tanggal",), ("", ""))[0],
        findings=tuple(findings),
    )


def as_json(adopsi: Adopsi) -> dict[str, Any]:
    """The adoption as plain data, in the shape of `skpxl read --json` and what only a foreign file has."""
    return {
        "file": adopsi.file,
        "outcome": ADOPSI if adopsi.skp else BUKAN_SKP,
        "sheets": list(adopsi.lembar),
        "skp": adopsi.skp.model_dump(mode="json", exclude_none=True) if adopsi.skp else None,
        "tempat_tanggal": adopsi.tempat_tanggal,
        "cells": dict(adopsi.cells),
        "isian_lain": [{"cell": alamat, "text": teks} for alamat, teks in adopsi.lain],
        "findings": [satu.as_dict() for satu in adopsi.findings],
    }


def _skp(asing: Foreign, library: Library) -> Skp:
    form = SKP_FORMS[asing.pendekatan]
    akar: dict[str | int, Any] = {}
    for jalur, (teks, _) in asing.isi.items():
        simpul = akar
        for bagian in jalur[:-1]:
            simpul = simpul.setdefault(bagian, {})
        simpul[jalur[-1]] = teks
    akar.pop("tempat_tanggal", None)
    akar.pop("periode_tercetak", None)
    pohon = _berdaftar(akar)
    for satu in (hasil for bagian in BAGIAN for hasil in pohon.get("hasil_kerja", {}).get(bagian, ())):
        satu.setdefault("indikator" if asing.pendekatan == "kuantitatif" else "ukuran_keberhasilan", ())
    nip = parse_nip(asing.isi.get(("pegawai", "nip"), ("", ""))[0])
    return Skp.model_validate(
        {
            **pohon,
            "form": form,
            "versi": library.versi(form)[-1],
            "nip": nip.angka if nip.sah else "",
            "periode": asing.periode,
        }
    )


def _berdaftar(simpul: Any) -> Any:
    """Turn nodes whose keys are numbers into lists: objects get their `nomor`, texts stand in order."""
    if not isinstance(simpul, dict):
        return simpul
    isi = {nama: _berdaftar(anak) for nama, anak in simpul.items()}
    if not isi or not all(isinstance(nama, int) for nama in isi):
        return isi
    urut = [isi[nomor] for nomor in sorted(isi)]
    if all(isinstance(anak, str) for anak in urut):
        return urut
    return [{"nomor": nomor, **isi[nomor]} for nomor in sorted(isi)]


def adopt_into(adopsi: Adopsi, workbook: Path, library: Library, *, sandi: str = "") -> tuple[bytes, list[str]]:
    """The issued workbook with the adopted answers, and notes on what in the file differs from what was issued.

    Raises SkpxlError where `workbook` is no issued form, belongs to somebody else, another year or another pendekatan, or
    has too few places.
    """
    skp = required(adopsi.skp, f"SKP dalam {adopsi.file}")
    form = read_form(workbook, library, file=str(workbook)).form
    if form is None:
        raise SkpxlError(f"{workbook} bukan formulir terbitan skpxl yang dapat diisi; pakai hasil `skpxl generate`.")
    catatan = _orang_yang_sama(adopsi.file, skp, form, workbook)
    if skp.form != form.stamp.form:
        raise SkpxlError(
            f"{adopsi.file} adalah SKP {skp.form.removeprefix('skp-')}, tetapi {workbook} formulir {form.stamp.form}; "
            "samakan kolom Pendekatan di daftar pegawai, lalu terbitkan ulang."
        )
    catatan += _masa_yang_sama(adopsi.file, skp, form, workbook)
    catatan += _beda_identitas(skp, form)
    hasil = {bagian: _fit_in(skp, bagian, form, adopsi.file, workbook, catatan) for bagian in BAGIAN}
    perilaku = [satu.model_dump(exclude_none=True) for satu in skp.perilaku_kerja]
    data, lain = fill(workbook, {"hasil_kerja": hasil, "perilaku_kerja": perilaku}, library, sandi=sandi)
    return data, [*catatan, *lain]


def _orang_yang_sama(file: str, skp: Skp, form: Form, workbook: Path) -> list[str]:
    """Notes on how the person was recognised. Raises SkpxlError where it is another one, or nothing says who it is."""
    terbit, ada = form.terkunci.get("pegawai_nip") or form.stamp.nip, skp.pegawai.nip
    if ada == terbit:
        return []
    if ada and restore_nip(ada, [terbit]) and parse_nip(ada).hilang:
        return [f"NIP di {file} ({ada}) kehilangan angka terakhir di Excel; dipakai NIP formulir {terbit}"]
    if ada:
        raise SkpxlError(
            f"{file} milik NIP {ada}, tetapi {workbook} diterbitkan untuk NIP {terbit}; periksa pasangannya."
        )
    nama = form.terkunci.get("pegawai_nama", "")
    if not nama or sidik(nama) != sidik(skp.pegawai.nama):
        raise SkpxlError(
            f"{file} tidak menyebut NIP dan namanya “{skp.pegawai.nama}” bukan nama di {workbook} (“{nama}”); "
            "isi NIP-nya di berkas itu bila memang orang yang sama."
        )
    return [f"{file} tidak menyebut NIP; orangnya dikenali dari namanya, {nama}"]


def _masa_yang_sama(file: str, skp: Skp, form: Form, workbook: Path) -> list[str]:
    masa = form.stamp.periode
    if skp.periode is None or skp.periode == masa:
        return []
    if skp.periode.selesai < masa.mulai or skp.periode.mulai > masa.selesai:
        raise SkpxlError(
            f"{file} untuk periode {skp.periode.tercetak()}, tetapi {workbook} untuk {masa.tercetak()}; "
            "pakai formulir tahun yang sama."
        )
    return [f"periode di {file} {skp.periode.tercetak()}; yang dipakai {masa.tercetak()}"]


def _beda_identitas(skp: Skp, form: Form) -> list[str]:
    """What the file says of identity and office otherwise than the form; the form's stays."""
    milik = [("instansi", skp.instansi)]
    for siapa, identitas in (("pegawai", skp.pegawai), ("pejabat_penilai", skp.pejabat_penilai)):
        milik += [(slot_key(siapa, medan), teks) for medan, teks in identitas.model_dump().items() if medan != "nip"]
    return [
        f"{nama.replace('_', ' ')} di berkas “{teks}”; yang dipakai “{form.terkunci.get(nama, '')}”"
        for nama, teks in milik
        if teks.strip() and sidik(teks) != sidik(form.terkunci.get(nama, ""))
    ]


def _fit_in(skp: Skp, bagian: str, form: Form, file: str, workbook: Path, catatan: list[str]) -> list[dict[str, Any]]:
    """The results of a section as answers for the form. Raises SkpxlError where they do not fit."""
    hasil = [satu.model_dump(exclude_none=True) for satu in getattr(skp.hasil_kerja, bagian)]
    tempat = dict(form.stamp.jumlah).get(bagian, 0)
    if len(hasil) > tempat:
        raise SkpxlError(
            f"{file} memuat {len(hasil)} hasil kerja {bagian}, tetapi {workbook} hanya punya {tempat} tempat; "
            f"tulis `{bagian} = {len(hasil)}` di bawah [jumlah] dalam skpxl.toml, terbitkan ulang dengan "
            "`skpxl generate`, lalu ulangi."
        )
    blok = next(satu for satu in form.definition.blok_tabel() if satu.id == "hasil_kerja")
    for urutan, satu in enumerate(hasil, start=1):
        if max((lain.get("nomor", 0) for lain in hasil), default=0) > tempat:
            satu["nomor"] = urutan
        rincian = satu.get(blok.rincian_id, ())
        if len(rincian) <= blok.rincian:
            continue
        sebut = f"hasil kerja {bagian} no. {satu.get('nomor', urutan)}"
        if blok.rincian_id != "ukuran_keberhasilan":
            raise SkpxlError(
                f"{file}: {sebut} memuat {len(rincian)} indikator, tetapi formulir ini punya {blok.rincian} baris per "
                "rencana; bagi rencana itu menjadi dua di berkasnya, lalu ulangi."
            )
        sisa = join_items(list(rincian[blok.rincian - 1 :]))
        satu[blok.rincian_id] = [*rincian[: blok.rincian - 1], sisa]
        catatan.append(f"{sebut}: ukuran keberhasilan ke-{blok.rincian} sampai ke-{len(rincian)} digabung di satu sel")
    return hasil
