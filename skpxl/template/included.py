"""Parts of definitions that several forms share: `sertakan = "berkas.bagian"` takes one of `bersama/`. It validates nothing.

Any table of a definition may say it, at any depth; what the table says itself stands on top, key by key. A part may take
other parts. What is taken from another form, locked, is `warisan` (`library`).
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from skpxl.errors import SkpxlError
from skpxl.template.errors import key_of, parse_toml

FOLDER = "bersama"
WORD = "sertakan"
_NAME = re.compile(r"([a-z0-9-]+)\.([a-z0-9_]+)")


class Included(dict[str, Any]):
    """A table that took a part: `taken` says of each key that is not its own by which file and part it is said."""

    def __init__(self, part: dict[str, Any], own: dict[str, Any], file: Path, name: str) -> None:
        super().__init__({**part, **own})
        further: dict[str, tuple[Path, str]] = part.taken if isinstance(part, Included) else {}
        self.taken: dict[str, tuple[Path, str]] = {
            word: further.get(word, (file, name)) for word in part if word not in own
        }


class SharedParts:
    """The parts in `bersama/` of one templates folder; a file is read when first asked for."""

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER
        self._files: dict[Path, dict[str, Any]] = {}

    def complete(self, tree: dict[str, Any], file: Path) -> dict[str, Any]:
        """The definition `tree` of `file` with its parts. Raises SkpxlError that names file and key."""
        return self._table(tree, file, (), ())

    def check(self) -> int:
        """Take every part by itself and tell how many there are. Raises SkpxlError for a fault in any."""
        count = 0
        for file in sorted(self.folder.glob("*.toml")):
            for name, part in self._parts(file).items():
                self._table(part, file, (name,), (f"{file.stem}.{name}",))
                count += 1
        return count

    def _table(self, table: dict[str, Any], file: Path, key: tuple[str, ...], trail: Sequence[str]) -> dict[str, Any]:
        own = {word: self._value(value, file, (*key, word), trail) for word, value in table.items() if word != WORD}
        if WORD not in table:
            return own
        wanted = table[WORD]
        if wanted in trail:
            way = " → ".join([*trail[trail.index(wanted) :], wanted])
            raise _fault(file, key, f"bagian ini menyertakan dirinya sendiri ({way}); hapus salah satunya")
        source, name, part = self._find(wanted, file, key)
        return Included(self._table(part, source, (name,), (*trail, wanted)), own, source, name)

    def _value(self, value: Any, file: Path, key: tuple[str, ...], trail: Sequence[str]) -> Any:
        if isinstance(value, dict):
            return self._table(value, file, key, trail)
        if isinstance(value, list):
            return [self._value(item, file, (*key, str(number)), trail) for number, item in enumerate(value, start=1)]
        return value

    def _find(self, wanted: Any, file: Path, key: tuple[str, ...]) -> tuple[Path, str, dict[str, Any]]:
        """The file, the name and the content of a part. Raises SkpxlError where there is none."""
        match = _NAME.fullmatch(wanted) if isinstance(wanted, str) else None
        if not match:
            raise _fault(file, key, f'harus berupa "berkas.bagian" dari {FOLDER}/ (tertulis: {wanted!r})')
        source, name = self.folder / f"{match[1]}.toml", match[2]
        if not source.is_file():
            known = ", ".join(sorted(other.name for other in self.folder.glob("*.toml"))) or "tidak ada"
            raise _fault(file, key, f"berkas {FOLDER}/{source.name} tidak ada; yang ada: {known}")
        parts = self._parts(source)
        if name not in parts:
            raise _fault(file, key, f"{FOLDER}/{source.name} tidak punya bagian `{name}`; yang ada: {', '.join(parts)}")
        return source, name, parts[name]

    def _parts(self, file: Path) -> dict[str, Any]:
        if file not in self._files:
            parts = parse_toml(file)
            if stray := [word for word, value in parts.items() if not isinstance(value, dict)]:
                raise SkpxlError(f"{file}: {stray[0]}: harus berada di dalam sebuah [bagian].")
            self._files[file] = parts
        return self._files[file]


def written_in(tree: Any, place: Sequence[str | int], file: Path) -> tuple[Path, str]:
    """The file that says what stands at `place` of a completed definition, and its key there, numbers from 1.

    Words of `place` that are no key (pydantic names the kind of a block in between) are kept.
    """
    key: list[str] = []
    for word in place:
        if isinstance(tree, Included) and word in tree.taken:
            file, part = tree.taken[word]
            key = [part]
        key.append(key_of((word,)))
        if isinstance(tree, dict):
            tree = tree.get(word, tree)
        elif isinstance(tree, list) and isinstance(word, int):
            tree = tree[word]
    return file, ".".join(key)


def _fault(file: Path, key: Sequence[str], what: str) -> SkpxlError:
    return SkpxlError(f"{file}: {'.'.join([*key, WORD])}: {what}.")
