"""Who has confirmed which figure without a sure source, kept in the campaign folder as TOML. It judges no figure.

Written once by `skpxl papers make --confirm NAMA` and read by every later run; a clerk can read it, and take an entry out.
"""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from skpxl.errors import SkpxlError
from skpxl.files.output import write_whole
from skpxl.model.dasar import Model
from skpxl.model.konfirmasi import AngkaRagu, Konfirmasi
from skpxl.template.errors import dalam_bahasa, parse_toml

NAMA_BERKAS = "konfirmasi-angka.toml"


class _File(Model):
    angka: tuple[Konfirmasi, ...] = ()


def read_confirmed(root: Path) -> tuple[Konfirmasi, ...]:
    """What has been confirmed in this campaign, in the order of the file. Raises SkpxlError that names file and key."""
    file = root / NAMA_BERKAS
    if not file.is_file():
        return ()
    try:
        return TypeAdapter(_File).validate_python(parse_toml(file)).angka
    except ValidationError as error:
        raise SkpxlError(dalam_bahasa(file, error)) from error


def keep_confirmed(root: Path, figures: Iterable[AngkaRagu], who: str, day: date) -> tuple[Konfirmasi, ...]:
    """Record under `who` what is not confirmed yet, and give back what is new. Entries that stand there stay."""
    before = read_confirmed(root)
    known = {one.angka for one in before}
    new = tuple(
        Konfirmasi(nama=figure.nama, isi=figure.isi, oleh=who, tanggal=day) for figure in figures if figure not in known
    )
    if new:
        write_whole(root / NAMA_BERKAS, _rendered((*before, *new)).encode(), force=True)
    return new


def _rendered(entries: Iterable[Konfirmasi]) -> str:
    lines = [
        "# Angka tanpa sumber yang pasti (terverifikasi = false) yang sudah dicocokkan dengan peraturannya: oleh siapa, kapan.",
        "# Dicatat oleh skpxl papers make --confirm NAMA. Hapus satu bagian [[angka]] bila konfirmasinya ditarik.",
    ]
    for one in entries:
        lines += [
            "",
            "[[angka]]",
            *(f"{name} = {_quoted(getattr(one, name))}" for name in ("nama", "isi", "oleh")),
            f"tanggal = {one.tanggal.isoformat()}",
        ]
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    """A TOML basic string: that of JSON, but that TOML allows no DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
