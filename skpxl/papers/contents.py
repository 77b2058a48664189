"""What stands in each finished paper: the values of its cells from an evaluation or a form Integrasi 2021. It writes no file.

Whatever can be computed is computed here again; nothing a sheet has shown is believed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from skpxl.books.paper import Naskah
from skpxl.errors import required
from skpxl.kinds.dokumen import DOKUMEN
from skpxl.kinds.evaluasi import EVALUASI
from skpxl.kinds.integrasi import INTEGRASI
from skpxl.model.angka import tercetak
from skpxl.model.evaluasi import Evaluasi, nama_periode, period_code
from skpxl.model.integrasi import CARA_DIISI, AturanIntegrasi, HasilIntegrasi
from skpxl.model.periode import TITIK, Periode, tanggal_tercetak
from skpxl.model.predikat import official_predikat, predikat, recognise
from skpxl.model.skp import Identitas, slot_key
from skpxl.model.teks import join_items, sidik
from skpxl.papers.order import PaperOrder
from skpxl.papers.recognise import periodic_kind
from skpxl.template.definition import Definition
from skpxl.template.form import Form
from skpxl.template.rules import Aturan

# The forms of the evaluation as a document, short and long.
_SHORT, _LONG = "dokumen-evaluasi", "dokumen-evaluasi-panjang"
# The paper that is made of a form Integrasi 2021.
_INTEGRASI = "dokumen-integrasi-2021"


@dataclass(frozen=True)
class Dinilai:
    """An evaluation with what follows from it: ratings and capaian in the wording of today, and the predikat."""

    evaluasi: Evaluasi
    capaian: str
    rating_hasil_kerja: str
    rating_perilaku: str
    predikat: str

    @property
    def masa(self) -> Periode:
        """The days it is for: those of its stamp."""
        return required(self.evaluasi.periode, "periode dalam evaluasi")


def rate(evaluasi: Evaluasi, rules: Aturan) -> Dinilai:
    """Compute the predikat again (PermenPANRB 6/2022); it is empty where a rating is missing or unknown."""
    return Dinilai(
        evaluasi=evaluasi,
        capaian=recognise(evaluasi.capaian_organisasi, rules.pola.sebutan_capaian),
        rating_hasil_kerja=recognise(evaluasi.rating_hasil_kerja, rules.predikat.sebutan),
        rating_perilaku=recognise(evaluasi.rating_perilaku, rules.predikat.sebutan),
        predikat=predikat(evaluasi.rating_hasil_kerja, evaluasi.rating_perilaku, rules.predikat),
    )


def evaluation_document(dinilai: Dinilai, atasan: Identitas | None, order: PaperOrder) -> Naskah:
    """Dokumen Evaluasi Kinerja Pegawai. Block 3 has dots where the penilai's own superior (`atasan`) is not known.

    Block 5 holds the feedback that the evaluation names as the atasan's; without any it stays open, to be typed into. Where
    the evaluation tells of a keberatan it is the long one, with what it says.
    """
    evaluasi = dinilai.evaluasi
    above = atasan or Identitas(**dict.fromkeys(Identitas.model_fields, TITIK))
    notes = [
        feedback.isi
        for of_slot in evaluasi.umpan_balik.values()
        for feedback in of_slot
        if sidik(feedback.hubungan) == "atasan" and feedback.isi.strip()
    ]
    values = {
        **_heading(evaluasi.instansi, dinilai.masa, evaluasi.pegawai, evaluasi.pejabat_penilai),
        **printed_identity("atasan_pejabat_penilai", above),
        "capaian_organisasi": dinilai.capaian.upper(),
        "predikat": official_predikat(dinilai.predikat, order.library.aturan.predikat).upper(),
        "catatan": join_items(notes) if len(notes) > 1 else "".join(notes),
    }
    objection = next((one for of_part in evaluasi.keberatan.values() for one in of_part), None)
    written = (
        {name: text for name, text in objection.model_dump(exclude={"nomor"}).items() if text} if objection else {}
    )
    values |= written
    form = _LONG if order.wanted.long or written else _SHORT
    context = {"nama_periode": nama_periode(evaluasi.jenis, dinilai.masa)}
    kind = DOKUMEN.paper
    if evaluasi.jenis != "tahunan":
        kind = periodic_kind(kind, period_code(evaluasi.jenis, dinilai.masa))
    made = paper_of(form, values, context, order, (kind, evaluasi.tahun, dinilai.predikat))
    return replace(made, emblem=order.wanted.emblem)


def yearly_result(dinilai: Dinilai, form: Form, order: PaperOrder) -> Naskah:
    """Dokumen Hasil Evaluasi Kinerja Tahunan: the annual evaluation form itself, finished."""
    values = {
        **form.terkunci,
        **form.isian,
        "capaian_organisasi": dinilai.capaian,
        "rating_hasil_kerja": dinilai.rating_hasil_kerja,
        "rating_perilaku": dinilai.rating_perilaku,
        "predikat": official_predikat(dinilai.predikat, order.library.aturan.predikat),
    }
    return Naskah(
        title=_title(EVALUASI.paper, form.definition, order.library.aturan),
        definition=form.definition,
        values=values,
        context={**form.placeholders, "tempat_tanggal": order.wanted.signing.tercetak()},
        jumlah=form.stamp.jumlah,
        kode=EVALUASI.paper,
        nama=values.get("pegawai_nama", ""),
        nip=values.get("pegawai_nip", ""),
        tahun=form.stamp.periode.selesai.year,
        result=dinilai.predikat,
    )


def integrasi_paper(form: Form, outcome: HasilIntegrasi, order: PaperOrder) -> Naskah:
    """Dokumen Integrasi 2021: both halves as PP 30/2019 has them, and what comes of them. How is said by `integrasi_notes`."""
    decimals = order.library.aturan.integrasi.pembulatan.desimal
    tanggal = order.wanted.signing.tanggal
    values = {
        **form.terkunci,
        "tanggal_penilaian": tanggal_tercetak(tanggal) if tanggal else "",
        "januari_juni": _in_full(outcome.konversi),
        "juli_desember": _in_full(outcome.juli_desember),
        "nilai": tercetak(outcome.nilai, decimals),
        "predikat": outcome.predikat.upper(),
    }
    result = f"{outcome.predikat} ({tercetak(outcome.nilai, decimals)})"
    tahun = form.stamp.periode.selesai.year
    return paper_of(_INTEGRASI, values, {"tahun": str(tahun)}, order, (INTEGRASI.paper, tahun, result))


def integrasi_notes(outcome: HasilIntegrasi, ide_baru: bool, aturan: AturanIntegrasi) -> tuple[str, ...]:
    """How a score of 2021 was reached, in sentences: for the report, not for the paper that is signed."""
    explained = "Ada" if ide_baru else "Tanpa"
    return (
        _explanation(outcome),
        _formula(outcome, aturan),
        f"{explained} ide baru dan/atau cara baru: {outcome.predikat}.",
    )


def _title(kind: str, definition: Definition, rules: Aturan) -> str:
    """The official name of a kind of paper."""
    dokumen = rules.berkas.dokumen.get(kind)
    return dokumen.nama if dokumen else definition.judul


def paper_of(
    form: str,
    values: Mapping[str, str],
    context: Mapping[str, str],
    order: PaperOrder,
    what: tuple[str, int, str],
    jumlah: tuple[tuple[str, int], ...] = (),
) -> Naskah:
    """A paper of a definition of its own; `what` is its kind, its year and what comes of it.

    Under a name without NIP nothing is printed.
    """
    printed = {
        f"{who}_nip_tercetak": f"NIP. {nip}" if (nip := values.get(f"{who}_nip", "")) else ""
        for who in ("pegawai", "pejabat_penilai", "atasan_pejabat_penilai")
    }
    kode, tahun, outcome = what
    definition = order.library.definition(form)
    return Naskah(
        title=_title(kode, definition, order.library.aturan),
        definition=definition,
        values=values,
        context={**values, **printed, "tempat_tanggal": order.wanted.signing.tercetak(), **context},
        jumlah=jumlah,
        kode=kode,
        nama=values["pegawai_nama"],
        nip=values["pegawai_nip"],
        tahun=tahun,
        result=outcome,
    )


def _heading(instansi: str, masa: Periode, pegawai: Identitas, penilai: Identitas) -> dict[str, str]:
    return {
        "instansi": instansi,
        "periode_tercetak": f"PERIODE PENILAIAN:\n{masa.tercetak()}",
        **printed_identity("pegawai", pegawai),
        **printed_identity("pejabat_penilai", penilai),
    }


def printed_identity(who: str, identitas: Identitas) -> dict[str, str]:
    """The cells of somebody's block, as it is filled in."""
    return {slot_key(who, name): text for name, text in identitas.model_dump().items()}


def _in_full(number: Decimal) -> str:
    """A number with all its digits: what was entered is not rounded."""
    exponent = number.as_tuple().exponent
    return tercetak(number, max(0, -exponent) if isinstance(exponent, int) else 0)


def _explanation(outcome: HasilIntegrasi) -> str:
    """How the first half was converted, as a sentence."""
    before, converted = _in_full(outcome.januari_juni), _in_full(outcome.konversi)
    if outcome.cara == CARA_DIISI:
        return f"Nilai Januari - Juni {before} (PP 46/2011) menjadi {converted}: nilai konversi diisi sendiri."
    return f"Nilai Januari - Juni {before} (PP 46/2011) menjadi {converted} dengan {outcome.cara}."


def _formula(outcome: HasilIntegrasi, aturan: AturanIntegrasi) -> str:
    """What the result is made of."""
    first, second = tercetak(aturan.bobot.januari_juni), tercetak(aturan.bobot.juli_desember)
    score = tercetak(outcome.nilai, aturan.pembulatan.desimal)
    converted, entered = _in_full(outcome.konversi), _in_full(outcome.juli_desember)
    return f"Nilai tahun 2021 = {first}% x {converted} + {second}% x {entered} = {score}."
