"""The evaluation form of one pegawai, issued from his accepted SKP: the plan printed and locked, the rest open.

PermenPANRB 6/2022: periodic evaluations (one kind per instansi) and the annual one use the same form; the annual one also
carries what the periodic ones said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from skpxl.campaign.settings import Settings
from skpxl.errors import SkpxlError
from skpxl.kinds.blank_skp import identitas_tercetak, panduan
from skpxl.kinds.stamping import stamp_of
from skpxl.model.evaluasi import Evaluasi, JenisPeriode, nama_periode, period_in_words
from skpxl.model.periode import Periode
from skpxl.model.skp import BAGIAN, HasilKerja, Skp, slot_key
from skpxl.model.stamp import singkatan
from skpxl.template.definition import Definition
from skpxl.template.form import Form
from skpxl.template.library import Library

# The `saklar` of the column with the evidence.
BUKTI = "b"

# Where a value stands in the tree of the form.
Jalur = tuple[str | int, ...]


def evaluation_forms_of(form: str, library: Library) -> list[Definition]:
    """The definitions by which SKPs of `form` may be evaluated, the first of them being the one that is."""
    definitions = (library.definition(name) for name in library.forms())
    return [
        definition for definition in definitions if definition.isi == "evaluasi" and definition.evaluasi_dari == form
    ]


def evaluation_form_of(form: str, library: Library) -> Definition:
    """The definition by which SKPs of `form` are evaluated. Raises SkpxlError where there is none."""
    for definition in evaluation_forms_of(form, library):
        return definition
    raise SkpxlError(f'Tidak ada formulir evaluasi untuk {form}; tambahkan definisi dengan `evaluasi_dari = "{form}"`.')


def blank_evaluation(
    skp: Skp,
    settings: Settings,
    library: Library,
    period: tuple[JenisPeriode, Periode],
    *,
    periodik: Sequence[tuple[Evaluasi, str]] = (),
    signing_key: bytes | None = None,
    definition: Definition | None = None,
    post: str = "",
) -> Form:
    """The signed form; results of the SKP are counted anew, so that gaps in it leave none here.

    Without a `definition` it is the newest one for SKPs of this form. Raises SkpxlError where it has no place for a part of
    the plan (an SKP of a newer version with more rows): nothing of the plan is ever left out in silence.

    `post` tells a second SKP of the person under the same penilai apart (`post_mark`).
    `periodik` are the evaluations of the year so far with the predikat computed from each; they go into the annual form.
    """
    jenis, masa = period
    definition = definition or evaluation_form_of(skp.form, library)
    id_pegawai = singkatan(skp.pegawai.nip, skp.pegawai.nama)
    id_penilai = singkatan(skp.pejabat_penilai.nip, skp.pejabat_penilai.nama)
    plan = _plan_of(skp)
    terkunci = {
        "instansi": skp.instansi,
        "periode_tercetak": f"PERIODE PENILAIAN: {masa.tercetak()}",
        **identitas_tercetak("pegawai", skp.pegawai),
        **identitas_tercetak("pejabat_penilai", skp.pejabat_penilai),
        **panduan(definition, library.daftar),
        **{slot_key(*path): text for path, text in plan.items()},
        **_expectations(skp),
    }
    jumlah: dict[str, int] = {bagian: max(len(_results(skp, bagian)), 1) for bagian in BAGIAN}
    counts = tuple((name, jumlah.get(name, default)) for name, default in definition.jumlah())
    if settings.dokumen_panjang and jenis == "tahunan":
        counts += definition.jumlah_saklar("keberatan")
    if periodik and jenis == "tahunan":
        counts += (("evaluasi", len(periodik)),)
        for number, (evaluasi, predikat) in enumerate(periodik, start=1):
            printed = {
                "periode": period_in_words(evaluasi.jenis, evaluasi.periode) if evaluasi.periode else "",
                "rating_hasil_kerja": evaluasi.rating_hasil_kerja,
                "rating_perilaku": evaluasi.rating_perilaku,
                "predikat": predikat,
            }
            terkunci |= {slot_key("periodik", "evaluasi", number, name): text for name, text in printed.items()}
    stamp = stamp_of(definition, masa, id_pegawai, id_penilai, signing_key=signing_key, jumlah=counts, unit=post)
    konteks = {
        # The campaign's date is that of the SKPs; nobody signs an evaluation before its period is over.
        "tempat_tanggal": settings.tempat_tanggal(earliest=masa.selesai),
        "tahun": str(masa.selesai.year),
        "kertas": settings.kertas,
        "nama_periode": nama_periode(jenis, masa),
        "jenis_evaluasi": jenis,
    }
    form = Form(definition, stamp, terkunci, konteks)
    there = {slot.key for slot in form.layout.slots} | {"pegawai_nip", "pegawai_nama"}
    # A column that the definition leaves out (`tanpa`) is no loss; a row that it has no place for is.
    columns = {_field_of(slot.path) for slot in form.layout.slots if slot.path[0] == "hasil_kerja"}
    no_place = [
        path for path, text in plan.items() if text and slot_key(*path) not in there and _field_of(path) in columns
    ]
    if no_place:
        raise SkpxlError(
            f"{definition.form} {definition.versi} tidak punya tempat untuk {len(no_place)} bagian rencananya; "
            "buat versi baru formulir evaluasi itu."
        )
    terkunci = {key: text for key, text in terkunci.items() if key in there}
    return Form(definition, stamp, terkunci, konteks).signed(signing_key)


def with_evidence(form: Form, skp: Skp, bukti: Mapping[str, str], signing_key: bytes | None) -> Form:
    """The signed form with the evidence for each result, by its id, beside it in a column that is not printed."""
    evidence = {
        slot_key("hasil_kerja", bagian, number, "bukti_dukung"): bukti[hasil.id]
        for bagian in BAGIAN
        for number, hasil in enumerate(_results(skp, bagian), start=1)
        if hasil.id and hasil.id in bukti
    }
    column = form.definition.jumlah_saklar(BUKTI)
    if not evidence or not column:
        return form
    stamp = form.stamp.model_copy(update={"jumlah": (*form.stamp.jumlah, *column)})
    return replace(form, stamp=stamp, terkunci={**form.terkunci, **evidence}).signed(signing_key)


def _results(skp: Skp, bagian: str) -> list[HasilKerja]:
    return [hasil for part, _, hasil in skp.semua_hasil() if part == bagian and hasil.rencana_hasil_kerja.strip()]


def _field_of(path: Jalur) -> str:
    """The field that a path leads to."""
    return [part for part in path if isinstance(part, str)][-1]


def _plan_of(skp: Skp) -> dict[Jalur, str]:
    """The plan by path in the evaluation form; its rows of indikator are counted anew, too."""
    plan: dict[Jalur, str] = {}
    for bagian in BAGIAN:
        for number, hasil in enumerate(_results(skp, bagian), start=1):
            root: Jalur = ("hasil_kerja", bagian, number)
            plan[(*root, "rencana_hasil_kerja_diintervensi")] = hasil.rencana_hasil_kerja_diintervensi
            plan[(*root, "rencana_hasil_kerja")] = hasil.rencana_hasil_kerja
            plan |= {(*root, name): text for name, text in (hasil.model_extra or {}).items() if isinstance(text, str)}
            for row, indikator in enumerate(hasil.indikator or (), start=1):
                texts = indikator.model_dump(exclude_none=True, exclude={"nomor"})
                plan |= {(*root, "indikator", row, name): str(text) for name, text in texts.items()}
            measures = enumerate(hasil.ukuran_keberhasilan or (), start=1)
            plan |= {(*root, "ukuran_keberhasilan", row): text for row, text in measures}
    return plan


def _expectations(skp: Skp) -> dict[str, str]:
    """What was expected of each berAKHLAK value; a further expectation of the same value is a further line."""
    per_value: dict[str, tuple[int, list[str]]] = {}
    for position, behaviour in enumerate(skp.perilaku_kerja, start=1):
        _, lines = per_value.setdefault(behaviour.nilai.casefold().strip(), (behaviour.nomor or position, []))
        if behaviour.ekspektasi_khusus.strip():
            lines.append(behaviour.ekspektasi_khusus)
    return {
        slot_key("perilaku_kerja", number, "ekspektasi_khusus"): "\n".join(lines)
        for number, lines in per_value.values()
    }
