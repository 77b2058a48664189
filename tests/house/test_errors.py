"""Bugs of the program's own: an account that does not add up raises wherever one is held, and a text that is lost."""

import ast
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
import xlsxwriter
from campaigns import ROSTER
from evaluations import evaluated
from forms import CHECKOUT, KETUA, LIBRARY, ORGANISASI, settings
from ledgers import a_campaign, letter
from papers_made import form_of, given

from skpxl.campaign.deadlines import Deadlines
from skpxl.collect import judging, run
from skpxl.consolidate import (
    comparison,
    evaluate,
    export,
    export_rows,
    merge,
    merge_contents,
    merge_data,
    offices,
    own_forms,
)
from skpxl.dispatch import bundles, reminders, replies, return_lists, sending
from skpxl.dispatch.addressees import AddressBook
from skpxl.errors import AccountError, ProgramError, balance, required
from skpxl.files.tree import Trees
from skpxl.files.walk import walk
from skpxl.foreign import table
from skpxl.foreign.roster import organisasi, reading
from skpxl.foreign.roster.accounting import Bookkeeping
from skpxl.forms.page import write_text
from skpxl.issue import generate, generate_evaluasi, roles, roster_diff
from skpxl.issue.manifest import IssuedRow
from skpxl.kinds.kind import Order
from skpxl.ledger.arrivals import ContentRow, add_content
from skpxl.ledger.book import open_ledger
from skpxl.model.distribusi import count_predikat
from skpxl.model.event import Event, EventKind
from skpxl.model.fate import FileFate, RosterRowFate, tally
from skpxl.model.keadaan import Keadaan, Kewajiban
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.padanan import pair
from skpxl.model.pembagian import BarisPembagian, Pembagian, PeranSepakat
from skpxl.model.periode import Periode
from skpxl.model.roll import Roll
from skpxl.papers import check, make, order, pack
from skpxl.papers.receive import PaperReceiver
from skpxl.papers.uses import uses
from skpxl.receive import conflicts, giveback, validate
from skpxl.status.overview import overview

GOOD = CHECKOUT / "samples" / "masuk" / "baik"
MEASURE = validate.Measure(LIBRARY)
USE = uses(["mutasi-2023"], None, LIBRARY.aturan.berkas)


def test_an_account_names_both_sides_where_it_does_not_add_up():
    balance("berkas", 7, 3, 4)
    balance("berkas", 0)
    with pytest.raises(AccountError) as raised:
        balance("berkas", 8, 3, 4)
    assert str(raised.value) == "Hitungan berkas tidak cocok: 8, padahal 3 + 4."
    with pytest.raises(AccountError) as raised:
        balance("berkas", 1)
    assert str(raised.value) == "Hitungan berkas tidak cocok: 1, padahal 0."


def test_an_account_counts_one_fate_for_everybody_on_the_list_and_says_who_has_none():
    accepted, double = FileFate.DITERIMA, FileFate.GANDA
    account = tally("berkas", FileFate, ["a", "b", "b"], [("b", double), ("a", accepted), ("b", accepted)])
    assert (account.total, account.count(accepted), account.count(accepted, double)) == (3, 2, 3)
    assert account.named() == {
        "diterima": 2, "perlu perbaikan": 0, "tidak terbaca": 0, "ganda": 1, "bukan formulir kita": 0,
    }  # fmt: skip
    assert account.sentence(FileFate.TIDAK_TERBACA, double) == (
        "2 diterima + 0 perlu perbaikan + 1 ganda + 0 bukan formulir terbitan instansi ini"
    )


