"""What lies in masuk/ judged together: of every content one fate, of every change one event; accounts come out even."""

import hashlib
from dataclasses import replace

from collected import MEASURE, blank, collect, good, judge, mail_with
from forms import GOOD, KETUA, KUANTITATIF, ORGANISASI, SIGNING_KEY, STAF, make_form, written
from ledgers import AT, event

from skpxl.collect.judging import judge_inbox
from skpxl.collect.senders import OtherSender, other_senders
from skpxl.ledger.arrivals import read_contents, read_origins
from skpxl.ledger.events import read_events, record
from skpxl.model.event import EventKind
from skpxl.model.fate import ContentFate, FileFate
from skpxl.model.folding import Folding
from skpxl.model.keadaan import Keadaan

GOOD_FORM, BLANK_FORM = hashlib.sha256(good()).hexdigest(), hashlib.sha256(blank()).hexdigest()


def told(ledger):
    """What the ledger says of contents: kind, content, fate."""
    return [(one.kind, one.content[:6], one.detail.get("nasib", "")) for one in read_events(ledger) if one.content]


def put(ledger, **files):
    """Files laid into masuk/ by hand."""
    for name, data in files.items():
        (ledger.root / "masuk" / f"{name}.xlsx").write_bytes(data)


def test_what_lies_there_is_recorded_and_every_fate_is_an_event(ledger):
    put(ledger, baik=good(), kosong=blank(), asing=b"bukan buku kerja")
    judged = judge(ledger)
    assert {fate: many for fate, many in judged.account.counts.items() if many} == {
        ContentFate.DITERIMA: 1,
        ContentFate.PERLU_PERBAIKAN: 1,
        ContentFate.TIDAK_TERBACA: 1,
    }
    assert judged.account.total == len(read_contents(ledger)) == 3
    assert {one.source for several in read_origins(ledger).values() for one in several} == {"masuk"}
    by_content = {one.content: one for one in read_events(ledger) if "nasib" in one.detail}
    accepted, corrected = by_content[GOOD_FORM], by_content[BLANK_FORM]
    assert (accepted.kind, accepted.nip, accepted.terbitan) == (EventKind.ACCEPTED, KETUA, 1)
    assert accepted.detail == {"nasib": "diterima", "temuan": {}}
    assert (corrected.kind, corrected.nip, corrected.detail["nasib"]) == (EventKind.RECEIVED, STAF, "perlu perbaikan")
    assert corrected.detail["temuan"] == {"belum-diisi": 1}
    [foreign] = {*by_content} - {GOOD_FORM, BLANK_FORM}
    assert (by_content[foreign].kind, by_content[foreign].kode) == (EventKind.REFUSED, "")


def test_what_is_judged_the_same_again_is_no_event(ledger):
    put(ledger, baik=good(), kosong=blank())
    assert judge(ledger).events == 2
    before = len(read_events(ledger))
    assert judge(ledger).events == 0
    assert len(read_events(ledger)) == before


def test_the_same_content_under_two_names_has_one_fate(ledger):
    put(ledger, a=good(), b=good())
    judged = judge(ledger)
    assert sorted(file.fate for file in judged.files) == [FileFate.DITERIMA, FileFate.GANDA]
    assert judged.account.named()["diterima"] == judged.account.total == 1


def test_what_is_set_aside_and_taken_back_is_told(ledger):
    put(ledger, baik=good())
    judge(ledger)
    aside = judge(ledger, **{GOOD_FORM: len(good())})
    assert aside.account.count(ContentFate.DISISIHKAN) == aside.account.total == 1
    judge(ledger)
    assert [kind for kind, _, _ in told(ledger)][1:] == [
        EventKind.ACCEPTED,
        EventKind.SET_ASIDE,
        EventKind.REVOKED,
        EventKind.ACCEPTED,
    ]


def test_a_file_moved_to_a_folder_disisihkan_is_set_aside_and_one_that_is_gone_is_named(ledger):
    put(ledger, baik=good(), kosong=blank())
    judge(ledger)
    (ledger.root / "masuk" / "disisihkan").mkdir()
    (ledger.root / "masuk" / "baik.xlsx").replace(ledger.root / "masuk" / "disisihkan" / "baik.xlsx")
    (ledger.root / "masuk" / "kosong.xlsx").unlink()
    account = judge(ledger).account
    assert (account.count(ContentFate.DISISIHKAN), account.count(ContentFate.HILANG)) == (1, 1)


def test_what_follows_a_copy_that_was_given_back_is_a_correction(ledger):
    blank_form = make_form(KUANTITATIF, nip=STAF, signing_key=SIGNING_KEY)
    put(ledger, kosong=blank())
    judge(ledger)
    record(ledger, event(EventKind.RETURNED, kode=blank_form.stamp.id, terbitan=2, nip=STAF))
    filled = make_form(KUANTITATIF, GOOD[KUANTITATIF], nip=STAF, signing_key=SIGNING_KEY)
    put(ledger, perbaikan=written(filled.dengan_terbitan(2, SIGNING_KEY)))
    judge(ledger)
    told_of = [(one.kind, one.terbitan, one.detail["nasib"]) for one in read_events(ledger) if "nasib" in one.detail]
    assert told_of[0] == (EventKind.RECEIVED, 1, "perlu perbaikan")
    assert sorted(told_of[1:], key=str) == [
        (EventKind.ACCEPTED, 2, "diterima"),
        (EventKind.CORRECTED, 2, "diterima"),
        (EventKind.RECEIVED, 1, "ganda"),
    ]


