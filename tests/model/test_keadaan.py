"""How it stands with a workbook, folded from what happened: one state each, and nobody changes by what happens to others."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skpxl.model.event import Event, EventKind
from skpxl.model.folding import Folding
from skpxl.model.keadaan import Keadaan, worst

AT = datetime(2024, 1, 1, tzinfo=UTC)
K = EventKind


def ev(kind: EventKind, kode: str = "A", **more: object) -> Event:
    return Event(kind, AT, kode=kode, **more)  # type: ignore[arg-type]


def issued(kode: str = "A", terbitan: int = 1, nip: str = "1") -> Event:
    return ev(K.ISSUED, kode, terbitan=terbitan, nip=nip, detail={"nama": "Dewi", "unit": "Bidang"})


def sent(kode: str = "A", terbitan: int = 1, letter: str = "L", address: str = "a@contoh.test") -> Event:
    return ev(K.SENT, kode, terbitan=terbitan, letter=letter, address=address)


def came(nasib: str, content: str = "c1", terbitan: int = 1, kode: str = "A", kind: EventKind = K.RECEIVED) -> Event:
    return ev(kind, kode, content=content, terbitan=terbitan, detail={"nasib": nasib, "temuan": {"slot-kosong": 2}})


def folded(*events: Event) -> Folding:
    return Folding.of(events)


def state(*events: Event) -> Keadaan:
    (one,) = [one for one in folded(*events).obligations(lambda nip, unit: ("U", "PD")) if one.kode == "A"]
    return one.keadaan


def revoked(what: str, **whose: str) -> Event:
    return ev(K.REVOKED, "", detail={"mencabut": what}, **whose)


RETURNED = ev(K.RETURNED, terbitan=2)
BAD, GOOD = came("perlu perbaikan"), came("diterima", "c2", 2)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([issued()], Keadaan.BELUM_DIKIRIM),
        ([issued(), sent()], Keadaan.DIKIRIM),
        ([issued(), sent(), issued(terbitan=2)], Keadaan.BELUM_DIKIRIM),
        ([issued(), sent(), ev(K.BOUNCED, "", letter="L")], Keadaan.SURAT_KEMBALI),
        ([issued(), sent(), ev(K.BOUNCED, "", letter="lain")], Keadaan.DIKIRIM),
        ([issued(), sent(), ev(K.BOUNCED, "", address="a@contoh.test")], Keadaan.SURAT_KEMBALI),
        ([issued(), sent(), ev(K.BOUNCED, "", letter="L"), sent(letter="M")], Keadaan.DIKIRIM),
        ([issued(), sent(), ev(K.BOUNCED, "", letter="tanda terima", address="a@contoh.test")], Keadaan.DIKIRIM),
        ([issued(), sent(), sent(letter="M"), ev(K.BOUNCED, "", letter="L")], Keadaan.DIKIRIM),
        ([issued(), sent(), ev(K.REMINDED, "", nip="1", letter="R"), ev(K.BOUNCED, "", letter="R")], Keadaan.SURAT_KEMBALI),
        ([issued(), sent(), ev(K.BOUNCED, "", letter="L"), BAD], Keadaan.PERLU_PERBAIKAN),
        ([issued(), BAD], Keadaan.PERLU_PERBAIKAN),
        ([issued(), BAD, RETURNED], Keadaan.DIKEMBALIKAN),
        ([issued(), BAD, RETURNED, issued(terbitan=2)], Keadaan.DIKEMBALIKAN),
        ([issued(), RETURNED], Keadaan.DIKEMBALIKAN),
        ([issued(), BAD, RETURNED, came("perlu perbaikan", "c3", 1)], Keadaan.DIKEMBALIKAN),
        ([issued(), BAD, RETURNED, came("perlu perbaikan", "c3", 2, kind=K.CORRECTED)], Keadaan.PERLU_PERBAIKAN),
        ([issued(), BAD, RETURNED, came("ganda")], Keadaan.DIKEMBALIKAN),
        ([issued(), BAD, RETURNED, came("tidak terbaca", "c4", kind=K.REFUSED)], Keadaan.TAK_DIPAKAI),
        ([issued(), BAD, came("tidak terbaca", "c4", kind=K.REFUSED)], Keadaan.PERLU_PERBAIKAN),
        ([issued(), BAD, RETURNED, GOOD], Keadaan.DITERIMA),
        ([issued(), came("diterima"), came("perlu perbaikan", "c9")], Keadaan.DITERIMA),
        ([issued(), came("diterima"), RETURNED], Keadaan.DIKEMBALIKAN),
        ([issued(), came("diterima"), came("perlu perbaikan", "c9"), RETURNED], Keadaan.DITERIMA),
        ([issued(), BAD, came("diterima", "c9"), RETURNED], Keadaan.DIKEMBALIKAN),
        ([issued(), ev(K.RECEIVED, content="c"), ev(K.ACCEPTED, content="c")], Keadaan.DITERIMA),
        ([issued(), came("bukan formulir kita", kind=K.REFUSED)], Keadaan.TAK_DIPAKAI),
        ([issued(), BAD, ev(K.SET_ASIDE, "", content="c1")], Keadaan.DISISIHKAN),
        (
            [issued(), BAD, ev(K.SET_ASIDE, "", content="c1"), revoked("disisihkan", content="c1")],
            Keadaan.PERLU_PERBAIKAN,
        ),
        ([issued(), came("diterima", kind=K.REFUSED)], Keadaan.TAK_DIPAKAI),
        ([issued(), came("diterima"), came("perlu perbaikan", kind=K.REFUSED)], Keadaan.TAK_DIPAKAI),
        ([issued(), ev(K.WAIVED, "", nip="1")], Keadaan.DIBEBASKAN),
        ([issued(), ev(K.WAIVED, "", nip="2")], Keadaan.BELUM_DIKIRIM),
        ([issued(), ev(K.NIL, "", unit="PD")], Keadaan.NIHIL),
        ([issued(), ev(K.NIL, "", unit="lain")], Keadaan.BELUM_DIKIRIM),
        ([issued(), ev(K.NIL, "", unit="PD"), ev(K.WAIVED, "", nip="1")], Keadaan.DIBEBASKAN),
        ([issued(), ev(K.WAIVED, "", nip="1"), revoked("dibebaskan", nip="1")], Keadaan.BELUM_DIKIRIM),
        ([issued(), ev(K.WAIVED, "", nip="1"), revoked("nihil", nip="1")], Keadaan.DIBEBASKAN),
        ([issued(), came("diterima"), ev(K.WAIVED, "", nip="1")], Keadaan.DITERIMA),
        ([issued(), ev(K.DECIDED, content="c", detail={"nasib": "diterima"})], Keadaan.DITERIMA),
        ([issued(), ev(K.DECIDED, reason="apa saja")], Keadaan.BELUM_DIKIRIM),
    ],
)  # fmt: skip
def test_the_state_of_a_workbook(events, expected):
    assert state(*events) is expected


def test_what_is_superseded_is_owed_no_more_and_again_when_it_replaces_in_turn():
    events = [issued("A"), issued("B"), ev(K.SUPERSEDED, "A", detail={"oleh": "B"})]
    assert [one.kode for one in folded(*events).obligations()] == ["B"]
    events.append(ev(K.SUPERSEDED, "B", detail={"oleh": "A"}))
    assert [one.kode for one in folded(*events).obligations()] == ["A"]
    events.append(issued("B", 2))
    assert [(one.kode, one.terbitan) for one in folded(*events).obligations()] == [("A", 1), ("B", 2)]


def test_an_obligation_says_whose_it_is_and_what_was_wrong_last():
    (one,) = folded(issued(), sent(), BAD).obligations()
    assert (one.nama, one.unit, one.sent_to, one.temuan) == ("Dewi", "Bidang", "a@contoh.test", {"slot-kosong": 2})
    assert one.last == BAD


def test_one_letter_that_reminds_of_two_workbooks_counts_once():
    told = [ev(K.REMINDED, kode, nip="1", letter="R") for kode in ("A", "B")]
    folding = folded(issued("A"), issued("B"), *told, ev(K.REMINDED, "A", letter="S"), ev(K.BOUNCED, "", letter="S"))
    assert [one.letter for one in folding.reminded["1"]] == ["R", "S"]
    assert folding.last_of["1"].kind is K.BOUNCED


def test_what_those_above_were_told_is_no_reminder_of_his():
    told = ev(K.REMINDED, nip="1", letter="E", address="atas@contoh.test", detail={"surat": "pengingat-eskalasi"})
    folding = folded(issued(), sent(), told, ev(K.BOUNCED, "", letter="E"))
    assert folding.reminded == {} and folding.obligations()[0].keadaan is Keadaan.DIKIRIM


def test_the_worst_of_none_is_that_nothing_was_issued():
    assert worst([]) is Keadaan.BELUM_TERBIT
    assert worst([Keadaan.DITERIMA, Keadaan.DIKIRIM, Keadaan.DIBEBASKAN]) is Keadaan.DIKIRIM


def about(kode: str) -> st.SearchStrategy[Event]:
    """Anything that can happen to one workbook, whose owner bears its name as NIP."""
    contents = st.sampled_from([f"{kode}1", f"{kode}2"])
    fates = st.sampled_from(["diterima", "perlu perbaikan", "tidak terbaca", "ganda", "bukan formulir kita", ""])
    of_files = st.builds(
        lambda kind, content, nasib, terbitan: ev(kind, kode, content=content, terbitan=terbitan, detail={"nasib": nasib}),
        st.sampled_from([K.RECEIVED, K.CORRECTED, K.ACCEPTED, K.REFUSED, K.DECIDED]), contents, fates, st.integers(0, 3),
    )  # fmt: skip
    by_content = st.builds(
        lambda kind, content: ev(kind, "", content=content, detail={"mencabut": "disisihkan"}),
        st.sampled_from([K.SET_ASIDE, K.REVOKED]), contents,
    )  # fmt: skip
    letters = st.sampled_from([f"{kode}-L", f"{kode}-M"])
    by_letter = st.builds(
        lambda kind, letter: ev(kind, "", letter=letter, nip=kode), st.sampled_from([K.BOUNCED, K.REMINDED]), letters
    )
    of_letters = st.builds(
        lambda kind, letter, terbitan: ev(kind, kode, letter=letter, terbitan=terbitan, address=f"{kode.lower()}@contoh.test"),
        st.sampled_from([K.SENT, K.RETURNED, K.BOUNCED]), letters, st.integers(1, 3),
    )  # fmt: skip
    by_hand = st.builds(
        lambda kind, what: ev(kind, "", nip=kode, detail={"mencabut": what}),
        st.sampled_from([K.WAIVED, K.NIL, K.REVOKED]), st.sampled_from(["nihil", "dibebaskan"]),
    )  # fmt: skip
    issues = st.builds(lambda terbitan: issued(kode, terbitan, kode), st.integers(1, 3))
    return st.one_of(of_files, by_content, by_letter, of_letters, by_hand, issues)


@settings(max_examples=40)
@given(st.lists(about("A"), max_size=12), st.lists(about("B"), max_size=12), st.randoms(use_true_random=False))
def test_any_mix_gives_each_one_state_and_what_happens_to_one_changes_nobody_else(of_a, of_b, mixing):
    alone = {kode: folded(issued(kode, 1, kode), *events).obligations() for kode, events in (("A", of_a), ("B", of_b))}
    left, right, mixed = list(of_a), list(of_b), [issued("A", 1, "A"), issued("B", 1, "B")]
    while left or right:
        mixed.append((left if not right or (left and mixing.random() < 0.5) else right).pop(0))
    together = folded(*mixed).obligations()
    assert [one.kode for one in together] == ["A", "B"]
    assert together == [*alone["A"], *alone["B"]]
