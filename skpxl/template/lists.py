"""The lists behind drop-downs: `daftar/*.txt` and the berAKHLAK values. Not the list of one person's superior."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import Field, TypeAdapter, ValidationError

from skpxl.errors import SkpxlError
from skpxl.files.text import read_text
from skpxl.model.dasar import Model
from skpxl.model.teks import choice_key, sidik
from skpxl.template.errors import dalam_bahasa, parse_toml
from skpxl.template.limits import TeksSel, tak_muat


class Nilai(Model):
    """One value of core values ASN berAKHLAK with its panduan perilaku; `lama` are accepted former wordings."""

    nama: TeksSel = Field(min_length=1)
    panduan: tuple[TeksSel, ...] = Field(min_length=1)
    lama: tuple[str, ...] = ()

    def tercetak(self) -> str:
        """As the form prints it: the value, then its panduan as bullets."""
        return "\n".join([self.nama, *(f"- {line}" for line in self.panduan)])


class _ValuesFile(Model):
    nilai: tuple[Nilai, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Daftar:
    """A list of values in order; `lama` maps a former wording (as `choice_key`) to its value of today."""

    nama: str
    nilai: tuple[str, ...]
    lama: dict[str, str]
    rinci: tuple[Nilai, ...] = ()

    @cached_property
    def _known(self) -> dict[str, str]:
        return {**self.lama, **{choice_key(value): value for value in self.nilai}}

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all wordings, former ones too: what a text is held against, here and in the sheet."""
        return tuple(self._known)

    def match(self, text: str) -> str | None:
        """The value of today that `text` means, or None."""
        return self._known.get(choice_key(text))

    def not_chosen(self, text: str) -> bool:
        """True for the blank form's placeholder: choices with slashes between them, which are no value of the list."""
        return "/" in text and self.match(text) is None


def read_daftar(file: Path) -> Daftar:
    """Read one list: a `.txt` with a value a line (`baru < lama | lama`), or the `.toml` of berAKHLAK values.

    Raises SkpxlError, naming file and line, for a doubled, empty or unreadable list.
    """
    if file.suffix == ".toml":
        return _read_values(file)
    lines = read_text(file).split("\n")
    values: list[str] = []
    former: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        value, _, older = line.partition(" < ")
        value = value.strip()
        if reason := tak_muat(value):
            raise SkpxlError(f"{file}, baris {number}: nilai ini tidak dapat ditulis ke dalam sel: {reason}.")
        if sidik(value) in {sidik(known) for known in values}:
            raise SkpxlError(f"{file}, baris {number}: nilai “{value}” tertulis dua kali; hapus salah satunya.")
        values.append(value)
        former.update({choice_key(wording): value for wording in older.split("|") if wording.strip()})
    if not values:
        raise SkpxlError(f"{file}: daftar ini kosong; isi paling sedikit satu nilai, satu nilai per baris.")
    return Daftar(file.stem, tuple(values), former)


def _read_values(file: Path) -> Daftar:
    try:
        content = TypeAdapter(_ValuesFile).validate_python(parse_toml(file))
    except ValidationError as error:
        raise SkpxlError(dalam_bahasa(file, error)) from error
    former = {choice_key(wording): value.nama for value in content.nilai for wording in value.lama}
    return Daftar(file.stem, tuple(value.nama for value in content.nilai), former, content.nilai)
