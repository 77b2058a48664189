"""TOML and JSON that people write, with their faults in Indonesian and the line. What the words mean is looked up elsewhere."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from skpxl.errors import SkpxlError
from skpxl.files.text import read_text

_QUOTES = 'teks harus di antara tanda petik lurus ("), bukan petik miring (“ ”)'
# How the parsers' messages begin (CPython 3.11 to 3.14, Lib/tomllib/_parser.py, Lib/json/decoder.py), and what is said instead.
_TOML_FAULTS = {
    "Invalid value": f"nilainya tidak dimengerti; {_QUOTES}",
    "Invalid statement": "baris ini tidak dimengerti; bentuknya `kata = nilai`, catatan diawali tanda #",
    "Invalid initial character": "baris ini tidak dimengerti; bentuknya `kata = nilai`, catatan diawali tanda #",
    "Expected '='": "tanda = sesudah kata ini kurang",
    "Expected ']'": "kurung siku penutup kurang",
    'Expected "]]"': "kurung siku penutup kurang",
    "Expected newline": "ada tulisan berlebih sesudah nilainya",
    "Unclosed": "kurung penutup kurang",
    "Unterminated": "tanda petik penutup kurang",
    "Expected ": "tanda petik atau kurung penutup kurang",
    "Cannot overwrite": "kata ini tertulis dua kali",
    "Duplicate": "kata ini tertulis dua kali",
    "Cannot declare": "bagian ini tertulis dua kali",
    "Cannot redefine": "bagian ini tertulis dua kali",
    "Cannot mutate": "bagian ini tertulis dua kali",
    "Unescaped": "garis miring terbalik (\\) ditulis dua kali (\\\\), atau pakai /",
    "Invalid hex": "garis miring terbalik (\\) ditulis dua kali (\\\\), atau pakai /",
    "Escaped character": "garis miring terbalik (\\) ditulis dua kali (\\\\), atau pakai /",
    "Invalid date": "tanggalnya tidak ada; bentuknya 2026-01-31",
    "Illegal character": "tanda petik penutup kurang, atau ada huruf yang tidak tampak",
    "Found invalid character": "ada huruf yang tidak tampak",
}
_JSON_FAULTS = {
    "Expecting value": f"nilainya kurang atau tidak dimengerti; {_QUOTES}",
    "Expecting property name": 'nama di antara tanda petik lurus (") kurang di sini',
    "Expecting ',' delimiter": "koma atau kurung penutup kurang",
    "Expecting ':' delimiter": "titik dua sesudah nama kurang",
    "Unterminated": "tanda petik penutup kurang",
    "Extra data": "ada tulisan sesudah kurung penutup yang terakhir",
    "Invalid control character": "ganti baris di dalam tanda petik ditulis \\n",
    "Invalid \\": "garis miring terbalik (\\) ditulis dua kali (\\\\)",
    "Illegal trailing comma": "koma sebelum kurung penutup harus dihapus",
}
_OTHERWISE = "bentuknya salah"
_PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)$")


def read_toml(file: Path) -> dict[str, Any]:
    """One TOML file. Raises SkpxlError with file and line."""
    text = read_text(file)
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise _faulty(file, 1, "TOML", "terlalu banyak kurung") from error
    except ValueError as error:
        place = _PLACE.search(str(error))
        words = _in_words(str(error), _TOML_FAULTS)
        if place and not place[1]:  # at the end of the document
            raise _faulty(file, text.rstrip().count("\n") + 1, "TOML", "nilai atau kurung penutup kurang") from error
        raise _faulty(file, int(place[1]) if place else 1, "TOML", words) from error


def read_json(file: Path) -> Any:
    """One JSON file; a name that stands twice in an object is a fault, for one of the two would be lost. Raises SkpxlError."""
    text = read_text(file)
    try:
        return json.loads(text, object_pairs_hook=_once)
    except _TwiceError as error:
        line = 1 + text[: text.rfind(f'"{error}"')].count("\n")
        raise _faulty(file, line, "JSON", f"`{error}` tertulis dua kali") from error
    except json.JSONDecodeError as error:
        raise _faulty(file, error.lineno, "JSON", _in_words(error.msg, _JSON_FAULTS)) from error
    except (ValueError, RecursionError) as error:
        raise _faulty(file, 1, "JSON", _OTHERWISE) from error


class _TwiceError(ValueError):
    """A name that stands twice."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(next(name for name in names if names.count(name) > 1))
    return found


def _in_words(message: str, faults: dict[str, str]) -> str:
    return next((words for begins, words in faults.items() if message.startswith(begins)), _OTHERWISE)


def _faulty(file: Path, line: int, notation: str, words: str) -> SkpxlError:
    return SkpxlError(f"{file}, baris {line}: bukan {notation} yang sah: {words}; perbaiki baris itu.")
