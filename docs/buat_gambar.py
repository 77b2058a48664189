"""Draws the pictures of README.id.md from samples/: `python docs/buat_gambar.py [FOLDER]`. No screen is photographed.

Needs LibreOffice Calc (`soffice`), poppler (`pdftoppm`) and Chromium (`chromium`). A workbook is shown as on screen by
printing a throw-away copy of it with row and column headings on large paper; an SVG is printed from a spreadsheet that holds
nothing else, a web page by a browser. Everything but the round under way is issued without a campaign key, so that a second
run draws the same pictures.
"""

import base64
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

CHECKOUT = Path(__file__).resolve().parents[1]
SAMPLES = CHECKOUT / "samples"
GOOD, BAD, AGREED = SAMPLES / "masuk" / "baik", SAMPLES / "masuk" / "cacat", SAMPLES / "masuk" / "matriks"
DEWI, MARIA, FERDINAN = "199209012019032904", "198506012010012903", "198003012005011902"
CAMPAIGN = ("--instansi", "PEMERINTAH PROVINSI CONTOH", "--tahun", "2022")
A3 = 8  # Excel's paper code; a sheet of that size shows about what a large screen does
SCALE = 90  # percent; the list of corrections just fits, wider sheets say a scale of their own
DPI = 98
LARGEST = 150_000  # bytes of one picture


def skpxl(folder: Path, *words: str, on: str = "2022-01-05") -> None:
    """Run one command as anybody would on that day; findings (exit code 1) are welcome here, anything worse is not."""
    day = str(int(datetime.fromisoformat(f"{on}T08:00:00+00:00").timestamp()))
    call = [sys.executable, "-m", "skpxl", *words]
    ways = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": day}
    done = subprocess.run(call, cwd=folder, env=ways, capture_output=True, text=True, encoding="utf-8")
    if done.returncode > 1:
        raise SystemExit(f"skpxl {' '.join(words)}: {done.stderr}")


class Gambar(NamedTuple):
    """One picture: its file name, the workbook (or SVG), the sheet, and how many pixels of it are shown.

    Without `sheet` the workbook is shown as printed, page `page` of it.
    """

    stem: str
    book: Path
    sheet: str
    rows: int
    scale: int = SCALE
    page: int = 1


def workbooks(folder: Path) -> list[Gambar]:
    """Make in `folder` what the pictures show, and say which they are."""
    roster_to_matriks(folder)
    matriks_to_skp(folder)
    skp_to_evaluation(folder)
    angka_kredit_and_2021(folder)
    matriks_of_a_kabid(folder)
    a_round_under_way(folder / "putaran")
    (blank,) = folder.glob(f"formulir/*/SKP_2022_{DEWI}.xlsx")
    (begun,) = folder.glob(f"berperan/*/SKP_2022_{DEWI}.xlsx")
    (divided,) = folder.glob("matriks/*/Matriks_2022_TTK.xlsx")
    (returned,) = folder.glob("perbaikan/*.xlsx")
    (evaluated,) = folder.glob(f"evaluasi/terisi/*/Evaluasi_2022_TAHUNAN_{DEWI}.xlsx")
    filled = GOOD / f"SKP_2022_{DEWI}.xlsx"
    return [
        Gambar("daftar-pegawai", SAMPLES / "roster.xlsx", "Pegawai", 300),
        Gambar("matriks-kosong", divided, "Matriks", 620, 80),
        Gambar("matriks-terisi", AGREED / "Matriks_2022_BPP.xlsx", "Matriks", 760, 90),
        Gambar("formulir-kosong", blank, "SKP", 760),
        Gambar("formulir-berperan", begun, "SKP", 760),
        Gambar("formulir-terisi", filled, "SKP", 900),
        Gambar("perilaku-kerja", filled, "Perilaku Kerja", 900),
        Gambar("laporan", folder / "laporan.xlsx", "Temuan", 560),
        Gambar("salinan-perbaikan", returned, "Perbaikan", 560),
        Gambar("sel-ditandai", returned, "SKP", 860),
        Gambar("daftar-isi", folder / "matriks.xlsx", "Daftar Isi", 300, 80),
        Gambar("evaluasi", evaluated, "Evaluasi", 1100, 70),
        Gambar("dokumen-evaluasi", folder / "dokumen.xlsx", "", 700, page=1),
        Gambar("dokumen-evaluasi-panjang", folder / "panjang.xlsx", "", 1000, page=1),
        Gambar("penetapan-predikat", folder / "penetapan.xlsx", "", 700, page=1),
        Gambar("konversi-angka-kredit", folder / "kredit.xlsx", "", 760, page=1),
        Gambar("akumulasi-angka-kredit", folder / "kredit.xlsx", "", 760, page=2),
        Gambar("penetapan-angka-kredit", folder / "kredit.xlsx", "", 1020, page=3),
        Gambar("integrasi-2021", folder / "integrasi.xlsx", "", 560, page=1),
        Gambar("pemantauan", folder / "rekap.xlsx", "Pemantauan", 300, 70),
        Gambar("rekap-evaluasi", folder / "rekap.xlsx", "", 420, page=2),
        Gambar("matriks", folder / "matriks.xlsx", "", 450, page=2),
        Gambar("cakupan", folder / "matriks.xlsx", "Cakupan", 620),
        Gambar("sepakat-dan-tertulis", folder / "sepakat.xlsx", "Sepakat dan Tertulis", 560, 66),
        Gambar("keputusan", folder / "keputusan.xlsx", "Keputusan", 400, 68),
        Gambar("perubahan", folder / "kabid.xlsx", "Perubahan", 420, 66),
        Gambar("usulan-penempatan", folder / "kabid.xlsx", "Usulan Penempatan", 480, 66),
        Gambar("matriks-tercetak", folder / "tercetak.xlsx", "", 620, page=1),
        Gambar("kaskade", folder / "matriks-gambar" / "T1_BPP.svg", "", 1200),
        Gambar("keadaan", folder / "putaran" / "keadaan.html", "", 1000),
        Gambar("keadaan-grafik", folder / "putaran" / "keadaan.xlsx", "Grafik", 700, 88),
        Gambar("ekinerja", folder / "ekinerja.xlsx", "e-Kinerja", 500, 82),
    ]