@pytest.mark.parametrize(
    ("listed", "decided", "says"),
    [
        (["a", "b"], [("a", FileFate.DITERIMA)], "b tanpa nasib"),
        (["a"], [("a", FileFate.DITERIMA), ("a", FileFate.GANDA)], "a mendapat 2 nasib (diterima, ganda)"),
        (["a"], [("a", FileFate.DITERIMA), ("b", FileFate.GANDA)], "b tidak terdaftar"),
        (["a"], [("b", FileFate.DITERIMA)], "a tanpa nasib; b tidak terdaftar"),
        (["a"], [("a", "hilang")], "a bernasib “hilang”, yang tidak dikenal"),
        (list("abcde"), [], "a tanpa nasib; b tanpa nasib; c tanpa nasib; dan 2 lagi"),
    ],
)
def test_an_account_that_does_not_come_out_even_names_whom_it_is_about(listed, decided, says):
    with pytest.raises(AccountError) as raised:
        tally("berkas", FileFate, listed, decided)
    assert str(raised.value) == f"Hitungan berkas tidak cocok: {says}."


def test_what_is_never_none_is_passed_on_and_none_raises():
    assert required(0, "angka") == 0
    with pytest.raises(ProgramError, match=r"^Tidak ada formulir\.$"):
        required(None, "formulir")


# -- every account of the product, with a falsified input -------------------------------------------------------------------


def good():
    return validate.validate(walk([GOOD]), MEASURE)


def sampled():
    return organisasi.read_roster(CHECKOUT / "samples" / "roster.xlsx", golongan=[*LIBRARY.daftar["golongan"].nilai])[0]


def without_last(function):
    """The function, with the last of what it gives left out."""
    return lambda *args, **more: list(function(*args, **more))[:-1]


def booked_twice(_patch, _folder):
    buku = Bookkeeping()
    buku.record("Sheet1", 1, "judul")
    buku.record("Sheet1", 1, "orang")


def of_an_office(folder):
    """A roster in an office's own layout, read."""
    path = folder / "simpeg.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, ["Nama Pegawai", "NIP", "Jabatan", "Unit Kerja"])
        for row, satu in enumerate(ORGANISASI.pegawai, start=1):
            sheet.write_row(row, 0, [satu.nama, satu.nip, satu.jabatan, "Bidang Pembinaan"])
    return organisasi.read_any_roster(path, golongan=[*LIBRARY.daftar["golongan"].nilai])


def row_not_booked(patch, folder):
    whole = reading._Reader._record
    patch.setattr(reading._Reader, "_record", lambda self, *row: None if row[1] == 3 else whole(self, *row))
    of_an_office(folder)


def person_not_read(patch, folder):
    whole = reading._Reader._add_person
    patch.setattr(
        reading._Reader, "_add_person", lambda self, sheet, row, *more: row == 3 or whole(self, sheet, row, *more)
    )
    of_an_office(folder)


def person_read_twice(patch, folder):
    whole = reading._Reader._add_person
    patch.setattr(reading._Reader, "_add_person", lambda self, *row: [whole(self, *row), whole(self, *row)])
    of_an_office(folder)


def person_lost_while_superiors_are_named(patch, folder):
    whole = organisasi.name_superiors
    patch.setattr(organisasi, "name_superiors", lambda people: (whole(people)[0][:-1], []))
    of_an_office(folder)


def row_of_a_tidy_sheet_not_read(patch, _folder):
    class WithoutLast(table.Sheet):
        def __init__(self, source, **words):
            super().__init__(source, **words)
            self.rows.popitem()

    patch.setattr(table, "Sheet", WithoutLast)
    sampled()


def row_of_the_roster_lost(patch, _folder):
    patch.setattr(organisasi._Reading, "_people", without_last(organisasi._Reading._people))
    sampled()


def row_lost_in_the_comparison_with_what_is_out(patch, _folder):
    first = ORGANISASI.pegawai[0]
    patch.setattr(roster_diff, "_judged", lambda *_: (first, RosterRowFate.BARU, ()))
    roster_diff.roster_diff(ORGANISASI, {}, Periode.setahun(2022), LIBRARY)


def file_neither_exported_nor_left_out(patch, _folder):
    patch.setattr(export, "_reason", lambda file, dengan_galat: "")
    hasil = good()
    export.choose([*hasil, replace(hasil[0], content=None)], None)


def skp_lost_in_the_order(patch, _folder):
    patch.setattr(export, "atasan_dahulu", without_last(export.atasan_dahulu))
    export.choose(good(), None)


