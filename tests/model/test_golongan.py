"""`model/golongan.py` as a table, against the list that ships."""

from pathlib import Path

import pytest

from skpxl.model.golongan import parse_golongan
from skpxl.template.lists import read_daftar
from skpxl.template.source import templates_dir

DAFTAR = read_daftar(templates_dir(Path("workbook_templates")) / "daftar" / "golongan.txt").nilai


@pytest.mark.parametrize(
    ("teks", "diharapkan"),
    [
        ("Penata Tk. I, III/d", "Penata Tk. I, III/d"),
        ("Penata Tk.I, III/d", "Penata Tk. I, III/d"),
        ("Penata TK. I  III/d", "Penata Tk. I, III/d"),
        ("Penata Tingkat I - III/d", "Penata Tk. I, III/d"),
        ("Penata Tk. 1 (III/d)", "Penata Tk. I, III/d"),
        ("III/d", "Penata Tk. I, III/d"),
        ("III/D", "Penata Tk. I, III/d"),
        ("III/d Penata Tk. I", "Penata Tk. I, III/d"),
        ("Gol. III/d", "Penata Tk. I, III/d"),
        ("Golongan Ruang III/d", "Penata Tk. I, III/d"),
        ("IIId", "Penata Tk. I, III/d"),
        ("Penata Tk I", "Penata Tk. I, III/d"),
        ("Pembina Tk.I/ IV/b", "Pembina Tk. I, IV/b"),
        ("PEMBINA TK.I, (IV/b)", "Pembina Tk. I, IV/b"),
        ("Pembina\nIV/a", "Pembina, IV/a"),
        ("Pembina Utama, IV/e", "Pembina Utama, IV/e"),
        ("II b", "Pengatur Muda Tk. I, II/b"),
        ("III.b", "Penata Muda Tk. I, III/b"),
        ("III-b", "Penata Muda Tk. I, III/b"),
        ("Juru Tk. I, I/d", "Juru Tk. I, I/d"),
        ("Juru, I/c", "Juru, I/c"),
        ("Juru Muda Tk. I/I/b", "Juru Muda Tk. I, I/b"),
        ("Ⅲ/ｄ", "Penata Tk. I, III/d"),
        ("IX", "IX"),
        ("ix", "IX"),
        ("Golongan IX", "IX"),
        ("PPPK - XVII", "XVII"),
        ("IV", "IV"),
        ("III", "III"),
    ],
)
def test_written_forms_become_one(teks: str, diharapkan: str) -> None:
    assert (str(parse_golongan(teks, DAFTAR)[0]), parse_golongan(teks, DAFTAR)[1]) == (diharapkan, "")
    assert parse_golongan(diharapkan, DAFTAR)[1] == ""


@pytest.mark.parametrize(
    ("teks", "alasan"),
    [
        ("", "pangkat/golongan ruang kosong"),
        ("Letkol Ckm (K)", "tidak ada dalam daftar pangkat/golongan ruang"),
        ("XVIII", "tidak ada dalam daftar pangkat/golongan ruang"),
        ("III/e", "golongan III/e tidak ada"),
        ("Penata, III/d", "golongan III/d berpangkat Penata Tk. I"),
        ("III/c III/d", "lebih dari satu golongan: III/c, III/d"),
        ("Penata Tk. II", "tidak ada dalam daftar pangkat/golongan ruang"),
    ],
)
def test_what_is_not_understood_is_said(teks: str, alasan: str) -> None:
    assert parse_golongan(teks, DAFTAR) == (None, alasan)


@pytest.mark.parametrize("baris", DAFTAR)
def test_every_line_of_the_list_means_itself(baris: str) -> None:
    golongan, alasan = parse_golongan(baris, DAFTAR)
    assert golongan is not None
    assert (f"{golongan.ruang} {golongan.pangkat}".strip(), alasan) == (baris, "")
    assert parse_golongan(str(golongan), DAFTAR) == (golongan, "")
    assert golongan.pppk == ("/" not in baris)


def test_the_list_holds_17_golongan_ruang_of_pns_and_17_golongan_of_pppk() -> None:
    assert [len([satu for satu in DAFTAR if ("/" in satu) is pns]) for pns in (True, False)] == [17, 17]
