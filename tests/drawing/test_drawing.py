"""The cascade as a drawing: everything once, edges where the chain goes, no card over another, valid whatever is typed."""

import math
import re
from functools import partial
from itertools import combinations
from xml.etree import ElementTree

import pytest
from forms import LIBRARY
from hypothesis import given
from hypothesis import strategies as st
from work import calls

from skpxl.drawing.cascade import cascade_svg
from skpxl.drawing.forest import plant
from skpxl.drawing.lines import clean, wrap
from skpxl.drawing.place import LAYER_GAP, WIDTH, place
from skpxl.model.fate import PersonFate
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.unit import Produk, Unit
from skpxl.model.usulan import Usulan
from skpxl.template.letters import lebar_teks

GAYA = LIBRARY.gaya
SVG = "{http://www.w3.org/2000/svg}"
P1, P2 = Produk(unit="BPK", kode="1", teks="Layanan konsultasi"), Produk(unit="BPK", kode="2", teks="Data mutakhir")
UNIT = Unit(kode="BPK", nama="Bidang Pembinaan Kepegawaian", pimpinan="1")


def person(nama, *roles, under=P1, left=(), **other):
    """A row with roles `id < atas: teks` under one product."""
    peran = {under.id: tuple(map(role, roles))} if roles else {}
    return BarisMatriks(nama=nama, peran=peran, sisa=tuple(map(role, left)), **{"fate": PersonFate.DITERIMA, **other})


def role(line):
    id_, atas, teks = re.fullmatch(r"(\S*) < (\S*): (.*)", line, re.DOTALL).groups()
    return Peran(teks=teks, id=id_, atas={"P1": P1.id, "P2": P2.id}.get(atas, atas))


def matriks(*rows, kolom=(P1, P2), **other):
    return MatriksPeranHasil(unit=UNIT, kolom=kolom, baris=rows, **other)


TEAM = matriks(
    person("Yosua Manafe", "k1 < P1: Terlaksananya konsultasi"),
    person("Melati Kasedu", "m1 < k1: Terlayaninya tamu", "m2 < k1: Tercatatnya tamu"),
    person("Bagas Lerik", "b1 < m1: Tertatanya buku tamu", left=["s1 < : Terbantunya panitia"]),
    person("Petrus Ndolu", jabatan="Pengadministrasi"),
)


def drawn(satu, judul="Pohon hasil"):
    return ElementTree.fromstring(cascade_svg(satu, judul=judul, gaya=GAYA))


def cards(svg, *classes):
    """{number: (class, whole text, rectangle)} of all cards, or those of some classes."""
    found = {}
    for group in svg.iter(f"{SVG}g"):
        if "data-nomor" in group.attrib and (not classes or group.get("class") in classes):
            rect = group.find(f"{SVG}rect")
            box = tuple(float(rect.get(name)) for name in ("x", "y", "width", "height"))
            found[group.get("data-nomor")] = (group.get("class"), group.findtext(f"{SVG}title"), box)
    return found


def edges(svg):
    """(text of the upper card, text of the lower) of every edge, as its ends on the paper say."""
    boxes = cards(svg, "produk", "peran")
    right = {(x + w, y + h / 2): title for _, title, (x, y, w, h) in boxes.values()}
    left = {(x, y + h / 2): title for _, title, (x, y, w, h) in boxes.values()}
    found = []
    for path in svg.iter(f"{SVG}path"):
        if path.get("class") == "sambungan":
            x, y, *_, x2, y2 = map(float, re.findall(r"-?[\d.]+", path.get("d")))
            found.append((near(right, x, y), near(left, x2, y2)))
            assert boxes[path.get("data-dari")][1] == found[-1][0]
            assert boxes[path.get("data-ke")][1] == found[-1][1]
    return sorted(found)


def near(points, x, y):
    (title,) = [title for (px, py), title in points.items() if math.dist((px, py), (x, y)) < 0.3]
    return title