def roster_to_matriks(folder: Path) -> None:
    """Blank forms, a report on an inbox of several kinds, copies for correction, the matriks at two levels, the export."""
    roster = str(SAMPLES / "roster.xlsx")
    place = ("--tempat", "Kupang", "--tanggal", "2022-01-03")
    skpxl(folder, "generate", roster, "--from", str(GOOD), "-o", "formulir", *CAMPAIGN, *place)
    inbox = folder / "masuk"
    inbox.mkdir()
    for nip in (FERDINAN, MARIA):
        shutil.copy(GOOD / f"SKP_2022_{nip}.xlsx", inbox)
    shutil.copy(BAD / "01-target-kosong.xlsx", inbox / f"SKP_2022_{DEWI}.xlsx")
    shutil.copy(BAD / "12-instansi-lain.xlsx", inbox / "SKP fix FINAL.xlsx")
    shutil.copy(GOOD / f"SKP_2022_{MARIA}.xlsx", inbox / f"SKP_2022_{MARIA} (1).xlsx")
    (inbox / "SKP Rina.xlsx").write_bytes(b"%PDF-1.4\n%scan\n")
    skpxl(folder, "validate", "masuk", "--report", "laporan.xlsx", *CAMPAIGN)
    levels = ("--level", "unit", "--level", "1")
    skpxl(folder, "merge", str(GOOD), "--roster", roster, "-o", "matriks.xlsx", *levels)
    skpxl(folder, "export", str(GOOD), "--roster", roster, "--as", "ekinerja", "-o", "ekinerja.xlsx")
    to_mend(folder)


def matriks_to_skp(folder: Path) -> None:
    """A matriks to fill in for a ketua tim, SKPs that begin with the agreed roles, and what comes of them.

    Dewi rewords one role, puts something else in the place of another and drops a third; she sends two copies.
    """
    roster = str(SAMPLES / "roster.xlsx")
    agreed = ("--matriks", str(AGREED))
    skpxl(folder, "generate", roster, "--form", "matriks-peran-hasil", *agreed, "-o", "matriks", *CAMPAIGN)
    skpxl(folder, "generate", roster, *agreed, "-o", "berperan", *CAMPAIGN)
    (begun,) = folder.glob(f"berperan/*/SKP_2022_{DEWI}.xlsx")
    (folder / "dua").mkdir()
    for number, answers in enumerate(two_versions(begun), start=1):
        (folder / "isian.json").write_text(json.dumps(answers), encoding="utf-8")
        skpxl(folder, "fill", str(begun), "isian.json", "-o", f"dua/SKP Dewi {number}.xlsx")
    both = ("merge", "--roster", roster, "--agreed", str(AGREED), "--no-pictures")
    skpxl(folder, *both, "dua/SKP Dewi 1.xlsx", "-o", "sepakat.xlsx")
    leader = str(GOOD / f"SKP_2022_{FERDINAN}.xlsx")
    skpxl(folder, *both, leader, "dua", "--decisions", "keputusan.xlsx", "-o", "dua.xlsx")


