"""What comes back of an office's own forms (`isi = "bebas"`), collected in one table per form. No matriks is made of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from skpxl.consolidate.answer_rows import answer_rows
from skpxl.consolidate.people import fate_without_file, office_of
from skpxl.consolidate.place import PLACE, printed_code
from skpxl.errors import required
from skpxl.kinds.kind import asked_for
from skpxl.kinds.table import kind_of
from skpxl.model.fate import Account, FileFate, PersonFate, tally
from skpxl.model.pegawai import Pegawai
from skpxl.model.periode import Periode
from skpxl.model.skp import Identitas, slot_key
from skpxl.model.stamp import singkatan
from skpxl.model.unit import Organisasi
from skpxl.receive.validate import ReceivedFile
from skpxl.template.form import Form
from skpxl.template.headings import Column, column_of, headings, sections
from skpxl.template.slots import Slot

# What of a form every row of a table says in columns of its own.
_PRINTED_ANYWAY = ("pegawai", "pejabat_penilai", "instansi", "periode_tercetak")
# Columns that every table has, with their widths.
WHO = {**PLACE, "Nama": 26.0, "NIP": 21.0, "Jabatan": 28.0, "Pejabat Penilai": 26.0, "Formulir": 18.0}
_KEYS = ("perangkat_daerah", "kode_unit", "unit_kerja", "nama", "nip", "jabatan", "penilai_nama", "formulir")
ITEM = {"Bagian": 24.0, "No": 6.0}
FILE = "Berkas"


@dataclass(frozen=True)
class Returned:
    """One row of the roster and what it has returned of a form: its fate, and the file that counts."""

    orang: Pegawai
    unit: str
    fate: PersonFate
    file: ReceivedFile | None = None
    perangkat_daerah: str = ""


@dataclass(frozen=True)
class AnswerColumn:
    """A column of a table of answers: the way to its places, and what stands over it."""

    column: Column
    title: str


@dataclass(frozen=True)
class OwnForm:
    """Everything that came back of one form: the files that count, those that do not, how it stands with everybody."""

    form: str
    files: tuple[ReceivedFile, ...]
    people: tuple[Returned, ...]
    account: Account[PersonFate]


def collect(
    files: Sequence[ReceivedFile],
    organisasi: Organisasi | None,
    units: Sequence[str] = (),
    periode: Periode | None = None,
) -> list[OwnForm]:
    """The forms among `files` that are collected in tables. Without a roster those who have returned one are everybody.

    `units` restrict who is waited for, and whose answers are told, to these units and those below them; `periode` to those
    who serve on a day of it.
    """
    by_form: dict[str, list[ReceivedFile]] = {}
    for file in files:
        form = file.reading.form
        if form and file.content is not None and kind_of(form.definition).tabulated:
            by_form.setdefault(form.definition.form, []).append(file)
    return [_collected(form, of_form, organisasi, units, periode) for form, of_form in sorted(by_form.items())]


def _collected(
    form: str,
    files: Sequence[ReceivedFile],
    organisasi: Organisasi | None,
    units: Sequence[str],
    periode: Periode | None = None,
) -> OwnForm:
    rows = _expected(files, organisasi, units)
    people = []
    left = list(files)
    for orang, penilai, unit in rows:
        own = [file for file in left if _belongs(file, orang, penilai, rows)]
        left = [file for file in left if not any(file is taken for taken in own)]
        counted = next((file for file in own if file.counted), None)
        office = office_of(organisasi, orang) if organisasi else ""
        people.append(Returned(orang, unit, _fate(orang, counted, own, periode), counted, office))
    outside = [file for file in left if file.counted and not units]
    shown = [*(person.file for person in people if person.file), *outside]
    return OwnForm(form, tuple(shown), tuple(people), _account(form, people, rows, organisasi, units))


def _account(
    form: str,
    people: Sequence[Returned],
    rows: Sequence[tuple[Pegawai, Identitas, str]],
    organisasi: Organisasi | None,
    units: Sequence[str],
) -> Account[PersonFate]:
    """Everybody on the roster who is waited for has one fate; without a roster, everybody who has returned the form."""
    listed = [orang for orang, _, _ in rows]
    if organisasi is not None:
        asked = asked_for(organisasi, units, ())
        listed = [orang for orang in organisasi.pegawai if asked(orang)]
    decided = ((person.orang, person.fate) for person in people)
    return tally(
        f"orang yang ditunggu {form}-nya", PersonFate, listed, decided, lambda orang: orang.nama or orang.jabatan
    )


def _expected(
    files: Sequence[ReceivedFile], organisasi: Organisasi | None, units: Sequence[str]
) -> list[tuple[Pegawai, Identitas, str]]:
    """Who is to return a form: everybody on the roster, with his penilai and the name of his unit."""
    if organisasi is None:
        owners = {owner.nip or owner.nama: owner for file in files if file.bebas for owner in (file.bebas.pegawai,)}
        return [
            (
                Pegawai(nip=owner.nip, nama=owner.nama, jabatan=owner.jabatan, unit_kerja=owner.unit_kerja),
                Identitas(),
                owner.unit_kerja,
            )
            for owner in owners.values()
        ]
    organisasi.ensure_known(units)
    inside = {unit.kode for code in units for unit in organisasi.cabang(code)}
    return [
        (orang, organisasi.penilai(orang), organisasi.nama_unit(orang.unit_kerja))
        for orang in organisasi.pegawai
        if not units or orang.unit_kerja in inside
    ]


def _belongs(
    file: ReceivedFile, orang: Pegawai, penilai: Identitas, rows: Sequence[tuple[Pegawai, Identitas, str]]
) -> bool:
    """Whether a file is that of a row: its person's, and of somebody with two rows the one under the same penilai."""
    stamp = _form_of(file).stamp
    if stamp.nip != singkatan(orang.nip, orang.nama):
        return False
    alike = [p for other, p, _ in rows if other.nip == orang.nip]
    return len(alike) == 1 or stamp.penilai == singkatan(penilai.nip, penilai.nama)


