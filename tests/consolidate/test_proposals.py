"""Places proposed for what is left over: near ones with a reason, two when close, none when far; nothing is placed by them."""

import pytest

from skpxl.consolidate.proposals import Proposer
from skpxl.model.matriks import Peran
from skpxl.model.pegawai import Pegawai
from skpxl.model.penempatan import Penempatan
from skpxl.model.skp import HasilKerja, HasilKerjaSkp, Identitas, Skp
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.placing.susunan import Arranger
from skpxl.template.library import load_library

SENSE = load_library().sense
KABID, KETUA, STAF = "197501012000031901", "198502022010121902", "199601012020121901"
P1, P2, P3 = "Layanan kenaikan pangkat PNS", "Data kepegawaian yang mutakhir", "Layanan mutasi dan perpindahan PNS"
TOP = "Terlaksananya pemutakhiran data riwayat pangkat di SIASN"
ORGANISASI = Organisasi(
    unit=(Unit(kode="DIN", nama="Bidang Rekaan", pimpinan=KABID),),
    pegawai=(
        Pegawai(nip=KABID, nama="Kabid Rekaan", unit_kerja="DIN"),
        Pegawai(nip=KETUA, nama="Ketua Rekaan", unit_kerja="DIN", nip_penilai=KABID),
        Pegawai(nip=STAF, nama="Ani Rekaan", unit_kerja="DIN", nip_penilai=KETUA),
    ),
    produk=tuple(Produk(unit="DIN", kode=str(n), teks=text) for n, text in enumerate((P1, P2, P3), start=1)),
)


def skp(nip, penilai, *pairs) -> Skp:
    """An SKP whose results are (superior's result, own result), without any id of what was chosen."""
    return Skp(
        form="skp-kuantitatif",
        versi="2022.1",
        pegawai=Identitas(nip=nip, nama=ORGANISASI.find_pegawai(nip).nama, unit_kerja="Bidang Rekaan"),
        pejabat_penilai=Identitas(nip=penilai, nama="Atasan Rekaan"),
        hasil_kerja=HasilKerjaSkp(
            utama=tuple(
                HasilKerja(id=f"hasil:{nip}:{n}", rencana_hasil_kerja_diintervensi=above, rencana_hasil_kerja=own)
                for n, (above, own) in enumerate(pairs, start=1)
            )
        ),
    )


def left_over(quoted, *of_ketua, own="Tersedianya bagian berkas") -> Peran:
    """The result of STAF that quotes its superior so, as it stands in *Belum terpetakan* with its proposals."""
    skps = [skp(KETUA, KABID, *of_ketua), skp(STAF, KETUA, (quoted, own))]
    placer = Arranger(ORGANISASI, skps, sense=SENSE)
    (matriks,) = placer.per_unit()
    proposer = Proposer(skps, placer)
    (row,) = (row for row in proposer.with_proposals(matriks).baris if row.nip == STAF)
    assert not row.peran
    (peran,) = row.sisa
    return peran


def short(peran: Peran):
    return [(usulan.teks, usulan.skor, usulan.alasan) for usulan in peran.usulan]


@pytest.mark.parametrize(
    ("quoted", "likeness", "why"),
    [
        (TOP.replace("pemutakhiran", "pemutahiran"), 99, "hanya beda ejaan atau kata sambung; lewat hasil kerja Ketua Rekaan"),
        (TOP.replace(" di ", " pd "), 98, "berbunyi “pada”, bukan “di”; lewat hasil kerja Ketua Rekaan"),
        (f"{TOP} tepat waktu", 98, "ada tambahan “tepat waktu”; lewat hasil kerja Ketua Rekaan"),
        ("Terlaksananya pemutakhiran data riwayat pangkat", 90, "hanya sebagian, tanpa “di sistem informasi aparatur sipil "
         "negara”; lewat hasil kerja Ketua Rekaan"),
    ],
)  # fmt: skip
def test_what_is_near_the_superiors_result_is_proposed_for_its_product(quoted, likeness, why):
    peran = left_over(quoted, (P2, f"a. {TOP}"))
    assert short(peran) == [(P2, likeness, why)]
    assert (peran.usulan[0].atas, peran.usulan[0].lewat) == (f"hasil:{KETUA}:1", f"a. {TOP}")


def test_what_is_near_a_product_is_proposed_for_it():
    peran = left_over("Layanan kenaikan pangkat PNS yang tepat waktu", (P2, TOP))
    assert short(peran) == [(P1, 96, "ada tambahan “yang tepat waktu”")]
    assert (peran.usulan[0].atas, peran.usulan[0].lewat) == ("", "")


def test_two_are_proposed_where_they_are_close():
    of_ketua = [(P1, "Tersusunnya laporan bulanan usul pangkat"), (P3, "Tersusunnya laporan bulanan usul mutasi")]
    assert [place for place, _, _ in short(left_over("Tersusunnya laporan bulanan usul", *of_ketua))] == [P1, P3]
    same = [(P1, "1. Tersusunnya laporan"), (P3, "2. Tersusunnya laporan")]
    why = "bunyinya sama, tetapi ada lebih dari satu yang berbunyi begitu; lewat hasil kerja Ketua Rekaan"
    assert short(left_over("Tersusunnya laporan", *same)) == [(P1, 100, why), (P3, 100, why)]


@pytest.mark.parametrize(
    "quoted",
    [
        "Terlaksananya upacara bendera",
        "Layanan pensiun",
        "Laporan data pegawai",
        "Terkelolanya data barang milik daerah",
    ],
)
def test_what_is_far_from_everything_gets_no_proposal(quoted):
    assert short(left_over(quoted, (P2, TOP), own="Terlaksananya apel pagi")) == []


def test_the_words_that_only_one_product_has_tell_what_is_meant():
    assert short(left_over("Terlaksananya verifikasi berkas usul KP", (P2, TOP))) == [
        (P1, 70, "menyebut “kenaikan pangkat”")
    ]
    assert short(left_over("Terkelolanya arsip", (P2, TOP), own="Terlayaninya mutasi dan perpindahan guru")) == [
        (P3, 70, "dilihat dari hasil kerjanya sendiri: menyebut “mutasi perpindahan”")
    ]


def test_where_a_chain_breaks_off_above_the_place_of_what_is_written_there_is_proposed():
    peran = left_over(TOP, ("Data kepegawaian yg mutakhir dan akurat", TOP))
    assert short(peran) == [(P2, 96, "ada tambahan “dan akurat”")]


def test_what_somebody_has_decided_gets_no_proposal():
    skps = [skp(STAF, KETUA, ("Layanan kenaikan pangkat PNS cepat", "Tersedianya bagian berkas"))]
    placer = Arranger(ORGANISASI, skps, sense=SENSE)
    (matriks,) = placer.per_unit()
    decided = Penempatan(hasil=f"hasil:{STAF}:1", teks="Tersedianya bagian berkas", produk="", tanggal="2022-03-01")
    rows = tuple(
        row.model_copy(update={"sisa": tuple(p.model_copy(update={"keputusan": decided}) for p in row.sisa)})
        for row in matriks.baris
    )
    left = Proposer(skps, placer).with_proposals(matriks.model_copy(update={"baris": rows}))
    assert [peran.usulan for row in left.baris for peran in row.sisa] == [()]
