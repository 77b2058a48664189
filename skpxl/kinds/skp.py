"""The kind *skp*: the yearly plan of one pegawai, issued per person, read as `Skp`. Its rules stand in `checks/`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from skpxl.campaign.settings import default_forms
from skpxl.checks.salinan import wording_of
from skpxl.checks.skp import check_skp
from skpxl.errors import SkpxlError
from skpxl.files.names import slug
from skpxl.findings import Finding
from skpxl.kinds import example
from skpxl.kinds.blank_skp import blank_form, hasil_untuk_bawahan, peran_untuk
from skpxl.kinds.kind import Case, Kind, Order, Terbitan, away, nobody
from skpxl.kinds.offers import OFFER, with_offers
from skpxl.model.pegawai import Pegawai
from skpxl.model.penugasan import may_be_one, row_of
from skpxl.model.skp import BAGIAN, MEASURE, Identitas, Skp, measure_ways, slot_key, without_measure
from skpxl.model.teks import rapi, sidik
from skpxl.sense.compare import Sense
from skpxl.sense.index import BySense
from skpxl.template.answers import to_tree
from skpxl.template.definition import Definition
from skpxl.template.form import Form, Pilihan
from skpxl.template.library import Library
from skpxl.template.unused import without_unused

# Without an office's abbreviations: what a form offers was printed for him who chooses.
_PLAIN = Sense()
# The form for each pendekatan, where no campaign says which.
SKP_FORMS: Mapping[str, str] = {str(pendekatan): form for pendekatan, form in default_forms().items()}


def plan_skp(order: Order) -> Iterator[Terbitan]:
    """The SKP of everybody, each in the form of his pendekatan. Raises SkpxlError where the settings name none for it."""
    check_room(order, [*order.settings.formulir.values(), *order.settings.formulir_jpt.values()])
    for orang in order.people():
        yield _issue(order, orang, None)


def plan_one_form(order: Order, definition: Definition) -> Iterator[Terbitan]:
    """The same in one form for all."""
    check_room(order, [definition.form])
    for orang in order.people():
        yield _issue(order, orang, definition)


def _issue(order: Order, orang: Pegawai, definition: Definition | None) -> Terbitan:
    """The SKP of one person, or why there is none."""
    if reason := nobody(orang) or away(order, orang):
        return Terbitan(orang, None, Path(), reason)
    definition = definition or _form_of(order, orang)
    wishes = order.wishes
    choices = hasil_untuk_bawahan(orang, order.organisasi, wishes.hasil_atasan, wishes.kesepakatan)
    roles = peran_untuk(orang, wishes.kesepakatan, wishes.hasil_atasan) if wishes.kesepakatan else []
    form = blank_form(orang, order, definition, hasil_atasan=choices, peran=roles)
    offers = [one for one in wishes.offers.get(orang.nip, ()) if row_of(order.organisasi, one.owner) == orang]
    try:
        form = with_offers(form, offers, wishes.signing_key)
    except SkpxlError as fault:
        return Terbitan(orang, None, Path(), str(fault).removesuffix("."))
    return Terbitan(orang, form, path_of(order, orang, SKP.name))


def path_of(order: Order, orang: Pegawai, name: str) -> Path:
    """Where the workbook of a person lies, by year and NIP under his perangkat daerah, where it is his only one."""
    folder = order.names.office(order.organisasi.nama_perangkat_daerah(orang))
    return Path(folder) / f"{name}_{order.settings.tahun}_{slug(orang.nip)}.xlsx"


def _form_of(order: Order, orang: Pegawai) -> Definition:
    """The form that the settings give to this person."""
    table = "formulir_jpt" if orang.jpt else "formulir"
    form = getattr(order.settings, table).get(orang.pendekatan)
    if form is None:
        raise SkpxlError(
            f"Formulir untuk pendekatan {orang.pendekatan} belum ditentukan; tambahkan di [{table}] skpxl.toml."
        )
    definition = order.library.definition(form)
    if definition.isi != SKP.isi:
        raise SkpxlError(f"Formulir {form} di [{table}] skpxl.toml bukan formulir SKP; sebut yang lain.")
    return definition


def check_room(order: Order, forms: list[str]) -> None:
    """Every section that the settings give a number of places to is one of a form in use. Raises SkpxlError."""
    definitions = [order.library.definition(form) for form in dict.fromkeys(forms)]
    known = {
        name for definition in definitions for name, _ in (*definition.jumlah(), *definition.jumlah_saklar("lampiran"))
    }
    if foreign := sorted(set(order.settings.jumlah) - known):
        raise SkpxlError(
            f"[jumlah] di skpxl.toml menyebut {', '.join(foreign)}, yang tidak ada dalam formulir; "
            f"pilihannya: {', '.join(sorted(known))}."
        )


def whose(form: Form) -> dict[str, Any]:
    """Instansi, pegawai and penilai as they were issued: a form need not print them."""
    people = {
        role: {name: form.terkunci.get(slot_key(role, name), "") for name in Identitas.model_fields}
        for role in ("pegawai", "pejabat_penilai")
    }
    return {"instansi": form.terkunci.get("instansi", ""), **people}


def owned(form: Form, tree: dict[str, Any]) -> dict[str, Any]:
    """The answers of a form with what of `whose` it does not print."""
    issued = whose(form)
    printed = {name: tree.get(name, text) for name, text in issued.items()}
    merged = {name: {**issued[name], **value} if isinstance(value, dict) else value for name, value in printed.items()}
    return {**merged, **{name: value for name, value in tree.items() if name not in merged}}


def skp_dari(form: Form) -> Skp:
    """The SKP of a form with its answers; an item that only says there is nothing is none."""
    tree = owned(form, to_tree(form.layout, without_unused(form.layout, form.seen)))
    tree.pop("periode_tercetak", None)
    results: dict[str, Any] = tree.get("hasil_kerja", {})
    id_atasan = _ids_of_choices(form)
    for bagian in BAGIAN:
        for result in results.get(bagian, []):
            result["id"] = f"hasil:{form.stamp.id}:{bagian}:{result['nomor']}"
            peran, above = (
                form.bound.get(slot_key("hasil_kerja", bagian, result["nomor"], field))
                for field in ("rencana_hasil_kerja", "rencana_hasil_kerja_diintervensi")
            )
            result["peran_id"] = peran.id if peran and not peran.id.startswith(OFFER) else None
            chosen = result.get("rencana_hasil_kerja_diintervensi", "")
            # Of two choices with the same text the one that was issued at this place.
            issued = above.id if above and sidik(above.teks) == sidik(chosen) else None
            result["diintervensi_id"] = issued or id_atasan(chosen)
    return Skp.model_validate(
        {
            **tree,
            "form": form.stamp.form,
            "versi": form.stamp.versi,
            "bagi": form.definition.bagi,
            "nip": form.terkunci.get("pegawai_nip", ""),
            "periode": form.stamp.periode,
        }
    )


def _ids_of_choices(form: Form) -> Callable[[str], str | None]:
    """The id of the choice that a text is; of one that joins a result and its indikator otherwise, where it is but one."""
    exact = {sidik(choice.teks): choice.id for choice in form.hasil_atasan}
    ways = [(way, choice) for choice in form.hasil_atasan for way in measure_ways(choice.teks)]
    joined = BySense(_PLAIN, ((way, _meant(choice, way)) for way, choice in ways))

    def id_of(text: str) -> str | None:
        if not text.strip():
            return None
        found = dict.fromkeys(joined.find(text)) if (plain := exact.get(sidik(text))) is None else {plain: None}
        return next(iter(found)) if len(found) == 1 else None

    return id_of


def _meant(choice: Pilihan, way: str) -> str:
    """The id of a choice as it is written `way`: of the result alone, of which several indikator may be offered, its own."""
    return without_measure(choice.id) if way != choice.teks and choice.teks.startswith(f"{way}{MEASURE}") else choice.id


def _judge(skp: Skp, case: Case) -> list[Finding]:
    """By all rules on an SKP. The superior's results are those it was issued with, and what his own SKP here says."""
    issued = {choice.id: choice.teks for choice in case.form.hasil_atasan}
    today = case.batch.results.get(skp.pejabat_penilai.nip, {})
    above = skp.pejabat_penilai.nip
    others = (*today.values(), *case.batch.measures.get(above, ()), *_products(skp, case))
    same = case.batch.same.get(wording_of(skp), {})
    rujukan = replace(
        case.rujukan,
        hasil_atasan=issued or today,
        lainnya=others,
        isi=case.library.aturan_isi,
        serupa=tuple(name for nip, name in same.items() if not may_be_one(Identitas(nip=nip, nama=name), skp.pegawai)),
    )
    return check_skp(skp, rujukan)


