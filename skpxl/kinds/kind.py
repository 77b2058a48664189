"""What the table of kinds says of each kind, and what is handed to it. It holds no kind itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from skpxl.campaign.settings import Settings
from skpxl.checks.rujukan import Rujukan
from skpxl.checks.salinan import Wording
from skpxl.errors import UsageError
from skpxl.findings import Finding
from skpxl.forms.reading import Reading
from skpxl.kinds.file_names import FileNames
from skpxl.kinds.offers import Offer
from skpxl.model.bebas import IsianBebas
from skpxl.model.dasar import Model
from skpxl.model.evaluasi import Evaluasi
from skpxl.model.integrasi import IsianIntegrasi
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.pegawai import Pegawai
from skpxl.model.pembagian import Pembagian
from skpxl.model.periode import Periode
from skpxl.model.skp import Skp
from skpxl.model.unit import Organisasi
from skpxl.template.definition import Definition
from skpxl.template.form import Form
from skpxl.template.library import Library

# What heads the columns of a matriks; empty: whatever there is, roles first.
JudulKolom = Literal["", "produk", "hasil", "indikator"]
# How the reason begins for which a post that nobody holds gets no form.
VACANT = "jabatan lowong"
# What a workbook of ours can mean.
Isi = Skp | Pembagian | Evaluasi | IsianIntegrasi | IsianBebas


@dataclass(frozen=True)
class Terbitan:
    """One person of the roster in a run: the form and its path, or why there is none (`reason`).

    With `keeps` a form of the same code that was issued before with other contents stays in force on purpose.
    """

    orang: Pegawai
    form: Form | None
    path: Path
    reason: str = ""
    keeps: bool = False

    @property
    def vacant(self) -> bool:
        """True where there is no form because nobody holds the post."""
        return self.form is None and self.reason.startswith(VACANT)


@dataclass(frozen=True)
class Wishes:
    """What the operator asks of a run beside the roster: which form, for whom, with what in it.

    `form` overrides what the roster's Pendekatan says; `units` and `nips` restrict the run. `hasil_atasan` are the SKPs of
    superiors by NIP, `skp` those that were accepted, which forms with their results are issued from. With `kesepakatan` every
    SKP begins with the roles agreed on; for the form of the matriks itself it gives ketua tim their columns, unless `columns`
    asks for another kind. `konversi` is the conversion table that the form Integrasi 2021 offers. `posts` are the jabatan of
    the workbooks issued before, by their codes. `offers` are the results that accepted forms offer, by the owner's NIP: his
    SKP begins with them.
    """

    form: str | None = None
    units: Sequence[str] = ()
    nips: Sequence[str] = ()
    hasil_atasan: Mapping[str, Sequence[Skp]] = field(default_factory=dict)
    skp: Mapping[str, Sequence[Skp]] = field(default_factory=dict)
    offers: Mapping[str, Sequence[Offer]] = field(default_factory=dict)
    kesepakatan: Kesepakatan | None = None
    columns: JudulKolom = ""
    konversi: str = ""
    posts: Mapping[str, str] = field(default_factory=dict)
    signing_key: bytes | None = None


@dataclass(frozen=True)
class Order:
    """One run of issuing: the roster, the campaign's settings, the templates, and what is wished for."""

    organisasi: Organisasi
    settings: Settings
    library: Library
    wishes: Wishes = Wishes()

    @cached_property
    def names(self) -> FileNames:
        """What folders and files are called."""
        return FileNames(self.organisasi)

    def asked(self) -> Callable[[Pegawai], bool]:
        """Whether the run is about a row of the roster. Raises SkpxlError for a unit or NIP that the roster does not have."""
        return asked_for(self.organisasi, self.wishes.units, self.wishes.nips)

    def people(self) -> list[Pegawai]:
        """The people of the run, in roster order. Raises SkpxlError as `asked`."""
        return selected(self.organisasi, self.wishes.units, self.wishes.nips)


def asked_for(organisasi: Organisasi, units: Sequence[str], nips: Sequence[str]) -> Callable[[Pegawai], bool]:
    """Whether somebody is of these units or those below them, and has one of these NIP; everybody where none are named.

    Raises SkpxlError for a unit or NIP that the roster does not have.
    """
    organisasi.ensure_known(units, nips)
    inside = {
        unit.kode for unit in organisasi.unit if any(above.kode in units for above in organisasi.rantai_unit(unit.kode))
    }
    return lambda orang: (not units or orang.unit_kerja in inside) and (not nips or orang.nip in nips)


