"""Issued forms for made-up people, and SKPs written as text tables; a library for the tests, it proves nothing itself."""

from datetime import date
from pathlib import Path
from typing import Any

from catalogue import CHECKOUT as CHECKOUT
from catalogue import FORMS, LIBRARY, library_of, library_with, parted

from skpxl.campaign.settings import Settings
from skpxl.checks.slots import check_slots
from skpxl.findings import Finding
from skpxl.findings.wording import worded
from skpxl.forms.read import read_form
from skpxl.forms.reading import Reading
from skpxl.forms.write import write_form
from skpxl.kinds.blank_evaluasi import blank_evaluation
from skpxl.kinds.blank_integrasi import blank_integrasi
from skpxl.kinds.blank_matriks import blank_matrices
from skpxl.kinds.blank_skp import blank_form, hasil_untuk_bawahan
from skpxl.kinds.check import sample_answers
from skpxl.kinds.kind import Order, Wishes
from skpxl.model.evaluasi import masa_evaluasi
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Skp
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.template.answers import to_tree, to_values
from skpxl.template.form import Form, Pilihan
from skpxl.template.library import Library

KUANTITATIF, KUALITATIF = "skp-kuantitatif", "skp-kualitatif"
JPT_KUANTITATIF, JPT_KUALITATIF = "skp-jpt-kuantitatif", "skp-jpt-kualitatif"
MATRIKS, INTEGRASI = "matriks-peran-hasil", "integrasi-2021"
EVALUASI_FORMS = [form for form in LIBRARY.forms() if LIBRARY.definition(form).isi == "evaluasi"]
SKP_FORMS = [form for form in LIBRARY.forms() if LIBRARY.definition(form).isi == "skp"]
INSTANSI = "PEMERINTAH KABUPATEN CONTOH"
SIGNING_KEY = bytes(range(32))

# Nobody's real numbers: born on the first of a month, sequence numbers above 900.
KABID, KETUA, STAF, PPPK = "197205011998032901", "198107012006041903", "199004012015032904", "199306012022211905"
UNIT = Unit(
    kode="BPK", nama="Bidang Pembinaan Kepegawaian", pimpinan=KABID, perangkat_daerah="Badan Kepegawaian Contoh"
)
PRODUK = (
    Produk(unit="BPK", kode="1", teks="Layanan konsultasi kepegawaian"),
    Produk(unit="BPK", kode="2", teks="Data kepegawaian yang mutakhir"),
)
PEGAWAI = (
    Pegawai(
        nip=KABID, nama="Rosalina Wanggai, S.STP.", pangkat_golongan="Pembina, IV/a",
        jabatan="Kepala Bidang Pembinaan Kepegawaian", unit_kerja="BPK", baris=2,
    ),
    Pegawai(
        nip=KETUA, nama="Yosua Manafe, S.Kom.", pangkat_golongan="Penata, III/c",
        jabatan="Subkoordinator/Pranata Komputer Ahli Muda", unit_kerja="BPK", nip_penilai=KABID, baris=3,
    ),
    Pegawai(
        nip=STAF, nama="Melati Kasedu, A.Md.", pangkat_golongan="Pengatur, II/c",
        jabatan="Pranata Komputer Terampil", unit_kerja="BPK", nip_penilai=KETUA, baris=4,
    ),
    Pegawai(
        nip=PPPK, nama="Bagas Lerik, S.Sos.", pangkat_golongan="IX", jabatan="Analis SDM Aparatur Ahli Pertama",
        status="PPPK", unit_kerja="BPK", nip_penilai=KETUA, pendekatan="kualitatif", baris=5,
    ),
)  # fmt: skip
ORGANISASI = Organisasi(pegawai=PEGAWAI, unit=(UNIT,), produk=PRODUK)
ATASAN = tuple(Pilihan(produk.id, produk.teks) for produk in PRODUK)


def settings(**other: Any) -> Settings:
    """The settings of the made-up campaign."""
    given = {"instansi": INSTANSI, "tahun": 2022, "tempat": "Contoh", "tanggal": date(2022, 1, 3), **other}
    return Settings.model_validate(given)


def order(organisasi: Organisasi = ORGANISASI, **wishes: Any) -> Order:
    """A run of issuing for the made-up campaign."""
    return Order(organisasi, settings(), LIBRARY, Wishes(**wishes))


