"""What an accepted form of an office's own offers as results of its owner's SKP (IKU). It knows no form by name.

A table that says `untuk_skp` holds them: its columns are called as those of the SKP.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from skpxl.errors import SkpxlError
from skpxl.model.bebas import IsianBebas
from skpxl.model.skp import slot_key
from skpxl.template.blocks import BlokTabel
from skpxl.template.definition import Definition
from skpxl.template.form import Form, Ikatan

# How ids of offers begin: they are no roles of a matriks.
OFFER = "janji:"
_RESULT, _MEASURE, _TARGET = "rencana_hasil_kerja", "indikator_kinerja_individu", "target"
_ROOM = 2  # further results that a form has room for


@dataclass(frozen=True)
class Offer:
    """One result: whose form offers it, its id, its texts by column, and those of its indikator."""

    owner: IsianBebas
    id: str
    texts: Mapping[str, str]
    rows: Sequence[Mapping[str, str]] = field(default=())


def table_of_offers(definition: Definition) -> BlokTabel | None:
    """The table of a form that says `untuk_skp`; None where there is none."""
    return next((blok for blok in definition.blok_tabel() if blok.untuk_skp), None)


def offers_of(form: Form, owner: IsianBebas) -> list[Offer]:
    """The results that a filled form offers, in its order; items without a result are none."""
    blok = table_of_offers(form.definition)
    items: dict[tuple[str | int, ...], dict[str, str]] = {}
    rows: dict[tuple[str | int, ...], dict[str | int, dict[str, str]]] = {}
    for slot in form.layout.slots:
        text = form.seen.get(slot.key, "")
        if blok is None or slot.path[0] != blok.id or not text.strip():
            continue
        item, name = slot.path[:3], str(slot.path[-1])
        if len(slot.path) > 4:
            rows.setdefault(item, {}).setdefault(slot.path[4], {})[name] = text
        else:
            items.setdefault(item, {})[name] = text
    return [
        Offer(owner, f"{OFFER}{form.stamp.id}:{item[1]}:{item[2]}", texts, tuple(rows.get(item, {}).values()))
        for item, texts in items.items()
        if texts.get(_RESULT)
    ]


def with_offers(form: Form, offers: Sequence[Offer], signing_key: bytes | None) -> Form:
    """The signed form that begins with these results in section *utama*, each open to be changed and bound by its id.

    A form that begins with agreed roles stays as it is. Raises SkpxlError where a result has no place in the form.
    """
    if not offers or form.isian:
        return form
    jumlah = tuple(
        (name, max(many, len(offers) + _ROOM) if name == "utama" else many) for name, many in form.stamp.jumlah
    )
    form = replace(form, stamp=form.stamp.model_copy(update={"jumlah": jumlah}))
    bonds = [
        Ikatan(key, offer.id, text)
        for number, offer in enumerate(offers, start=1)
        for key, text in _placed(offer, number, form).items()
    ]
    if lost := [bond for bond in bonds if bond.key not in form.layout.by_key]:
        raise SkpxlError(f"“{lost[0].teks}” dari perjanjian kinerjanya tidak punya tempat di {form.definition.form}.")
    form = replace(form, ikatan=(*form.ikatan, *bonds))
    return form.filled({bond.key: bond.teks for bond in bonds}).signed(signing_key)


def _placed(offer: Offer, number: int, form: Form) -> dict[str, str]:
    """The texts of an offer by the keys of the SKP; a kualitatif one has its indikator and targets in one cell."""
    root = ("hasil_kerja", "utama", number)
    placed = {slot_key(*root, name): text for name, text in offer.texts.items()}
    apart = slot_key(*root, "indikator", 1, _MEASURE) in form.layout.by_key
    for row, texts in enumerate(offer.rows, start=1):
        if apart:
            placed |= {slot_key(*root, "indikator", row, name): text for name, text in texts.items()}
        else:
            said = [texts.get(_MEASURE, ""), texts.get(_TARGET, "")]
            placed[slot_key(*root, "ukuran_keberhasilan", row)] = ": ".join(filter(None, said))
    return placed