def selected(organisasi: Organisasi, units: Sequence[str], nips: Sequence[str]) -> list[Pegawai]:
    """Those whom a run is about, in roster order. Raises SkpxlError as `asked_for`."""
    asked = asked_for(organisasi, units, nips)
    return [orang for orang in organisasi.pegawai if asked(orang)]


def nobody(orang: Pegawai) -> str:
    """Why a row of the roster stands for nobody who can be given a form, in Indonesian; empty where it does."""
    if orang.nip and orang.nama:
        return ""
    return VACANT if orang.kosong else "tanpa NIP" if not orang.nip else "tanpa nama"


def away(order: Order, orang: Pegawai) -> str:
    """Why somebody who stands on the roster has no days in the campaign's period, in Indonesian; empty where he has.

    Whose days cannot be read is issued nothing: a form for the whole period would be filled in for days that are not his.
    """
    if orang.masa_ragu:
        return f"Mulai atau Selesai “{orang.masa_ragu}” tidak dapat dibaca; betulkan di daftar pegawai"
    masa = order.settings.masa
    return "" if orang.masa(masa) else not_in_post(orang, (orang.mulai, orang.selesai), masa)


def not_in_post(orang: Pegawai, served: tuple[date | None, date | None], masa: Periode) -> str:
    """Why a post gets no form for a period, in Indonesian: which of somebody's posts it is, and its first and last day."""
    days = " s.d. ".join(f"{day:%d-%m-%Y}" if day else "…" for day in served)
    return f"tidak bertugas sebagai {orang.jabatan or 'pegawai'} ({days}) pada {masa.tercetak()}"


@dataclass(frozen=True)
class Batch:
    """Files that are judged together: the results of everybody, by NIP and id; the products that workbooks carry, by the
    name of the unit; the people (name by NIP) who have written the same, by their words; the indikator of a JPT, by NIP.
    """

    results: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    products: Mapping[str, Sequence[str]] = field(default_factory=dict)
    same: Mapping[Wording, Mapping[str, str]] = field(default_factory=dict)
    measures: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """What the answers of one file are held against: its form, the templates, what the operator gave.

    `batch` is what is known from the others that came with it.
    """

    form: Form
    library: Library
    rujukan: Rujukan
    batch: Batch = field(default_factory=Batch)


def _nothing_read(form: Form, reading: Reading) -> Any:
    return None


def _nothing_judged(answers: Any, case: Case) -> list[Finding]:
    return []


def _not_issued(order: Order, definition: Definition) -> Iterator[Terbitan]:
    raise UsageError(f"Formulir {definition.form} bukan formulir SKP per pegawai; pilih yang lain.")


def _no_sample(library: Library, definition: Definition) -> Form | None:
    return None


@dataclass(frozen=True)
class Kind:
    """One kind of form, under the word that definitions say in `isi`.

    `name` begins the names of its files (without one the form's own does), `noun` stands in sentences ("matriks, bukan
    SKP"). `read` gives the answers of a form as values of `model`; a kind without a model is a paper, of which nothing is
    read. `judge` holds them against the rules of the kind; `plan` issues the form from the roster, for a unit where it is
    `per_unit`; `sample` fills one in for made-up people, and `show` is what the preview prints where that is not the form
    itself. `answers` names the file with the answers for a workbook of it in a folder of such files. `json_name` is the
    word under which the answers stand in JSON, `paper` the short name (aturan/berkas.toml) of the paper that a file of it
    counts as, `default` the form that is meant where nobody names one. What is `tabulated` is collected in a table with a
    row per item.
    """

    isi: str
    name: str
    noun: str
    model: type[Model] | None = None
    read: Callable[[Form, Reading], Any] = _nothing_read
    judge: Callable[[Any, Case], list[Finding]] = _nothing_judged
    plan: Callable[[Order, Definition], Iterator[Terbitan]] = _not_issued
    sample: Callable[[Library, Definition], Form | None] = _no_sample
    show: Callable[[Library, Definition], bytes] | None = None
    json_name: str = ""
    answers: str = "{who}-{name}.json"
    paper: str = ""
    default: str = ""
    per_unit: bool = False
    tabulated: bool = False

    def file_name(self, definition: Definition) -> str:
        """With what the names of its files begin."""
        return self.name or definition.form

    def title(self, definition: Definition) -> str:
        """What one of its forms is called in a heading."""
        return self.name or definition.judul