def make_form(
    form: str = KUANTITATIF,
    answers: dict[str, Any] | None = None,
    *,
    nip: str = KETUA,
    organisasi: Organisasi = ORGANISASI,
    hasil_atasan: tuple[Pilihan, ...] | None = None,
    signing_key: bytes | None = None,
    library: Library | None = None,
    **other: Any,
) -> Form:
    """The issued form of one person (of a matriks: of his unit's head); with `answers` (a tree as in the JSON) filled in."""
    orang = organisasi.find_pegawai(nip)
    assert orang is not None
    library = library or library_of(form)
    definition = library.definition(parted(form)[0])
    if definition.isi == "matriks":
        run = Order(organisasi, settings(**other), library, Wishes(units=[orang.unit_kerja], signing_key=signing_key))
        (satu,) = blank_matrices(run, definition)
        assert satu.form is not None, satu.reason
        made = satu.form
    elif definition.isi == "integrasi":
        made = blank_integrasi(
            orang,
            Order(
                organisasi, settings(**other), library, Wishes(konversi="interpolasi-linear", signing_key=signing_key)
            ),
            definition,
        )
    elif definition.isi == "evaluasi":
        skp = skp_of(GOOD[definition.evaluasi_dari], definition.evaluasi_dari, nip=nip)
        made = evaluation_of(skp, signing_key=signing_key, library=library, **other)
    else:
        if hasil_atasan is None:
            hasil_atasan = hasil_untuk_bawahan(orang, organisasi, {})
        made = blank_form(
            orang,
            Order(organisasi, settings(**other), library, Wishes(signing_key=signing_key)),
            definition,
            hasil_atasan=hasil_atasan,
        )
    if answers:
        made = made.filled(to_values(made.layout, answers, made.terkunci)[0])
    return made


def evaluation_of(
    skp: Skp, period: str = "TW1", *, signing_key: bytes | None = None, library: Any = LIBRARY, **other: Any
) -> Form:
    """The evaluation form of an SKP for a period of 2022."""
    return blank_evaluation(skp, settings(**other), library, masa_evaluasi(period, 2022), signing_key=signing_key)


def written(form: Form) -> bytes:
    """The workbook of a form."""
    return write_form(form, library_with(form.definition))


def save(form: Form, path: Path) -> Path:
    """Write the workbook of a form to `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(form))
    return path


def read(source: Path | bytes, signing_key: bytes | None = None, *, of: str = KUANTITATIF) -> Reading:
    """What skpxl reads in a workbook, with the templates that the form `of` stands in."""
    return read_form(source, library_of(of), signing_key=signing_key)


def wanting(form: Form, library: Any = LIBRARY) -> list[Finding]:
    """What a form lacks of what its definition asks for."""
    return check_slots(form.layout, form.values, form.choices(library.daftar))


def codes(findings: Any) -> list[tuple[str, str]]:
    """Findings as (code, key)."""
    return [(satu.code, satu.key) for satu in findings]


def messages(findings: Any) -> list[str]:
    """Findings as the sentences people read."""
    return [satu.message for satu in worded(findings, LIBRARY.pesan)]


def full(findings: Any) -> list[Finding]:
    """Findings without the parts of the sentence and the file, to be compared with `==`."""
    return [satu.at(rincian=(), file="", message="") for satu in findings]


def tabel(text: str) -> list[list[str]]:
    """The rows of a text table: a row a line, cells between `|`, a first row of headings left out; `\\n` breaks a line."""
    rows = [
        [cell.strip().replace("\\n", "\n") for cell in line.strip().split("|")]
        for line in text.splitlines()
        if line.strip()
    ]
    return rows[1:]


def kuantitatif(text: str) -> dict[str, Any]:
    """Answers for skp-kuantitatif from a text table: bagian | diintervensi | rencana | aspek | indikator | target.

    A row without bagian is a further indikator of the result above.
    """
    results: dict[str, list[dict[str, Any]]] = {"utama": [], "tambahan": []}
    for bagian, atasan, rencana, aspek, indikator, target in tabel(text):
        if bagian:
            results[bagian].append(
                {"rencana_hasil_kerja_diintervensi": atasan, "rencana_hasil_kerja": rencana, "indikator": []}
            )
            rows = results[bagian][-1]["indikator"]
        rows.append({"aspek": aspek, "indikator_kinerja_individu": indikator, "target": target})
    return {"hasil_kerja": results}


def kualitatif(text: str) -> dict[str, Any]:
    """Answers for skp-kualitatif: bagian | diintervensi | rencana | ukuran keberhasilan (several parted by ` / `)."""
    results: dict[str, list[dict[str, Any]]] = {"utama": [], "tambahan": []}
    for bagian, atasan, rencana, ukuran in tabel(text):
        results[bagian].append(
            {
                "rencana_hasil_kerja_diintervensi": atasan,
                "rencana_hasil_kerja": rencana,
                "ukuran_keberhasilan": [satu for satu in ukuran.split(" / ") if satu],
            }
        )
    return {"hasil_kerja": results}


def perilaku(text: str) -> list[dict[str, Any]]:
    """Rows of perilaku kerja from a text table: nomor | nilai | ekspektasi."""
    return [{"nomor": int(nomor), "nilai": nilai, "ekspektasi_khusus": isi} for nomor, nilai, isi in tabel(text)]


def skp_of(answers: dict[str, Any], form: str = KUANTITATIF, **other: Any) -> Skp:
    """The SKP with these answers, as it would be read from the person's workbook."""
    from skpxl.kinds.skp import skp_dari

    return skp_dari(make_form(form, answers, **other))


