"""Whether the locked cells of a returned form still say what was issued, and whose form it is. It reads no answer."""

from collections.abc import Mapping

from skpxl.findings import Finding, temuan
from skpxl.forms.places import Places, at_slot
from skpxl.model.nip import restore_nip
from skpxl.model.stamp import singkatan
from skpxl.model.teks import rapi
from skpxl.template.form import Form
from skpxl.template.slots import Slot

# Locked cells that say whose SKP this is: a change there makes it another person's paper.
_IDENTITY = frozenset({"pegawai_nama", "pegawai_nip", "pejabat_penilai_nama", "pejabat_penilai_nip"})


def changed_locked(form: Form, found: Mapping[str, str], places: Places) -> list[Finding]:
    """Locked cells that no longer hold what was issued, compared as people read them."""
    findings = []
    for slot in form.layout.slots:
        if not slot.terkunci or slot.hitung or slot.key not in places:
            continue
        issued, now = form.terkunci.get(slot.key, ""), found.get(slot.key, "")
        if issued != now and rapi(issued) != rapi(now):
            said = temuan(_code(slot, issued, now), found=now, suggestion=issued, sebutan=slot.sebutan)
            findings.append(at_slot(said, slot, places))
    return findings


def not_the_owner(form: Form, places: Places) -> list[Finding]:
    """The stamp names pegawai and penilai, too: a form on which others stand is not theirs."""
    findings = []
    for who, stamped in (("pegawai", form.stamp.nip), ("pejabat_penilai", form.stamp.penilai)):
        nip, name = (rapi(form.terkunci.get(f"{who}_{what}", "")) for what in ("nip", "nama"))
        if singkatan("".join(nip.split()), name) != stamped and f"{who}_nip" in places:
            slot = form.layout.by_key[f"{who}_nip"]
            said = temuan("identitas-berubah", found=nip or name, suggestion=stamped, sebutan=slot.sebutan)
            findings.append(at_slot(said, slot, places))
    return findings


def identity_lost(form: Form, places: Places) -> list[Finding]:
    """A form on which neither name nor NIP can be found any more may be anybody's, whatever its stamp says."""
    identity = [key for key in ("pegawai_nama", "pegawai_nip") if key in form.layout.by_key]
    if not identity or any(key in places for key in identity):
        return []
    return [temuan("identitas-hilang", key=identity[0], siapa=form.terkunci.get("pegawai_nama", "") or form.stamp.nip)]


def _code(slot: Slot, issued: str, now: str) -> str:
    if slot.key.endswith("_nip") and _digits_lost(issued, now):
        return "nip-jadi-angka"
    if _retyped(slot, issued, now):
        return "identitas-ditulis-ulang"
    if slot.key in _IDENTITY:
        return "identitas-berubah"
    return {"instansi": "instansi-lain", "periode_tercetak": "periode-lain"}.get(slot.key, "sel-terkunci-berubah")


def _retyped(slot: Slot, issued: str, now: str) -> bool:
    """True where an identity is written as issued but for blanks and capitals: `19920901 201903 2 904`, `DEWI, S.E.`"""
    if slot.path[0] not in ("pegawai", "pejabat_penilai", "instansi", "periode_tercetak"):
        return False
    return "".join(rapi(issued).split()).casefold() == "".join(rapi(now).split()).casefold()


def _digits_lost(issued: str, now: str) -> bool:
    """True where a NIP has become a number: its first 15 digits are left, the rest is zeros or an exponent.

    Another ending is another person's NIP, typed by somebody.
    """
    numeric = "E" in now.upper() or (len(now) == 18 and now.endswith("00"))
    return numeric and len(issued) == 18 and issued.isdecimal() and restore_nip(now, [issued]) == issued