def texts(svg, kelas):
    return [element.text for element in svg.iter(f"{SVG}text") if element.get("class") == kelas]


def whole(svg):
    return " ".join(text.strip() for text in svg.itertext() if text.strip())


def test_products_and_every_role_stand_once_with_their_people():
    svg = drawn(TEAM)
    assert [card[:2] for card in cards(svg).values()] == [
        ("produk", "Layanan konsultasi"),
        ("produk kosong", "Data mutakhir · belum didukung"),
        ("peran", "Terlaksananya konsultasi · Yosua Manafe"),
        ("peran", "Terlayaninya tamu · Melati Kasedu"),
        ("peran", "Tercatatnya tamu · Melati Kasedu"),
        ("peran", "Tertatanya buku tamu · Bagas Lerik"),
        ("sisa", "Terbantunya panitia · Bagas Lerik"),
    ]


def test_edges_go_from_each_result_to_what_hangs_on_it():
    assert edges(drawn(TEAM)) == [
        ("Layanan konsultasi", "Terlaksananya konsultasi · Yosua Manafe"),
        ("Terlaksananya konsultasi · Yosua Manafe", "Tercatatnya tamu · Melati Kasedu"),
        ("Terlaksananya konsultasi · Yosua Manafe", "Terlayaninya tamu · Melati Kasedu"),
        ("Terlayaninya tamu · Melati Kasedu", "Tertatanya buku tamu · Bagas Lerik"),
    ]


def test_layers_have_headings_and_stand_side_by_side():
    svg = drawn(TEAM)
    assert texts(svg, "lapis") == ["Produk / hasil pimpinan", "Tingkat 2", "Tingkat 3", "Tingkat 4"]
    assert [x for *_, (x, *_) in list(cards(svg, "produk", "peran").values())] == [
        36 + layer * (WIDTH + LAYER_GAP) for layer in (0, 1, 2, 2, 3)
    ]


@pytest.mark.parametrize(
    ("satu", "headings"),
    [
        (
            matriks(
                person("Kabid", "k < P1: A", nip="1", jabatan="Kepala Bidang"),
                person("Ketua", "a < k: B", jabatan="Analis Muda"),
                person("Staf", "b < a: C", jabatan="Arsiparis"),
                person("Staf lain", "c < a: D", jabatan="Analis"),
            ),
            ["Produk", "Kepala Bidang", "Analis Muda", "Arsiparis / Analis"],
        ),
        (
            matriks(person("Kepala", "k < P1: A", nip="1"), person("Kabid", "a < P1: B"), bercabang=True),
            ["Produk / hasil pimpinan", "Tingkat 2"],
        ),
        (matriks(person("Ketua atau anggota", "k < P1: A")), ["Produk / hasil pimpinan", "Pegawai"]),
        (matriks(), ["Produk / hasil pimpinan"]),
        (matriks(kolom=()), []),
    ],
)
def test_headings_say_whose_results_a_layer_holds(satu, headings):
    assert texts(drawn(satu), "lapis") == headings


def test_the_legend_has_what_occurs():
    (legend,) = [group for group in drawn(TEAM).iter(f"{SVG}g") if group.get("class") == "legenda"]
    assert [text.text for text in legend.iter(f"{SVG}text")] == [
        "Produk / hasil pimpinan", "Tingkat 2", "Tingkat 3", "Tingkat 4", "Produk yang belum didukung", "Belum terpetakan",
    ]  # fmt: skip


