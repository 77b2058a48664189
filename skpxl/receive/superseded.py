"""Two forms for one row of the roster, of which only one is right today: which replaces which. It reads and marks no file.

Where a penilai, unit or jabatan was changed on the roster and a new form was issued, both may come back. What somebody has
planned must not count twice: the one that fits the roster of today stands, the other is replaced.
"""

from collections.abc import Mapping, Sequence

from skpxl.model.evaluasi import Evaluasi
from skpxl.model.penugasan import OfPost, PostFit, fit, row_of
from skpxl.model.skp import Skp
from skpxl.model.unit import Organisasi

_WORDS = {"unit": "unit kerja", "penilai": "pejabat penilai", "jabatan": "jabatan", "masa": "masa", "bersama": "masa"}


def replaced(forms: Mapping[int, Skp | Evaluasi], organisasi: Organisasi) -> dict[int, tuple[int, str]]:
    """(the one that replaces it, in what it differs from the roster) of each form that is replaced, all by position.

    Only what has days in common with a form that fits the roster better is: two halves of a year stand side by side, and of two
    that fit equally well neither is preferred.
    """
    found: dict[int, tuple[int, str]] = {}
    for group in _by_row(forms, organisasi):
        fits = {position: _fit(organisasi, forms[position]) for position in group}
        for position in group:
            better = [
                other
                for other in group
                if fits[other].score > fits[position].score and _share_days(forms[other], forms[position])
            ]
            if better:
                best = max(better, key=lambda other: fits[other].score)
                missing = [_WORDS[name] for name, same in fits[position]._asdict().items() if not same]
                found[position] = (best, ", ".join(dict.fromkeys(missing)) + " lain")
    return found


def _by_row(forms: Mapping[int, Skp | Evaluasi], organisasi: Organisasi) -> list[Sequence[int]]:
    """The forms of one kind that belong to the same row of the roster; those that stand alone are left out."""
    groups: dict[tuple[str, int], list[int]] = {}
    for position, form in forms.items():
        if form.pegawai.nip and (row := row_of(organisasi, form)):
            kind = form.jenis if isinstance(form, Evaluasi) else ""
            groups.setdefault((kind, id(row)), []).append(position)
    return [group for group in groups.values() if len(group) > 1]


def _fit(organisasi: Organisasi, form: OfPost) -> PostFit:
    row = row_of(organisasi, form)
    return fit(organisasi, row, form) if row else PostFit(*[False] * len(PostFit._fields))


def _share_days(one: OfPost, other: OfPost) -> bool:
    return one.periode is None or other.periode is None or one.periode.beririsan(other.periode)
