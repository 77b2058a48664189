"""One text as another one reworded: what may stand at its beginning instead of what stood there."""

import pytest

from skpxl.placing.tracing import Entry, trace
from skpxl.sense.rewording import written_anew
from skpxl.template.library import load_library

SENSE = load_library().sense
ANOTHER = [
    ("Penyusunan RKA dinas", "Evaluasi RKA dinas"),
    ("Pengadaan barang milik daerah", "Penghapusan barang milik daerah"),
    ("Laporan keuangan daerah", "Rencana keuangan daerah"),
    ("Penerimaan siswa baru", "Pelepasan siswa baru"),
    ("Pembangunan gedung sekolah", "Pembongkaran gedung sekolah"),
    ("Monitoring dana desa", "Penyaluran dana desa"),
    ("Penerima bantuan sosial", "Penerimaan bantuan sosial"),
    ("Terlaksananya penyusunan RKA dinas", "Terlaksananya evaluasi RKA dinas"),
]
REWORDED = [
    ("Layanan kenaikan pangkat", "Penyelesaian usul kenaikan pangkat"),
    ("Terlayaninya kenaikan pangkat", "Pengelolaan berkas kenaikan pangkat"),
    ("Penyusunan dokumen RKA dinas", "Menyusun RKA dinas"),
    ("Pembuatan RKA dinas", "Tersusunnya RKA dinas"),
]


@pytest.mark.parametrize(("before", "now"), ANOTHER)
def test_another_word_at_the_beginning_is_another_thing(before, now):
    assert not written_anew(SENSE, before, now)
    assert not written_anew(SENSE, now, before)


@pytest.mark.parametrize(("before", "now"), REWORDED)
def test_a_word_of_one_family_at_the_beginning_is_a_rewording(before, now):
    assert written_anew(SENSE, before, now)
    assert written_anew(SENSE, now, before)


def test_a_list_in_which_all_begin_otherwise_leads_nowhere():
    before = [Entry(str(number), text) for number, (text, _) in enumerate(ANOTHER)]
    now = [Entry(str(number), text) for number, (_, text) in enumerate(ANOTHER)]
    assert trace(before, now, SENSE) == {}