GOOD: dict[str, dict[str, Any]] = {
    KUANTITATIF: kuantitatif(
        """
        bagian   | diintervensi                   | rencana                       | aspek     | indikator         | target
        utama    | Layanan konsultasi kepegawaian | Terlaksananya konsultasi      | Kuantitas | Jumlah konsultasi | 20 orang
                 |                                |                               | Waktu     | Lama penyelesaian | 1 hari
        utama    | Data kepegawaian yang mutakhir | - Tersusunnya data\\n pegawai | Kualitas  | Ketepatan data 😀 | 95%
        tambahan | Layanan konsultasi kepegawaian | Terbantunya panitia           | Biaya     | =Anggaran         | Rp1.500.000
        """
    ),
    KUALITATIF: kualitatif(
        """
        bagian   | diintervensi                   | rencana                       | ukuran
        utama    | Layanan konsultasi kepegawaian | Pelayanan konsultasi optimal  | 39 dinas terlayani (95%) / 1 hari
        utama    | Data kepegawaian yang mutakhir | - Tersusunnya data\\n pegawai | Data tepat 95% 😀
        tambahan | Layanan konsultasi kepegawaian | Terbantunya panitia           | =Tidak ada keluhan
        """
    ),
    MATRIKS: {
        "matriks": {
            "baris": [
                {"nomor": 2, "peran": ["- Terlaksananya konsultasi\n- Terlayaninya tamu", "Tersusunnya data pegawai"]},
                {"nomor": 3, "peran": ["x", "- Tersusunnya laporan 😀"]},
                {"nomor": 4, "peran": ["=Terbantunya panitia", ""]},
            ]
        }
    },
    JPT_KUANTITATIF: {
        "hasil_kerja": {
            "utama": [
                {
                    "rencana_hasil_kerja": "Meningkatnya profesionalitas ASN",
                    "indikator": [
                        {
                            "indikator_kinerja_individu": "Indeks profesionalitas ASN",
                            "target": "80",
                            "perspektif": "Penerima Layanan",
                        },
                        {
                            "indikator_kinerja_individu": "- Nilai sistem merit",
                            "target": "325",
                            "perspektif": "Proses Bisnis",
                        },
                    ],
                },
                {
                    "rencana_hasil_kerja": "Terkelolanya anggaran",
                    "indikator": [
                        {"indikator_kinerja_individu": "Serapan anggaran", "target": "95%", "perspektif": "Anggaran"}
                    ],
                },
            ],
            "tambahan": [],
        },
        "lampiran": {"sumber_daya": [{"isi": "=Anggaran 2 miliar"}], "konsekuensi": [{"isi": "- Teguran 😀"}]},
    },
    JPT_KUALITATIF: {
        "hasil_kerja": {
            "utama": [
                {
                    "rencana_hasil_kerja": "Meningkatnya profesionalitas ASN",
                    "ukuran_keberhasilan": ["Indeks 80 (penerima layanan)", "- Merit baik 😀"],
                }
            ],
            "tambahan": [],
        }
    },
}


def rated(
    form: Form, hasil: str = "Sesuai Ekspektasi", perilaku: str = "Di Atas Ekspektasi", capaian: str = "Baik"
) -> dict[str, Any]:
    """Answers that fill in an evaluation form whole: realisasi wherever there is a plan, ratings, feedback."""
    tree = to_tree(form.layout, dict(form.terkunci))
    parts: dict[str, Any] = {}
    for part, results in tree["hasil_kerja"].items():
        parts[part] = []
        for ke, result in enumerate(results, start=1):
            if not result.get("rencana_hasil_kerja"):
                continue
            made: dict[str, Any] = {"nomor": ke, "umpan_balik": f"- Baik, teruskan 😀 {ke}"}
            if "indikator" in result:
                plan = [i for i in result["indikator"] if i.get("indikator_kinerja_individu")]
                made["indikator"] = [{"nomor": i, "realisasi": f"=tercapai {ke}.{i}"} for i in range(1, len(plan) + 1)]
            else:
                made["realisasi"] = f"Terlaksana sesuai bukti {ke}"
            parts[part].append(made)
    return {
        "capaian_organisasi": capaian,
        "hasil_kerja": parts,
        "rating_hasil_kerja": hasil,
        "perilaku_kerja": [{"nomor": 2, "umpan_balik": "Dapat dipercaya"}],
        "rating_perilaku": perilaku,
        "umpan_balik": {
            "masukan": [
                {"pemberi": "Rekan Contoh", "hubungan": "Rekan", "tentang": "Kolaboratif", "isi": "Suka membantu"}
            ]
        },
    }


GOOD[INTEGRASI] = {
    "januari_juni": "85,5", "konversi": "tabel interpolasi-linear", "juli_desember": "100", "ide_baru": "Tidak",
}  # fmt: skip
GOOD |= {form: rated(make_form(form)) for form in EVALUASI_FORMS}


def sample(form: str) -> dict[str, Any]:
    """Answers made from the definition alone: a text of its own in every open place, or a value of its list."""
    issued = make_form(form)
    return to_tree(issued.layout, {**issued.terkunci, **sample_answers(library_of(form).daftar, issued)})


GOOD |= {form: sample(form) for form in FORMS if form not in GOOD}
