"""SKPs written as text tables and judged in-process by all rules on contents; a library, it proves nothing itself."""

from typing import Any

from catalogue import LIBRARY
from forms import kualitatif, kuantitatif

from skpxl.checks.rujukan import Rujukan
from skpxl.checks.skp import check_skp
from skpxl.findings import Finding
from skpxl.model.periode import Periode
from skpxl.model.skp import Skp

INSTANSI = "PEMERINTAH KABUPATEN REKAAN"
RUJUKAN = Rujukan(daftar=LIBRARY.daftar, sense=LIBRARY.sense, isi=LIBRARY.aturan_isi)
_FORMS = {"kuantitatif": "skp-kuantitatif", "kualitatif": "skp-kualitatif", "jpt": "skp-jpt-kuantitatif"}


def skp_from(case: dict[str, Any]) -> Skp:
    """The SKP of a case: `isi` a table as in skp_benar.toml, `bentuk` kuantitatif (or nothing), kualitatif or jpt."""
    form = case.get("bentuk", "kuantitatif")
    answers = (kualitatif if form == "kualitatif" else kuantitatif)("kepala\n" + case["isi"])
    if form == "jpt":
        for hasil in answers["hasil_kerja"]["utama"]:
            for row in hasil["indikator"]:
                row["perspektif"] = row.pop("aspek")
    who = {"nama": case.get("nama", "Rekaan"), "nip": case.get("nip", "199004012015032904")}
    return Skp.model_validate(
        {
            **answers,
            "form": _FORMS[form],
            "versi": "2022.1",
            "bagi": "jpt" if form == "jpt" else "ja-jf",
            "nip": who["nip"],
            "pegawai": who,
            "instansi": case.get("instansi", INSTANSI),
            "periode": Periode.setahun(case.get("tahun", 2026)),
        }
    )


def judged(skp: Skp, rujukan: Rujukan = RUJUKAN) -> list[Finding]:
    """All findings on it beyond what its form asks for."""
    return check_skp(skp, rujukan)
