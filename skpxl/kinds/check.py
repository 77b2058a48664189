"""Whether what a definition has written is given back: a sample is filled in, written, read, and held against itself.

It judges definitions, never answers. `skpxl template check` and `generate` refuse what does not pass.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from skpxl.errors import DefinitionError, SkpxlError
from skpxl.findings.catalogue import KODE
from skpxl.forms.read import read_form
from skpxl.forms.reading import Reading
from skpxl.forms.triage import Outcome
from skpxl.forms.write import write_form
from skpxl.kinds.kind import Kind
from skpxl.kinds.table import KINDS, kind_of
from skpxl.template.answers import ABOUT, NOT_TYPED, WITHIN, to_tree, to_values
from skpxl.template.blocks import BlokMatriks
from skpxl.template.definition import Definition
from skpxl.template.form import Form
from skpxl.template.library import Library
from skpxl.template.limits import NAMA_MAKS
from skpxl.template.lists import Daftar
from skpxl.template.slots import Layout, Slot

# Digits that the numbers in a key may grow by when a campaign asks for more rows.
_ROOM = 10
_TELL = 4  # so many keys in a sentence
_CLASH = "id ini sudah berarti lain di skpxl; ganti dengan id yang lain"


def check_definition(library: Library, definition: Definition) -> None:
    """Raise DefinitionError, one sentence with file and key, where the form cannot be issued and read back."""
    path = library.akar / definition.form / f"{definition.versi}.toml"
    kind = kind_of(definition)
    if fault := _fault_of_blocks(definition) or (kind.model and _fault_of_round(library, definition, kind)):
        raise DefinitionError(f"{path}: {fault}.")


def _fault_of_blocks(definition: Definition) -> str:
    """Blocks that only one kind can read."""
    found = [blok.id for blok in definition.semua_blok() if isinstance(blok, BlokMatriks)]
    matriks = next(kind for kind in KINDS.values() if kind.per_unit)
    if definition.isi == matriks.isi and len(found) != 1:
        return f'isi: formulir isi = "{matriks.isi}" perlu tepat satu blok jenis matriks, di sini {len(found)}'
    is_read = kind_of(definition).model is not None
    if definition.isi != matriks.isi and found and is_read:
        return f'blok `{found[0]}`: jenis matriks hanya terbaca dalam formulir isi = "{matriks.isi}"'
    if is_read and (by_product := definition.per_produk()):
        return f"blok `{by_product[1].id}`: jenis per_produk hanya dicetak, tidak diisi"
    return ""


def _fault_of_round(library: Library, definition: Definition, kind: Kind) -> str:
    """What goes wrong between issuing a sample and reading it back, filled in; empty where nothing does."""
    try:
        form = kind.sample(library, definition)
    except DefinitionError:  # of another file, which it names
        raise
    except SkpxlError as fault:
        return str(fault).removesuffix(".")
    except Exception as fault:  # whatever a definition makes of the sample is told of the definition
        return f"isi: {_said(definition, fault)}"
    if form is None:
        return "isi: contohnya tidak dapat diterbitkan"
    layout = form.layout
    if fault_of_layout := _fault_of_names(layout) or _fault_of_codes(layout):
        return fault_of_layout
    form = form.filled(sample_answers(library.daftar, form))
    try:
        return _lost(form, kind) or _lost_in_file(form, library)
    except SkpxlError as fault:
        return str(fault).removesuffix(".")
    except ValidationError as fault:
        path = ".".join(str(part) for part in fault.errors()[0]["loc"])
        return f"`{path}`: {_CLASH}"
    except KeyError as fault:
        return f"`{fault.args[0]}`: isian ini disebut oleh bagian lain definisi, tetapi tidak ada"
    except Exception as fault:  # the same: reader and writer are ours, the definition is what is new
        return _said(definition, fault)


def _said(definition: Definition, fault: Exception) -> str:
    return f'formulir isi = "{definition.isi}" ini tidak terbaca kembali ({type(fault).__name__}: {str(fault)[:120]})'


def _fault_of_codes(layout: Layout) -> str:
    """A finding that there is not, or one that weighs otherwise than the live line takes it."""
    status = layout.definition.status
    named = [(want.code, want.advice) for want in layout.wants if want.code]
    for code, advice in [*named, *([(status.kode_kosong, False)] if status and status.kode_kosong else [])]:
        if code not in KODE:
            return f"`{code}`: kode temuan ini tidak ada; pakai salah satu dari pesan.toml, atau hapus"
        if (KODE[code].severity == "galat") == advice:
            weight = "menahan formulir, padahal isian itu hanya anjuran" if advice else "tidak menahan formulir"
            return f"`{code}`: temuan ini {weight}; ganti kodenya atau `anjuran`-nya"
    return ""


def _fault_of_names(layout: Layout) -> str:
    """A key longer than the name of a cell may be, one that says where an item stands, or the beginning of another's way."""
    long = next((slot.key for slot in layout.slots if len(slot.key) > NAMA_MAKS - _ROOM), "")
    if long:
        return f"`{long[:60]}…`: nama selnya {len(long)} karakter, paling panjang {NAMA_MAKS - _ROOM}; pendekkan id-nya"
    leaves = {slot.path for slot in layout.slots}
    for slot in layout.slots:
        if (slot.path[-1] in NOT_TYPED and len(slot.path) > 1) or slot.path[0] in {*ABOUT, *WITHIN}:
            return f"`{'.'.join(part for part in slot.path if isinstance(part, str))}`: {_CLASH}"
        for length in range(1, len(slot.path)):
            if slot.path[:length] in leaves:
                return f"`{_named(slot.path[:length])}`: isian ini bernama sama dengan kelompok isian; ganti id salah satunya"
    return ""