def merged(**more):
    return merge.merge(good(), validate.Measure(LIBRARY, organisasi=sampled()), **more)


def written_rows(matriks):
    """The rows of a matriks on which roles stand."""
    return [row for row in matriks.baris if row.semua_peran()]


def with_rows(matriks, change):
    """The matriks, its rows changed from the first on which roles stand: that one becomes what `change` makes of it."""
    full = written_rows(matriks)[:1]
    rows = [new for row in matriks.baris for new in (change(row) if [row] == full else [row])]
    return matriks.model_copy(update={"baris": tuple(rows)})


def without_a_role(row):
    """The row, one of its roles forgotten."""
    column, *_ = [column for column, roles in row.peran.items() if roles] or [""]
    if not column:
        return [row.model_copy(update={"sisa": row.sisa[1:]})]
    return [row.model_copy(update={"peran": {**row.peran, column: row.peran[column][1:]}})]


def units_are_made(patch, change):
    whole = merge.Arranger.per_unit
    patch.setattr(merge.Arranger, "per_unit", lambda self: [with_rows(matriks, change) for matriks in whole(self)])


def branches_are_made(patch, change):
    whole = merge.Arranger.bawahan
    patch.setattr(merge.Arranger, "bawahan", lambda self, unit: with_rows(whole(self, unit), change))


def unit_lost(patch, _folder):
    patch.setattr(merge.Arranger, "per_unit", without_last(merge.Arranger.per_unit))
    merged()


def person_of_the_matriks_lost(patch, _folder):
    units_are_made(patch, lambda row: [])
    merged()


def person_of_the_matriks_twice(patch, _folder):
    units_are_made(patch, lambda row: [row, row])
    merged()


def result_of_the_matriks_lost(patch, _folder):
    units_are_made(patch, without_a_role)
    merged()


def result_of_the_matriks_twice(patch, _folder):
    units_are_made(patch, lambda row: [row, row.model_copy(update={"luar": True})])
    merged()


def person_of_a_branch_lost(patch, _folder):
    branches_are_made(patch, lambda row: [])
    merged(levels=("1",))


def result_of_a_branch_lost(patch, _folder):
    branches_are_made(patch, without_a_role)
    merged(levels=("1",))


def file_of_a_person_lost(patch, _folder):
    whole = merge.people_of

    def people_of(*args):
        people, nobodys = whole(*args)
        return [replace(person, counted=person.counted[1:]) for person in people], nobodys

    patch.setattr(merge, "people_of", people_of)
    merged()


def agreed():
    """A matriks agreed on with everybody whose SKP is in: one role in his own words, one that he did not write."""
    rows = [
        BarisPembagian(
            nama=skp.pegawai.nama,
            nip=skp.pegawai.nip,
            peran=(
                PeranSepakat(teks=skp.hasil_kerja.utama[0].rencana_hasil_kerja, id=f"peran:A:{nomor}:1:1"),
                PeranSepakat(teks="Tersusunnya peta jalan", id=f"peran:A:{nomor}:2:1"),
            ),
        )
        for nomor, skp in enumerate((satu.skp for satu in good() if satu.skp), start=1)
    ]
    return [Pembagian(unit="Bidang", baris=tuple(rows))]


def agreed_role_lost(patch, _folder):
    patch.setattr(comparison, "pair", lambda roles, results: pair(roles[1:], results))
    merged(disepakati=agreed())


def compared_result_lost(patch, _folder):
    patch.setattr(comparison, "pair", lambda roles, results: pair(roles, results[1:]))
    merged(disepakati=agreed())


def compared_person_lost(patch, _folder):
    patch.setattr(merge, "compare", without_last(merge.compare))
    merged(disepakati=agreed())


def recapped(folder, organisasi=ORGANISASI):
    evaluated(folder / "masuk", KETUA, "skp-kuantitatif")
    hasil = validate.validate(walk([folder / "masuk"]), MEASURE)
    evaluate.evaluate(hasil, validate.Measure(LIBRARY, organisasi=organisasi))


