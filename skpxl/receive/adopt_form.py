"""Where a stranger's answers go when nobody names a form: the one that was issued to the person, or a new one made for them.

A new form is nobody's issue: it carries no signature, and what it prints of the person is what her own sheet says.
"""

from pathlib import Path

from skpxl.errors import SkpxlError, required
from skpxl.forms.read import read_form
from skpxl.forms.write import write_form
from skpxl.kinds.blank_skp import identitas_tercetak, panduan
from skpxl.kinds.skp import SKP_FORMS
from skpxl.kinds.stamping import stamp_of
from skpxl.model.skp import BAGIAN, Skp
from skpxl.model.stamp import singkatan
from skpxl.receive.adopt import Adoption, adopt_into, answers_for, hold_together
from skpxl.template.answers import to_values
from skpxl.template.form import Form
from skpxl.template.library import Library

_DOTS = "…………………, …………………"  # place and date where the sheet has none


def filled(
    adopsi: Adoption, library: Library, *, form: Path | None, issued: Path | None, sandi: str = ""
) -> tuple[bytes, list[str]]:
    """A form with the adopted answers, and notes: `form`, else the person's under the folder `issued`, else a new one.

    Raises SkpxlError as `adopt_into`, `issued_for` and `new_form` do.
    """
    found = []
    if form is None and issued is not None:
        form = issued_for(adopsi, issued, library)
        found = [f"diisikan ke formulir terbitan {form}"]
    if form is None:
        return new_form(adopsi, library, sandi=sandi)
    data, notes = adopt_into(adopsi, form, library, sandi=sandi)
    return data, [*found, *notes]


def issued_for(adopsi: Adoption, folder: Path, library: Library) -> Path:
    """The form under `folder` that was issued to this SKP's person for its period. Raises SkpxlError where there is not one.

    Of several (the person has two superiors) it is that of the penilai whom the sheet names.
    """
    skp = required(adopsi.skp, f"SKP dalam {adopsi.file}")
    if not skp.nip:
        raise SkpxlError(f"{adopsi.file} tidak menyebut NIP yang sah; sebut formulir orangnya dengan --into.")
    found: list[tuple[Path, str]] = []
    for path in sorted(folder.rglob(f"*{skp.nip}*.xlsx")):
        form = read_form(path, library, file=str(path)).form
        if form is None or form.stamp.nip != skp.nip or form.stamp.form not in SKP_FORMS.values():
            continue
        if (
            skp.periode is None
            or form.stamp.periode.mulai <= skp.periode.selesai
            and skp.periode.mulai <= form.stamp.periode.selesai
        ):
            found.append((path, form.stamp.penilai))
    of_penilai = [(path, penilai) for path, penilai in found if penilai == skp.pejabat_penilai.nip]
    found = of_penilai if len(found) > 1 and of_penilai else found
    if len(found) == 1:
        return found[0][0]
    if found:
        names = ", ".join(str(path) for path, _ in found)
        raise SkpxlError(f"Ada {len(found)} formulir terbitan untuk NIP {skp.nip} ({names}); sebut satu dengan --into.")
    raise SkpxlError(
        f"Formulir terbitan untuk NIP {skp.nip} tidak ada di {folder}; terbitkan dengan `skpxl generate`, atau sebut "
        "formulirnya dengan --into."
    )


def new_form(adopsi: Adoption, library: Library, *, sandi: str = "") -> tuple[bytes, list[str]]:
    """A form for the person of this SKP with the adopted answers, not signed, and notes on it.

    Raises SkpxlError where NIP or period are not known, where a result has more rows than the form, and where the table
    contradicts itself.
    """
    skp = required(adopsi.skp, f"SKP dalam {adopsi.file}")
    hold_together(adopsi, "formulir baru")
    if not skp.nip or skp.periode is None:
        what = "NIP yang sah" if not skp.nip else "periode penilaian yang dapat dibaca"
        raise SkpxlError(
            f"{adopsi.file} tidak menyebut {what}; betulkan di lembarnya, atau sebut formulir orangnya dengan --into."
        )
    form = _blank(skp, adopsi.place_and_date, library)
    notes = [f"formulir baru untuk {skp.pegawai.nama or skp.nip}, tanpa tanda tangan putaran SKP"]
    results = {bagian: answers_for(skp, bagian, form, adopsi.file, Path("formulir baru"), notes) for bagian in BAGIAN}
    perilaku = [behaviour.model_dump(exclude_none=True) for behaviour in skp.perilaku_kerja]
    values, more = to_values(
        form.layout, {"hasil_kerja": results, "perilaku_kerja": perilaku}, {**form.terkunci, **form.isian}, form.bound
    )
    return write_form(form.filled(values), library, sandi=sandi), [*notes, *more]


def _blank(skp: Skp, place_and_date: str, library: Library) -> Form:
    """The empty form of the SKP's kind, with the person's identity printed as her sheet has it, and room for her results."""
    definition = library.definition(skp.form)
    masa = required(skp.periode, "periode SKP")
    many: dict[str, int] = {bagian: len(getattr(skp.hasil_kerja, bagian)) for bagian in BAGIAN}
    jumlah = tuple((name, max(count, many.get(name, 0))) for name, count in definition.jumlah())
    penilai = singkatan(skp.pejabat_penilai.nip, skp.pejabat_penilai.nama)
    stamp = stamp_of(definition, masa, skp.nip, penilai, signing_key=None, jumlah=jumlah)
    terkunci = {
        "instansi": skp.instansi,
        "periode_tercetak": f"PERIODE PENILAIAN: {masa.tercetak()}",
        **identitas_tercetak("pegawai", skp.pegawai),
        **identitas_tercetak("pejabat_penilai", skp.pejabat_penilai),
        **panduan(definition, library.daftar),
    }
    konteks = {"tempat_tanggal": place_and_date or _DOTS, "tahun": str(masa.mulai.year), "kertas": "A4"}
    return Form(definition, stamp, terkunci, konteks).signed(None)