def _named(path: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in path)


def sample_answers(lists: Mapping[str, Daftar], form: Form) -> dict[str, str]:
    """A text of its own for every open place, or the first value of its list."""
    answers = {}
    for number, slot in enumerate(form.layout.entri, start=1):
        choices = [choice.teks for choice in form.pilihan.get(slot.daftar, ())]
        choices = choices or list(lists[slot.daftar].nilai if slot.daftar in lists else ())
        answers[slot.key] = choices[0] if choices else f"Tersusunnya contoh {number}"
    return answers


def _lost(form: Form, kind: Kind) -> str:
    """Answers that the tree of the form, or the values of its kind, do not hold any more."""
    reading = Reading(file="", outcome=Outcome.KITA, form=form)
    held = _texts(kind.read(form, reading).model_dump(mode="json"))
    back, _ = to_values(form.layout, to_tree(form.layout, {**form.terkunci, **form.isian}), form.terkunci)
    lost = [
        slot
        for slot in form.layout.entri
        if back.get(slot.key) != form.isian[slot.key] or form.isian[slot.key] not in held
    ]
    return _lost_slots(lost, _CLASH)


def _lost_in_file(form: Form, library: Library) -> str:
    """Answers that are not found in the workbook that was written."""
    reading = read_form(write_form(form, library), library)
    if reading.form is None:
        return f"isi: berkasnya tidak terbaca kembali ({', '.join(finding.code for finding in reading.findings)})"
    back = reading.form.isian
    lost = [slot for slot in form.layout.entri if back.get(slot.key) != form.isian[slot.key]]
    return _lost_slots(lost, "isian di sana tidak terbaca kembali dari berkasnya; ganti id-nya atau susunannya")


def _lost_slots(lost: list[Slot], what: str) -> str:
    if not lost:
        return ""
    names = list(dict.fromkeys(".".join(part for part in slot.path if isinstance(part, str)) for slot in lost))
    more = f" dan {len(names) - _TELL} lagi" if len(names) > _TELL else ""
    return f"{', '.join(f'`{name}`' for name in names[:_TELL])}{more}: {what}"


def _texts(tree: Any) -> frozenset[str]:
    """All texts in a tree."""
    return frozenset(_walk(tree))


def _walk(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, Mapping):
        for child in tree.values():
            yield from _walk(child)
    elif isinstance(tree, list | tuple):
        for child in tree:
            yield from _walk(child)
