"""What is agreed on in the matrices comes back from the SKPs: matriks -> SKPs -> merge is the identity, at any depth."""

from collections.abc import Iterator

import pytest
from forms import LIBRARY, MATRIKS, order, settings
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from skpxl.forms.read import read_form
from skpxl.forms.write import write_form
from skpxl.kinds.blank_matriks import blank_matrices
from skpxl.kinds.blank_skp import blank_form, hasil_untuk_bawahan, peran_untuk
from skpxl.kinds.kind import Order
from skpxl.kinds.matriks import pembagian_dari
from skpxl.kinds.skp import skp_dari
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.padanan import pair
from skpxl.model.pegawai import Pegawai
from skpxl.model.pembagian import Pembagian
from skpxl.model.skp import Skp
from skpxl.model.teks import ada_peran, join_items, rapi, split_items
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.placing.susunan import SEMUA, Arranger
from skpxl.receive.interpret import interpret

DEFINITION = LIBRARY.definition(MATRIKS)
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1, max_size=12)


def role_text(text: str) -> bool:
    """A text that is one role: no blank, no `x`, no bullet of its own."""
    return ada_peran(rapi(text)) and split_items(join_items([text])) == [rapi(text)]


def nip(number: int) -> str:
    return f"1980{number // 28 % 12 + 1:02}{number % 28 + 1:02}200601{1 + number % 2}{900 + number % 100}"


@st.composite
def offices(draw) -> Organisasi:
    """A tree of units up to five deep; only the topmost has products, each is headed by somebody of its own."""
    parents = [-1]
    for number in range(1, draw(st.integers(1, 5))):
        parents.append(draw(st.integers(0, number - 1)))
    units, people = [], []
    for number, parent in enumerate(parents):
        head = nip(len(people))
        above = units[parent].pimpinan if parent >= 0 else ""
        units.append(
            Unit(kode=f"U{number}", nama=f"Unit {number}", induk=f"U{parent}" if parent >= 0 else "", pimpinan=head)
        )
        people.append(
            Pegawai(nip=head, nama=f"Kepala {number}", jabatan="K", unit_kerja=f"U{number}", nip_penilai=above)
        )
        for _ in range(draw(st.integers(0, 3))):
            mine = nip(len(people))
            people.append(
                Pegawai(nip=mine, nama=f"Orang {mine}", jabatan="S", unit_kerja=f"U{number}", nip_penilai=head)
            )
        if draw(st.booleans()):
            people.append(Pegawai(jabatan="Lowong", unit_kerja=f"U{number}", nip_penilai=head))
    products = tuple(Produk(unit="U0", kode=str(n), teks=f"Produk {n}") for n in range(draw(st.integers(1, 3))))
    return Organisasi(pegawai=tuple(people), unit=tuple(units), produk=products)


def divided(organisasi: Organisasi, draw, through_files: bool) -> Iterator[Pembagian]:
    """The filled matrices, level by level: each leader's roles head the columns of the next one."""
    done: list[Pembagian] = []
    count = 0
    for unit in organisasi.cabang(""):
        agreed = Kesepakatan(done, organisasi)
        made = [m for m in blank_matrices(order(organisasi, kesepakatan=agreed), DEFINITION) if m.unit == unit]
        if not made or made[0].form is None:
            continue  # nobody below, or a leader without roles: then there is nothing to divide
        form = made[0].form
        answers = {}
        for slot in form.layout.entri:
            # The leader divides, and a vacant post writes no SKP.
            named = form.terkunci.get(f"matriks_baris_{slot.path[2]}_nama")
            if "peran" in slot.path and slot.path[2] > 1 and named:
                roles = []
                for _ in range(draw(st.sampled_from([0, 1, 1, 2, 3]))):
                    count += 1
                    roles.append(f"{draw(WORDS.filter(role_text))} {count}")
                answers[slot.key] = join_items(roles) if roles else draw(st.sampled_from(["", "x", " - "]))
        filled = form.filled(answers)
        if through_files:
            meaning = interpret(read_form(write_form(filled, LIBRARY), LIBRARY))
            assert isinstance(meaning, Pembagian)
        else:
            meaning = pembagian_dari(filled, "", {})
        done.append(meaning)
        yield meaning


def written(organisasi: Organisasi, agreed: Kesepakatan, through_files: bool) -> list[Skp]:
    """The SKPs as issued with the roles and sent back as they are."""
    skps = []
    for person in organisasi.pegawai:
        if person.nip:
            form = blank_form(
                person,
                Order(organisasi, settings(), LIBRARY),
                LIBRARY.definition(settings().formulir[person.pendekatan]),
                hasil_atasan=hasil_untuk_bawahan(person, organisasi, {}, agreed),
                peran=peran_untuk(person, agreed, {}),
            )
            skp = interpret(read_form(write_form(form, LIBRARY), LIBRARY)) if through_files else skp_dari(form)
            assert isinstance(skp, Skp)
            skps.append(skp)
    return skps


def as_table(matrices, columns) -> dict[str, dict[str, dict[str, list[str]]]]:
    """unit -> person -> column text -> roles; people and columns without roles left out."""
    table: dict[str, dict[str, dict[str, list[str]]]] = {}
    for matriks in matrices:
        heads = columns(matriks)
        for row in matriks.baris:
            roles = row.peran if isinstance(row.peran, dict) else {}
            if not roles and not isinstance(row.peran, dict):
                for role in row.peran:
                    roles.setdefault(role.kolom, []).append(role)
            for column, found in roles.items():
                cell = table.setdefault(matriks.unit if isinstance(matriks.unit, str) else matriks.unit.nama, {})
                cell = cell.setdefault(row.nip, {}).setdefault(heads[column], [])
                cell += [role.teks for role in found]
    return table


def check(organisasi: Organisasi, draw, through_files: bool) -> None:
    matrices = list(divided(organisasi, draw, through_files))
    agreed = Kesepakatan(matrices, organisasi)
    skps = written(organisasi, agreed, through_files)
    placer = Arranger(organisasi, skps)
    per_unit = placer.per_unit()
    expected = as_table(matrices, lambda m: {column.id: column.teks for column in m.kolom})
    assert as_table(per_unit, lambda m: {product.id: product.teks for product in m.kolom}) == expected
    assert [peran.teks for m in per_unit for row in m.baris for peran in row.sisa] == []
    # Every role is written, word for word, and nothing else is.
    for m in per_unit:
        for row in m.baris:
            pairs = pair(agreed.peran(row.nip), row.semua_peran()) if row.nip and not row.di_unit_lain else []
            assert {pair.means for pair in pairs} <= {"teks"}
    # At every level, and over everything, as many results as there are roles.
    top = placer.bawahan(SEMUA)
    assert top.count_roles() == agreed.count_roles() == sum(m.count_roles() for m in per_unit)
    assert not top.has_rest


@given(data=st.data())
@budget(max_examples=120, deadline=None)
def test_what_is_agreed_on_comes_back_from_the_skps_at_any_depth(data):
    check(data.draw(offices()), data.draw, through_files=False)


@pytest.mark.lama
@given(data=st.data())
@budget(max_examples=12, deadline=None)
def test_it_comes_back_through_real_workbooks_as_well(data):
    check(data.draw(offices()), data.draw, through_files=True)
