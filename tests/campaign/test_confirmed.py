"""Figures without a sure source: who stands for them is written down once, and another value is another figure."""

from datetime import date

import pytest

from skpxl.campaign.confirmed import NAMA_BERKAS, keep_confirmed, read_confirmed
from skpxl.errors import SkpxlError
from skpxl.model.konfirmasi import AngkaRagu

TABLE = AngkaRagu("tabel a", "1-2 menjadi 3-4")
LEAST = AngkaRagu('angka kredit minimal "X"', "pangkat 50\\100")


def test_what_is_confirmed_is_kept_with_name_and_day_and_only_once(tmp_path):
    assert read_confirmed(tmp_path) == ()
    first = keep_confirmed(tmp_path, [TABLE], "Petugas Satu", date(2026, 1, 5))
    assert [(one.angka, one.oleh, one.tanggal) for one in first] == [(TABLE, "Petugas Satu", date(2026, 1, 5))]
    second = keep_confirmed(tmp_path, [TABLE, LEAST], "Petugas Dua", date(2026, 2, 6))
    assert [(one.angka, one.oleh) for one in second] == [(LEAST, "Petugas Dua")]
    assert read_confirmed(tmp_path) == (*first, *second)
    before = (tmp_path / NAMA_BERKAS).read_bytes()
    assert keep_confirmed(tmp_path, [LEAST, TABLE], "Petugas Tiga", date(2026, 3, 7)) == ()
    assert (tmp_path / NAMA_BERKAS).read_bytes() == before


def test_another_value_is_another_figure(tmp_path):
    keep_confirmed(tmp_path, [TABLE], "Petugas", date(2026, 1, 5))
    changed = AngkaRagu(TABLE.nama, "1-2 menjadi 3-5")
    assert [one.angka for one in keep_confirmed(tmp_path, [changed], "Petugas", date(2026, 1, 6))] == [changed]


def test_a_file_that_was_spoiled_is_named_with_its_key(tmp_path):
    (tmp_path / NAMA_BERKAS).write_text('[[angka]]\nnama = "a"\nisi = "b"\noleh = ""\ntanggal = 2026-01-05\n')
    with pytest.raises(SkpxlError, match=r"konfirmasi-angka\.toml.*angka\.1\.oleh"):
        read_confirmed(tmp_path)