def test_a_file_that_does_not_verify_is_refused_whatever_it_says(ledger):
    put(ledger, palsu=written(make_form(KUANTITATIF, GOOD[KUANTITATIF], signing_key=bytes(32))))
    judge(ledger)
    [judged] = [one for one in read_events(ledger) if "nasib" in one.detail]
    assert (judged.kind, judged.detail["keaslian"]) == (EventKind.REFUSED, "tidak-cocok")


def test_a_sender_is_held_against_the_roster_and_decides_nothing(ledger, tmp_path):
    people = [
        one.model_copy(update={"email": {KETUA: "yosua@contoh.test", STAF: "melati@contoh.test"}.get(one.nip, "")})
        for one in ORGANISASI.pegawai
    ]
    organisasi = ORGANISASI.model_copy(update={"pegawai": tuple(people)})
    for number, sender in enumerate(("melati@contoh.test", "pribadi@contoh.test")):
        mail = mail_with((f"{number}.xlsx", good() if number == 0 else blank()), sender=sender)
        (tmp_path / f"{number}.eml").write_bytes(mail.as_bytes())
    met = collect(ledger, tmp_path / "0.eml", tmp_path / "1.eml")
    judged = judge_inbox(ledger, replace(MEASURE, organisasi=organisasi), {}, at=AT, by="penguji")
    names = {one.nip: one.nama for one in people}
    assert [*other_senders(met.new, judged.by_content, read_origins(ledger), organisasi)] == [
        OtherSender(names[KETUA], "melati@contoh.test", "yosua@contoh.test", names[STAF]),
        OtherSender(names[STAF], "pribadi@contoh.test", "melati@contoh.test", ""),
    ]
    assert judged.account.count(ContentFate.DITERIMA) == 1


def test_how_it_stands_with_a_workbook_follows_from_these_events(ledger):
    from skpxl.model.folding import Folding

    form = make_form(KUANTITATIF, GOOD[KUANTITATIF], signing_key=SIGNING_KEY)
    record(ledger, event(EventKind.ISSUED, kode=form.stamp.id, terbitan=1, nip=KETUA))
    put(ledger, baik=good())
    judge(ledger)
    folding = Folding()
    for one in read_events(ledger):
        folding.take(one)
    assert [one.keadaan for one in folding.obligations()] == [Keadaan.DITERIMA]


def changed(target: str) -> bytes:
    """The good form with another target."""
    form = make_form(KUANTITATIF, GOOD[KUANTITATIF], signing_key=SIGNING_KEY)
    key = next(key for key in sorted(form.isian) if key.endswith("_target"))
    return written(form.filled({**form.isian, key: target}))


def test_what_comes_later_counts_and_what_it_replaces_is_kept(ledger):
    later = changed("77 %")
    put(ledger, pertama=good())
    assert judge(ledger).account.counts[ContentFate.DITERIMA] == 1
    put(ledger, kedua=later)
    judged = judge(ledger)
    assert {one.reading.file.rpartition("/")[2]: one.fate for one in judged.files} == {
        "pertama.xlsx": FileFate.GANDA,
        "kedua.xlsx": FileFate.DITERIMA,
    }
    # What has errors replaces nothing, however late it comes; and its owner is still through with it when it is given back.
    put(ledger, ketiga=changed(""))
    judged = judge(ledger)
    assert {one.reading.file.rpartition("/")[2]: one.fate for one in judged.files} == {
        "pertama.xlsx": FileFate.GANDA,
        "kedua.xlsx": FileFate.DITERIMA,
        "ketiga.xlsx": FileFate.PERLU_PERBAIKAN,
    }
    accepted = by_content_of(ledger, later)
    record(ledger, event(EventKind.RETURNED, kode=accepted.kode, terbitan=2, nip=KETUA))
    assert [one.keadaan for one in Folding.of(read_events(ledger)).obligations()] == []
    record(ledger, event(EventKind.ISSUED, kode=accepted.kode, terbitan=1, nip=KETUA))
    assert [one.keadaan for one in Folding.of(read_events(ledger)).obligations()] == [Keadaan.DITERIMA]


def by_content_of(ledger, data):
    """The last event of a content."""
    digest = hashlib.sha256(data).hexdigest()
    return [one for one in read_events(ledger) if one.content == digest][-1]


def test_two_that_lay_there_together_contradict_each_other(ledger):
    put(ledger, pertama=good(), kedua=changed("77 %"))
    assert {one.fate for one in judge(ledger).files} == {FileFate.PERLU_PERBAIKAN}
    # The third, whole and later than both, settles it.
    put(ledger, ketiga=changed("78 %"))
    assert sorted(one.fate for one in judge(ledger).files) == ["diterima", "ganda", "ganda"]
