"""One event as a line of a history: when, what, whose, and how it was judged."""

import pytest
from ledgers import AT, event

from skpxl.model.event import EventKind
from skpxl.status.telling import Names, line_of

JUDGED = {"nasib": "perlu perbaikan", "temuan": ["aspek-kosong", "target-kosong"]}
NAMES = Names({"1": "Ani Rekaan"}, {"K": ("1", "Ani Rekaan")}, {"BID": "Bidang Contoh"})


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (event(EventKind.ISSUED, kode="K", terbitan=2, by="Budi"), "diterbitkan (terbitan 2) · Ani Rekaan · oleh Budi"),
        (event(EventKind.SENT, kode="K", address="a@contoh.test"), "dikirim · Ani Rekaan · kepada a@contoh.test"),
        (
            event(
                EventKind.RECEIVED,
                kode="K",
                detail={"nasib": "perlu perbaikan", "temuan": ["aspek-kosong", "target-kosong"]},
            ),
            "masuk · Ani Rekaan · perlu perbaikan: aspek-kosong, target-kosong",
        ),
        (event(EventKind.ACCEPTED, kode="K", detail={"nasib": "diterima", "temuan": []}), "diterima · Ani Rekaan"),
        (event(EventKind.NIL, unit="BID", reason="belum berpegawai"), "nihil · Bidang Contoh · belum berpegawai"),
    ],
)
def test_an_event_is_one_line(given, line):
    assert line_of(given, NAMES, AT) == f"2024-01-01 00:00  {line}"