def matriks_of_a_kabid(folder: Path) -> None:
    """A merge, then another when Dewi's SKP has come late, with a result whose place is near but not certain; the paper."""
    use = ("--roster", str(SAMPLES / "roster.xlsx"))
    (folder / "kabid").mkdir()
    for nip in (FERDINAN, MARIA):
        shutil.copy(GOOD / f"SKP_2022_{nip}.xlsx", folder / "kabid")
    merge = ("merge", "kabid", *use, "-o", "kabid.xlsx", "--no-pictures", "--force")
    skpxl(folder, *merge, "--as-of", "2022-01-17")
    shutil.copy(folder / "salah.xlsx", folder / "kabid")
    skpxl(folder, *merge, "--as-of", "2022-01-24")
    place = ("--nomor", "800/15/BKD/2022", "--tempat", "Kupang", "--tanggal", "2022-01-31")
    skpxl(folder, "papers", "make", str(GOOD), *use, "--kind", "matriks", *place, "-o", "tercetak")
    (paper,) = folder.glob("tercetak/*/*BPP*.xlsx")
    shutil.copy(paper, folder / "tercetak.xlsx")


def a_round_under_way(root: Path) -> None:
    """A round in its second week: two SKPs accepted, one to be mended, the others late; as a page and as a workbook."""
    skpxl(root.parent, "new", root.name, *CAMPAIGN)
    shutil.copy(SAMPLES / "roster.xlsx", root)
    with (root / "skpxl.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[surel]\nalamat = "skp@bkd.contoh.go.id"\nbatas = "2022-01-31"\n')
    skpxl(root, "generate")
    skpxl(root, "send", "--to-folder", "surat")
    skpxl(root, "send", "--to-folder", "surat", "--sent", "semua")
    inbox = root / "kiriman"
    inbox.mkdir()
    answers = SAMPLES / "jawaban" / "baik"
    for nip in (FERDINAN, MARIA, DEWI):
        (issued,) = root.glob(f"formulir/*/SKP_2022_{nip}.xlsx")
        given = root.parent / "salah.json" if nip == DEWI else answers / f"{nip}.json"
        skpxl(root, "fill", str(issued), str(given), "-o", str(inbox / f"SKP {nip}.xlsx"))
    skpxl(root, "collect", "kiriman", on="2022-01-28")
    skpxl(root, "waive", "199105012018011905", "--why", "tugas belajar sampai 2023", on="2022-01-31")
    skpxl(root, "status", "-o", "keadaan.xlsx", "--html", "keadaan.html", on="2022-02-02")


def skp_to_evaluation(folder: Path) -> None:
    """The annual evaluation of everybody in the samples, filled in, and its recap."""
    roster = ("--roster", str(SAMPLES / "roster.xlsx"))
    answers = str(SAMPLES / "jawaban" / "evaluasi")
    skpxl(folder, "generate", "--evaluasi", "tahunan", "--from", str(GOOD), "-o", "evaluasi/kosong")
    skpxl(folder, "fill", "evaluasi/kosong", answers, "-o", "evaluasi/terisi")
    skpxl(folder, "evaluate", "evaluasi/terisi", *roster, "-o", "rekap.xlsx")
    skpxl(folder, "papers", "make", "evaluasi/terisi", *roster, "--kind", "dokumen-evaluasi", "-o", "dokumen")
    (paper,) = folder.glob(f"dokumen/*/Dokumen-Evaluasi_2022_{DEWI}.xlsx")
    shutil.copy(paper, folder / "dokumen.xlsx")
    made = ("papers", "make", "evaluasi/terisi", *roster, "--tempat", "Kupang")
    skpxl(folder, *made, "--kind", "dokumen-evaluasi", "--long", "-o", "panjang")
    (paper,) = folder.glob(f"panjang/*/Dokumen-Evaluasi_2022_{DEWI}.xlsx")
    shutil.copy(paper, folder / "panjang.xlsx")
    skpxl(folder, *made, "--kind", "penetapan", "--unit", "BPP", "-o", "penetapan")
    (paper,) = folder.glob("penetapan/*/Penetapan-Predikat_2022-TAHUNAN_BPP.xlsx")
    shutil.copy(paper, folder / "penetapan.xlsx")


def angka_kredit_and_2021(folder: Path) -> None:
    """The three pages on angka kredit of 2026 (of 2022 there is none), and the one of 2021."""
    roster, signed = ("--roster", str(SAMPLES / "roster.xlsx")), ("--tempat", "Kupang", "--tanggal", "2027-01-11")
    of_2026 = (*CAMPAIGN[:3], "2026")
    skpxl(folder, "generate", str(SAMPLES / "roster.xlsx"), *of_2026, "--nip", DEWI, "-o", "skp-2026/kosong")
    skpxl(folder, "fill", "skp-2026/kosong", str(SAMPLES / "jawaban" / "baik"), "-o", "skp-2026/terisi")
    skpxl(folder, "generate", "--evaluasi", "tahunan", "--from", "skp-2026/terisi", *of_2026, "-o", "eva-2026/kosong")
    skpxl(folder, "fill", "eva-2026/kosong", str(SAMPLES / "jawaban" / "evaluasi"), "-o", "eva-2026/terisi")
    made = ("papers", "make", "eva-2026/terisi", *roster, *signed, "--confirm", "Petugas Contoh")
    skpxl(folder, *made, "--kind", "angka-kredit", "-o", "kredit", on="2027-01-11")
    (paper,) = folder.glob(f"kredit/*/Konversi-Angka-Kredit_2026_{DEWI}.xlsx")
    shutil.copy(paper, folder / "kredit.xlsx")
    form = ("generate", str(SAMPLES / "roster.xlsx"), "--form", "integrasi-2021", *CAMPAIGN, "--nip", DEWI)
    skpxl(folder, *form, "-o", "i2021/kosong")
    skpxl(folder, "fill", "i2021/kosong", str(SAMPLES / "jawaban" / "integrasi"), "-o", "i2021/terisi")
    skpxl(folder, "papers", "make", "i2021/terisi", *roster, *signed, "--kind", "integrasi", "-o", "integrasi")
    (paper,) = folder.glob(f"integrasi/*/Integrasi_2021_{DEWI}.xlsx")
    shutil.copy(paper, folder / "integrasi.xlsx")


def two_versions(begun: Path) -> list[dict[str, Any]]:
    """Two fillings of a form that begins with four roles; they differ in a target and a text."""
    call = [sys.executable, "-m", "skpxl", "read", "--json", str(begun)]
    ways = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1"}
    # An empty form has a galat, so the exit code is 1.
    done = subprocess.run(call, env=ways, capture_output=True, text=True, encoding="utf-8")
    versions = []
    for first, target in (
        ("Administrasi seleksi JPT lingkup Pemprov. NTT yang berkualitas", "4 dokumen"),
        ("Pelayanan administrasi seleksi JPT lingkup Pemprov. NTT yang berkualitas", "6 dokumen"),
    ):
        results = json.loads(done.stdout)["skp"]["hasil_kerja"]["utama"]
        results[0]["rencana_hasil_kerja"] = first
        results[1]["rencana_hasil_kerja"] = "Tersusunnya laporan keuangan tim"
        results[3]["rencana_hasil_kerja"] = results[3]["rencana_hasil_kerja_diintervensi"] = ""
        for result in results[:3]:
            result["indikator"] = [
                {"aspek": "Kuantitas", "indikator_kinerja_individu": "Jumlah dokumen", "target": target}
            ]
            target = "12 dokumen"
        versions.append({"hasil_kerja": {"utama": results}})
    return versions


def to_mend(folder: Path) -> None:
    """Make a copy for correction in `perbaikan`: Dewi's good answers with a few things wrong, sent back to her."""
    answers = json.loads((SAMPLES / "jawaban" / "baik" / f"{DEWI}.json").read_text(encoding="utf-8"))
    first, second = answers["hasil_kerja"]["utama"][:2]
    first["rencana_hasil_kerja_diintervensi"] += " ASN"
    first["indikator"][2]["target"] = ""
    second["indikator"][1]["aspek"] = "Mutu"
    (folder / "salah.json").write_text(json.dumps(answers), encoding="utf-8")
    (issued,) = folder.glob(f"formulir/*/SKP_2022_{DEWI}.xlsx")
    skpxl(folder, "fill", str(issued), "salah.json", "-o", "salah.xlsx")
    skpxl(folder, "return", "salah.xlsx", "-o", "perbaikan")


def as_on_screen(book: Path, name: str, copy: Path, scale: int) -> Path:
    """A copy that prints the sheet `name` as a screen shows it: whole, with headings, without footer, on A3."""
    sheet = _number(book, name)
    part = f"xl/worksheets/sheet{sheet}.xml"
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            text = source.read(member)
            if member == "xl/workbook.xml":
                text = _only(text, sheet)
            elif member == part:
                text = _screen(text, scale)
            target.writestr(member, text)
    return copy


def _number(book: Path, name: str) -> int:
    """Which sheet of a workbook of ours has this name, from 1: xlsxwriter numbers the parts in the order of the sheets."""
    with zipfile.ZipFile(book) as source:
        names = re.findall(rb'<sheet name="([^"]*)"', source.read("xl/workbook.xml"))
    return names.index(name.encode()) + 1


def _only(text: bytes, sheet: int) -> bytes:
    """The workbook part without print areas, all sheets but one hidden (hidden ones are not printed)."""
    text = re.sub(rb'<definedName name="_xlnm[^>]*>[^<]*</definedName>', b"", text)
    entries = re.findall(rb"<sheet [^>]*/>", text)
    for number, entry in enumerate(entries, start=1):
        state = b"visible" if number == sheet else b"hidden"
        plain = re.sub(rb' state="\w+"', b"", entry)
        text = text.replace(entry, plain.replace(b" r:id=", b' state="' + state + b'" r:id='))
    return re.sub(rb'(<workbookView [^>]*?)(?: activeTab="\d+")?/>', b'\\1 activeTab="%d"/>' % (sheet - 1), text)


def _screen(text: bytes, scale: int) -> bytes:
    text = re.sub(rb"<(?:printOptions|pageSetup)[^>]*/>|<headerFooter.*?</headerFooter>", b"", text, flags=re.DOTALL)
    text = re.sub(rb"<pageSetUpPr[^>]*/>", b"", text)
    paper = f'paperSize="{A3}" scale="{scale}" orientation="landscape"'
    setup = f'<printOptions headings="1"/><pageMargins {_MARGINS}/><pageSetup {paper}/>'
    return re.sub(rb"<pageMargins[^>]*/>", setup.encode(), text, count=1)


_MARGINS = 'left="0.2" right="0.2" top="0.2" bottom="0.2" header="0" footer="0"'


def in_a_spreadsheet(svg: Path, sheet: Path) -> Path:
    """A spreadsheet (flat ODS) that prints as the drawing alone: Calc can draw an SVG, but converts none by itself."""
    data = svg.read_bytes()
    size = re.search(rb'width="([\d.]+)" height="([\d.]+)"', data)
    if not size:
        raise SystemExit(f"{svg} says no width and height.")
    width, height = _WIDE, _WIDE * float(size[2]) / float(size[1])
    image = base64.b64encode(data).decode()
    # A column or row that does not fit whole goes to the next page, and the drawing over it: so there is room for one more.
    size_of_all = {"page": width + 3, "below": height + 2, "width": width, "height": height}
    sheet.write_text(_FODS.format(image=image, **size_of_all), encoding="utf-8")
    return sheet


_WIDE = 40.0  # cm
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_FODS = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"
 xmlns:office="{_OASIS}:office:1.0" xmlns:style="{_OASIS}:style:1.0" xmlns:table="{_OASIS}:table:1.0"
 xmlns:draw="{_OASIS}:drawing:1.0" xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0" xmlns:svg="{_OASIS}:svg-compatible:1.0">
<office:automatic-styles>
<style:page-layout style:name="p"><style:page-layout-properties fo:page-width="{{page:.2f}}cm"
 fo:page-height="{{below:.2f}}cm" fo:margin="0.2cm"/></style:page-layout>
<style:style style:name="t" style:family="table" style:master-page-name="m"/>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="m" style:page-layout-name="p">
<style:header style:display="false"/><style:footer style:display="false"/></style:master-page></office:master-styles>
<office:body><office:spreadsheet><table:table table:name="a" table:style-name="t"><table:shapes>
<draw:frame svg:x="0cm" svg:y="0cm" svg:width="{{width:.2f}}cm" svg:height="{{height:.2f}}cm"><draw:image>
<office:binary-data>{{image}}</office:binary-data></draw:image></draw:frame>
</table:shapes><table:table-row><table:table-cell/></table:table-row></table:table></office:spreadsheet></office:body>
</office:document>
"""


def page(book: Path, folder: Path, number: int = 1) -> np.ndarray:
    """One page of a workbook printed by LibreOffice, or of a web page, as rows x columns x RGB."""
    pdf = folder / f"{book.stem}.pdf"
    if book.suffix == ".html":
        printed_by_browser(book, pdf)
    else:
        home = (folder / "profil").as_uri()
        call = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={home}", "--convert-to", "pdf"]
        subprocess.run([*call, "--outdir", str(folder), str(book)], check=True, capture_output=True, timeout=180)
    only = ["-f", str(number), "-l", str(number), "-r", str(DPI), "-singlefile"]
    subprocess.run(["pdftoppm", *only, str(pdf), str(folder / book.stem)], check=True, timeout=60)
    data = (folder / f"{book.stem}.ppm").read_bytes()
    _, width, height, _ = data.split(maxsplit=4)[:4]
    return np.frombuffer(data[-int(width) * int(height) * 3 :], np.uint8).reshape(int(height), int(width), 3)


def printed_by_browser(book: Path, pdf: Path) -> None:
    """A page as a browser prints it."""
    call = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--no-pdf-header-footer",
        f"--user-data-dir={pdf.parent / 'chromium'}",
    ]
    subprocess.run([*call, f"--print-to-pdf={pdf}", book.as_uri()], check=True, capture_output=True, timeout=180)


def trimmed(pixels: np.ndarray, rows: int, margin: int) -> np.ndarray:
    """The picture without its white margins, at most `rows` pixels high, but for `margin` pixels of white all around."""
    ink = (pixels < 250).any(axis=2)
    down, across = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    inner = pixels[down[0] : min(down[-1] + 1, down[0] + rows), across[0] : across[-1] + 1]
    return np.pad(inner, ((margin, margin), (margin, margin), (0, 0)), constant_values=255)


def png(pixels: np.ndarray) -> bytes:
    """A PNG of the 256 commonest colours, the others drawn as their nearest: a third of the size of a full one."""
    codes = pixels.astype(np.uint32) @ np.array([65536, 256, 1], np.uint32)
    colours, indexes, counts = np.unique(codes, return_inverse=True, return_counts=True)
    rgb = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1).astype(np.int32)
    palette = rgb[np.argsort(-counts, kind="stable")[:256]]
    nearest = np.array([((palette - colour) ** 2).sum(axis=1).argmin() for colour in rgb])
    height, width = codes.shape
    lines = np.zeros((height, width + 1), np.uint8)  # each line is led by its filter, 0
    lines[:, 1:] = nearest[indexes.reshape(height, width)]
    parts = [
        (b"IHDR", struct.pack(">2I5B", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", palette.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(lines.tobytes(), 9)),
        (b"IEND", b""),
    ]
    chunks = [struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def main() -> None:
    """Draw all pictures into docs/gambar/ or the folder named."""
    into = Path(sys.argv[1]) if len(sys.argv) > 1 else CHECKOUT / "docs" / "gambar"
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="skpxl-gambar-") as name:
        folder = Path(name)
        for satu in workbooks(folder):
            shown = satu.book
            if satu.sheet:
                shown = as_on_screen(satu.book, satu.sheet, folder / f"layar-{satu.stem}.xlsx", satu.scale)
            elif shown.suffix == ".svg":
                shown = in_a_spreadsheet(shown, folder / f"layar-{satu.stem}.fods")
            data = png(trimmed(page(shown, folder, satu.page), satu.rows, margin=0 if satu.sheet else 12))
            if len(data) > LARGEST:
                raise SystemExit(f"{satu.stem}.png: {len(data)} bytes, more than {LARGEST}")
            (into / f"{satu.stem}.png").write_bytes(data)
            sys.stdout.write(f"{into / satu.stem}.png  {len(data)} bytes\n")


if __name__ == "__main__":
    main()