def _fate(
    orang: Pegawai, counted: ReceivedFile | None, own: Sequence[ReceivedFile], periode: Periode | None
) -> PersonFate:
    if counted:
        return PersonFate.PERLU_PERBAIKAN if counted.fate is FileFate.PERLU_PERBAIKAN else PersonFate.DITERIMA
    if own:
        return PersonFate.TAK_DIPAKAI
    return fate_without_file(orang, periode)


def own_form_columns(own: OwnForm) -> tuple[list[AnswerColumn], list[AnswerColumn], list[AnswerColumn]]:
    """(who it is, what is written once, what stands in lists) as columns: those that any versi of the form has.

    They are headed as on the newest versi. The columns of lists begin with the part of the form and the number of the item.
    """
    forms = sorted(map(_form_of, own.files), key=lambda form: form.definition.versi, reverse=True)
    once: dict[Column, str] = {}
    many: dict[Column, str] = {}
    for form in forms:
        shown = {column_of(slot): any(isinstance(part, int) for part in slot.path) for slot in _shown(form)}
        for column, heading in headings(form.definition).items():
            if column in shown:
                (many if shown[column] else once).setdefault(column, heading)
    taken = {title.casefold() for title in (*WHO, *ITEM, FILE)}

    def headed(columns: Mapping[Column, str]) -> Iterator[AnswerColumn]:
        for column, text in columns.items():
            title = text if text.casefold() not in taken else f"{text} ({'.'.join(column)})"
            taken.add(title.casefold())
            yield AnswerColumn(column, title)

    return [AnswerColumn((name,), name) for name in WHO], list(headed(once)), list(headed(many))


def own_form_rows(own: OwnForm) -> Iterator[list[str | int]]:
    """A row per item of everybody (of a form without any, per file), by the columns of `own_form_columns`, and the file."""
    _, once, many = own_form_columns(own)
    owners = {id(person.file): person for person in own.people if person.file}
    for file in own.files:
        owner = owners.get(id(file))
        form, answers = _form_of(file), required(file.bebas, "isian")
        names = sections(form.definition)
        who = answers.pegawai
        for row in answer_rows(form, _shown(form)):
            where, _, _ = file.reading.tempat(row.key)
            yield [
                owner.perangkat_daerah if owner else "",
                printed_code(owner.orang.unit_kerja, owner.unit) if owner else "",
                *(who.unit_kerja, who.nama, who.nip, who.jabatan, answers.pejabat_penilai.nama, form.stamp.form),
                *(row.texts.get(answer.column, "") for answer in once),
                *((" ".join(names.get(row.part, "").split()), row.item or "") if many else ()),
                *(row.texts.get(answer.column, "") for answer in many),
                Path(where).name,
            ]


def own_form_records(own: OwnForm) -> tuple[list[str], Iterator[dict[str, str | int]]]:
    """(the columns by key, a record per row), for a program: keys stay the same when a heading is reworded."""
    _, once, many = own_form_columns(own)
    keys = [*_KEYS, *(slot_key(*answer.column) for answer in once)]
    keys += ["bagian", "nomor", *(slot_key(*answer.column) for answer in many)] if many else []
    keys.append("berkas")
    return keys, (dict(zip(keys, row, strict=True)) for row in own_form_rows(own))


def _form_of(file: ReceivedFile) -> Form:
    return required(file.reading.form, f"formulir dalam {file.reading.file}")


def _shown(form: Form) -> list[Slot]:
    return [slot for slot in form.layout.slots if slot.path[0] not in _PRINTED_ANYWAY]