def people_are_evaluated(patch, change):
    """The people of each unit become what `change` makes of them."""
    whole = evaluate.evaluated_units

    def evaluated_units(*args):
        units, outside = whole(*args)
        return [replace(unit, people=tuple(change(unit.people))) for unit in units], outside

    patch.setattr(evaluate, "evaluated_units", evaluated_units)


def person_not_waited_for(patch, _folder):
    patch.setattr(own_forms, "_expected", without_last(own_forms._expected))
    own_forms._collected("izin-belajar", [], ROSTER, ())


def person_of_the_recap_lost(patch, folder):
    people_are_evaluated(patch, lambda people: people[:-1])
    recapped(folder)


def person_of_the_recap_twice(patch, folder):
    people_are_evaluated(patch, lambda people: [*people, people[0]])
    recapped(folder)


def person_of_a_recap_without_a_roster_lost(patch, folder):
    people_are_evaluated(patch, lambda people: people[:-1])
    recapped(folder, organisasi=None)


def evaluation_lost(patch, folder):
    people_are_evaluated(patch, lambda people: [replace(person, file=None) for person in people])
    patch.setattr(evaluate, "count_predikat", lambda _, pola: count_predikat(["Baik"], pola))
    recapped(folder)


def predikat_of_the_recap_lost(patch, folder):
    patch.setattr(evaluate, "count_predikat", lambda predikat, pola: count_predikat(predikat[:-1], pola))
    recapped(folder)


def checked():
    kiriman = [given("a.xlsx", form_of()), given("b.txt", b"apa saja")]
    return check.check_papers(kiriman, PaperReceiver(LIBRARY, ORGANISASI), ORGANISASI.pegawai, USE)


def paper_file_lost(patch, _folder):
    whole = check.choose
    patch.setattr(check, "choose", lambda *args: (whole(*args)[0][:-1], whole(*args)[1]))
    checked()


def package_lost(patch, folder):
    patch.setattr(pack, "packages", without_last(pack.packages))
    pack.pack_papers(checked(), USE[0], folder / "kemas")


def package_of_somebody_else(patch, folder):
    whole = pack.packages
    patch.setattr(pack, "packages", lambda *args, **more: [next(iter(whole(*args, **more)))] * 2)
    pack.pack_papers(checked(), USE[0], folder / "kemas")


def person_not_checked_for_papers(patch, _folder):
    whole = check._once
    patch.setattr(check, "_once", lambda orang: (whole(orang)[0][:-1], whole(orang)[1]))
    checked()


def vacant_post_lost(patch, _folder):
    whole = check._once
    patch.setattr(check, "_once", lambda orang: (whole(orang)[0], []))
    check.check_papers([given("a.xlsx", form_of())], PaperReceiver(LIBRARY, ROSTER), ROSTER.pegawai, USE)


def planned_papers(folder):
    evaluated(folder, KETUA, "skp-kuantitatif", period="tahunan")
    return make.plan_papers(
        validate.validate(walk([folder]), MEASURE), order.PaperOrder(LIBRARY, None, order.WantedPapers())
    )


def paper_file_not_looked_at(patch, folder):
    patch.setattr(make, "_in_roster_order", without_last(make._in_roster_order))
    planned_papers(folder)


def paper_made_twice(patch, folder):
    whole = make._in_its_unit
    patch.setattr(make, "_in_its_unit", lambda kind, *args: whole(order.TAHUNAN, *args))
    planned_papers(folder)


def file_given_back_in_the_place_of_another(patch, _folder):
    hasil = good()
    whole = giveback._give_back_one
    patch.setattr(giveback, "_give_back_one", lambda file, *args: whole(hasil[0], *args))
    giveback.give_back(hasil, LIBRARY, signing_key=None)


def person_not_planned(patch, _folder):
    patch.setattr(generate, "plan_skp", without_last(generate.plan_skp))
    generate.plan(Order(ROSTER, settings(), LIBRARY))


def person_planned_twice(patch, _folder):
    whole = generate.plan_skp
    patch.setattr(generate, "plan_skp", lambda order: [*whole(order), next(whole(order))])
    generate.plan(Order(ROSTER, settings(), LIBRARY))


