"""In which order SKPs are gone through: superiors before their people, else as the roster has them."""

import pytest

from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas, Skp
from skpxl.model.unit import Organisasi
from skpxl.model.urutan import BarisPegawai, atasan_dahulu


def person(nip, penilai, unit="U"):
    return Skp(form="f", versi="1", pegawai=Identitas(nip=nip, unit_kerja=unit), pejabat_penilai=Identitas(nip=penilai))


@pytest.mark.parametrize(
    ("roster", "skps", "order"),
    [
        ("C>B B>A A>", "A> B>A C>B", "A B C"),  # a roster that lists people before their superiors
        ("A> B>A C>A", "C>A A> B>A", "A B C"),
        ("A> B>A C>B", "C>B A>", "A C"),  # B has sent nothing
        ("C>B B>A A>", "C>B A>", "A C"),  # and still leads from C to A
        ("A>B B>A C>", "C> B>A A>B", "B A C"),  # a circle
        ("", "C>B B>A A>", "A B C"),
        ("A>", "X>A Y>X A>", "A X Y"),  # people outside the roster last
        ("A>A B>A", "B>A A>A", "A B"),
        ("B>A B>C A> C>", "B>A B>C A> C>", "A C B B"),  # two SKPs of one person
        ("A>", "> > A>", "A  "),  # SKPs without a NIP
    ],
)
def test_superiors_come_before_their_people_else_the_roster_decides(roster, skps, order):
    organisasi = Organisasi(
        pegawai=tuple(Pegawai(nip=a, unit_kerja="U", nip_penilai=b) for a, b in (p.split(">") for p in roster.split()))
    )
    given = [person(*pair.split(">")) for pair in skps.split()]
    found = atasan_dahulu(given, BarisPegawai(organisasi if roster else None))
    assert sorted(found) == list(range(len(given)))
    assert " ".join(given[place].pegawai.nip for place in found) == order


def test_of_a_person_with_two_rows_the_one_of_the_skps_unit_and_penilai_is_his():
    organisasi = Organisasi(
        pegawai=tuple(
            Pegawai(nip="A", unit_kerja=unit, nip_penilai=penilai, perangkat_daerah=f"{unit}{penilai}")
            for unit, penilai in (("U", "1"), ("U", "2"), ("V", "1"))
        )
    )
    rows_ = BarisPegawai(organisasi)
    found = [rows_.find(person("A", *where)) for where in (("2", "U"), ("1", "V"), ("9", "U"), ("9", "W"))]
    assert [place for place, _ in found] == [1, 2, 0, 0]
    assert rows_.find(person("B", "1")) is None