def test_a_role_with_a_place_proposed_hangs_there_in_dashes_and_serves_nothing_yet():
    near = Usulan(produk=P2.id, teks=P2.teks, skor=87)
    loose = Peran(teks="Terbantunya panitia", id="s2")
    row = person("Bagas Lerik", "b1 < P1: Tertatanya buku", jabatan="Arsiparis").model_copy(
        update={"sisa": (Peran(teks="Termutakhirkannya data", id="s1", usulan=(near,)), loose)}
    )
    svg = drawn(matriks(row))
    assert [(card[0], card[1]) for card in cards(svg).values()] == [
        ("produk", "Layanan konsultasi"),
        ("produk kosong", "Data mutakhir · belum didukung"),
        ("peran", "Tertatanya buku · Bagas Lerik · Arsiparis"),
        ("usulan", "Termutakhirkannya data · Bagas Lerik · Arsiparis · diusulkan, belum pasti"),
        ("sisa", "Terbantunya panitia · Bagas Lerik · Arsiparis"),
    ]
    dashed = [
        path for path in svg.iter(f"{SVG}path") if path.get("class") == "sambungan" and path.get("stroke-dasharray")
    ]
    assert [(path.get("data-dari"), path.get("data-ke")) for path in dashed] == [("2", "4")]
    assert "2 belum terpetakan · 1 di antaranya diusulkan tempatnya" in whole(svg)
    assert "Belum terpetakan (1)" in whole(svg)


def test_title_and_counts_stand_on_top():
    svg = drawn(TEAM, "Pohon hasil 2022")
    assert (svg.findtext(f"{SVG}title"), texts(svg, "judul")) == ("Pohon hasil 2022", ["Pohon hasil 2022"])
    assert (
        "Bidang Pembinaan Kepegawaian · 2 produk · 5 hasil kerja · 4 orang · 1 produk belum didukung · 1 belum terpetakan · "
        "1 orang tanpa peran"
    ) in whole(svg)


def test_people_without_a_role_are_listed_with_what_is_known():
    svg = drawn(
        matriks(
            person("Petrus Ndolu", jabatan="Analis"),
            person("", jabatan="Arsiparis", fate=PersonFate.LOWONG),
            person("Nona Seran", fate=PersonFate.BELUM_MASUK),
            person("Agustina Neno", fate=PersonFate.TAK_DIPAKAI),
            person("Sibuk", di_unit_lain=2),
        )
    )
    people = [[*group.itertext()] for group in svg.iter(f"{SVG}g") if group.get("class") == "orang"]
    assert people == [
        ["Petrus Ndolu", "Analis"],
        ["(lowong)", "Arsiparis"],
        ["Nona Seran", "SKP belum masuk"],
        ["Agustina Neno", "SKP belum dapat dipakai"],
    ]
    assert "Orang tanpa peran (1) · Orang yang perannya belum diketahui (3)" in whole(svg)
    assert "5 orang · 2 produk belum didukung · 1 orang tanpa peran · 3 belum diketahui perannya" in whole(svg)


def test_a_role_whose_superior_is_not_drawn_hangs_on_the_product_of_its_column():
    satu = matriks(person("A", "a < hilang: Tanpa atasan", "b < : Tanpa pilihan", under=P2))
    assert edges(drawn(satu)) == [("Data mutakhir", "Tanpa atasan · A"), ("Data mutakhir", "Tanpa pilihan · A")]


def test_of_one_result_under_two_products_the_one_of_the_same_column_counts():
    def both(nama, line):
        return BarisMatriks(nama=nama, peran={P1.id: (role(line.format(1)),), P2.id: (role(line.format(2)),)})

    satu = matriks(both("Ketua", "k < P{0}: Ketua {0}"), both("Staf", "s{0} < k: Staf {0}"))
    assert edges(drawn(satu)) == [
        ("Data mutakhir", "Ketua 2 · Ketua"),
        ("Ketua 1 · Ketua", "Staf 1 · Staf"),
        ("Ketua 2 · Ketua", "Staf 2 · Staf"),
        ("Layanan konsultasi", "Ketua 1 · Ketua"),
    ]


