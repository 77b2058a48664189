"""The wordings that forms of other offices carry (`daftar/label-*.toml`), as data; it knows no cell.

A label file has groups, a group has names, a name has the wordings that mean it. Compared are the letters and digits
only: `NIP (*opsional)` and `nip opsional` are the same wording.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from skpxl.errors import SkpxlError
from skpxl.model.teks import rapi
from skpxl.template.errors import dalam_bahasa, parse_toml

AWALAN = "label-"
_IDENTITY = "nama nip pangkat_golongan jabatan unit_kerja"
# The groups that a file must have, and the names that mean something in each; any name where none is given.
GROUPS: Mapping[str, Mapping[str, str]] = {
    "skp": {
        "judul": "skp kuantitatif kualitatif ja_jf jpt lampiran akhir evaluasi",
        "periode": "",
        "bulan": "1 2 3 4 5 6 7 8 9 10 11 12",
        "siapa": "pegawai pejabat_penilai atasan_pejabat_penilai",
        "identitas": _IDENTITY,
        "instansi": "",
        "blok": "hasil_kerja perilaku_kerja",
        "bagian": "utama tambahan lain",
        "kolom": "nomor rencana_hasil_kerja_diintervensi penugasan_dari rencana_hasil_kerja aspek indikator_kinerja_individu "
        "target satuan kuantitas kualitas waktu biaya angka_kredit perspektif realisasi umpan_balik ekspektasi_khusus",
        "milik_atasan": "",
        "satuan_judul": "",
        "imbuhan": "",
        "ukuran": "",
        "penugasan": "",
        "ekspektasi": "",
        "nilai": "",  # held against the list of values by who reads them
        "abaikan": "",
    },
    "matriks": {
        "judul": "",
        "kolom": f"nomor {_IDENTITY} lain",
        "kepala": "produk keluaran sasaran indikator peran",
        "penutup": "pasti mungkin catatan",
        **dict.fromkeys(
            "label_unit instansi awal_instansi unit sebutan penilai luar kosong lowong lanjutan".split(), ""
        ),
    },
    "roster": {
        "pegawai": f"{_IDENTITY} nama_nip gelar_depan gelar_belakang pangkat golongan jenis_jabatan status unit_id "
        "perangkat_daerah email pendekatan mulai selesai",
        "unit": "kode nama induk pimpinan perangkat_daerah email",
        "produk": "unit kode teks mendukung",
        "tetap": "unit_kerja perangkat_daerah",
        "penutup": "pasti mungkin jumlah catatan",
        "jabatan": "jabatan pelaksana_tugas",
        **dict.fromkeys(
            "penilai atasan_penilai atas_nama kelompok kata turunan bawah judul induk nama_unit jenjang lowong singkatan_judul "
            "pelengkap kemungkinan nihil nomor status_pegawai contoh bukan_pegawai".split(),
            "",
        ),
    },
    "berkas": dict.fromkeys("judul siapa wajib periodik predikat sebutan".split(), ""),
    "surat": {
        "perihal": "balasan_otomatis tanda_baca kembali tertunda terkirim",
        "isi": "kembali tertunda",
        "pengirim": "penolak mesin",
    },
    "bersama": {
        "penutup": "pasti mungkin catatan",
        **dict.fromkeys(
            "nip golongan gelar merangkap pelaksana_tugas dalam_nama nama_unit lowong asal keadaan tahun tanggal halaman "
            "sasaran ejaan".split(),
            "",
        ),
    },
}
# The groups by which every stranger's sheet is read, with the file that has them.
SHARED: Mapping[str, str] = {**dict.fromkeys(GROUPS["bersama"], "bersama"), "bulan": "skp", "periode": "skp"}
_NO_WORD = re.compile(r"[^0-9a-z]+")
_WORD = re.compile(r"[0-9A-Za-z]+")
_WORD_OR_SIGN = re.compile(r"\w+|[^\w\s]")
_GROUP = re.compile(r"\{([a-z_]+)\}")
_LONGEST = 400  # characters; a longer text is no label


def fold(text: str) -> str:
    """The letters and digits of a text in lower case, a blank between words: what wordings are compared by."""
    return _NO_WORD.sub(" ", rapi(text).casefold()).strip()


@dataclass(frozen=True)
class Label:
    """One file of wordings: group -> name -> wordings."""

    grup: Mapping[str, Mapping[str, tuple[str, ...]]]

    @cached_property
    def _first(self) -> dict[str, dict[str, list[tuple[list[str], str]]]]:
        """Group -> first word -> (words, name) of the wordings that begin with it, longest first."""
        found: dict[str, dict[str, list[tuple[list[str], str]]]] = {}
        for group, known in self._known.items():
            by_word = found.setdefault(group, {})
            for wording, name in known.items():
                by_word.setdefault(wording.partition(" ")[0], []).append((wording.split(), name))
        return found

    @cached_property
    def _known(self) -> dict[str, dict[str, str]]:
        """Group -> folded wording -> name, longest wording first."""
        known = {}
        for group, names in self.grup.items():
            folded = [(fold(wording), name) for name, wordings in names.items() for wording in wordings]
            known[group] = dict(sorted(folded, key=lambda pair: -len(pair[0])))
        return known

    def cocok(self, group: str, text: str) -> str | None:
        """The name that the whole of `text` is a wording of, or None."""
        if len(text) > _LONGEST:
            return None
        return self._known[group].get(fold(text))

    def awal(self, group: str, text: str, *, tanda: str = ":") -> tuple[str, str] | None:
        """The name that `text` begins with, and what follows; None where it does not.

        Behind the wording there must be one of the characters of `tanda`, a line break, or nothing; with an empty
        `tanda` any end of a word will do.
        """
        begun = self._begin(group, text)
        if begun is None:
            return None
        name, rest = begun
        core = rest.lstrip(" \t\u00a0*)")
        if not tanda or not core.strip() or core[0] in "\r\n":
            return name, core.lstrip(":").strip()
        return (name, core[1:].strip()) if core[0] in tanda else None

    def _begin(self, group: str, text: str) -> tuple[str, str] | None:
        """The longest wording whose words are the first words of `text`, and the text behind them."""
        first = _WORD.search(text[:_LONGEST])
        candidates = self._first[group].get(first[0].casefold(), ()) if first else ()
        words = list(_WORD.finditer(text[:_LONGEST])) if candidates else []
        for wording, name in candidates:
            if [word[0].casefold() for word in words[: len(wording)]] == wording:
                return name, text[words[len(wording) - 1].end() :]
        return None

    def memuat(self, group: str, text: str) -> set[str]:
        """The names of all wordings that `text` contains as whole words; empty for a long text."""
        if len(text) > _LONGEST:
            return set()
        folded = f" {fold(text)} "
        return {name for wording, name in self._known[group].items() if f" {wording} " in folded}

    def pattern(self, template: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
        """A regular expression in which `{group}` stands for any wording of a group, blanks between its words or none."""
        if template not in self._patterns:
            self._patterns[template] = re.compile(_GROUP.sub(lambda group: self._any(group[1]), template), flags)
        return self._patterns[template]

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {}

    def _any(self, group: str) -> str:
        wordings = (_WORD_OR_SIGN.findall(wording) for name in self.grup[group].values() for wording in name)
        longest_first = sorted((r"\s*".join(map(re.escape, wording)) for wording in wordings), key=len, reverse=True)
        return f"(?:{'|'.join(longest_first) or '(?!)'})"

    def ragam(self, group: str) -> dict[str, str]:
        """The folded wordings of a group with the name of each, longest first."""
        return self._known[group]


def united(first: Label, second: Label) -> Label:
    """The wordings of two files, those of a name that both have one after the other."""
    groups = {group: dict(names) for group, names in first.grup.items()}
    for group, names in second.grup.items():
        known = groups.setdefault(group, {})
        known |= {name: (*known.get(name, ()), *wordings) for name, wordings in names.items()}
    return Label(groups)


def read_label(file: Path) -> Label:
    """Read one label file. Raises SkpxlError that names the file, and a wording that means two things."""
    try:
        content = TypeAdapter(dict[str, dict[str, tuple[str, ...]]]).validate_python(parse_toml(file))
    except ValidationError as error:
        raise SkpxlError(dalam_bahasa(file, error)) from error
    for group, names in content.items():
        owner: dict[str, str] = {}
        for name, wordings in names.items():
            for wording in wordings:
                if owner.setdefault(fold(wording), name) != name or not fold(wording):
                    raise SkpxlError(
                        f"{file}, [{group}]: tulisan “{wording}” dipakai dua kali atau kosong; hapus satu."
                    )
    if faults := list(_faults(file.stem.removeprefix(AWALAN), content)):
        raise SkpxlError(f"{file} {'; '.join(faults)}.")
    return Label(content)


def _faults(name: str, content: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """What a file lacks, and names in it that mean nothing."""
    known = GROUPS.get(name, {})
    missing = next((group for group in known if group not in content), "")
    if missing:
        yield f"tidak memuat [{missing}]; salin berkas itu dari folder templat asli"
    for group, names in known.items():
        for unknown in sorted(set(content.get(group, ())) - set(names.split())) if names else ():
            near = get_close_matches(unknown, names.split(), 1)
            hint = f"mungkin “{near[0]}”" if near else f"yang dikenal: {', '.join(names.split())}"
            yield f"[{group}]: kata “{unknown}” tidak dikenal; {hint}"