class Forgetful(Kesepakatan):
    """One that loses a role between the matrices and their people."""

    def owned(self):
        return [*super().owned()][:-1]


def role_of_a_form_lost(_patch, _folder):
    roles.roles_in_forms(Forgetful(agreed(), sampled()), generate.plan(Order(ROSTER, settings(), LIBRARY)))


def role_of_a_column_lost(_patch, _folder):
    roles.roles_as_columns(Forgetful(agreed(), sampled()), [])


def person_without_an_evaluation_lost(patch, _folder):
    patch.setattr(generate_evaluasi, "_plan", without_last(generate_evaluasi._plan))
    generate_evaluasi.plan_evaluations([], "TW1", Order(ROSTER, settings(), LIBRARY))


def file_not_judged(patch, _folder):
    patch.setattr(validate, "doubles_and_contradictions", without_last(validate.doubles_and_contradictions))
    good()


def file_not_read(patch, _folder):
    patch.setattr(validate, "check_all", without_last(validate.check_all))
    good()


def file_without_a_fate(patch, _folder):
    patch.setattr(validate, "DITERIMA", "dibaca")
    good()


def settled_file_put_in_the_place_of_another(patch, _folder):
    hasil = good()
    patch.setattr(conflicts, "_checked_again", lambda *args: {0: hasil[1]})
    conflicts.resolve(hasil, MEASURE)


def office_lost(_patch, _folder):
    gabungan = merged()
    offices.hold_parts(gabungan, [offices.part_of(gabungan, {"BPP"})])


def result_of_an_office_twice(_patch, _folder):
    gabungan = merged()
    parts = [offices.part_of(gabungan, {unit}) for unit in ("BPP", "TTK")]
    offices.hold_parts(gabungan, [*parts, replace(parts[1], people=())])


def sum_of_the_contents_wrong(_patch, _folder):
    merge_contents.hold_sums(merged(), {"orang": 8, "masuk": 4, "tidak_bertugas": 0, "lowong": 1, "peran": 22})


def person_of_the_data_lost(_patch, _folder):
    gabungan = merged()
    list(merge_data.data_rows(replace(gabungan, files=gabungan.files[1:])))


def result_of_the_data_lost(patch, _folder):
    patch.setattr(merge_data, "_rows", without_last(merge_data._rows))
    list(merge_data.data_rows(merged()))


# module -> what is done to it, and how the account that must not add up begins
def entry_of_a_folder_lost(patch, folder):
    (folder / "a.xlsx").write_bytes(b"x")
    (folder / "b.xlsx").write_bytes(b"x")
    whole = Trees._take_file
    patch.setattr(
        Trees, "_take_file", lambda self, tree, path, real: path.name == "b.xlsx" or whole(self, tree, path, real)
    )
    walk([folder])


def round_with(patch, falsified):
    whole = Roll.standings
    patch.setattr(Roll, "standings", lambda self, folding: falsified(whole(self, folding)))
    issued = [
        Event(EventKind.ISSUED, datetime(2024, 1, 1, tzinfo=UTC), kode=nip, terbitan=1, nip=nip, detail={"nama": nip})
        for nip in (KETUA, "1")
    ]
    overview(issued, ORGANISASI, Deadlines(), date(2024, 1, 1))


def person_of_the_round_lost(patch, _folder):
    round_with(patch, lambda people: people[1:])


def workbook_of_the_round_lost(patch, _folder):
    round_with(patch, lambda people: [one._replace(kewajiban=()) for one in people])


def workbook_to_be_reminded_of_lost(patch, _folder):
    patch.setattr(reminders, "_fate", lambda one, *_: None)
    one = Kewajiban(
        "K", 1, "", "", "", "", "", "", Keadaan.DITERIMA, Event(EventKind.ISSUED, datetime(2024, 1, 1, tzinfo=UTC))
    )
    reminders.plan_reminders(
        [one], Roll(None), AddressBook(ORGANISASI), (), reminders.ReminderRule(3, date(2024, 1, 1))
    )