def test_the_pimpinans_own_result_that_is_a_column_is_drawn_as_that_product():
    kolom = Produk(unit="BPK", kode="r1", teks="Terbinanya pegawai", asal="r1")
    satu = matriks(
        person("Kabid", "r1 < atasan: Terbinanya pegawai", under=kolom, nip="1"),
        person("Ketua", "k < r1: Terlaksananya konsultasi", under=kolom),
        kolom=(kolom,),
    )
    assert edges(drawn(satu)) == [("Terbinanya pegawai · Kabid", "Terlaksananya konsultasi · Ketua")]
    assert len(cards(drawn(satu))) == 2


def test_results_that_point_at_each_other_are_cut_at_the_first():
    satu = matriks(person("A", "a < c: Satu", "b < a: Dua", "c < b: Tiga", "d < d: Empat", "e < b: Lima"))
    assert edges(drawn(satu)) == [
        ("Dua · A", "Lima · A"),
        ("Dua · A", "Tiga · A"),
        ("Layanan konsultasi", "Empat · A"),
        ("Layanan konsultasi", "Satu · A"),
        ("Satu · A", "Dua · A"),
    ]


def test_a_role_under_an_unknown_product_has_no_place_but_is_drawn():
    satu = matriks(person("A", "a < : Di luar", under=Produk(unit="LAIN", kode="9", teks="?")))
    assert [card[:2] for card in cards(drawn(satu), "sisa").values()] == [("sisa", "Di luar · A")]


def test_why_something_has_no_place_is_said():
    satu = matriks(BarisMatriks(nama="A", sisa=(Peran(teks="Terbantunya panitia", sebab="SKP atasan belum masuk"),)))
    assert "Terbantunya panitia A SKP atasan belum masuk" in whole(drawn(satu))


def test_somebody_of_another_unit_is_marked():
    satu = matriks(person("Nona", "a < P1: Terbantunya tim", luar=True, nama_unit="Sekretariat"))
    assert [card[1] for card in cards(drawn(satu), "peran").values()] == ["Terbantunya tim · Nona · dari Sekretariat"]


def test_whatever_is_typed_stays_text():
    nasty = "<script>alert('&')</script>\x00\x0b\u202e ]]> \"x\" \ud800\uffff\r\n\tdua"
    satu = matriks(person(nasty, f"a < P1: {nasty}"), kolom=(P1.model_copy(update={"teks": nasty}),))
    text = cascade_svg(satu, judul=nasty, gaya=GAYA.model_copy(update={"huruf": "A'\"<&"}))
    plain = "<script>alert('&')</script> ]]> \"x\" dua"
    svg = ElementTree.fromstring(text.encode())
    assert svg.findtext(f"{SVG}title") == plain
    assert [card[1] for card in cards(svg).values()] == [plain, f"{plain} · {plain}"]
    assert "<script" not in text


def test_nothing_comes_from_outside_and_nothing_runs():
    text = cascade_svg(TEAM, judul="Pohon", gaya=GAYA)
    assert set(re.findall(r"https?://[^\s\"]+", text)) == {"http://www.w3.org/2000/svg"}
    tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(text).iter()}
    assert tags == {"svg", "title", "desc", "g", "rect", "text", "path"}
    assert not re.search(r"[\s:](on\w+|href|style)=", text)


def test_the_colours_are_those_of_gaya_and_garis_where_one_is_missing():
    merah = GAYA.model_copy(update={"gambar": {**GAYA.gambar, "produk": "#AA0000"}})
    assert "#AA0000" in cascade_svg(TEAM, judul="", gaya=merah)
    polos = cascade_svg(TEAM, judul="", gaya=GAYA.model_copy(update={"gambar": {}}))
    assert {match[1] for match in re.finditer(r'<text[^>]* fill="(#\w+)"', polos)} <= {"#000000", "#FFFFFF", "#CCCCCC"}
    assert f'fill="{GAYA.garis}"' in polos


