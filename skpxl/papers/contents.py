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
from skpxl.model.angka_kredit import AngkaKredit, angka_kredit, find_jenjang
from skpxl.model.evaluasi import Evaluasi, nama_periode, period_code
from skpxl.model.integrasi import CARA_DIISI, AturanIntegrasi, HasilIntegrasi, pilihan_tabel
from skpxl.model.pegawai import Pegawai
from skpxl.model.periode import Periode
from skpxl.model.predikat import official_predikat, predikat, recognise
from skpxl.model.skp import Identitas, slot_key
from skpxl.model.teks import join_items, sidik
from skpxl.papers.order import TITIK, PaperOrder
from skpxl.papers.recognise import periodic_kind
from skpxl.template.definition import Definition
from skpxl.template.form import Form
from skpxl.template.rules import Aturan

BELUM_TERVERIFIKASI = "(belum terverifikasi)"
# A paper that aturan/berkas.toml does not know: its form is called so, too.
ANGKA_KREDIT = "konversi-angka-kredit"
# The forms of the evaluation as a document, short and long.
_SHORT, _LONG = "dokumen-evaluasi", "dokumen-evaluasi-panjang"


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

    Block 5 holds the feedback that the evaluation names as the atasan's; without any it stays open, to be typed into.
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
        **_identitas("atasan_pejabat_penilai", above),
        "capaian_organisasi": dinilai.capaian.upper(),
        "predikat": official_predikat(dinilai.predikat, order.library.aturan.predikat).upper(),
        "catatan": join_items(notes) if len(notes) > 1 else "".join(notes),
    }
    form = _LONG if order.wanted.long else _SHORT
    context = {"nama_periode": nama_periode(evaluasi.jenis, dinilai.masa)}
    kind = DOKUMEN.paper
    if evaluasi.jenis != "tahunan":
        kind = periodic_kind(kind, period_code(evaluasi.jenis, dinilai.masa))
    made = _paper(form, values, context, order, kind, evaluasi.tahun, dinilai.predikat)
    return replace(made, emblem=order.wanted.emblem)


