"""Copies of one workbook as they would be read, without files."""

from dataclasses import replace

from forms import KETUA, KUANTITATIF, LIBRARY, make_form
from hypothesis import strategies as st

from skpxl.forms.reading import Reading
from skpxl.model.periode import Periode
from skpxl.model.stamp import Stamp
from skpxl.template.form import Form, Ikatan
from skpxl.template.layout import shape
from skpxl.xlsx.address import a1

BLANK = make_form(KUANTITATIF)
U1, U2 = "hasil_kerja_utama_1_", "hasil_kerja_utama_2_"
RENCANA, TARGET = U1 + "rencana_hasil_kerja", U1 + "indikator_1_target"
MATRIKS = LIBRARY.definition("matriks-peran-hasil")


def reading(form: Form, file: str) -> Reading:
    """A form as it would be read from `file`, every cell where the layout puts it."""
    cells = {slot.key: f"{slot.sheet}!{a1(slot.kotak.row, slot.kotak.col)}" for slot in form.layout.slots}
    return Reading(file, "kita", form, form.terkunci, cells)


def copies(*answers: dict[str, str], form: Form = BLANK, issued: dict[str, str] | None = None) -> list[Reading]:
    """Copies a.xlsx, b.xlsx, ... of one form; `issued` are the texts that stood in entry cells from the start."""
    made = replace(form, ikatan=tuple(Ikatan(key, f"id:{key}", text) for key, text in (issued or {}).items()))
    return [reading(made.filled(one), f"{letter}.xlsx") for letter, one in zip("abcdef", answers, strict=False)]


def matriks(people: int = 2, columns: int = 2) -> Form:
    """The blank matriks of a made-up unit."""
    stamp = Stamp(
        form=MATRIKS.form, versi=MATRIKS.versi, shape=shape(MATRIKS), id="7K2M-9QXT-C", nip=KETUA,
        periode=Periode.setahun(2022), penilai="", jumlah=(("baris", people), ("kolom", columns)),
    )  # fmt: skip
    locked = {f"matriks_kolom_{number}": f"Produk {number}" for number in range(1, columns + 1)}
    for number in range(1, people + 1):
        locked |= {f"matriks_baris_{number}_nama": f"Pegawai {number}", f"matriks_baris_{number}_jabatan": "Analis"}
    return Form(
        MATRIKS, stamp, {**locked, "pegawai_nama": "Yosua Manafe", "pegawai_nip": KETUA}, {"unit": "Bidang Mutasi"}
    )


# Texts that are alike, and others that are not: far apart enough for no chain of likenesses between them.
ALIKE = ["Terlatihnya operator SIMPEG", "Terlatihnya para operator SIMPEG", "Terlatihnya  operator SIMPEG"]
UNLIKE = ["Rapat bulanan", "Buku kas dicek"]
VALUES = {
    RENCANA: ["", *ALIKE, *UNLIKE],
    TARGET: ["", "20 orang", "20  orang", "25"],
    U1 + "indikator_2_target": ["", "1 hari"],
    U2 + "rencana_hasil_kerja": ["", *ALIKE[:2], UNLIKE[0]],
    U2 + "indikator_1_target": ["", "10", "12"],
    "perilaku_kerja_1_ekspektasi_khusus": ["", "Ramah", "-Ramah"],
    "perilaku_kerja_8_nilai": ["", "Adaptif", "Loyal"],
    "perilaku_kerja_8_ekspektasi_khusus": ["", "Cepat", "Setia"],
}


def answers():
    cells = {key: st.sampled_from(texts) for key, texts in VALUES.items()}
    return st.fixed_dictionaries(cells).map(lambda one: {key: text for key, text in one.items() if text})
