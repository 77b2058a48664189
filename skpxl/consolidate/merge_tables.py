"""The sheets beside the matrices: contents, accounts, completeness, agreed against written, blocked chains, findings, data."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from skpxl.books.tables import Nilai, Tabel, Tautan
from skpxl.consolidate.merge import Gabungan, Perbandingan, data_rows
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.model.padanan import Padanan
from skpxl.model.unit import Organisasi
from skpxl.receive.report import findings_table, link_to
from skpxl.receive.validate import Hasil, hitung
from skpxl.template.library import Library

DAFTAR_ISI = "Daftar Isi"
_BARIS_MAKS = 1_000_000
_LEBAR_DATA = {
    "Unit Kerja": 28, "Nama": 26, "NIP": 20, "Jabatan": 28, "Pejabat Penilai": 26, "Formulir": 16, "Bagian": 11, "No": 6,
    "Produk": 32, "Rencana Hasil Kerja Atasan": 36, "Rencana Hasil Kerja": 40, "Aspek": 12, "Indikator": 40,
    "Target": 20, "Berkas": 28,
}  # fmt: skip


def merge_tables(gabungan: Gabungan, library: Library, tujuan: Path) -> list[Tabel]:
    """All sheets behind the matrices; `tujuan` is where the workbook will stand (links are relative to it)."""
    dari = tujuan.parent
    semua = [*gabungan.findings, *(satu for hasil in gabungan.hasil for satu in hasil.findings)]
    # Which products nobody serves the merge itself says.
    semua += [f for hasil in gabungan.berkas_sepakat for f in hasil.findings if f.code != "produk-tanpa-peran"]
    tabel = [ringkasan(gabungan), kelengkapan(gabungan, dari)]
    if gabungan.perbandingan:
        tabel.append(sepakat_dan_tertulis(gabungan, dari))
    if gabungan.hambatan:
        tabel.append(hambatan(gabungan))
    tabel.append(findings_table(semua, library, dari))
    return [*tabel, *data(gabungan)]


def daftar_isi(gabungan: Gabungan, nama: Sequence[str], gambar: Mapping[int, str], judul: Sequence[str] = ()) -> Tabel:
    """The contents: a row per matriks with a link to its sheet, and its figures; `gambar` are links to drawings by position.

    Units below others are indented. `nama` are the sheets' names, in order.
    """
    baris: list[list[Nilai]] = []
    for ke, (satu, lembar) in enumerate(zip(gabungan.lembar(), nama, strict=True)):
        tautan = Tautan(_menjorok(satu, gabungan.organisasi), "internal:'" + lembar.replace("'", "''") + "'!A1")
        orang = [b for b in satu.baris if not b.luar]
        lowong = sum(1 for b in orang if not b.nama and not b.nip)
        masuk = sum(1 for b in orang if b.masuk)
        baris.append(
            [
                satu.unit.kode,
                tautan,
                "dengan semua unit di bawahnya" if satu.bercabang else "unit ini",
                len(orang),
                masuk,
                len(orang) - masuk - lowong,
                lowong,
                len(satu.kolom),
                satu.banyak_peran(),
                sum(len(b.sisa) for b in satu.baris),
                sum(1 for p in satu.kolom if not any(b.peran.get(p.id) for b in satu.baris)),
                Tautan("lihat", gambar[ke]) if ke in gambar else "",
            ]
        )
    kolom = [
        ("Kode", 14.0), ("Unit", 52.0), ("Cakupan", 26.0), ("Orang", 9.0), ("Masuk", 9.0), ("Belum masuk", 9.0),
        ("Lowong", 9.0), ("Produk", 9.0), ("Peran", 9.0), ("Belum terpetakan", 11.0), ("Produk tanpa peran", 11.0),
        ("Gambar", 10.0),
    ]  # fmt: skip
    return Tabel(DAFTAR_ISI, kolom, baris, judul)


def _menjorok(satu: MatriksPeranHasil, organisasi: Organisasi) -> str:
    return "   " * max(organisasi.tingkat(satu.unit.kode) - 1, 0) + satu.unit.nama


def ringkasan(gabungan: Gabungan) -> Tabel:
    """The accounts of files, people and results, each an identity."""
    baris: list[list[Nilai]] = []
    berkas = hitung(gabungan.hasil)
    baris.append(
        ["Berkas diterima", len(gabungan.hasil), "= " + " + ".join(f"{n} {nasib}" for nasib, n in berkas.items())]
    )
    orang = gabungan.orang()
    sumber = "menurut daftar pegawai" if gabungan.dari_daftar else "menurut formulir yang masuk (tanpa daftar pegawai)"
    rinci = " + ".join(f"{orang[nama]} {nama}" for nama in ("masuk", "belum masuk", "lowong"))
    baris.append(["Orang dalam unit", orang["orang"], f"= {rinci}; {sumber}"])
    terpetakan = sum(m.banyak_peran() for m in gabungan.matriks)
    sisa = sum(len(b.sisa) for m in gabungan.matriks for b in m.baris)
    baris.append(["Hasil kerja", terpetakan, f"= {terpetakan - sisa} di bawah produk + {sisa} belum terpetakan"])
    if gabungan.luar_unit:
        nama = ", ".join(satu.skp.pegawai.nama for satu in gabungan.luar_unit[:10] if satu.skp)
        baris.append(
            ["Berkas di luar unit ini", len(gabungan.luar_unit), f"tidak ada dalam daftar pegawai unit: {nama}"]
        )
    if gabungan.perbandingan:
        baris.append(_ringkasan_sepakat(gabungan.perbandingan))
    if gabungan.hambatan:
        pangkal = [satu for satu in gabungan.hambatan if satu.pangkal]
        nama = ", ".join(f"{satu.orang.nama} ({satu.seluruh} orang)" for satu in pangkal[:5])
        baris.append(["Rantai terhambat", len(gabungan.hambatan), f"pangkalnya: {nama}"])
    return Tabel("Ringkasan", [("Hal", 44), ("Banyak", 12), ("Keterangan", 100)], baris)


def _ringkasan_sepakat(perbandingan: Sequence[Perbandingan]) -> list[Nilai]:
    semua = [satu for p in perbandingan for satu in p.padanan]
    peran = [satu for satu in semua if satu.sepakat]
    sama = sum(1 for satu in peran if satu.cara == "teks")
    diubah = sum(1 for satu in peran if satu.cara in ("id", "kemiripan"))
    tanpa = sum(1 for satu in semua if not satu.sepakat)
    return [
        "Peran yang disepakati",
        len(peran),
        f"= {sama} ditulis sama + {diubah} ditulis lain + {len(peran) - sama - diubah} tanpa rencana hasil kerja; "
        f"{tanpa} rencana hasil kerja tanpa peran",
    ]


def kelengkapan(gabungan: Gabungan, dari: Path) -> Tabel:
    """Who is in and who is missing, unit by unit, with the file that counts."""
    per_nip = _per_nip(gabungan)
    baris: list[list[Nilai]] = []
    for matriks in gabungan.matriks:
        for orang in matriks.baris:
            if orang.luar:
                continue
            berkas = per_nip.get(orang.nip, []) if orang.nip else []
            dipakai = [satu for satu in berkas if satu.dipakai]
            # Of somebody with two SKPs, the one of this unit and penilai.
            dipakai.sort(
                key=lambda satu: (
                    satu.pemilik.unit_kerja != matriks.unit.nama,
                    bool(orang.penilai) and satu.skp is not None and satu.skp.pejabat_penilai.nama != orang.penilai,
                )
            )
            baris.append(
                [
                    matriks.unit.nama,
                    orang.nama,
                    orang.nip,
                    orang.jabatan,
                    _keadaan(orang.nama, berkas, dipakai if orang.masuk else []),
                    len(orang.semua_peran()) + orang.di_unit_lain,
                    _tautan(dipakai if orang.masuk else [], dari),
                ]
            )
    kolom = [
        ("Unit Kerja", 34.0), ("Nama Pegawai", 30.0), ("NIP", 21.0), ("Jabatan", 36.0), ("Keadaan", 28.0),
        ("Hasil kerja", 11.0), ("Berkas", 36.0),
    ]  # fmt: skip
    return Tabel("Kelengkapan", kolom, baris)


def _per_nip(gabungan: Gabungan) -> dict[str, list[Hasil]]:
    per_nip: dict[str, list[Hasil]] = {}
    for satu in gabungan.hasil:
        if satu.skp:
            per_nip.setdefault(satu.skp.pegawai.nip, []).append(satu)
    return per_nip


def _keadaan(nama: str, berkas: Sequence[Hasil], dipakai: Sequence[Hasil]) -> str:
    if dipakai:
        return "; ".join(dict.fromkeys(satu.nasib for satu in dipakai))
    if any(not satu.dipakai for satu in berkas):
        return "ada, tetapi belum dapat dipakai (lihat Temuan)"
    return "belum masuk" if nama else "lowong"


def _tautan(dipakai: Sequence[Hasil], dari: Path) -> Nilai:
    return ke_sel(dipakai[0].reading.file, "", "", dari, Path(dipakai[0].reading.file).name) if dipakai else ""


def ke_sel(berkas: str, sheet: str, cell: str, dari: Path, teks: str) -> Nilai:
    """`teks` as a link to a cell of a file; plain where the file cannot be linked to (a member of a zip)."""
    url = link_to(berkas, sheet, cell, dari)
    return Tautan(teks, url) if url and len(url) < 255 else teks


_KEADAAN = {"teks": "sama", "id": "ditulis lain", "kemiripan": "ditulis lain", "": ""}
_CARA = {"teks": "teks sama", "id": "id peran", "kemiripan": "kemiripan teks", "": ""}


def sepakat_dan_tertulis(gabungan: Gabungan, dari: Path) -> Tabel:
    """Role beside result, person by person, how they were paired and how alike they are; links to both cells."""
    per_nip = _per_nip(gabungan)
    baris: list[list[Nilai]] = []
    for satu in gabungan.perbandingan:
        for padanan in satu.padanan:
            baris.append(_baris_padanan(satu, padanan, per_nip, dari))
    kolom = [
        ("Unit Kerja", 28.0), ("Pegawai", 28.0), ("NIP", 21.0), ("Peran yang disepakati", 44.0), ("Di matriks", 14.0),
        ("Rencana hasil kerja dalam SKP", 44.0), ("Di SKP", 14.0), ("Keadaan", 24.0), ("Dipasangkan menurut", 16.0),
        ("Kemiripan", 10.0),
    ]  # fmt: skip
    return Tabel("Sepakat dan Tertulis", kolom, baris)


def _baris_padanan(
    satu: Perbandingan, padanan: Padanan, per_nip: Mapping[str, Sequence[Hasil]], dari: Path
) -> list[Nilai]:
    peran = padanan.sepakat.peran if padanan.sepakat else None
    hasil = padanan.tertulis
    keadaan = _KEADAAN[padanan.cara]
    if hasil is None:
        keadaan = "peran tanpa rencana hasil kerja"
    elif peran is None:
        keadaan = "rencana hasil kerja tanpa peran"
    di_skp: Nilai = ""
    if hasil is not None:
        buku = hasil.id.split(":")[1] if hasil.id.count(":") > 1 else ""
        for h in per_nip.get(satu.baris.nip, ()):
            if h.dipakai and h.reading.form and h.reading.form.stamp.id == buku:
                berkas, sheet, cell = h.reading.tempat(hasil.key)
                di_skp = ke_sel(berkas, sheet, cell, dari, f"{sheet}!{cell}")
    return [
        satu.unit,
        satu.baris.nama or satu.baris.jabatan,
        satu.baris.nip,
        peran.teks if peran else "",
        ke_sel(peran.file, peran.sheet, peran.cell, dari, f"{peran.sheet}!{peran.cell}") if peran else "",
        hasil.teks if hasil else "",
        di_skp,
        keadaan,
        _CARA[padanan.cara],
        padanan.skor if padanan.cara else "",
    ]


def hambatan(gabungan: Gabungan) -> Tabel:
    """Blocked chains: whose SKP is waited for, by how many, and for whom he waits himself."""
    organisasi = gabungan.organisasi
    baris: list[list[Nilai]] = []
    for satu in gabungan.hambatan:
        nama = [orang.nama for orang in satu.langsung]
        baris.append(
            [
                satu.orang.nama,
                satu.orang.nip,
                satu.orang.jabatan,
                organisasi.nama_unit(satu.orang.unit_kerja),
                satu.seluruh,
                len(nama),
                f"{satu.menunggu.nama} ({satu.menunggu.jabatan})" if satu.menunggu else "tidak ada: mulailah di sini",
                ", ".join(nama[:12]) + (f" dan {len(nama) - 12} lagi" if len(nama) > 12 else ""),
            ]
        )
    kolom = [
        ("Ditunggu SKP-nya", 30.0), ("NIP", 21.0), ("Jabatan", 34.0), ("Unit Kerja", 34.0), ("Orang tertahan", 10.0),
        ("Bawahan langsung", 10.0), ("Ia sendiri menunggu", 36.0), ("Bawahan langsung yang tertahan", 60.0),
    ]  # fmt: skip
    return Tabel("Rantai Terhambat", kolom, baris)


def data(gabungan: Gabungan) -> Iterator[Tabel]:
    """One row per indikator as an Excel table with filters, for whoever wants to count something else.

    What one sheet cannot hold (Excel: 1,048,576 rows) goes on in a further one.
    """
    banyak = banyak_data(gabungan)
    baris = ([satu[nama] for nama in _LEBAR_DATA] for satu in data_rows(gabungan))
    for ke in range(max(1, -(-banyak // _BARIS_MAKS))):
        nama = "Data" if ke == 0 else f"Data {ke + 1}"
        tabel = "DataSkp" if ke == 0 else f"DataSkp{ke + 1}"
        yield Tabel(nama, list(_LEBAR_DATA.items()), islice(baris, _BARIS_MAKS), tabel_excel=tabel)


def banyak_data(gabungan: Gabungan) -> int:
    """How many rows the sheet *Data* has, without making them."""
    return sum(
        max(len(hasil.indikator or ()) + sum(1 for teks in hasil.ukuran_keberhasilan or () if teks.strip()), 1)
        for satu in gabungan.hasil
        if satu.skp and satu.dipakai
        for _, _, hasil in satu.skp.semua_hasil()
    )


def banyak_sel(gabungan: Gabungan) -> int:
    """About how many cells the plain tables have."""
    temuan = len(gabungan.findings) + sum(len(satu.findings) for satu in gabungan.hasil)
    return banyak_data(gabungan) * len(_LEBAR_DATA) + temuan * 10
