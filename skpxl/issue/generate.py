"""`skpxl generate`: one protected workbook per pegawai, one folder per perangkat daerah, and a manifest of them."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from skpxl.campaign.settings import Settings
from skpxl.errors import PenggunaanError, SkpxlError, balance
from skpxl.files.names import bukan_rumus, slug
from skpxl.files.output import write_whole
from skpxl.files.walk import JUDUL_MANIFEST, walk
from skpxl.issue.integrasi import blank_integrasi, without_integrasi
from skpxl.issue.matriks import Judul, blank_matrices
from skpxl.issue.skp import blank_form, hasil_untuk_bawahan, peran_untuk
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Skp
from skpxl.model.stamp import Stamp
from skpxl.model.trust import Trust
from skpxl.model.unit import Organisasi
from skpxl.template.form import Form
from skpxl.template.library import Library

MANIFEST = "manifest"
_KOLOM = (
    "Berkas Kode NIP Nama Jabatan Unit_Kerja Perangkat_Daerah Formulir NIP_Penilai Nama_Penilai Email Keterangan Terbitan"
).split()
_LEBAR = (46, 13, 21, 30, 34, 30, 30, 18, 21, 30, 28, 44, 10)


@dataclass(frozen=True)
class Terbitan:
    """One person of the roster in a run: the form and its path, or why there is none (`alasan`)."""

    orang: Pegawai
    form: Form | None
    path: Path
    alasan: str = ""


def plan(
    organisasi: Organisasi,
    settings: Settings,
    library: Library,
    *,
    form: str | None = None,
    units: Sequence[str] = (),
    nips: Sequence[str] = (),
    hasil_atasan: Mapping[str, Sequence[Skp]] | None = None,
    kesepakatan: Kesepakatan | None = None,
    judul: Judul = "",
    konversi: str = "",
    kunci: bytes | None = None,
) -> Iterator[Terbitan]:
    """What is to be issued, in roster order; people without a form come with the reason. Paths are relative.

    `form` overrides what the roster's Pendekatan says; `units` and `nips` restrict the run. With `kesepakatan` every SKP
    begins with the roles agreed on; for the form of the matriks itself it gives ketua tim their columns, unless `judul`
    asks for another kind. `konversi` is the conversion table that the form Integrasi 2021 offers.
    """
    hasil_atasan = hasil_atasan or {}
    if form and library.definition(form).isi == "matriks":
        for satu_matriks in blank_matrices(
            organisasi, settings, library.definition(form), units=units, nips=nips, hasil=hasil_atasan,
            kesepakatan=kesepakatan, judul=judul, kunci=kunci,
        ):  # fmt: skip
            pemimpin, unit = satu_matriks.orang, satu_matriks.unit
            nama = f"Matriks_{settings.tahun}_{slug(unit.kode or unit.nama)}.xlsx"
            folder = Path(slug(organisasi.nama_perangkat_daerah(pemimpin)))
            yield Terbitan(pemimpin, satu_matriks.form, folder / nama, satu_matriks.alasan)
        return
    if form and library.definition(form).isi == "integrasi":
        yield from _integrasi(
            organisasi, settings, library, form, units=units, nips=nips, konversi=konversi, kunci=kunci
        )
        return
    _periksa_jumlah(settings, library, form)
    nomor_skp = _nomor_skp(organisasi)
    for orang in dipilih(organisasi, units, nips):
        if not orang.nip or not orang.nama:
            alasan = "jabatan lowong" if orang.kosong else "tanpa NIP" if not orang.nip else "tanpa nama"
            yield Terbitan(orang, None, Path(), alasan)
            continue
        tabel = "formulir_jpt" if orang.jpt else "formulir"
        nama_form = form or getattr(settings, tabel).get(orang.pendekatan)
        if nama_form is None:
            raise SkpxlError(
                f"Formulir untuk pendekatan {orang.pendekatan} belum ditentukan; tambahkan di [{tabel}] skpxl.toml."
            )
        definition = library.definition(nama_form)
        if definition.isi == "evaluasi":
            raise PenggunaanError(
                "Formulir evaluasi terbit dari SKP: pakai --evaluasi TW1 --from FOLDER, tanpa --form."
            )
        if definition.isi != "skp":
            raise PenggunaanError(f"Formulir {definition.form} bukan formulir SKP per pegawai; pilih yang lain.")
        pilihan = hasil_untuk_bawahan(orang, organisasi, hasil_atasan, kesepakatan)
        peran = peran_untuk(orang, kesepakatan, hasil_atasan) if kesepakatan else []
        satu = blank_form(
            orang, organisasi, definition, settings, library, hasil_atasan=pilihan, peran=peran, kunci_kampanye=kunci
        )
        # The second SKP of one person in a year (another penilai) gets a number; the first keeps the plain name.
        dasar = Path(slug(organisasi.nama_perangkat_daerah(orang))) / f"SKP_{settings.tahun}_{slug(orang.nip)}.xlsx"
        ke = nomor_skp[orang]
        path = dasar if ke == 1 else dasar.with_stem(f"{dasar.stem}_{ke}")
        yield Terbitan(orang, satu, path)


def _integrasi(
    organisasi: Organisasi,
    settings: Settings,
    library: Library,
    form: str,
    *,
    units: Sequence[str],
    nips: Sequence[str],
    konversi: str,
    kunci: bytes | None,
) -> Iterator[Terbitan]:
    """The form Integrasi 2021 of every PNS, once for each person."""
    definition = library.definition(form)
    sudah: set[str] = set()
    for orang in dipilih(organisasi, units, nips):
        alasan = without_integrasi(orang) or ("sudah ada formulirnya" if orang.nip in sudah else "")
        if alasan:
            yield Terbitan(orang, None, Path(), alasan)
            continue
        sudah.add(orang.nip)
        satu = blank_integrasi(orang, organisasi, definition, settings, library, kunci, tabel=konversi)
        nama = f"Integrasi_{satu.stamp.periode.selesai.year}_{slug(orang.nip)}.xlsx"
        yield Terbitan(orang, satu, Path(slug(organisasi.nama_perangkat_daerah(orang))) / nama)


def _nomor_skp(organisasi: Organisasi) -> dict[Pegawai, int]:
    """Which SKP of his (1, 2, ...) each row of the roster is, so that a name never depends on what a run selects."""
    banyak: dict[tuple[str, str], int] = {}
    nomor: dict[Pegawai, int] = {}
    for orang in organisasi.pegawai:
        dasar = (slug(organisasi.nama_perangkat_daerah(orang)), orang.nip)
        nomor[orang] = banyak[dasar] = banyak.get(dasar, 0) + 1
    return nomor


def _periksa_jumlah(settings: Settings, library: Library, form: str | None) -> None:
    """Every section that the settings give a number of places to is one of a form in use."""
    nama_form = {form} if form else {*settings.formulir.values(), *settings.formulir_jpt.values()}
    definisi = [library.definition(satu) for satu in nama_form]
    bagian = {nama for satu in definisi for nama, _ in (*satu.jumlah(), *satu.jumlah_saklar("lampiran"))}
    if asing := sorted(set(settings.jumlah) - bagian):
        raise SkpxlError(
            f"[jumlah] di skpxl.toml menyebut {', '.join(asing)}, yang tidak ada dalam formulir; "
            f"pilihannya: {', '.join(sorted(bagian))}."
        )


def dipilih(organisasi: Organisasi, units: Sequence[str], nips: Sequence[str]) -> list[Pegawai]:
    """The people of the run. Raises SkpxlError for a unit or NIP that the roster does not have."""
    organisasi.pastikan_ada(units, nips)
    dalam = {
        unit.kode for unit in organisasi.unit if any(atas.kode in units for atas in organisasi.rantai_unit(unit.kode))
    }
    return [
        orang
        for orang in organisasi.pegawai
        if (not units or orang.unit_kerja in dalam) and (not nips or orang.nip in nips)
    ]


def results_of_superiors(dari: Sequence[Path], library: Library, kunci: bytes | None = None) -> dict[str, list[Skp]]:
    """The SKPs of everybody whose filled workbook under `dari` counts, by NIP: as `validate` judges them.

    Copies that do not collide are one, as `merge` takes them; doubles, superseded, contradicting and forged files give
    nothing; files that are no SKP are passed over.
    """
    from skpxl.receive.conflicts import resolve
    from skpxl.receive.validate import Ukuran, validate

    hasil: dict[str, list[Skp]] = {}
    ukuran = Ukuran(kunci=kunci)
    for satu in resolve(validate(walk(dari), library, ukuran), library, ukuran).hasil:
        if satu.skp and satu.dipakai and satu.skp.pegawai.nip:
            hasil.setdefault(satu.skp.pegawai.nip, []).append(satu.skp)
    return hasil


@dataclass(frozen=True)
class Ringkasan:
    """The account of one run: people = ditulis + tetap + dilewati + bentrok. `keluar` are the stamps of what is out now."""

    pegawai: int
    ditulis: int
    tetap: int
    dilewati: tuple[tuple[Pegawai, str], ...]
    bentrok: tuple[Path, ...]
    keluar: tuple[Stamp, ...] = ()


def generate(
    terbitan: Sequence[Terbitan],
    library: Library,
    tujuan: Path,
    *,
    kunci: bytes | None = None,
    sandi: str = "",
    force: bool = False,
    dry_run: bool = False,
    sudah: Mapping[str, int] = MappingProxyType({}),
    maju: Callable[[], None] = lambda: None,
) -> Ringkasan:
    """Write the workbooks under `tujuan`. One that stands there with the same content is left; another one is kept, too.

    A run that was cut off can be run again. Nothing is overwritten without `force`; a workbook issued over an earlier one
    gets the next issue number, so that of two that come back the later one counts. `sudah` are the numbers that are out, by
    the workbook's code.
    """
    from skpxl.forms.write import write_form

    ditulis = tetap = 0
    bentrok: list[Path] = []
    keluar: list[Stamp] = []
    for satu in terbitan:
        if satu.form is not None:
            path = tujuan / satu.path
            form, data, milik_lain = _numbered(
                satu.form, path, partial(write_form, library=library, sandi=sandi), library, kunci, sudah, force=force
            )
            sama = path.exists() and path.read_bytes() == data
            # Even --force does not replace the SKP of another person, penilai or period.
            if path.exists() and not sama and (not force or milik_lain):
                bentrok.append(path)
            elif sama:
                tetap += 1
                keluar.append(form.stamp)
            else:
                ditulis += 1
                keluar.append(form.stamp)
                if not dry_run:
                    write_whole(path, data, force=force)
        maju()
    dilewati = tuple((satu.orang, satu.alasan) for satu in terbitan if satu.form is None)
    ringkasan = Ringkasan(len(terbitan), ditulis, tetap, dilewati, tuple(bentrok), tuple(keluar))
    balance("pegawai yang diterbitkan", ringkasan.pegawai, ditulis, tetap, len(dilewati), len(bentrok))
    return ringkasan


def _numbered(
    form: Form,
    path: Path,
    tulis: Callable[[Form], bytes],
    library: Library,
    kunci: bytes | None,
    sudah: Mapping[str, int],
    *,
    force: bool,
) -> tuple[Form, bytes, bool]:
    """The form with the issue number it is to have at `path`, its bytes, and whether what stands there is another person's.

    A number is taken from the workbook that stands there only where its signature holds, else from what was recorded.
    """
    from skpxl.forms.read import read_form

    data = tulis(form)
    tercatat = sudah.get(form.stamp.id, 0)
    nomor, milik_lain = form.stamp.terbitan, False
    if not path.exists():
        # What was issued later (a copy for correction) must not supersede what is issued now.
        nomor = tercatat + 1 if tercatat > 1 else nomor
    elif path.read_bytes() != data and (reading := read_form(path, library, kunci=kunci)).form is not None:
        lama = reading.form
        milik_lain = _siapa(lama) != _siapa(form)
        if lama.stamp.id == form.stamp.id and reading.asli and reading.trust in (Trust.PROVEN, Trust.PLAIN):
            nomor = lama.stamp.terbitan
            if force and path.read_bytes() != tulis(form.dengan_terbitan(nomor, kunci)):
                nomor = max(nomor, tercatat) + 1
        elif lama.stamp.id == form.stamp.id:
            nomor = tercatat + 1
    if nomor != form.stamp.terbitan:
        form = form.dengan_terbitan(nomor, kunci)
        data = tulis(form)
    return form, data, milik_lain


def _siapa(form: Form) -> tuple[str, str, str]:
    """Whose SKP it is: NIP, period, penilai; of a matriks also which unit's, for one may head several."""
    unit = form.konteks.get("kode_unit", "")
    return form.stamp.nip + unit, str(form.stamp.periode), form.stamp.penilai