def test_letters_on_a_light_product_are_dark():
    terang = GAYA.model_copy(update={"gambar": {**GAYA.gambar, "produk": "#FFEE99"}})
    svg = ElementTree.fromstring(cascade_svg(TEAM, judul="", gaya=terang))
    (produk,) = [group for group in svg.iter(f"{SVG}g") if group.get("class") == "produk"]
    assert produk.find(f"{SVG}text").get("fill") == "#000000"


def test_the_same_matriks_gives_the_same_text():
    assert cascade_svg(TEAM, judul="Pohon", gaya=GAYA) == cascade_svg(TEAM, judul="Pohon", gaya=GAYA)


def big(people, roles, *, produk=6, left=0):
    """Six leaders under each product and `people` members of `roles` results each."""
    kolom = tuple(Produk(unit="BPK", kode=str(n), teks=f"Produk nomor {n} yang mutakhir") for n in range(produk))
    panjang = "Terlaksananya pekerjaan nomor {} bagi seluruh perangkat daerah sesuai standar pelayanan"
    rows = [
        person(f"Ketua {n}", f"k{n} < {satu.id}: {panjang.format(n)}", under=satu, nip=f"k{n}")
        for n, satu in enumerate(kolom * 6)
    ]
    for n in range(people):
        ketua = n % len(rows[: produk * 6])
        isi = [f"m{n}-{ke} < k{ketua}: {panjang.format(n)}" for ke in range(roles)]
        sisa = [f"s{n}-{ke} < : Lain {ke}" for ke in range(left)]
        rows.append(person(f"Anggota {n}", *isi, under=kolom[ketua % produk], left=sisa, nip=f"m{n}"))
    return matriks(*rows, kolom=kolom)


def test_twice_as_large_a_unit_is_no_more_than_twice_the_work():
    work = [calls(partial(cascade_svg, big(people, 4), judul="Besar", gaya=GAYA)) for people in (64, 128)]
    assert work[1] < 2.2 * work[0]


def test_a_large_unit_is_drawn_whole():
    satu = big(92, 4)
    assert satu.count_roles() == 404
    svg = cascade_svg(satu, judul="Besar", gaya=GAYA)
    boxes = cards(ElementTree.fromstring(svg))
    assert sum(kind == "peran" for kind, *_ in boxes.values()) == 404
    assert overlapping([box for *_, box in boxes.values()]) == []


def test_trees_go_over_panels_so_that_the_drawing_fits_a_sheet():
    svg = drawn(big(92, 4))
    _, _, width, height = map(float, svg.get("viewBox").split())
    assert 1 / 2 < width / height < 2
    assert texts(svg, "lapis").count("Tingkat 2") > 1
    assert (float(svg.get("width")), float(svg.get("height"))) == (width, height)


def test_a_huge_unit_shows_the_first_layer_with_counts_of_what_is_under_it():
    satu = big(400, 4, left=1)
    assert satu.count_roles() == 2036
    svg = drawn(satu)
    boxes = cards(svg)
    assert [kind for kind, *_ in boxes.values()].count("peran") == 36
    under = [title.rpartition(" · ")[2] for kind, title, _ in boxes.values() if kind == "peran"]
    assert under == ["+ 48 hasil di bawahnya"] * 4 + ["+ 44 hasil di bawahnya"] * 32
    assert boxes["sisa-1"][1] == "1 hasil belum terpetakan · Anggota 0"
    assert "Belum terpetakan (400)" in whole(svg)


def test_where_the_first_layer_is_too_large_as_well_only_products_are_left():
    satu = matriks(*(person(f"A{n}", f"a{n} < P1: Hasil {n}", f"b{n} < a{n}: Bawah {n}") for n in range(1_600)))
    assert [card[:2] for card in cards(drawn(satu)).values()] == [
        ("produk", "Layanan konsultasi · + 3.200 hasil di bawahnya"),
        ("produk kosong", "Data mutakhir · belum didukung"),
    ]