def _products(skp: Skp, case: Case) -> list[str]:
    """The products that a result of this person may support: of his units and those above, and of those his penilai heads."""
    organisasi = case.rujukan.organisasi
    if organisasi is None:
        return list(case.batch.products.get(rapi(skp.pegawai.unit_kerja), ()))
    units = [
        unit.kode
        for row in organisasi.baris_pegawai(skp.pegawai.nip)
        for unit in (*organisasi.rantai_unit(row.unit_kerja), *organisasi.unit_dipimpin(row.nip_penilai))
    ]
    return [produk.teks for kode in dict.fromkeys(units) for produk in organisasi.produk_unit(kode)]


def sample_form(library: Library, definition: Definition) -> Form:
    """The form of a made-up person, with his superior's products to choose from."""
    choices = hasil_untuk_bawahan(example.PEGAWAI, example.ORGANISASI, {})
    return blank_form(
        example.PEGAWAI, Order(example.ORGANISASI, example.SETTINGS, library), definition, hasil_atasan=choices
    )


SKP = Kind(
    isi="skp",
    name="SKP",
    noun="SKP",
    model=Skp,
    read=lambda form, reading: skp_dari(form),
    judge=_judge,
    plan=plan_one_form,
    sample=sample_form,
    json_name="skp",
    answers="{who}.json",
    paper="skp",
)
