"""The SKP as a paper to be signed: the accepted form itself, finished (SKP, Perilaku Kerja, lampiran). It judges no answer.

It is printed in today's official wording, whatever the workbook was issued with.
"""

from collections.abc import Mapping

from skpxl.books.paper import Naskah
from skpxl.model.skp import Skp
from skpxl.papers.order import PaperOrder
from skpxl.template.definition import Definition
from skpxl.template.form import Form
from skpxl.template.layout import place
from skpxl.template.library import Library
from skpxl.template.unused import without_unused

NAMA = "Sasaran Kinerja Pegawai"


def skp_paper(form: Form, skp: Skp, order: PaperOrder) -> Naskah:
    """The paper of an SKP. Place and date of signing are those of the form, where the order names none."""
    values = without_unused(form.layout, form.values)
    definition = in_todays_wording(form, values, order.library)
    signing = order.wanted.signing
    printed = signing.tercetak() if signing.tanggal else form.placeholders.get("tempat_tanggal", signing.tercetak())
    many = sum(1 for _, _, hasil in skp.semua_hasil() if hasil.rencana_hasil_kerja.strip())
    return Naskah(
        title=NAMA,
        definition=definition,
        values=values,
        context={**form.placeholders, "tempat_tanggal": printed},
        jumlah=form.stamp.jumlah,
        kode="skp",
        nama=values.get("pegawai_nama", ""),
        nip=values.get("pegawai_nip", ""),
        tahun=form.stamp.periode.selesai.year,
        result=f"{many} hasil kerja",
        least=0,
    )


def in_todays_wording(form: Form, values: Mapping[str, str], library: Library) -> Definition:
    """The newest versi of a form that has a place for all that stands in it, by key; else its own."""
    known = library.versi(form.definition.form)
    if not known or known[-1] == form.definition.versi:
        return form.definition
    newest = library.definition(form.definition.form)
    places = place(newest, form.stamp.jumlah).by_key
    return newest if all(key in places for key, text in values.items() if text) else form.definition
