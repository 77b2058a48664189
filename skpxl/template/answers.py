"""Between answers as a tree (the SKP's JSON) and as values by key. Exact inverses; it knows no cell and no rule.

Items of a list count from 1 on the form. A blank item leaves no trace in the tree, but the next one keeps its `nomor`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from skpxl.errors import SkpxlError
from skpxl.model.skp import slot_key
from skpxl.model.teks import sidik
from skpxl.template.limits import tak_muat
from skpxl.template.slots import Layout

# Words at the top of a file of answers that say whose and which answers they are, or that the answers stand within.
ABOUT = frozenset({"form", "versi", "bagi", "nip", "periode"})
WITHIN = ("skp", "isian")
# Keys of an item that say where it stands or what it is linked to; they are not typed by anybody.
TAK_DIISI = frozenset({"nomor", "id", "diintervensi_id", "peran_id"})


def to_tree(layout: Layout, values: Mapping[str, str]) -> dict[str, Any]:
    """Build the tree of all slots from values by key; a key without value counts as empty.

    Lists of objects drop blank items and number the others with `nomor`; lists of texts drop blanks at the end only.
    """
    akar: dict[str | int, Any] = {}
    for slot in layout.slots:
        simpul = akar
        for bagian in slot.path[:-1]:
            simpul = simpul.setdefault(bagian, {})
        if slot.dari:
            simpul["nilai"] = _nama_nilai(values.get(slot.key, ""))
        else:
            simpul[slot.path[-1]] = values.get(slot.key, "")
    return {str(nama): isi for nama, isi in _compact(akar).items()}


def _compact(simpul: Any) -> Any:
    """Turn nodes whose keys are numbers into lists."""
    if not isinstance(simpul, dict):
        return simpul
    isi = {nama: _compact(anak) for nama, anak in simpul.items()}
    if not isi or not all(isinstance(nama, int) for nama in isi):
        return isi
    if all(isinstance(anak, str) for anak in isi.values()):
        teks = list(isi.values())
        while teks and not teks[-1]:
            teks.pop()
        return teks
    return [{"nomor": nomor, **anak} for nomor, anak in isi.items() if not _kosong(anak)]


def _kosong(simpul: Any) -> bool:
    if isinstance(simpul, dict):
        return all(_kosong(anak) for nama, anak in simpul.items() if nama not in TAK_DIISI)
    if isinstance(simpul, list):
        return all(_kosong(anak) for anak in simpul)
    return bool(simpul == "")


def to_values(
    layout: Layout, tree: Mapping[str, Any], current: Mapping[str, str], tetap: Collection[str] = ()
) -> tuple[dict[str, str], list[str]]:
    """Values for the entry slots after filling in `tree`, and notes on what was passed over because it is locked.

    A part that `tree` has (`hasil_kerja.utama`, `perilaku_kerja`) replaces that part of `current` whole; the rest stays. Of an
    item that `tree` fills in, the keys `tetap` (what was issued with the form) stay where it does not name them.
    Raises SkpxlError for a word the form does not have, for more items than it has room for, and for a text that a
    cell cannot hold exactly.
    """
    diberikan = dict(_daun(layout, tree, (), current))
    disebut = {_butir(jalur) for jalur in diberikan}
    menimpa = {_wilayah(jalur) for jalur in _jalur_diberikan(tree)}
    values = {
        slot.key: current.get(slot.key, "")
        for slot in layout.entri
        if not any(slot.path[: len(wilayah)] == wilayah for wilayah in menimpa)
        or (slot.key in tetap and _butir(slot.path) in disebut)
    }
    catatan: list[str] = []
    for jalur, teks in diberikan.items():
        slot = layout.per_key.get(slot_key(*jalur))
        if slot is None:
            raise SkpxlError(f"Isian `{_in_words(jalur)}` tidak ada tempatnya di formulir {layout.definition.form}.")
        if not slot.terkunci:
            if sebab := tak_muat(teks):
                raise SkpxlError(f"Isian `{_in_words(jalur)}` tidak dapat ditulis: {sebab}.")
            values[slot.key] = teks
        elif teks != current.get(slot.key, ""):
            catatan.append(f"`{_in_words(jalur)}` tidak diisikan karena selnya terkunci")
    return {key: teks for key, teks in values.items() if teks != ""}, catatan


def _wilayah(jalur: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The part of the form that is replaced as a whole: everything before the first number."""
    nama: list[str | int] = []
    for bagian in jalur:
        if isinstance(bagian, int):
            break
        nama.append(bagian)
    return tuple(nama)


