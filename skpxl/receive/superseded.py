"""Two forms for one row of the roster, of which only one is right today: which replaces which. It reads and marks no file.

Where a penilai, unit, jabatan or NIP was changed on the roster and a new form was issued, both may come back. What somebody
has planned must not count twice: the one that fits the roster of today stands, the other is replaced.
"""

from collections.abc import Mapping

from skpxl.model.evaluasi import Evaluasi
from skpxl.model.pegawai import Pegawai
from skpxl.model.penugasan import OfPost, corrected_row, fit, row_of
from skpxl.model.skp import Skp
from skpxl.model.unit import Organisasi

_WORDS = {"unit": "unit kerja", "penilai": "pejabat penilai", "jabatan": "jabatan", "masa": "masa", "bersama": "masa"}
_OfRow = Mapping[int, tuple[Skp | Evaluasi, Pegawai]]


def replaced(forms: Mapping[int, Skp | Evaluasi], organisasi: Organisasi) -> dict[int, tuple[int, str]]:
    """(the one that replaces it, in what it differs from the roster) of each form that is replaced, all by position.

    Only what has days in common with a form that fits the roster better is: two halves of a year stand side by side, and of two
    that fit equally well neither is preferred.
    """
    found: dict[int, tuple[int, str]] = {}
    for group in _by_row(forms, organisasi):
        fits = {position: fit(organisasi, row, form) for position, (form, row) in group.items()}
        ranks = {
            position: (form.pegawai.nip == row.nip, fits[position].score) for position, (form, row) in group.items()
        }
        for position, (form, row) in group.items():
            better = [
                other
                for other, (other_form, _) in group.items()
                if ranks[other] > ranks[position] and _share_days(other_form, form)
            ]
            if better:
                best = max(better, key=lambda other: ranks[other])
                missing = ["NIP"] if form.pegawai.nip != row.nip else []
                missing += [_WORDS[name] for name, same in fits[position]._asdict().items() if not same]
                found[position] = (best, ", ".join(dict.fromkeys(missing)) + " lain")
    return found


def _by_row(forms: Mapping[int, Skp | Evaluasi], organisasi: Organisasi) -> list[_OfRow]:
    """The forms of one kind that belong to the same row of the roster, each with it; those that stand alone are left out."""
    groups: dict[tuple[str, int], dict[int, tuple[Skp | Evaluasi, Pegawai]]] = {}
    for position, form in forms.items():
        if form.pegawai.nip and (row := row_of(organisasi, form) or corrected_row(organisasi, form)):
            kind = form.jenis if isinstance(form, Evaluasi) else ""
            groups.setdefault((kind, id(row)), {})[position] = form, row
    return [group for group in groups.values() if len(group) > 1]


def _share_days(one: OfPost, other: OfPost) -> bool:
    return one.periode is None or other.periode is None or one.periode.beririsan(other.periode)
