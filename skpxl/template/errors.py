"""Turning what is wrong with a file in workbook_templates/ into Indonesian sentences, by file and key."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from skpxl.files.notation import read_toml

_SENTENCES = {
    "extra_forbidden": "kata ini tidak dikenal; periksa ejaannya atau hapus",
    "missing": "kata ini wajib ada, tetapi belum ditulis",
    "string_too_long": "paling panjang {max_length} karakter (batas Excel)",
    "string_too_short": "paling sedikit {min_length} karakter",
    "string_type": "harus berupa teks di antara tanda petik",
    "string_unicode": "memuat huruf yang rusak (bukan UTF-8); ketik ulang",
    "string_pattern_mismatch": "bentuknya tidak sesuai pola {pattern}",
    "int_type": "harus berupa angka bulat",
    "int_parsing": "harus berupa angka bulat",
    "float_type": "harus berupa angka",
    "float_parsing": "harus berupa angka",
    "decimal_type": "harus berupa angka",
    "decimal_parsing": "harus berupa angka",
    "bool_type": "harus `true` atau `false`",
    "bool_parsing": "harus `true` atau `false`",
    "less_than_equal": "paling besar {le} (batas Excel)",
    "greater_than_equal": "paling kecil {ge}",
    "greater_than": "harus lebih besar dari {gt}",
    "too_short": "paling sedikit {min_length} buah",
    "too_long": "paling banyak {max_length} buah",
    "literal_error": "harus salah satu dari {expected}",
    "union_tag_invalid": "jenis blok tidak dikenal; pilihannya {expected_tags}",
    "union_tag_not_found": "blok ini belum punya `jenis`",
    "tuple_type": "harus berupa deretan dalam kurung siku",
    "model_type": "harus berupa tabel TOML",
    "dict_type": "harus berupa tabel TOML",
    "date_from_datetime_parsing": "harus berupa tanggal, misalnya 2022-01-03",
    "date_type": "harus berupa tanggal, misalnya 2022-01-03",
}


def dalam_bahasa(
    path: Path,
    error: ValidationError,
    locate: Callable[[tuple[int | str, ...]], tuple[Path, str]] | None = None,
) -> str:
    """All faults of one file as one text: a line each, `key: what is wrong (what stands there)`.

    `locate` tells file and key of a place where other files have a part in what was validated.
    """
    per_file: dict[Path, dict[str, None]] = {}
    faults = error.errors()
    for fault in faults:
        place = fault["loc"]
        # A row with one member counts as empty when that member is at fault.
        if fault["type"] == "too_short" and any(
            other["loc"][: len(place)] == place for other in faults if other is not fault
        ):
            continue
        file, key = locate(place) if locate else (path, key_of(place))
        context: dict[str, Any] = fault.get("ctx", {})
        if fault["type"] == "value_error":
            words = str(context.get("error", fault["msg"]))
        else:
            words = _SENTENCES.get(fault["type"], "tidak dapat dipakai di sini")
            context |= {
                name: str(value).replace(" or ", " atau ") for name, value in context.items() if name == "expected"
            }
            words = words.format_map({**{"max_length": "?", "min_length": "?"}, **context}) if "{" in words else words
        value = fault.get("input")
        shown = value[:57] + "…" if isinstance(value, str) and len(value) > 58 else value
        written = f" (tertulis: {shown!r})" if isinstance(value, str | int | float) else ""
        # A part that stands in several places is at fault once.
        per_file.setdefault(file, {})[f"{key or 'berkas'}: {words}{written}"] = None
    return "\n".join(f"{file}: " + "; ".join(sentences) + "." for file, sentences in per_file.items())


def key_of(place: tuple[int | str, ...]) -> str:
    """A place as people write it: numbers from 1, joined by dots."""
    return ".".join(str(word + 1 if isinstance(word, int) else word) for word in place)


def parse_toml(file: Path) -> dict[str, Any]:
    """Read one TOML file. Raises SkpxlError, in Indonesian, with the line."""
    return read_toml(file)
