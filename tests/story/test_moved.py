"""A year of a dinas of 200 in motion: mutasi, Plt., CPNS, pensiun, a corrected penilai, the roster edited between the steps.

Everybody's months add up to those he served, and every result counts once, by way of the real commands.
"""

from collections import Counter
from datetime import date

import pytest
from campaigns import rows, skpxl
from forms import read, save

from skpxl.books.roster_sheet import write_roster
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.template.answers import to_values

BIDANG = 9
STAFF = 187
MOVED, ACTING, NEW, RETIRED = 12, 5, 3, 4
HEAD = "197001012000031001"
JULY, APRIL, MAY = date(2026, 7, 1), date(2026, 4, 1), date(2026, 5, 1)


def kabid(number):
    return f"1975{number:02}022001011{number:03}"


def staff(number):
    return f"19{85 + number // 60}{number % 12 + 1:02}{number % 28 + 1:02}201503{number % 2 + 1}{number + 1:03}"


def anggota(number, unit, **more):
    return Pegawai(
        nip=staff(number), nama=f"Anggota {angka(number)}", pangkat_golongan="Penata, III/c",
        jabatan="Analis SDM Aparatur Ahli Muda", jenis_jabatan="Fungsional Keahlian", unit_kerja=f"B{unit}",
        nip_penilai=kabid(unit), **more,
    )  # fmt: skip


def angka(number):
    """A name for a number, in letters."""
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:03}").capitalize() + " Rekaan"


def kepala(unit, number=None, jabatan="", **more):
    return Pegawai(
        nip=kabid(number or unit), nama=f"Kabid {angka(number or unit)}", pangkat_golongan="Pembina, IV/a",
        jabatan=jabatan or f"Kepala Bidang {angka(unit)}", jenis_jabatan="Administrator", unit_kerja=f"B{unit}",
        nip_penilai=HEAD, **more,
    )  # fmt: skip


def unit_of(number):
    return number % BIDANG + 1


def january():
    """The roster as the year begins: a head, his kabid, their people; none moves yet."""
    head = Pegawai(
        nip=HEAD, nama="Kepala Dinas Rekaan", pangkat_golongan="Pembina Utama Muda, IV/c", jabatan="Kepala Dinas Rekaan",
        jenis_jabatan="JPT Pratama", unit_kerja="D",
        penilai_luar=Identitas(nama="Bupati Rekaan", jabatan="Bupati Rekaan"),
    )  # fmt: skip
    people = [head, *(kepala(unit) for unit in range(1, BIDANG + 1)), *(anggota(n, unit_of(n)) for n in range(STAFF))]
    units = [Unit(kode="D", nama="Dinas Rekaan", pimpinan=HEAD, perangkat_daerah="Dinas Rekaan")]
    units += [
        Unit(kode=f"B{unit}", nama=f"Bidang {angka(unit)}", induk="D", pimpinan=kabid(unit))
        for unit in range(1, BIDANG + 1)
    ]
    products = [Produk(unit=f"B{unit}", kode="P1", teks=f"Layanan {angka(unit)}") for unit in range(1, BIDANG + 1)]
    return Organisasi(pegawai=people, unit=units, produk=[Produk(unit="D", kode="P1", teks="Layanan dinas"), *products])


def autumn():
    """The same roster after the year's changes. The last of the staff had the wrong penilai."""
    people = []
    for orang in january().pegawai:
        number = next((n for n in range(STAFF) if staff(n) == orang.nip), None)
        if number is not None and number < MOVED:
            people.append(orang.model_copy(update={"selesai": date(2026, 6, 30)}))
            people.append(anggota(number, unit_of(number + 1), mulai=JULY))
        elif number is not None and number < MOVED + RETIRED:
            people.append(orang.model_copy(update={"selesai": date(2026, 8, 31)}))
        elif number == STAFF - 1:
            people.append(anggota(number, unit_of(number + 1)))
        else:
            people.append(orang)
    people += [
        kepala(unit + 1, unit, f"Plt. Kepala Bidang {angka(unit + 1)}", mulai=APRIL) for unit in range(1, ACTING + 1)
    ]
    people += [
        anggota(STAFF + n, unit_of(n), mulai=MAY, status="CPNS").model_copy(
            update={"jabatan": "Analis SDM Aparatur Ahli Pertama"}
        )
        for n in range(NEW)
    ]
    return january().model_copy(update={"pegawai": tuple(people)})


def plan(form):
    """Two results of one's own."""
    jpt = form.definition.bagi == "jpt"
    above = {} if jpt else {"rencana_hasil_kerja_diintervensi": form.hasil_atasan[0].teks}
    kind = {"perspektif": "Penerima Layanan"} if jpt else {"aspek": "Kuantitas"}
    who = f"{form.terkunci['pegawai_nama']} di {form.terkunci['pegawai_unit_kerja']}"
    return {
        "hasil_kerja": {
            "utama": [
                {
                    **above,
                    "rencana_hasil_kerja": f"{what} oleh {who}",
                    "indikator": [
                        {
                            **kind,
                            "indikator_kinerja_individu": f"Jumlah {noun}",
                            "target": target,
                        }
                    ],
                }
                for what, noun, target in (
                    ("Tersusunnya laporan layanan", "laporan yang tersusun", "12 laporan"),
                    ("Terlaksananya pendampingan", "perangkat daerah yang didampingi", "8 perangkat daerah"),
                )
            ],
            "tambahan": [],
        }
    }


def hand_in(folder, forms):
    """Fill these issued forms in, as their people would, into masuk/."""
    for path, form in forms.items():
        values, left = to_values(form.layout, plan(form), form.terkunci)
        assert not left
        save(form.filled(values), folder / "masuk" / f"{path.stem}.xlsx")