def _butir(jalur: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The item that a path lies in: everything up to the first number."""
    wilayah = _wilayah(jalur)
    return jalur[: len(wilayah) + 1]


def _jalur_diberikan(tree: Any, jalur: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all lists in the tree, empty ones too: an empty list clears that part."""
    if isinstance(tree, Mapping):
        for nama, anak in tree.items():
            yield from _jalur_diberikan(anak, (*jalur, str(nama)))
    elif isinstance(tree, Sequence) and not isinstance(tree, str):
        yield jalur


def _nama_nilai(tercetak: str) -> str:
    """The value's name from a fixed row as printed: its first line, above the panduan."""
    return tercetak.split("\n", 1)[0].strip()


def _daun(
    layout: Layout, tree: Any, jalur: tuple[str | int, ...], current: Mapping[str, str]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(tree, Mapping):
        for nama, anak in tree.items():
            if str(nama) not in TAK_DIISI:
                yield from _daun(layout, anak, (*jalur, str(nama)), current)
    elif isinstance(tree, str):
        if tree != "" or slot_key(*jalur) in layout.per_key:
            yield jalur, tree
    elif isinstance(tree, Sequence):
        for nomor, anak in _bernomor(layout, tree, jalur, current):
            yield from _daun(layout, anak, (*jalur, nomor), current)
    elif tree is not None:
        raise SkpxlError(f"Isian `{_in_words(jalur)}` harus berupa teks di antara tanda petik; tertulis {tree!r:.40}.")


def _bernomor(
    layout: Layout, isi: Sequence[Any], jalur: tuple[str | int, ...], current: Mapping[str, str]
) -> Iterator[tuple[int, Any]]:
    """Pair the items of a list with their number on the form: `nomor` where given, else counting on."""
    tetap = [slot for slot in layout.slots if slot.dari and slot.path[:-2] == jalur]
    if tetap:
        nama = {sidik(_nama_nilai(current.get(slot.key, ""))): slot.dari for slot in tetap}
        yield from _ke_daftar_tetap(isi, nama)
        return
    berikut = 1
    sudah: set[int] = set()
    for anak in isi:
        nomor = anak.get("nomor") if isinstance(anak, Mapping) else None
        if nomor is not None and not isinstance(nomor, int):
            raise SkpxlError(f"`nomor` pada `{_in_words(jalur)}` harus berupa angka bulat.")
        nomor = nomor or berikut
        berikut = nomor + 1
        if nomor in sudah:
            raise SkpxlError(f"`{_in_words(jalur)}` memuat nomor {nomor} dua kali; beri tiap isian nomornya sendiri.")
        sudah.add(nomor)
        if not any(slot.path[: len(jalur) + 1] == (*jalur, nomor) for slot in layout.slots):
            if _kosong(anak):
                continue
            tempat = sum(1 for n in {s.path[len(jalur)] for s in layout.slots if _di_bawah(s.path, jalur)})
            raise SkpxlError(
                f"`{_in_words(jalur)}` hanya punya {tempat} tempat di formulir ini, tetapi isian memuat nomor {nomor}."
            )
        yield nomor, anak


def _di_bawah(path: tuple[str | int, ...], jalur: tuple[str | int, ...]) -> bool:
    return len(path) > len(jalur) and path[: len(jalur)] == jalur


def _ke_daftar_tetap(isi: Sequence[Any], nama: Mapping[str, int]) -> Iterator[tuple[int, Any]]:
    """Pair entries with the fixed row of their `nilai`; a second one for the same value goes to a spare row."""
    terpakai: set[int] = set()
    lebih = len(nama)
    for anak in isi:
        if not isinstance(anak, Mapping):
            raise SkpxlError("Tiap isian perilaku kerja harus berupa objek dengan `nilai` dan isiannya.")
        diminta = anak.get("nomor")
        # The name says which row it is, but for a spare row that is asked for; without a name the number does.
        tetap = diminta if diminta in nama.values() else None
        nomor: int | None = nama.get(sidik(str(anak["nilai"]))) if "nilai" in anak else tetap
        if nomor is None or nomor in terpakai or diminta != tetap:
            lebih = max(lebih + 1, diminta if isinstance(diminta, int) else 0)
            yield lebih, anak
        else:
            terpakai.add(nomor)
            yield nomor, {kata: teks for kata, teks in anak.items() if kata != "nilai"}


def _in_words(jalur: tuple[str | int, ...]) -> str:
    return ".".join(str(bagian) for bagian in jalur)