def content_without_a_fate(patch, folder):
    with open_ledger(a_campaign(folder / "putaran")) as ledger:
        with ledger.writing() as connection:
            add_content(connection, ContentRow("0" * 64, "masuk/a.xlsx", 1, "2024-01-01"))
        patch.setattr(judging, "_fate", lambda *_: None)
        judging.judge_inbox(ledger, MEASURE, {}, at=datetime(2024, 1, 1, tzinfo=UTC), by="petugas")


def file_of_a_collection_lost(_patch, _folder):
    met = run.Collected()
    met.count(3, 1, 1)
    met.met += 1
    met.check()


def mail_of_a_collection_lost(patch, _folder):
    patch.setattr(run, "Counter", lambda _: {})
    run.Collected(mails=[SimpleNamespace(fate="")]).check()


def workbook_to_be_sent_lost(_patch, _folder):
    row = IssuedRow("a.xlsx", "K", *[""] * (len(IssuedRow._fields) - 2))
    bundles.send_account([bundles.Workbook(row, Path("a.xlsx"))], [])


def letter_to_be_sent_lost(_patch, _folder):
    sending.letter_account([letter("a")], [])


def thing_that_came_by_mail_lost(_patch, _folder):
    replies.reply_account([SimpleNamespace(id=("mail", "SKP.xlsx"))], [])


def copy_of_an_office_lost(patch, _folder):
    patch.setattr(return_lists, "by_folder", lambda _: {})
    row = return_lists.ReturnRow("Dinas A", "Dinas-A", "a.xlsx", "Ani", "", "", "", ())
    return_lists.lists([row], LIBRARY.gaya, "A4")


