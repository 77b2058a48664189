"""The sheets beside the matrices: Ringkasan, Kelengkapan, Temuan, Data. Counting is pandas' work, looks are excel's."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from skpxl.excel.tables import Nilai, Tabel, Tautan
from skpxl.merge import Gabungan, data_rows
from skpxl.report import findings_table, link_to
from skpxl.template.library import Library
from skpxl.validate import Hasil, hitung

_LEBAR_DATA = {
    "Unit Kerja": 28, "Nama": 26, "NIP": 20, "Jabatan": 28, "Pejabat Penilai": 26, "Formulir": 16, "Bagian": 11, "No": 6,
    "Produk": 32, "Rencana Hasil Kerja Atasan": 36, "Rencana Hasil Kerja": 40, "Aspek": 12, "Indikator": 40,
    "Target": 20, "Berkas": 28,
}  # fmt: skip


def merge_tables(gabungan: Gabungan, library: Library, tujuan: Path) -> list[Tabel]:
    """All four sheets; `tujuan` is where the workbook will stand (links are relative to it)."""
    semua = [*gabungan.findings, *(satu for hasil in gabungan.hasil for satu in hasil.findings)]
    return [
        ringkasan(gabungan),
        kelengkapan(gabungan, tujuan.parent),
        findings_table(semua, library, tujuan.parent),
        data(gabungan),
    ]


def ringkasan(gabungan: Gabungan) -> Tabel:
    """The two accounts (files, people) and a line per unit."""
    import pandas as pd

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
    for matriks in gabungan.matriks:
        tabel = pd.DataFrame(
            [{"masuk": b.masuk, "peran": sum(map(len, b.peran.values())), "sisa": len(b.sisa)} for b in matriks.baris]
        )
        kosong = sum(1 for p in matriks.kolom if not any(b.peran.get(p.id) for b in matriks.baris))
        baris.append(
            [
                matriks.unit.nama,
                len(matriks.baris),
                f"{int(tabel['masuk'].sum())} masuk; {int(tabel['peran'].sum())} peran di bawah {len(matriks.kolom)} produk; "
                f"{int(tabel['sisa'].sum())} belum terpetakan; {kosong} produk tanpa peran",
            ]
        )
    return Tabel("Ringkasan", [("Hal", 44), ("Banyak", 12), ("Keterangan", 100)], baris)


def kelengkapan(gabungan: Gabungan, dari: Path) -> Tabel:
    """Who is in and who is missing, unit by unit, with the file that counts."""
    per_nip: dict[str, list[Hasil]] = {}
    for satu in gabungan.hasil:
        if satu.skp:
            per_nip.setdefault(satu.skp.pegawai.nip, []).append(satu)
    baris: list[list[Nilai]] = []
    for matriks in gabungan.matriks:
        for orang in matriks.baris:
            berkas = per_nip.get(orang.nip, []) if orang.nip else []
            dipakai = [satu for satu in berkas if satu.dipakai]
            # Of somebody with two SKPs, the one of this unit.
            dipakai.sort(key=lambda satu: satu.skp is None or satu.skp.pegawai.unit_kerja != matriks.unit.nama)
            baris.append(
                [
                    matriks.unit.nama,
                    orang.nama,
                    orang.nip,
                    orang.jabatan,
                    _keadaan(orang.nama, berkas, dipakai),
                    sum(map(len, orang.peran.values())) + len(orang.sisa),
                    _tautan(dipakai, dari),
                ]
            )
    kolom = [
        ("Unit Kerja", 34.0), ("Nama Pegawai", 30.0), ("NIP", 21.0), ("Jabatan", 36.0), ("Keadaan", 28.0),
        ("Hasil kerja", 11.0), ("Berkas", 36.0),
    ]  # fmt: skip
    return Tabel("Kelengkapan", kolom, baris)


def _keadaan(nama: str, berkas: Sequence[Hasil], dipakai: Sequence[Hasil]) -> str:
    if dipakai:
        return "; ".join(dict.fromkeys(satu.nasib for satu in dipakai))
    if berkas:
        return "ada, tetapi belum dapat dipakai (lihat Temuan)"
    return "belum masuk" if nama else "lowong"


def _tautan(dipakai: Sequence[Hasil], dari: Path) -> Nilai:
    if not dipakai:
        return ""
    berkas = dipakai[0].reading.file
    url = link_to(berkas, "", "", dari)
    return Tautan(Path(berkas).name, url) if url and len(url) < 255 else Path(berkas).name


def data(gabungan: Gabungan) -> Tabel:
    """One row per indikator as an Excel table with filters, for whoever wants to count something else."""
    import pandas as pd

    baris = data_rows(gabungan)
    bingkai = pd.DataFrame(baris, columns=list(_LEBAR_DATA))
    bingkai = bingkai.sort_values(["Unit Kerja"], kind="stable")
    isi: list[Mapping[str, Nilai]] = bingkai.to_dict("records")
    return Tabel(
        "Data",
        list(_LEBAR_DATA.items()),
        [[satu[nama] if not isinstance(satu[nama], float) else "" for nama in _LEBAR_DATA] for satu in isi],
        tabel_excel="DataSkp",
    )
