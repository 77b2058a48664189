"""What is keyed into e-Kinerja of forms with a person's results (rencana aksi, bukti dukung). It knows no form by name.

The order is the form's: per result its rows, per row its fields, called as the definition calls them.
"""

from collections.abc import Iterator, Sequence

from skpxl.kinds.of_results import table_of_results
from skpxl.model.ekinerja import Langkah
from skpxl.model.teks import one_line
from skpxl.receive.validate import ReceivedFile
from skpxl.template.form import Form

_BETWEEN = " › "


def plans_by_person(files: Sequence[ReceivedFile]) -> dict[tuple[str, str], list[Langkah]]:
    """The steps of all such forms that count and have no galat, by NIP of pegawai and penilai."""
    found: dict[tuple[str, str], list[Langkah]] = {}
    for file in files:
        answers, form = file.bebas, file.reading.form
        if answers and form and file.counted and not file.galat and table_of_results(form.definition):
            found.setdefault((answers.nip, answers.pejabat_penilai.nip), []).extend(_steps(form))
    return found


def _steps(form: Form) -> Iterator[Langkah]:
    """The open fields of the table that are filled in; what is printed beside a row is part of where they stand."""
    blok = table_of_results(form.definition)
    rows: dict[tuple[str | int, ...], str] = {}
    for slot in form.layout.slots:
        text = one_line(form.values.get(slot.key, ""))
        if blok is None or slot.path[0] != blok.id or not text:
            continue
        if slot.terkunci:
            rows[slot.path[:-1]] = f"{slot.sebutan.capitalize()} {text}"
            continue
        beside = rows.get(slot.path[:-1], "") if len(slot.path) > 4 else ""
        place = [
            f"{blok.sebutan} {slot.path[1]} {slot.path[2]}",
            form.definition.judul,
            beside,
            slot.sebutan.capitalize(),
        ]
        yield Langkah(_BETWEEN.join(filter(None, place)), slot.sebutan.capitalize(), text, "")