def yearly_result(dinilai: Dinilai, form: Form, order: PaperOrder) -> Naskah:
    """Dokumen Hasil Evaluasi Kinerja Tahunan: the annual evaluation form itself, finished."""
    values = {
        **form.terkunci,
        **form.isian,
        "capaian_organisasi": dinilai.capaian,
        "rating_hasil_kerja": dinilai.rating_hasil_kerja,
        "rating_perilaku": dinilai.rating_perilaku,
        "predikat": dinilai.predikat,
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


def credit_of(dinilai: Dinilai, pegawai: Pegawai | None, order: PaperOrder) -> AngkaKredit | str:
    """The angka kredit of an annual evaluation, or why there is none, in Indonesian.

    The roster's Jenis Jabatan counts where it says something; whether a jabatan is a JF is otherwise told by its name.
    """
    kind = pegawai.jenis_jabatan.strip().casefold() if pegawai else ""
    if kind and not kind.startswith(("fungsional", "jf", "jabatan fungsional")):
        return "bukan jabatan fungsional"
    aturan = order.library.aturan.angka_kredit
    jenjang = find_jenjang(dinilai.evaluasi.pegawai.jabatan, aturan.sebutan_jenjang)
    if not jenjang:
        return "jenjang jabatan fungsional tidak dikenali dari nama jabatannya"
    months = dinilai.masa.bulan
    if not months:
        return "masa penilaiannya kurang dari setengah bulan"
    credit = angka_kredit(dinilai.predikat, jenjang, months, aturan) if months <= 12 else None
    return credit or f"masa penilaiannya {months} bulan, lebih dari setahun"


def credit_paper(dinilai: Dinilai, kredit: AngkaKredit, order: PaperOrder) -> Naskah:
    """Konversi Predikat Kinerja ke Angka Kredit: a sheet of its own. What has no sure source is marked where it stands."""
    evaluasi = dinilai.evaluasi
    doubtful = set(kredit.belum_terverifikasi)

    def marked(text: str, what: str) -> str:
        return f"{text}\n{BELUM_TERVERIFIKASI}" if what in doubtful else text

    entries = {
        "predikat": kredit.predikat,
        "persentase": marked(f"{tercetak(kredit.persen)}%", f"persen predikat {kredit.predikat}"),
        "koefisien": marked(tercetak(kredit.koefisien), f"koefisien {kredit.jenjang}"),
        "bulan": str(kredit.bulan),
        "angka_kredit": tercetak(kredit.nilai),
    }
    values = {
        **_heading(evaluasi.instansi, dinilai.masa, evaluasi.pegawai, evaluasi.pejabat_penilai),
        **{slot_key("konversi", "hasil", 1, name): text for name, text in entries.items()},
    }
    definition = order.library.definition(ANGKA_KREDIT)
    context = {
        "tahun": str(evaluasi.tahun),
        "dasar": definition.dasar,
        "jenjang": kredit.jenjang,
        "catatan_angka": (
            f"Angka bertanda {BELUM_TERVERIFIKASI} belum ditemukan dalam teks peraturannya; cocokkan sebelum dipakai."
            if doubtful
            else ""
        ),
    }
    outcome = f"{tercetak(kredit.nilai)} angka kredit"
    return _paper(ANGKA_KREDIT, values, context, order, ANGKA_KREDIT, evaluasi.tahun, outcome)


def integrasi_paper(form: Form, outcome: HasilIntegrasi, ide_baru: bool, order: PaperOrder) -> Naskah:
    """Dokumen Integrasi 2021: the form with its result, and a line that says which way of converting was used."""
    aturan = order.library.aturan.integrasi
    decimals = aturan.pembulatan.desimal
    values = {
        **form.terkunci,
        "januari_juni": _in_full(outcome.januari_juni),
        "konversi": _way(outcome, aturan),
        "nilai_konversi": _in_full(outcome.konversi),
        "juli_desember": _in_full(outcome.juli_desember),
        "ide_baru": "Ya" if ide_baru else "Tidak",
        "nilai": tercetak(outcome.nilai, decimals),
        "predikat": outcome.predikat.upper(),
    }
    return Naskah(
        title=_title(INTEGRASI.paper, form.definition, order.library.aturan),
        definition=form.definition,
        values=values,
        context={
            **form.placeholders,
            "tempat_tanggal": order.wanted.signing.tercetak(),
            "keterangan_konversi": _explanation(outcome, aturan),
            "rumus_nilai": _formula(outcome, aturan),
        },
        kode=INTEGRASI.paper,
        nama=values.get("pegawai_nama", ""),
        nip=values.get("pegawai_nip", ""),
        tahun=form.stamp.periode.selesai.year,
        result=f"{outcome.predikat} ({tercetak(outcome.nilai, decimals)})",
    )


def _title(kind: str, definition: Definition, rules: Aturan) -> str:
    """The official name of a kind of paper."""
    dokumen = rules.berkas.dokumen.get(kind)
    return dokumen.nama if dokumen else definition.judul


def _paper(
    form: str,
    values: Mapping[str, str],
    context: Mapping[str, str],
    order: PaperOrder,
    kind: str,
    tahun: int,
    outcome: str,
) -> Naskah:
    """A paper of a definition of its own. Under a name without NIP nothing is printed."""
    printed = {
        f"{who}_nip_tercetak": f"NIP. {nip}" if (nip := values.get(f"{who}_nip", "")) else ""
        for who in ("pegawai", "pejabat_penilai", "atasan_pejabat_penilai")
    }
    definition = order.library.definition(form)
    return Naskah(
        title=_title(kind, definition, order.library.aturan),
        definition=definition,
        values=values,
        context={**values, **printed, **context, "tempat_tanggal": order.wanted.signing.tercetak()},
        kode=kind,
        nama=values["pegawai_nama"],
        nip=values["pegawai_nip"],
        tahun=tahun,
        result=outcome,
    )


def _heading(instansi: str, masa: Periode, pegawai: Identitas, penilai: Identitas) -> dict[str, str]:
    return {
        "instansi": instansi,
        "periode_tercetak": f"PERIODE PENILAIAN:\n{masa.tercetak()}",
        **_identitas("pegawai", pegawai),
        **_identitas("pejabat_penilai", penilai),
    }


def _identitas(who: str, identitas: Identitas) -> dict[str, str]:
    return {slot_key(who, name): text for name, text in identitas.model_dump().items()}


def _in_full(number: Decimal) -> str:
    """A number with all its digits: what was entered is not rounded."""
    exponent = number.as_tuple().exponent
    return tercetak(number, max(0, -exponent) if isinstance(exponent, int) else 0)


def _is_doubtful(outcome: HasilIntegrasi, aturan: AturanIntegrasi) -> bool:
    """True where the score was converted by a table without a sure source."""
    return any(outcome.cara == pilihan_tabel(name) and not table.terverifikasi for name, table in aturan.tabel.items())


def _way(outcome: HasilIntegrasi, aturan: AturanIntegrasi) -> str:
    return f"{outcome.cara} {BELUM_TERVERIFIKASI}" if _is_doubtful(outcome, aturan) else outcome.cara


def _explanation(outcome: HasilIntegrasi, aturan: AturanIntegrasi) -> str:
    """How the first half was converted, as a sentence."""
    converted = _in_full(outcome.konversi)
    if outcome.cara == CARA_DIISI:
        return f"Nilai konversi Januari - Juni {converted} diisi sendiri, tidak dihitung dengan tabel."
    doubt = ", yang belum terverifikasi" if _is_doubtful(outcome, aturan) else ""
    before = _in_full(outcome.januari_juni)
    return f"Nilai Januari - Juni {before} dikonversi menjadi {converted} dengan {outcome.cara}{doubt}."


def _formula(outcome: HasilIntegrasi, aturan: AturanIntegrasi) -> str:
    """What the result is made of."""
    first, second = tercetak(aturan.bobot.januari_juni), tercetak(aturan.bobot.juli_desember)
    score = tercetak(outcome.nilai, aturan.pembulatan.desimal)
    converted, entered = _in_full(outcome.konversi), _in_full(outcome.juli_desember)
    return f"Nilai tahun 2021 = {first}% x {converted} + {second}% x {entered} = {score}."
