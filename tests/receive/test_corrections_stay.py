"""Corrections survive any number of later merges and any order of late files; nothing else moves; unchanged changes nothing."""

import io

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from kabid import ANI, BIDANG, BUDI, KABID, LEFT, P1, P2, P3, PEOPLE, Desk, bullets, cell_of, edited, items, skp

COLUMNS = (P1, P2, P3)
NAMES = {person.nip: person.nama for person in PEOPLE}
# What people of the Bidang write: each text is one result, far from every other.
TEXTS = (
    "Terlaksananya verifikasi berkas usul", "Tersusunnya laporan bulanan", "Terlayaninya tamu konsultasi",
    "Tertibnya arsip kepegawaian", "Terentrinya data keluarga", "Terbitnya surat keputusan pensiun",
    "Terjawabnya pengaduan masyarakat", "Tersedianya ruang rapat", "Terpeliharanya jaringan komputer",
    "Terbayarnya tunjangan tepat waktu", "Terkirimnya undangan pelantikan", "Terhimpunnya peraturan terbaru",
)  # fmt: skip


@st.composite
def offices(draw):
    """(the SKPs that are in first, those that come late), in any order."""
    texts = list(draw(st.permutations(TEXTS)))
    skps = []
    for nip in draw(st.permutations([KABID, ANI, BUDI])):
        many = draw(st.integers(1, 4))
        results = [(draw(st.sampled_from([P1, P1, P2, P3, "Sesuatu yang lain"])), texts.pop()) for _ in range(many)]
        skps.append(skp(nip, *results))
    late = draw(st.integers(0, 2))
    return skps[late:], skps[:late]


def stands(desk):
    """{the SKP's own text: (column, printed text)} of every result; left out and printed with another one: (what, '')."""
    found = {}
    for matriks in desk.matrices()[0]:
        heads = {produk.id: produk.teks for produk in matriks.kolom}
        for row in matriks.baris:
            for id_, roles in row.peran.items():
                found |= {peran.teks: (heads[id_], peran.tercetak) for peran in roles}
            found |= {peran.teks: (LEFT, peran.tercetak) for peran in row.sisa}
            found |= {peran.teks: ("keluar" if peran.keputusan.keluar else "gabung", "") for peran in row.disisihkan}
    return found


def correct(draw, desk, expected, joined):
    """One correction by hand in the matriks as it is printed now, entered in `expected` as well."""
    printed = {text: place for text, place in stands(desk).items() if place[1]}
    text = draw(st.sampled_from(sorted(printed)))
    column, wording = printed[text]
    name = next(
        NAMES[one.pegawai.nip] for one in desk.skps for _, _, h in one.semua_hasil() if h.rencana_hasil_kerja == text
    )
    neighbours = [
        other
        for one in desk.skps
        if NAMES[one.pegawai.nip] == name
        for _, _, hasil in one.semua_hasil()
        if (other := hasil.rencana_hasil_kerja) != text and printed.get(other, ("", ""))[0] == column
    ]
    act = draw(st.sampled_from(["move", "reword", "out", *(["join"] if neighbours else [])]))

    def change(book):
        cell = cell_of(book, BIDANG, name, column)
        if act == "move":
            target = draw(st.sampled_from([other for other in COLUMNS if other != column]))
            to = cell_of(book, BIDANG, name, target)
            cell.value = bullets([item for item in items(cell.value) if item != wording])
            to.value = bullets([*items(to.value), wording])
            expected[text] = target, wording
        elif act == "reword":
            cell.value = bullets([f"{item} di bidang" if item == wording else item for item in items(cell.value)])
            expected[text] = column, f"{wording} di bidang"
        elif act == "out":
            cell.value = bullets([item for item in items(cell.value) if item != wording])
            # What was printed with it is gone with it.
            expected.update(dict.fromkeys([text, *joined.pop(text, [])], ("keluar", "")))
        else:
            other = draw(st.sampled_from(neighbours))
            second = printed[other][1]
            both = f"{wording} serta {second}"
            kept = [item for item in items(cell.value) if item != second]
            cell.value = bullets([both if item == wording else item for item in kept])
            expected[text], expected[other] = (column, both), ("gabung", "")
            joined.setdefault(text, []).extend([other, *joined.pop(other, [])])

    return edited(desk.printed(), change)


@given(st.data())
@settings(max_examples=25)
def test_corrections_survive_later_merges_and_late_files_and_nothing_else_moves(data):
    first, late = data.draw(offices())
    desk, expected, joined = Desk(*first), {}, {}
    old = []
    for _ in range(data.draw(st.integers(1, 4))):
        if any(place[1] for place in stands(desk).values()):
            book = correct(data.draw, desk, expected, joined)
            # Earlier workbooks lie in the folder as well, in any order, and are read each time.
            desk.hand_back(*data.draw(st.permutations([*old, book])))
            old.append(book)
        if late and data.draw(st.booleans()):
            desk.skps.insert(data.draw(st.integers(0, len(desk.skps))), late.pop())
        check(desk, expected)
    desk.skps += late
    desk.skps = list(data.draw(st.permutations(desk.skps)))
    for _ in range(2):
        before = desk.journal.decisions
        (back,) = desk.hand_back(edited(desk.printed(), lambda book: None))
        assert (back.changes, back.baru, back.findings, desk.journal.decisions) == ((), (), (), before)
        desk.hand_back(*old)
        assert desk.journal.decisions == before
        check(desk, expected)


def check(desk, expected):
    """What was decided stands as decided, everything else where it stands without a decision."""
    now = stands(desk)
    undecided = stands(Desk(*desk.skps))
    assert now == undecided | expected
    # No result is lost, and none is made.
    assert now.keys() == {hasil.rencana_hasil_kerja for one in desk.skps for _, _, hasil in one.semua_hasil()}


def test_results_that_go_on_in_a_further_row_are_nobody_elses():
    many = tuple((P1, f"{text} pada semua perangkat daerah secara berkala {n}" * 3) for n, text in enumerate(TEXTS * 3))
    desk = Desk(skp(ANI, *many), skp(BUDI, (P1, "Tertibnya arsip")))
    sheet = openpyxl.load_workbook(io.BytesIO(desk.printed()))[BIDANG]
    assert any("(lanjutan)" in str(row[0].value) for row in sheet.iter_rows())
    (back,) = desk.hand_back(edited(desk.printed(), lambda book: None))
    assert (back.changes, back.baru, back.findings) == ((), (), ())
