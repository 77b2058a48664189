"""From a `Reading` to an `Skp`: giving the values their names. It judges nothing."""

from typing import Any

from skpxl.excel.reading import Reading
from skpxl.model.pembagian import Pembagian
from skpxl.model.skp import BAGIAN, Skp
from skpxl.model.teks import sidik
from skpxl.template.answers import to_tree
from skpxl.template.form import Form

# What a workbook of ours can mean.
Isi = Skp | Pembagian


def interpret(reading: Reading) -> Isi | None:
    """The SKP that a workbook of ours holds; None for anything else.

    Locked values are those that were issued, not those found. Results get an id from the workbook's code and their
    place, so that they keep it when reworded; a superior's result chosen from the issued list brings its id along.
    """
    form = reading.form
    return skp_dari(form) if form is not None and form.definition.isi == "skp" else None


def skp_dari(form: Form) -> Skp:
    """The SKP of a form with its answers."""
    terkunci = {slot.key: form.terkunci.get(slot.key, "") for slot in form.layout.slots if slot.terkunci}
    pohon = to_tree(form.layout, {**terkunci, **form.isian})
    pohon.pop("periode_tercetak", None)
    hasil: dict[str, Any] = pohon.get("hasil_kerja", {})
    id_atasan = {sidik(pilihan.teks): pilihan.id for pilihan in form.hasil_atasan}
    for bagian in BAGIAN:
        for satu in hasil.get(bagian, []):
            satu["id"] = f"hasil:{form.stamp.id}:{bagian}:{satu['nomor']}"
            satu["diintervensi_id"] = id_atasan.get(sidik(satu.get("rencana_hasil_kerja_diintervensi", "")))
    return Skp.model_validate(
        {
            **pohon,
            "form": form.stamp.form,
            "versi": form.stamp.versi,
            "nip": form.terkunci.get("pegawai_nip", ""),
            "periode": form.stamp.periode,
        }
    )