ACCOUNTS = {
    "dispatch/replies.py": {
        thing_that_came_by_mail_lost: "Hitungan kiriman lewat surel tidak cocok: SKP.xlsx tanpa na"
    },
    "dispatch/return_lists.py": {copy_of_an_office_lost: "Hitungan salinan per perangkat daerah tidak cocok: 1, "},
    "collect/judging.py": {content_without_a_fate: "Hitungan isi yang masuk tidak cocok: "},
    "collect/run.py": {
        file_of_a_collection_lost: "Hitungan berkas yang dikumpulkan tidak cocok: 4",
        mail_of_a_collection_lost: "Hitungan surat tidak cocok: 1",
    },
    "dispatch/bundles.py": {workbook_to_be_sent_lost: "Hitungan formulir yang terbit tidak cocok: K tanpa nasib"},
    "dispatch/sending.py": {letter_to_be_sent_lost: "Hitungan surat tidak cocok: a tanpa nasib"},
    "dispatch/reminders.py": {workbook_to_be_reminded_of_lost: "Hitungan buku kerja untuk diingatkan tidak cocok: K "},
    "status/overview.py": {
        person_of_the_round_lost: "Hitungan orang menurut keadaannya tidak cocok: ",
        workbook_of_the_round_lost: "Hitungan buku kerja yang terbit tidak cocok: ",
    },
    "files/walk.py": {entry_of_a_folder_lost: "Hitungan isi "},
    "foreign/roster/accounting.py": {
        booked_twice: "Baris Sheet1!1 dibukukan dua kali: judul, lalu orang.",
        row_not_booked: "Hitungan baris berisi tidak cocok: S!3 tanpa nasib.",
        person_not_read: "Hitungan orang yang dibaca tidak cocok: S!3 tanpa nasib.",
        person_read_twice: "Hitungan orang yang dibaca tidak cocok: S!2 mendapat 2 nasib (orang, orang); ",
    },
    "foreign/roster/organisasi.py": {
        row_of_the_roster_lost: "Hitungan baris daftar pegawai tidak cocok: ",
        person_lost_while_superiors_are_named: "Hitungan baris daftar pegawai tidak cocok: baris 5 tanpa nasib.",
    },
    "issue/roster_diff.py": {
        row_lost_in_the_comparison_with_what_is_out: "Hitungan baris daftar pegawai yang dibandingkan tidak cocok: Yosua Ma",
    },
    "foreign/table.py": {row_of_a_tidy_sheet_not_read: "Hitungan baris lembar Pegawai tidak cocok: baris "},
    "consolidate/export.py": {
        file_neither_exported_nor_left_out: "Hitungan berkas ekspor tidak cocok: ",
        skp_lost_in_the_order: "Hitungan berkas ekspor tidak cocok: ",
    },
    "consolidate/merge_accounts.py": {
        unit_lost: "Hitungan orang dalam matriks tidak cocok: ",
        person_of_the_matriks_lost: "Hitungan orang dalam matriks tidak cocok: ",
        person_of_the_matriks_twice: "Hitungan orang dalam matriks tidak cocok: ",
        result_of_the_matriks_lost: "Hitungan hasil kerja dalam matriks tidak cocok: ",
        result_of_the_matriks_twice: "Hitungan hasil kerja dalam matriks tidak cocok: ",
        person_of_a_branch_lost: "Hitungan orang pada tingkat 1, ",
        result_of_a_branch_lost: "Hitungan hasil kerja pada tingkat 1, ",
        file_of_a_person_lost: "Hitungan berkas yang digabung tidak cocok: ",
        agreed_role_lost: "Hitungan peran yang disepakati tidak cocok: ",
        compared_result_lost: "Hitungan rencana hasil kerja yang dibandingkan tidak cocok: ",
        compared_person_lost: "Hitungan peran yang disepakati tidak cocok: ",
    },
    "consolidate/offices.py": {
        office_lost: "Hitungan orang menurut perangkat daerah tidak cocok: baris ",
        result_of_an_office_twice: (
            "Hitungan hasil kerja menurut perangkat daerah tidak cocok: 32 di bawah produk, seluruhnya 22."
        ),
    },
    "consolidate/merge_contents.py": {
        sum_of_the_contents_wrong: "Jumlah di Daftar Isi tidak cocok: masuk 4, seharusnya 5.",
    },
    "consolidate/merge_data.py": {
        person_of_the_data_lost: "Hitungan lembar Data tidak cocok: 1 orang yang SKP-nya masuk tidak ada di sana.",
        result_of_the_data_lost: "Hitungan lembar Data tidak cocok: ",
    },
    "consolidate/own_forms.py": {
        person_not_waited_for: (
            "Hitungan orang yang ditunggu izin-belajar-nya tidak cocok: Analis Kebijakan Ahli Muda tanpa nasib."
        ),
    },
    "consolidate/evaluate.py": {
        person_of_the_recap_lost: "Hitungan orang dalam rekap tidak cocok: Bagas Lerik, S.Sos. tanpa nasib.",
        person_of_the_recap_twice: (
            "Hitungan orang dalam rekap tidak cocok: Rosalina Wanggai, S.STP. mendapat 2 nasib (belum masuk, belum masuk)."
        ),
        person_of_a_recap_without_a_roster_lost: (
            "Hitungan orang dalam rekap tidak cocok: Yosua Manafe, S.Kom. tanpa nasib."
        ),
        evaluation_lost: "Hitungan evaluasi dalam rekap tidak cocok: ",
        predikat_of_the_recap_lost: "Hitungan predikat dalam rekap tidak cocok: 1, padahal 0 + 0 + 0 + 0 + 0.",
    },
    "papers/check.py": {
        paper_file_lost: "Hitungan berkas yang diperiksa tidak cocok: b.txt tanpa nasib.",
        person_not_checked_for_papers: "Hitungan pegawai yang diperiksa tidak cocok: Bagas Lerik, S.Sos. tanpa nasib.",
        vacant_post_lost: "Hitungan pegawai yang diperiksa tidak cocok: baris 5 tanpa nasib.",
    },
    "papers/pack.py": {
        package_lost: "Hitungan pegawai yang dikemas tidak cocok: Melati Kasedu, A.Md. tanpa nasib.",
        package_of_somebody_else: "Hitungan pegawai yang dikemas tidak cocok: ",
    },
    "papers/make.py": {
        paper_file_not_looked_at: "Hitungan berkas untuk dokumen tidak cocok: ",
        paper_made_twice: "Hitungan dokumen yang diminta tidak cocok: ",
    },
    "receive/giveback.py": {file_given_back_in_the_place_of_another: "Hitungan berkas yang dikembalikan tidak cocok: "},
    "issue/generate.py": {
        person_not_planned: ("Hitungan pegawai yang diterbitkan tidak cocok: Analis Kebijakan Ahli Muda tanpa nasib."),
        person_planned_twice: (
            "Hitungan pegawai yang diterbitkan tidak cocok: "
            "Rosalina Wanggai, S.STP. mendapat 2 nasib (diterbitkan, diterbitkan)."
        ),
    },
    "issue/roles.py": {
        role_of_a_form_lost: "Hitungan peran yang disepakati tidak cocok: peran:A:",
        role_of_a_column_lost: "Hitungan peran yang disepakati tidak cocok: peran:A:",
    },
    "issue/generate_evaluasi.py": {
        person_without_an_evaluation_lost: (
            "Hitungan pegawai yang diterbitkan tidak cocok: Analis Kebijakan Ahli Muda tanpa nasib."
        ),
    },
    "receive/validate.py": {
        file_not_judged: "Hitungan berkas yang diperiksa tidak cocok: ",
        file_not_read: "Hitungan berkas yang diterima tidak cocok: ",
        file_without_a_fate: "Hitungan berkas yang diperiksa tidak cocok: ",
    },
    "receive/conflicts.py": {
        settled_file_put_in_the_place_of_another: "Hitungan berkas sesudah keputusan tidak cocok: "
    },
}
CASES = [
    pytest.param(falsify, begins, id=falsify.__name__)
    for cases in ACCOUNTS.values()
    for falsify, begins in cases.items()
]


