"""Draws the pictures of README.id.md from samples/: `python docs/buat_gambar.py [FOLDER]`. No screen is photographed.

Needs LibreOffice (`soffice`) and poppler (`pdftoppm`). A workbook is shown as on screen by printing a throw-away copy
of it with row and column headings on large paper. Everything is issued without a campaign key, so that a second run
draws the same pictures.
"""

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
from pathlib import Path

import numpy as np

CHECKOUT = Path(__file__).resolve().parents[1]
SAMPLES = CHECKOUT / "samples"
GOOD, BAD = SAMPLES / "masuk" / "baik", SAMPLES / "masuk" / "cacat"
DEWI, MARIA, FERDINAN = "199209012019032904", "198506012010012903", "198003012005011902"
CAMPAIGN = ("--instansi", "PEMERINTAH PROVINSI CONTOH", "--tahun", "2022")
A3 = 8  # Excel's paper code; a sheet of that size shows about what a large screen does
SCALE = 90  # percent; the widest sheet shown, the list of corrections, just fits
DPI = 98
LARGEST = 150_000  # bytes of one picture


def skpxl(folder: Path, *words: str) -> None:
    """Run one command as anybody would; findings (exit code 1) are welcome here, anything worse is not."""
    call = [sys.executable, "-m", "skpxl", *words]
    ways = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1"}
    done = subprocess.run(call, cwd=folder, env=ways, capture_output=True, text=True, encoding="utf-8")
    if done.returncode > 1:
        raise SystemExit(f"skpxl {' '.join(words)}: {done.stderr}")


def workbooks(folder: Path) -> None:
    """Make in `folder` what the pictures show: blank forms, a report on an inbox of several kinds, the matriks."""
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
    skpxl(folder, "merge", str(GOOD), "--roster", roster, "-o", "matriks.xlsx")
    to_mend(folder)


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


def as_on_screen(book: Path, sheet: int, copy: Path) -> Path:
    """A copy that prints sheet number `sheet` as a screen shows it: whole, with headings, without footer, on A3."""
    part = f"xl/worksheets/sheet{sheet}.xml"
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            if name == "xl/workbook.xml":
                text = _only(text, sheet)
            elif name == part:
                text = _screen(text)
            target.writestr(name, text)
    return copy


def _only(text: bytes, sheet: int) -> bytes:
    """The workbook part without print areas, all sheets but one hidden (hidden ones are not printed)."""
    text = re.sub(rb'<definedName name="_xlnm[^>]*>[^<]*</definedName>', b"", text)
    entries = re.findall(rb"<sheet [^>]*/>", text)
    for number, entry in enumerate(entries, start=1):
        state = b"visible" if number == sheet else b"hidden"
        plain = re.sub(rb' state="\w+"', b"", entry)
        text = text.replace(entry, plain.replace(b" r:id=", b' state="' + state + b'" r:id='))
    return re.sub(rb'(<workbookView [^>]*?)(?: activeTab="\d+")?/>', b'\\1 activeTab="%d"/>' % (sheet - 1), text)


def _screen(text: bytes) -> bytes:
    text = re.sub(rb"<(?:printOptions|pageSetup)[^>]*/>|<headerFooter.*?</headerFooter>", b"", text, flags=re.DOTALL)
    text = re.sub(rb"<pageSetUpPr[^>]*/>", b"", text)
    paper = f'paperSize="{A3}" scale="{SCALE}" orientation="landscape"'
    setup = f'<printOptions headings="1"/><pageMargins {_MARGINS}/><pageSetup {paper}/>'
    return re.sub(rb"<pageMargins[^>]*/>", setup.encode(), text, count=1)


_MARGINS = 'left="0.2" right="0.2" top="0.2" bottom="0.2" header="0" footer="0"'


def page(book: Path, folder: Path) -> np.ndarray:
    """The first page of a workbook printed by LibreOffice, as rows x columns x RGB."""
    home = (folder / "profil").as_uri()
    call = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={home}", "--convert-to", "pdf"]
    subprocess.run([*call, "--outdir", str(folder), str(book)], check=True, capture_output=True, timeout=180)
    only = ["-f", "1", "-l", "1", "-r", str(DPI), "-singlefile"]
    subprocess.run(["pdftoppm", *only, str(book.with_suffix(".pdf")), str(folder / book.stem)], check=True, timeout=60)
    data = (folder / f"{book.stem}.ppm").read_bytes()
    _, width, height, _ = data.split(maxsplit=4)[:4]
    return np.frombuffer(data[-int(width) * int(height) * 3 :], np.uint8).reshape(int(height), int(width), 3)


def trimmed(pixels: np.ndarray, rows: int) -> np.ndarray:
    """The picture without its white margins, at most `rows` pixels high."""
    ink = (pixels < 250).any(axis=2)
    down, across = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return pixels[down[0] : min(down[-1] + 1, down[0] + rows), across[0] : across[-1] + 1]


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
        workbooks(folder)
        (blank,) = folder.glob(f"formulir/*/SKP_2022_{DEWI}.xlsx")
        filled = GOOD / f"SKP_2022_{DEWI}.xlsx"
        (returned,) = folder.glob("perbaikan/*.xlsx")
        # name, workbook, sheet as on screen (0: as printed), height in pixels
        for stem, book, sheet, rows in (
            ("daftar-pegawai", SAMPLES / "roster.xlsx", 2, 300),
            ("formulir-kosong", blank, 1, 760),
            ("formulir-terisi", filled, 1, 900),
            ("perilaku-kerja", filled, 2, 900),
            ("laporan", folder / "laporan.xlsx", 2, 560),
            ("salinan-perbaikan", returned, 1, 560),
            ("sel-ditandai", returned, 2, 860),
            ("matriks", folder / "matriks.xlsx", 0, 450),
        ):
            shown = as_on_screen(book, sheet, folder / f"layar-{stem}.xlsx") if sheet else book
            data = png(trimmed(page(shown, folder), rows))
            if len(data) > LARGEST:
                raise SystemExit(f"{stem}.png: {len(data)} bytes, more than {LARGEST}")
            (into / f"{stem}.png").write_bytes(data)
            sys.stdout.write(f"{into / stem}.png  {len(data)} bytes\n")


if __name__ == "__main__":
    main()