def issued(folder, known=()):
    """The SKPs in formulir/ by their files, but for those already known."""
    return {path: read(path).form for path in sorted((folder / "formulir").rglob("SKP_*.xlsx")) if path not in known}


def findings(run):
    """How often each finding was made."""
    return Counter(finding["code"] for file in run.json["files"] for finding in file["findings"])


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    """The campaign at the end of the year, with what the commands said on the way."""
    folder = tmp_path_factory.mktemp("dinas") / "k"
    skpxl("new", folder, "--instansi", "PEMERINTAH KABUPATEN REKAAN", "--tahun", 2026)
    write_roster(folder / "roster.xlsx", january())
    said = {"first": skpxl("-C", folder, "generate")}
    first = issued(folder)
    hand_in(folder, first)
    write_roster(folder / "roster.xlsx", autumn())
    said["diff"] = skpxl("-C", folder, "roster", "diff", "--json")
    said["held"] = skpxl("-C", folder, "generate", code=3)
    second = issued(folder, first)
    said["corrected"] = skpxl("-C", folder, "generate", "--nip", staff(STAFF - 1), "--force")
    third = issued(folder, {*first, *second})
    hand_in(folder, {**second, **third})
    said["validate"] = skpxl("-C", folder, "validate", "--json")
    said["merge"] = skpxl("-C", folder, "merge", "-o", folder / "m.xlsx", "--no-pictures")
    said["year"] = skpxl("-C", folder, "generate", "--evaluasi", "tahunan")
    return folder, said, (first, second, third)


def test_what_has_changed_is_told_and_only_what_must_be_is_issued_again(year):
    _, said, (first, second, third) = year
    told = said["diff"].json
    assert told["baris"] == {
        "sama": 1 + BIDANG + STAFF - MOVED - RETIRED - 1,
        "berubah sejak terbit": MOVED + RETIRED + 1,
        "belum terbit": MOVED + ACTING + NEW,
        "tanpa formulir": 0,
    }
    (corrected,) = [one for one in told["berubah"] if one["nip"] == staff(STAFF - 1)]
    right, wrong = unit_of(STAFF), unit_of(STAFF - 1)
    assert [(one["apa"], one["terbit"], one["daftar"]) for one in corrected["beda"]] == [
        ("unit kerja", f"Bidang {angka(wrong)}", f"Bidang {angka(right)}"),
        ("pejabat penilai", f"Kabid {angka(wrong)}", f"Kabid {angka(right)}"),
    ]
    assert (len(first), len(second), len(third)) == (1 + BIDANG + STAFF, MOVED + ACTING + NEW, 1)
    assert (
        said["held"].err.splitlines()[-1].startswith("1 formulir sudah terbit dan daftar pegawainya berubah sesudahnya")
    )
    assert f"{MOVED + RETIRED} formulir sudah terbit untuk masa yang lain" in said["held"].err


def test_every_form_is_for_the_days_of_its_post(year):
    _, _, (first, second, third) = year
    days = Counter(str(form.stamp.periode) for form in {**first, **second, **third}.values())
    assert days == {
        "2026-01-01/2026-12-31": len(first) + 1,
        "2026-07-01/2026-12-31": MOVED,
        "2026-04-01/2026-12-31": ACTING,
        "2026-05-01/2026-12-31": NEW,
    }
    assert len({form.stamp.id for form in {**first, **second, **third}.values()}) == len(first) + len(second) + 1


def test_every_file_is_accepted_and_what_the_roster_says_otherwise_is_told(year):
    _, said, _ = year
    fates = Counter(file["status"] for file in said["validate"].json["files"])
    assert fates == {"diterima": 1 + BIDANG + STAFF - 1 + MOVED + ACTING + NEW + 1, "ganda": 1}
    told = findings(said["validate"])
    assert (told["masa-berganti"], told["berkas-tergantikan"]) == (MOVED + RETIRED, 1)
    assert not {code for code in told if code.endswith("-berganti")} - {"masa-berganti"}


def test_every_result_counts_once(year):
    folder, _, (first, second, third) = year
    table = rows(folder / "m.xlsx", "Data")
    head = next(row for row in table if "Rencana Hasil Kerja" in row)
    texts = [row[head.index("Rencana Hasil Kerja")] for row in table[table.index(head) + 1 :]]
    counted = Counter(text for text in texts if text)
    expected = Counter(
        result["rencana_hasil_kerja"]
        for form in [
            *[form for form in first.values() if form.stamp.nip != staff(STAFF - 1)],
            *second.values(),
            *third.values(),
        ]
        for result in plan(form)["hasil_kerja"]["utama"]
    )
    assert counted == expected


def test_the_months_of_everybody_add_up_to_those_he_served(year):
    folder, said, _ = year
    months, acting = Counter(), Counter()
    for path in (folder / "evaluasi").rglob("Evaluasi_*.xlsx"):
        form = read(path).form
        plt = form.terkunci["pegawai_jabatan"].startswith("Plt.")
        (acting if plt else months)[form.stamp.nip] += form.stamp.periode.bulan
    served = dict.fromkeys([HEAD, *(kabid(n) for n in range(1, BIDANG + 1)), *(staff(n) for n in range(STAFF))], 12)
    served |= dict.fromkeys([staff(n) for n in range(MOVED, MOVED + RETIRED)], 8)
    served |= dict.fromkeys([staff(STAFF + n) for n in range(NEW)], 8)
    assert months == served
    assert acting == dict.fromkeys([kabid(n) for n in range(1, ACTING + 1)], 9)
    rest = said["year"].out.splitlines()[-1]
    assert rest.startswith(f"{len(served) + MOVED + ACTING} orang = {len(served) + MOVED + ACTING} diterbitkan")
