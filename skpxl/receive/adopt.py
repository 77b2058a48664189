"""`skpxl adopt`: an SKP that was never ours becomes an `Skp` with the cell of every value and the doubts about it.

It judges no content: that is `skpxl validate`, once the answers stand in a workbook of ours (`adopt_into`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from skpxl.errors import SkpxlError, required
from skpxl.findings import Finding
from skpxl.findings.wording import worded
from skpxl.foreign.board import Jalur
from skpxl.foreign.skp.reading import Foreign, read_foreign_skp
from skpxl.kinds.skp import SKP_FORMS
from skpxl.model.nip import parse_nip, restore_nip
from skpxl.model.skp import BAGIAN, Skp, slot_key
from skpxl.model.teks import join_items, sidik
from skpxl.receive.fill import fill, form_to_fill
from skpxl.template.form import Form
from skpxl.template.library import Library

ADOPSI = "adopsi"
BUKAN_SKP = "bukan-skp"
# Where one of these is found, some answer may be another result's: nothing of it goes into a form.
_UNCERTAIN_PLACE = frozenset({"adopsi-nomor", "adopsi-gabungan", "adopsi-target-ganda"})


@dataclass(frozen=True)
class Adoption:
    """One foreign file. `skp` is None where it holds no SKP that can be read; then the one finding says why.

    `cells` maps keys to `Sheet!A1`, `texts` paths to (text, `Sheet!A1`); `sheets` are the sheets that were read; `others`
    texts that have no place on our form, as (`Sheet!A1`, text); `place_and_date` is what stands above the penilai's
    signature. Findings are worded.
    """

    file: str
    skp: Skp | None
    cells: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[Jalur, tuple[str, str]] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    place_and_date: str = ""
    findings: tuple[Finding, ...] = ()


def adopt(source: Path | bytes, library: Library, *, file: str = "", lembar: Sequence[str] = ()) -> Adoption:
    """Read a foreign SKP; `lembar` names the sheets of one person where the file has several people's.

    Never raises for what is in the file. Raises SkpxlError for a sheet that is not there, and where two of those named hold
    results.
    """
    name = file or str(source if isinstance(source, Path) else "")
    foreign = read_foreign_skp(source, library, lembar=lembar, file=name or "berkas ini")
    who = foreign.isi.get(("pegawai", "nama"), ("", ""))[0]
    findings = worded([finding.at(file=name, who=who) for finding in foreign.findings], library.pesan)
    if not foreign.isi:
        return Adoption(name, None, sheets=foreign.lembar, findings=tuple(findings))
    return Adoption(
        file=name,
        skp=_skp(foreign, library),
        cells={slot_key(*path): address for path, (_, address) in foreign.isi.items()},
        texts=foreign.isi,
        sheets=foreign.lembar,
        others=foreign.lain,
        place_and_date=foreign.isi.get(("tempat_tanggal",), ("", ""))[0],
        findings=tuple(findings),
    )


def as_json(adopsi: Adoption) -> dict[str, Any]:
    """The adoption as plain data, in the shape of `skpxl read --json` and what only a foreign file has."""
    return {
        "file": adopsi.file,
        "outcome": ADOPSI if adopsi.skp else BUKAN_SKP,
        "sheets": list(adopsi.sheets),
        "skp": adopsi.skp.model_dump(mode="json", exclude_none=True) if adopsi.skp else None,
        "tempat_tanggal": adopsi.place_and_date,
        "cells": dict(adopsi.cells),
        "isian_lain": [{"cell": address, "text": text} for address, text in adopsi.others],
        "findings": [finding.as_dict() for finding in adopsi.findings],
    }


def _skp(foreign: Foreign, library: Library) -> Skp:
    form = SKP_FORMS[foreign.pendekatan]
    root: dict[str | int, Any] = {}
    for path, (text, _) in foreign.isi.items():
        node = root
        for part in path[:-1]:
            node = node.setdefault(part, {})
        node[path[-1]] = text
    root.pop("tempat_tanggal", None)
    root.pop("periode_tercetak", None)
    tree = _with_lists(root)
    for result in (hasil for bagian in BAGIAN for hasil in tree.get("hasil_kerja", {}).get(bagian, ())):
        result.setdefault("indikator" if foreign.pendekatan == "kuantitatif" else "ukuran_keberhasilan", ())
    nip = parse_nip(foreign.isi.get(("pegawai", "nip"), ("", ""))[0])
    return Skp.model_validate(
        {
            **tree,
            "form": form,
            "versi": library.versi(form)[-1],
            "nip": nip.digits if nip.sah else "",
            "periode": foreign.periode,
        }
    )


def _with_lists(node: Any) -> Any:
    """Turn nodes whose keys are numbers into lists: objects get their `nomor`, texts stand in order."""
    if not isinstance(node, dict):
        return node
    children = {name: _with_lists(child) for name, child in node.items()}
    if not children or not all(isinstance(name, int) for name in children):
        return children
    in_order = [children[number] for number in sorted(children)]
    if all(isinstance(child, str) for child in in_order):
        return in_order
    return [{"nomor": number, **children[number]} for number in sorted(children)]


def adopt_into(adopsi: Adoption, workbook: Path, library: Library, *, sandi: str = "") -> tuple[bytes, list[str]]:
    """The issued workbook with the adopted answers, and notes on what in the file differs from what was issued.

    Raises SkpxlError where `workbook` is no issued form, belongs to somebody else, another year or another pendekatan, or
    has too few places, and where the table contradicts itself.
    """
    skp = required(adopsi.skp, f"SKP dalam {adopsi.file}")
    hold_together(adopsi, str(workbook))
    form = form_to_fill(workbook, library)
    notes = _same_person(adopsi.file, skp, form, workbook)
    if skp.form != form.stamp.form:
        raise SkpxlError(
            f"{adopsi.file} adalah SKP {skp.form.removeprefix('skp-')}, tetapi {workbook} formulir {form.stamp.form}; "
            "samakan kolom Pendekatan di daftar pegawai, lalu terbitkan ulang."
        )
    notes += _same_period(adopsi.file, skp, form, workbook)
    notes += _identity_differs(skp, form)
    results = {bagian: answers_for(skp, bagian, form, adopsi.file, workbook, notes) for bagian in BAGIAN}
    perilaku = [behaviour.model_dump(exclude_none=True) for behaviour in skp.perilaku_kerja]
    data, more = fill(workbook, {"hasil_kerja": results, "perilaku_kerja": perilaku}, library, sandi=sandi)
    return data, [*notes, *more]


def hold_together(adopsi: Adoption, target: str) -> None:
    """Raises SkpxlError where the table contradicts itself: nothing of it goes into `target`."""
    if doubt := next((finding for finding in adopsi.findings if finding.code in _UNCERTAIN_PLACE), None):
        raise SkpxlError(f"{adopsi.file} tidak dipindahkan ke {target}: {doubt.message}")


def _same_person(file: str, skp: Skp, form: Form, workbook: Path) -> list[str]:
    """Notes on how the person was recognised. Raises SkpxlError where it is another one, or nothing says who it is."""
    issued, found = form.terkunci.get("pegawai_nip") or form.stamp.nip, skp.pegawai.nip
    if found == issued:
        return []
    if found and restore_nip(found, [issued]) and parse_nip(found).has_lost_digits:
        return [f"NIP di {file} ({found}) kehilangan angka terakhir di Excel; dipakai NIP formulir {issued}"]
    if found:
        raise SkpxlError(
            f"{file} milik NIP {found}, tetapi {workbook} diterbitkan untuk NIP {issued}; periksa pasangannya."
        )
    name = form.terkunci.get("pegawai_nama", "")
    if not name or sidik(name) != sidik(skp.pegawai.nama):
        raise SkpxlError(
            f"{file} tidak menyebut NIP dan namanya “{skp.pegawai.nama}” bukan nama di {workbook} (“{name}”); "
            "isi NIP-nya di berkas itu bila memang orang yang sama."
        )
    return [f"{file} tidak menyebut NIP; orangnya dikenali dari namanya, {name}"]


def _same_period(file: str, skp: Skp, form: Form, workbook: Path) -> list[str]:
    masa = form.stamp.periode
    if skp.periode is None or skp.periode == masa:
        return []
    if skp.periode.selesai < masa.mulai or skp.periode.mulai > masa.selesai:
        raise SkpxlError(
            f"{file} untuk periode {skp.periode.tercetak()}, tetapi {workbook} untuk {masa.tercetak()}; "
            "pakai formulir tahun yang sama."
        )
    return [f"periode di {file} {skp.periode.tercetak()}; yang dipakai {masa.tercetak()}"]


def _identity_differs(skp: Skp, form: Form) -> list[str]:
    """What the file says of identity and office otherwise than the form; the form's stays."""
    said = [("instansi", skp.instansi)]
    for whose, identitas in (("pegawai", skp.pegawai), ("pejabat_penilai", skp.pejabat_penilai)):
        said += [(slot_key(whose, field), text) for field, text in identitas.model_dump().items() if field != "nip"]
    return [
        f"{name.replace('_', ' ')} di berkas “{text}”; yang dipakai “{form.terkunci.get(name, '')}”"
        for name, text in said
        if text.strip() and sidik(text) != sidik(form.terkunci.get(name, ""))
    ]


