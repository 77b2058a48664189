"""The cells of one person as a foreign roster has them, brought to the columns of ours; every change is a doubt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from skpxl.foreign.people import glued_title, nip_inside, split_name_and_nip, two_posts, with_titles
from skpxl.model.nip import clean_nip
from skpxl.model.teks import rapi
from skpxl.xlsx.grid import Cell


@dataclass(frozen=True)
class Ragu:
    """A doubt about one cell: code, the cell, what was read, what may be meant, and further parts of the sentence."""

    code: str
    sel: Cell
    found: str = ""
    suggestion: str = ""
    rincian: tuple[tuple[str, str], ...] = ()


def tidy_person(asli: dict[str, Cell]) -> tuple[dict[str, Cell], list[Ragu]]:
    """Cells by our columns from cells by the words of a map, and the doubts. `unit_id` is left for later."""
    sel = dict(asli)
    ragu: list[Ragu] = []
    ragu += _name_and_nip(sel)
    ragu += _nip(sel)
    _golongan(sel)
    ragu += _titles(sel)
    ragu += _superior(sel)
    if (jabatan := sel.get("jabatan")) and two_posts(jabatan.text):
        ragu.append(Ragu("daftar-jabatan-dua", jabatan, jabatan.text))
    return sel, ragu


def _name_and_nip(sel: dict[str, Cell]) -> Iterator[Ragu]:
    """Take apart a cell with name and NIP; also a name's cell that holds a NIP as well."""
    gabung = sel.pop("nama_nip", None)
    nama = gabung or sel.get("nama")
    if nama is None or nama.kind != "teks":
        if nama is not None and gabung is not None:
            sel["nip" if nama.kind == "angka" else "nama"] = nama
        return
    pecah = split_name_and_nip(nama.text)
    if gabung is None and len(pecah.nip) < 15:
        return
    if pecah.nama:
        sel["nama"] = _text(nama, pecah.nama)
    elif gabung is None:
        del sel["nama"]
    beda = "nip" in sel and clean_nip(sel["nip"].text) not in ("", pecah.nip)
    if pecah.nip and "nip" not in sel:
        sel["nip"] = _text(nama, pecah.nip)
    if pecah.lekat or gabung is None or beda:
        yield Ragu("daftar-nama-nip", nama, nama.text, f"{pecah.nama} | {pecah.nip}")


def _nip(sel: dict[str, Cell]) -> Iterator[Ragu]:
    """A NIP within other signs (`H.7.1971...`) is taken out of them, and said."""
    nip = sel.get("nip")
    if nip is None or nip.kind != "teks" or clean_nip(nip.text).isdigit():
        return
    if dalam := nip_inside(nip.text):
        sel["nip"] = _text(nip, dalam)
        yield Ragu("daftar-nip-dipetik", nip, nip.text, dalam)


def _golongan(sel: dict[str, Cell]) -> None:
    """Pangkat and golongan in two columns are one text on the form."""
    pangkat, golongan = sel.pop("pangkat", None), sel.pop("golongan", None)
    if "pangkat_golongan" in sel or not (pangkat or golongan):
        return
    isi = [satu for satu in (pangkat, golongan) if satu and rapi(satu.text).strip("-")]
    dasar = golongan or pangkat
    if dasar and isi:
        sel["pangkat_golongan"] = _text(isi[-1], ", ".join(rapi(satu.text) for satu in isi)) if len(isi) > 1 else isi[0]


def _titles(sel: dict[str, Cell]) -> Iterator[Ragu]:
    depan, belakang = sel.pop("gelar_depan", None), sel.pop("gelar_belakang", None)
    nama = sel.get("nama")
    if nama is None or nama.kind != "teks":
        return
    if depan or belakang:
        utuh, ganda = with_titles(depan.text if depan else "", nama.text, belakang.text if belakang else "")
        sel["nama"] = _text(nama, utuh)
        if ganda:
            yield Ragu("daftar-gelar-ganda", nama, nama.text, utuh)
    if usul := glued_title(rapi(sel["nama"].text)):
        yield Ragu("daftar-gelar-lekat", nama, rapi(sel["nama"].text), usul)


def _superior(sel: dict[str, Cell]) -> Iterator[Ragu]:
    gabung = sel.pop("penilai_nama_nip", None)
    if gabung is None:
        return
    if gabung.kind == "angka":
        sel.setdefault("nip_penilai", gabung)
        return
    pecah = split_name_and_nip(gabung.text)
    if pecah.nama and pecah.nama.strip("- "):
        sel.setdefault("penilai_nama", _text(gabung, pecah.nama))
    if pecah.nip:
        sel.setdefault("nip_penilai", _text(gabung, pecah.nip))
    if pecah.lekat:
        yield Ragu("daftar-nama-nip", gabung, gabung.text, f"{pecah.nama} | {pecah.nip}")


def _text(sel: Cell, teks: str) -> Cell:
    return replace(sel, text=teks, kind="teks", raw="", formula=None)
