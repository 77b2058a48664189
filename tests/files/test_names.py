"""Names of files and folders: two things never get one, and every system takes them."""

import pytest

from skpxl.files.names import slug

AGENCY = "Dinas Pemberdayaan Masyarakat dan Pemerintahan Desa Kabupaten "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Badan Kepegawaian Contoh", "Badan-Kepegawaian-Contoh"),
        ("x" * 40, "x" * 40),
        ("Bidang A/B (é)", "Bidang-A-B-e"),
        ("NUL", "NUL_"),
        ("Con", "Con_"),
        ("com1", "com1_"),
        ("LPT\u00b9", "LPT1_"),
        ("CONTOH", "CONTOH"),
        ("名", "lain"),
        ("", "lain"),
        ("a\x1b[2J\n\u202e", "a-2J"),
    ],
)
def test_a_name_is_short_and_plain(text, name):
    assert slug(text) == name


def test_what_is_cut_off_still_tells_two_names_apart():
    names = {slug(AGENCY + end) for end in ("Timur", "Barat", "Utara", "Selatan")}
    assert len(names) == 4
    assert {len(name) for name in names} == {40}
    assert slug(AGENCY + "Timur") == slug(f"{AGENCY}  Timur.")
    assert all(name.startswith("Dinas-Pemberdayaan-Masyarakat-dan-") for name in names)
    assert len(slug("a" * 100, 60)) == 60
