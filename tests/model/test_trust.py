"""Whether a workbook may be believed: every pairing of what was found, what it covers and whether there is a key."""

import pytest

from skpxl.model.periode import Periode
from skpxl.model.stamp import Stamp
from skpxl.model.trust import Trust, judge

KEY, OTHER = b"k" * 32, b"o" * 32
RECORD = {"pegawai_nama": "Dewi Rekaan"}
BARE = Stamp(form="f", versi="1", shape="s", id="A", nip="1", periode=Periode.setahun(2022), penilai="2")
HMAC, SHA, STRANGE = BARE.signed(RECORD, KEY), BARE.signed(RECORD, None), BARE.signed(RECORD, OTHER)
FORGED = SHA.model_copy(update={"terbitan": 9})


@pytest.mark.parametrize(
    ("found", "record", "key", "taken", "trust"),
    [
        ([HMAC], RECORD, KEY, HMAC, Trust.PROVEN),
        ([HMAC], RECORD, None, HMAC, Trust.UNCHECKED),
        ([SHA], RECORD, None, SHA, Trust.PLAIN),
        ([SHA], RECORD, KEY, SHA, Trust.KEYLESS),
        ([STRANGE], RECORD, KEY, STRANGE, Trust.BROKEN),
        ([FORGED], RECORD, None, FORGED, Trust.BROKEN),
        ([HMAC], {}, None, HMAC, Trust.UNRECORDED),
        ([HMAC], {}, KEY, HMAC, Trust.UNPROVABLE),
        ([FORGED, HMAC], RECORD, KEY, HMAC, Trust.PROVEN),
        ([FORGED, SHA], RECORD, KEY, FORGED, Trust.BROKEN),
        ([FORGED, HMAC], RECORD, None, FORGED, Trust.BROKEN),
        ([FORGED, HMAC], {}, KEY, FORGED, Trust.UNPROVABLE),
    ],
)
def test_what_a_workbook_is_read_by_and_how_far_it_is_believed(found, record, key, taken, trust):
    assert judge(found, record, key) == (taken, trust)


def test_what_cannot_be_verified_where_there_is_a_key_counts_for_nothing_and_may_be_decided_on():
    assert [trust for trust in Trust if trust.counts] == [
        Trust.PROVEN, Trust.PLAIN, Trust.UNCHECKED, Trust.UNRECORDED, Trust.DECIDED,
    ]  # fmt: skip
    assert [trust for trust in Trust if trust.decidable] == [Trust.UNPROVABLE, Trust.KEYLESS, Trust.BROKEN]