@pytest.mark.parametrize(("falsify", "begins"), CASES)
def test_an_account_that_is_falsified_raises(falsify, begins, monkeypatch, tmp_path):
    with pytest.raises(AccountError) as raised:
        falsify(monkeypatch, tmp_path)
    assert str(raised.value)[: len(begins)] == begins


HELD_BY = ("balance", "AccountError", "tally", "file_account", "hold_plan")
# Where these are made.
MADE_IN = ("errors.py", "model/fate.py")


def accounts_in(path: Path) -> int:
    """How many accounts a module holds."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    return sum(1 for call in calls if isinstance(call.func, ast.Name) and call.func.id in HELD_BY)


def test_every_account_of_the_product_is_falsified_above():
    package = CHECKOUT / "skpxl"
    held = {path.relative_to(package).as_posix(): accounts_in(path) for path in package.rglob("*.py")}
    held = {name: many for name, many in held.items() if many and name not in MADE_IN}
    assert {name: many for name, many in held.items() if many > len(ACCOUNTS.get(name, ()))} == {}


# -- what is never so -------------------------------------------------------------------------------------------------------


def test_a_file_chosen_for_export_without_an_skp_raises():
    hasil = replace(good()[0], content=None)
    chosen = export.Export((hasil,), {}, (hasil,), None)
    for use in (chosen.skps, lambda: next(export_rows.export_rows(chosen, {}))):
        with pytest.raises(ProgramError) as raised:
            use()
        assert str(raised.value) == f"Tidak ada SKP dalam {hasil.reading.file}."


@pytest.mark.parametrize(("text", "link"), [("x" * 32_768, ""), ("x", "https://example.test/" + "x" * 3_000)])
@pytest.mark.filterwarnings("ignore:Ignoring URL")
def test_a_text_that_a_cell_does_not_take_whole_raises(text, link):
    with xlsxwriter.Workbook(BytesIO(), {"in_memory": True}) as book:
        sheet, format_ = book.add_worksheet("Lembar"), book.add_format()
        write_text(sheet, 0, 0, "x" * 32_767, format_)
        write_text(sheet, 0, 1, "", format_)
        write_text(sheet, 0, 2, "x", format_, "internal:'Lembar'!A1")
        with pytest.raises(ProgramError, match=r"^Teks di Lembar!B3 tidak tertulis utuh \(-[23]\): 'x"):
            write_text(sheet, 2, 1, text, format_, link)
