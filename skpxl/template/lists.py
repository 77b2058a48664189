"""The lists behind drop-downs: `daftar/*.txt` and the berAKHLAK values. Not the list of one person's superior."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import Field, TypeAdapter, ValidationError

from skpxl.errors import SkpxlError
from skpxl.model.dasar import Model
from skpxl.model.teks import choice_key, sidik
from skpxl.template.errors import dalam_bahasa, parse_toml


class Nilai(Model):
    """One value of core values ASN berAKHLAK with its panduan perilaku; `lama` are accepted former wordings."""

    nama: str = Field(min_length=1)
    panduan: tuple[str, ...] = Field(min_length=1)
    lama: tuple[str, ...] = ()

    def tercetak(self) -> str:
        """As the form prints it: the value, then its panduan as bullets."""
        return "\n".join([self.nama, *(f"- {baris}" for baris in self.panduan)])


class _BerkasNilai(Model):
    nilai: tuple[Nilai, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Daftar:
    """A list of values in order; `lama` maps a former wording (as `choice_key`) to its value of today."""

    nama: str
    nilai: tuple[str, ...]
    lama: dict[str, str]
    rinci: tuple[Nilai, ...] = ()

    @cached_property
    def _kenal(self) -> dict[str, str]:
        return {**self.lama, **{choice_key(nilai): nilai for nilai in self.nilai}}

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all wordings, former ones too: what a text is held against, here and in the sheet."""
        return tuple(self._kenal)

    def match(self, teks: str) -> str | None:
        """The value of today that `teks` means, or None."""
        return self._kenal.get(choice_key(teks))

    def belum_dipilih(self, teks: str) -> bool:
        """True for the blank form's placeholder: choices with slashes between them, which are no value of the list."""
        return "/" in teks and self.match(teks) is None


def read_daftar(berkas: Path) -> Daftar:
    """Read one list: a `.txt` with a value a line (`baru < lama | lama`), or the `.toml` of berAKHLAK values.

    Raises SkpxlError, naming file and line, for a doubled, empty or unreadable list.
    """
    if berkas.suffix == ".toml":
        return _read_nilai(berkas)
    try:
        baris = berkas.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as galat:
        raise SkpxlError(f"Daftar {berkas} tidak dapat dibaca; simpan sebagai teks UTF-8. ({galat})") from galat
    nilai: list[str] = []
    lama: dict[str, str] = {}
    for nomor, isi in enumerate(baris, start=1):
        if not isi.strip() or isi.lstrip().startswith("#"):
            continue
        baru, _, dulu = isi.partition(" < ")
        baru = baru.strip()
        if sidik(baru) in {sidik(ada) for ada in nilai}:
            raise SkpxlError(f"{berkas}, baris {nomor}: nilai “{baru}” tertulis dua kali; hapus salah satunya.")
        nilai.append(baru)
        lama.update({choice_key(kata): baru for kata in dulu.split("|") if kata.strip()})
    if not nilai:
        raise SkpxlError(f"{berkas}: daftar ini kosong; isi paling sedikit satu nilai, satu nilai per baris.")
    return Daftar(berkas.stem, tuple(nilai), lama)


def _read_nilai(berkas: Path) -> Daftar:
    try:
        isi = TypeAdapter(_BerkasNilai).validate_python(parse_toml(berkas))
    except ValidationError as galat:
        raise SkpxlError(dalam_bahasa(berkas, galat)) from galat
    lama = {choice_key(kata): nilai.nama for nilai in isi.nilai for kata in nilai.lama}
    return Daftar(berkas.stem, tuple(nilai.nama for nilai in isi.nilai), lama, isi.nilai)
