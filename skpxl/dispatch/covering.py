"""The letter that goes with a bundle of forms: what it says of them, and the files in it. It decides not whom it is for."""

from collections.abc import Mapping
from datetime import date

from skpxl.dispatch.bundles import TO_PERSON, Bundle, Manner, Workbook
from skpxl.dispatch.outbox import Draft
from skpxl.errors import SkpxlError
from skpxl.files.names import slug
from skpxl.files.output import standing
from skpxl.files.packing import zipped
from skpxl.mail.compose import Attached, short_name
from skpxl.model.periode import Periode, tanggal_tercetak


def draft_of(bundle: Bundle, manner: Manner, deadline: date | None) -> Draft:
    """The letter of a bundle; without a `deadline` it names none."""
    names = _names(bundle)
    posts = {} if bundle.purpose == TO_PERSON else {one.mark: f" ({one.row.jabatan})" for one in bundle.workbooks}
    values = {
        "periode": period_in_words(bundle.periode),
        "jumlah": str(len(bundle.workbooks)),
        "daftar": "\n".join(
            f"- {one.row.nama}{posts.get(one.mark, '')}: {names[one.mark]}" for one in bundle.workbooks
        ),
        "batas": tanggal_tercetak(deadline) if deadline else "",
        "bagian": f"surat {bundle.part} dari {bundle.parts}" if bundle.parts > 1 else "",
    }
    return Draft(
        bundle.purpose,
        bundle.key,
        bundle.to.address,
        bundle.to.name,
        values,
        tuple(one.mark for one in bundle.workbooks),
        lambda: _attachments(bundle, manner, names),
        bundle.to.unit,
        bundle.to.nip,
    )


def _names(bundle: Bundle) -> Mapping[tuple[str, int], str]:
    names: dict[tuple[str, int], str] = {}
    for one in bundle.workbooks:
        names[one.mark] = short_name(one.file.name, names.values())
    return names


def _attachments(bundle: Bundle, manner: Manner, names: Mapping[tuple[str, int], str]) -> tuple[Attached, ...]:
    files = {names[one.mark]: _content(one) for one in bundle.workbooks}
    if not manner.as_zip:
        return tuple(Attached(name, data) for name, data in files.items())
    part = f"-{bundle.part}" if bundle.parts > 1 else ""
    return (Attached(f"formulir-{slug(bundle.to.name)}{part}.zip", zipped(files)),)


def _content(workbook: Workbook) -> bytes:
    data = standing(workbook.file)
    if data is None:
        raise SkpxlError(f"{workbook.file} hilang sewaktu suratnya ditulis; ulangi perintahnya.")
    return data


def period_in_words(periode: str) -> str:
    """`1 Januari sd 31 Desember tahun 2024`, of a period as the record of what is out has it."""
    mulai, _, selesai = periode.partition("/")
    return Periode(mulai=date.fromisoformat(mulai), selesai=date.fromisoformat(selesai)).dalam_kalimat()