def answers_for(skp: Skp, bagian: str, form: Form, file: str, workbook: Path, notes: list[str]) -> list[dict[str, Any]]:
    """The results of a section as answers for the form. Raises SkpxlError where they do not fit."""
    results = [result.model_dump(exclude_none=True) for result in getattr(skp.hasil_kerja, bagian)]
    places = dict(form.stamp.jumlah).get(bagian, 0)
    if len(results) > places:
        raise SkpxlError(
            f"{file} memuat {len(results)} hasil kerja {bagian}, tetapi {workbook} hanya punya {places} tempat; "
            f"tulis `{bagian} = {len(results)}` di bawah [jumlah] dalam skpxl.toml, terbitkan ulang dengan "
            "`skpxl generate`, lalu ulangi."
        )
    blok = next(blok for blok in form.definition.blok_tabel() if blok.id == "hasil_kerja")
    for number, result in enumerate(results, start=1):
        if max((other.get("nomor", 0) for other in results), default=0) > places:
            result["nomor"] = number
        details = result.get(blok.rincian_id, ())
        if len(details) <= blok.rincian:
            continue
        where = f"hasil kerja {bagian} no. {result.get('nomor', number)}"
        if blok.rincian_id != "ukuran_keberhasilan":
            raise SkpxlError(
                f"{file}: {where} memuat {len(details)} indikator, tetapi formulir ini punya {blok.rincian} baris per "
                "rencana; bagi rencana itu menjadi dua di berkasnya, lalu ulangi."
            )
        rest = join_items(list(details[blok.rincian - 1 :]))
        result[blok.rincian_id] = [*details[: blok.rincian - 1], rest]
        notes.append(f"{where}: ukuran keberhasilan ke-{blok.rincian} sampai ke-{len(details)} digabung di satu sel")
    return results