def write_manifest(
    terbitan: Sequence[Terbitan],
    organisasi: Organisasi,
    library: Library,
    tujuan: Path,
    keluar: Sequence[Stamp] = (),
) -> None:
    """`manifest.xlsx` and `manifest.csv` of all that was issued into `tujuan`, earlier runs included (by file name).

    `keluar` are the stamps of what is out, with the issue number each really has.
    """
    from skpxl.books.tables import Tabel, write_tables

    baris = _manifest_lama(tujuan / f"{MANIFEST}.csv")
    nomor = {stamp.id: str(stamp.terbitan) for stamp in keluar}
    for satu in terbitan:
        isi = [*_baris_manifest(satu, organisasi), nomor.get(satu.form.stamp.id, "1") if satu.form else ""]
        baris[isi[0] or f"-{satu.orang.baris}-{satu.orang.nip}"] = isi
    isi_csv = io.StringIO()
    penulis = csv.writer(isi_csv, delimiter=";", lineterminator="\r\n")
    penulis.writerows([_KOLOM, *([bukan_rumus(teks) for teks in satu] for satu in baris.values())])
    # With a byte order mark and semicolons, so that an Indonesian Excel opens it as a table. It is for
    # programs: there a NIP is plain digits, of which Excel keeps fifteen; people have manifest.xlsx.
    write_whole(tujuan / f"{MANIFEST}.csv", isi_csv.getvalue().encode("utf-8-sig"), force=True)
    judul = [kolom.replace("_", " ") for kolom in _KOLOM]
    tabel = Tabel("Terbitan", list(zip(judul, _LEBAR, strict=True)), list(baris.values()))
    data = write_tables([tabel], library.gaya, judul=JUDUL_MANIFEST)
    write_whole(tujuan / f"{MANIFEST}.xlsx", data, force=True)


def _baris_manifest(satu: Terbitan, organisasi: Organisasi) -> list[str]:
    orang, form = satu.orang, satu.form
    penilai = organisasi.penilai(orang)
    return [
        satu.path.as_posix() if form else "",
        form.stamp.id if form else "",
        orang.nip,
        orang.nama,
        orang.jabatan,
        organisasi.nama_unit(orang.unit_kerja),
        organisasi.nama_perangkat_daerah(orang),
        form.definition.form if form else "",
        penilai.nip,
        penilai.nama,
        orang.email,
        f"tidak diterbitkan: {satu.alasan}" if satu.alasan else "",
    ]


def _manifest_lama(berkas: Path) -> dict[str, list[str]]:
    try:
        with berkas.open(encoding="utf-8-sig", newline="") as isi:
            baris = list(csv.reader(isi, delimiter=";"))
    except (OSError, UnicodeDecodeError):
        return {}
    # Manifests of before have no issue numbers.
    lebar = (len(_KOLOM) - 1, len(_KOLOM))
    asli = [[teks.removeprefix("'") for teks in (*satu, "")][: len(_KOLOM)] for satu in baris[1:] if len(satu) in lebar]
    return {satu[0]: satu for satu in asli if satu[0]}
