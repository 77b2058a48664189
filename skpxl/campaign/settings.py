"""What a campaign sets once for all its workbooks (`skpxl.toml`); also usable without a folder, from options."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from skpxl.campaign.surel import SUREL_EXAMPLE, SurelSettings
from skpxl.errors import SkpxlError, UsageError
from skpxl.findings.weights import Weight, refusal
from skpxl.model.dasar import Model
from skpxl.model.pegawai import Pendekatan
from skpxl.model.periode import Periode, tanggal_tercetak
from skpxl.template.errors import dalam_bahasa, parse_toml
from skpxl.template.limits import TeksSetelan

NAMA_BERKAS = "skpxl.toml"
# What a new campaign says until somebody fills it in; nothing is issued under this name.
INSTANSI_KOSONG = "(ISI NAMA INSTANSI)"
# What may stand in braces in a letterhead.
KOP_PLACEHOLDERS = ("instansi", "perangkat_daerah", "unit", "tahun")


def default_forms() -> dict[Pendekatan, str]:
    """The SKP form for each pendekatan, where a campaign says nothing else."""
    return {"kuantitatif": "skp-kuantitatif", "kualitatif": "skp-kualitatif"}


def _default_jpt_forms() -> dict[Pendekatan, str]:
    return {"kuantitatif": "skp-jpt-kuantitatif", "kualitatif": "skp-jpt-kualitatif"}


def _known_placeholders(line: str) -> str:
    """A line of a letterhead; what stands in braces must be one of `KOP_PLACEHOLDERS`."""
    known = [f"{{{name}}}" for name in KOP_PLACEHOLDERS]
    unknown = [found for found in re.findall(r"\{[^{}]*\}", line) if found not in known]
    if unknown:
        raise ValueError(f"{', '.join(unknown)} tidak dikenal; yang ada {', '.join(known)}")
    return line


def _weighable(weights: dict[str, Weight]) -> dict[str, Weight]:
    """The weights of rules on contents and on what is likely of people alone."""
    if fault := refusal(weights):
        raise ValueError(fault)
    return weights


class Kop(Model):
    """A letterhead: its lines, in which the placeholders `KOP_PLACEHOLDERS` may stand, and the file of a logo."""

    baris: tuple[Annotated[TeksSetelan, AfterValidator(_known_placeholders)], ...] = ()
    logo: TeksSetelan = ""


class KopKampanye(Kop):
    """The letterhead of a campaign; `kantor` are those of units that have their own, with all below them, by code."""

    kantor: dict[str, Kop] = Field(default_factory=dict)


class Settings(Model):
    """The settings of a campaign. `formulir` names the form for each pendekatan of the roster, `formulir_jpt` that of JPT.

    With `lampiran` every SKP has the sheet Lampiran, with `klasifikasi` a column that is not printed: whether a result is the
    organisasi's or the individu's (e-Kinerja asks that); `evaluasi` is the kind of periodic evaluation (one per instansi);
    `dokumen_panjang` is the longer Dokumen Evaluasi (keberatan and decision), `lambang` names the picture of the Garuda at
    its head; empty: room for it. `tempat` and `tanggal` stand above the
    penilai's signature. `sandi` names a file in the campaign folder with the protection password; empty: the workbooks
    are protected without one. `kop` stands at the head of papers. `temuan` weighs rules on
    contents and people otherwise, by their code. `buku` is the address of the database that holds the ledger; empty: a file
    in the folder. `surel` is the mail account, where letters are sent and collected.
    """

    instansi: TeksSetelan = Field(min_length=1)
    tahun: int = Field(ge=2000, le=2100)
    periode: Periode | None = None
    tempat: TeksSetelan = ""
    tanggal: date | None = None
    kertas: Literal["A4", "F4"] = "A4"
    formulir: dict[Pendekatan, str] = Field(default_factory=default_forms)
    formulir_jpt: dict[Pendekatan, str] = Field(default_factory=_default_jpt_forms)
    lampiran: bool = True
    klasifikasi: bool = False
    evaluasi: Literal["triwulan", "bulanan", "semester"] = "triwulan"
    dokumen_panjang: bool = False
    lambang: TeksSetelan = ""
    jumlah: dict[str, Annotated[int, Field(ge=1, le=200)]] = Field(default_factory=dict)
    roster: TeksSetelan = "roster.xlsx"
    sandi: TeksSetelan = ""
    kop: KopKampanye = KopKampanye()
    buku: TeksSetelan = ""
    surel: SurelSettings | None = None
    temuan: Annotated[dict[str, Weight], AfterValidator(_weighable)] = Field(default_factory=dict)

    @property
    def masa(self) -> Periode:
        """The period of assessment: as set, else the calendar year."""
        return self.periode or Periode.setahun(self.tahun)

    @property
    def saklar(self) -> tuple[str, ...]:
        """What is turned on of the sheets and columns of SKP forms that have a `saklar`."""
        switches = {
            "lampiran": self.lampiran,
            "k": self.klasifikasi,
        }  # short: they stand in the stamp, of 255 characters
        return tuple(name for name, on in switches.items() if on)

    def tempat_tanggal(self, *, earliest: date | None = None) -> str:
        """`Kupang, 3 Januari 2022`, as far as it is known; dots where the date is to be written by hand.

        Nobody signs before the day that is the `earliest`.
        """
        tempat = self.tempat or "…………………"
        known = self.tanggal and (earliest is None or self.tanggal >= earliest)
        return f"{tempat}, {tanggal_tercetak(self.tanggal) if self.tanggal and known else '…………………'}"


def read_settings(file: Path) -> Settings:
    """Read `skpxl.toml`. Raises SkpxlError that names file and key."""
    try:
        return TypeAdapter(Settings).validate_python(parse_toml(file))
    except ValidationError as error:
        raise SkpxlError(dalam_bahasa(file, error)) from error


def settings_of(values: Mapping[str, Any]) -> Settings:
    """The settings that were typed as options. Raises PenggunaanError that names what is wrong with which."""
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise UsageError(dalam_bahasa(Path("Setelan"), error)) from error


def render_settings(settings: Settings) -> str:
    """`skpxl.toml` as a new campaign gets it, with a word of explanation beside each setting."""

    def quote(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    masa = settings.masa
    tanggal = settings.tanggal.isoformat() if settings.tanggal else f"{settings.tahun}-01-03"
    lines = [
        "# Setelan putaran SKP. Periksa sesudah mengubahnya dengan: skpxl roster check",
        f"instansi = {quote(settings.instansi)}      # tercetak di kepala formulir",
        f"tahun = {settings.tahun}",
        f"tempat = {quote(settings.tempat)}      # di atas tanda tangan penilai",
        ("" if settings.tanggal else "# ") + f"tanggal = {tanggal}      # tanpa baris ini, tanggal ditulis tangan",
        f"kertas = {quote(settings.kertas)}      # A4 atau F4 (Folio)",
        f"roster = {quote(settings.roster)}",
        f"lampiran = {str(settings.lampiran).lower()}      # lembar Lampiran pada tiap SKP: true atau false",
        f"klasifikasi = {str(settings.klasifikasi).lower()}      # kolom Klasifikasi pada tiap SKP (e-Kinerja)",
        f"evaluasi = {quote(settings.evaluasi)}      # evaluasi periodik: triwulan, bulanan atau semester",
        f"dokumen_panjang = {str(settings.dokumen_panjang).lower()}      # dokumen evaluasi dengan keberatan dan keputusannya",
        ("" if settings.lambang else "# ")
        + f"lambang = {quote(settings.lambang or 'garuda.png')}      # gambar lambang "
        "negara di kepala Dokumen Evaluasi (PNG atau JPEG, di folder ini); tanpa ini ruangnya kosong",
        '# sandi = "sandi.txt"      # berkas berisi kata sandi proteksi lembar; tanpa ini proteksi tanpa sandi',
        "",
        "[periode]",
        f"mulai = {masa.mulai.isoformat()}",
        f"selesai = {masa.selesai.isoformat()}",
        "",
        "[formulir]      # formulir untuk tiap isi kolom Pendekatan di daftar pegawai",
        *(f"{pendekatan} = {quote(form)}" for pendekatan, form in settings.formulir.items()),
        "",
        "[formulir_jpt]      # sama, untuk JPT dan pimpinan unit kerja mandiri (kolom Jenis Jabatan)",
        *(f"{pendekatan} = {quote(form)}" for pendekatan, form in settings.formulir_jpt.items()),
        "",
        "[kop]      # kepala surat pada matriks untuk ditandatangani; tanpa ini nama instansi dan perangkat daerah",
        '# baris = ["PEMERINTAH KABUPATEN ...", "{perangkat_daerah}", "Jalan ..., Telepon ..."]',
        '# logo = "logo.png"      # berkas PNG atau JPEG di folder putaran SKP',
        "# [kop.kantor.KODE]      # lain untuk unit ini dan unit di bawahnya: baris dan logo seperti di atas",
        "",
        "[temuan]      # berat aturan isi SKP dan kewajaran pegawai: galat, peringatan, info, mati; kodenya di `skpxl rules`",
        '# target-tanpa-ukuran = "galat"',
        *(f"{code} = {quote(weight)}" for code, weight in settings.temuan.items()),
        "",
        *SUREL_EXAMPLE,
        "",
        "[jumlah]      # banyak tempat hasil kerja; kosong berarti menurut definisi formulir",
        "# utama = 8",
        "# tambahan = 3",
        "",
    ]
    return "\n".join(lines)