def test_a_chain_deeper_than_pythons_stack_is_drawn():
    satu = matriks(person("A", *(f"a{n} < {f'a{n - 1}' if n else 'P1'}: Hasil {n}" for n in range(1_400))))
    assert len(edges_of(plant(satu))) == 1_400
    assert len(cards(drawn(satu), "peran")) == 1_400


def edges_of(hutan):
    return [(satu.parent, nomor) for nomor, satu in enumerate(hutan.nodes) if satu.parent >= 0]


def overlapping(boxes):
    return [
        (a, b)
        for a, b in combinations(boxes, 2)
        if min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0]) > 0.2
        and min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1]) > 0.2
    ]


@st.composite
def trees(draw):
    """(heights, layers, children) of a forest, parents before children."""
    parents = [draw(st.integers(-1, n - 1)) for n in range(draw(st.integers(0, 40)))]
    layers = []
    for parent in parents:
        layers.append(0 if parent < 0 else layers[parent] + 1)
    heights = [draw(st.sampled_from([20.0, 45.5, 61.2, 180.0])) for _ in parents]
    return heights, layers, [[n for n, parent in enumerate(parents) if parent == own] for own in range(len(parents))]


@given(trees())
def test_no_two_boxes_overlap_and_parents_stand_centred_on_their_children(tree):
    heights, layers, children = tree
    placement = place(heights, layers, children)
    boxes = [(box.x, box.y, box.width, box.height) for box in placement.boxes]
    assert overlapping(boxes) == []
    assert [box.height for box in placement.boxes] == heights
    assert all(
        x >= 0 and x + w <= placement.width + 0.01 and y >= 0 and y + h <= placement.height + 0.01
        for x, y, w, h in boxes
    )
    for own, below in enumerate(children):
        if below:
            middle = (placement.boxes[below[0]].middle + placement.boxes[below[-1]].middle) / 2
            assert placement.boxes[own].middle == pytest.approx(middle)
            right = placement.boxes[own].x + WIDTH + LAYER_GAP
            assert [placement.boxes[child].x for child in below] == pytest.approx([right] * len(below))


@st.composite
def units(draw):
    """A matriks with any `atas`: products, each other, themselves, nobody, unknown ones."""
    ids = [f"r{n}" for n in range(draw(st.integers(0, 14)))]
    targets = st.sampled_from(["", "P1", "P2", "lain", *ids])
    rows = [
        person(f"N{n}", f"{id_} < {draw(targets)}: Hasil {id_}", under=draw(st.sampled_from([P1, P2])))
        for n, id_ in enumerate(ids)
    ]
    return matriks(*rows, person("Z", left=["s < : Sisa"]))


@given(units())
def test_any_matriks_is_drawn_with_each_role_once_and_one_edge_to_each(satu):
    svg = drawn(satu)
    boxes = cards(svg)
    roles = sorted(f"{peran.teks} · {row.nama}" for row in satu.baris for some in row.peran.values() for peran in some)
    assert sorted(title for kind, title, _ in boxes.values() if kind == "peran") == roles
    assert sorted(lower for _, lower in edges(svg)) == roles
    assert [title for kind, title, _ in boxes.values() if kind == "sisa"] == ["Sisa · Z"]
    assert overlapping([box for *_, box in boxes.values()]) == []


@given(st.text(max_size=120), st.floats(20, 300), st.integers(1, 5))
def test_lines_fit_and_lose_nothing_but_what_an_ellipsis_stands_for(text, width, most):
    lines = wrap(text, width, 12, maks=most)
    assert len(lines) <= most
    assert all(lebar_teks(line, 12) <= width + 0.01 or len(line) <= 2 for line in lines)
    whole = wrap(text, width, 12, maks=1_000)
    assert "".join(whole).replace(" ", "") == clean(text).replace(" ", "")
    assert lines[:-1] == whole[: len(lines)][:-1]
    assert lines == whole or lines[-1].endswith("…")
