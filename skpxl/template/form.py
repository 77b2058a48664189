"""`Form`: one workbook to be written or just read: definition, stamp, locked values, lists and answers. No cell, no file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from skpxl.model.stamp import Stamp
from skpxl.model.teks import is_blank
from skpxl.template.definition import Definition
from skpxl.template.imprint import imprint_of, to_rows
from skpxl.template.layout import place
from skpxl.template.limits import dimuatkan, tak_muat
from skpxl.template.lists import Daftar
from skpxl.template.slots import Layout

_LONGEST = 32_000  # characters of a value that is issued; a cell holds 32,767


@dataclass(frozen=True, slots=True)
class Pilihan:
    """One entry of a list that is made for one workbook: its text and the id under which it is linked."""

    id: str
    teks: str


@dataclass(frozen=True, slots=True)
class Ikatan:
    """What a place stood for when it was issued: the slot's key, an id, and the text that was put there.

    A row of a matriks is bound to a NIP, its column to a product, a result of an SKP to the role it was made of. The
    place keeps the id when the text is reworded.
    """

    key: str
    id: str
    teks: str


@dataclass(frozen=True)
class Form:
    """All that goes into one workbook.

    `terkunci` are the locked slots by key, `konteks` the printed placeholders (place and date of signing, ...),
    `pilihan` the lists made for this workbook by name (`hasil_atasan`: the choices for the column *yang diintervensi*;
    a list that is missing leaves free text), `ikatan` what places are bound to, `isian` the answers by key, `imprint` what
    was printed when it was signed, as `template/imprint.py` keeps it; empty where that is not known.
    """

    definition: Definition
    stamp: Stamp
    terkunci: Mapping[str, str]
    konteks: Mapping[str, str]
    pilihan: Mapping[str, tuple[Pilihan, ...]] = field(default_factory=dict)
    ikatan: tuple[Ikatan, ...] = ()
    isian: Mapping[str, str] = field(default_factory=dict)
    imprint: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def layout(self) -> Layout:
        """Where everything stands, for the number of items that the stamp names."""
        return place(self.definition, self.stamp.jumlah)

    def signed_values(self) -> dict[str, str]:
        """Every value the signature covers: locked slots, placeholders, lists and bindings, and what was printed."""
        signed = {f"sel.{key}": text for key, text in self.terkunci.items()}
        signed |= {f"konteks.{name}": text for name, text in self.konteks.items()}
        for name, choices in sorted(self.pilihan.items()):
            for number, choice in enumerate(choices, start=1):
                signed |= {f"pilihan.{name}.{number}.id": choice.id, f"pilihan.{name}.{number}.teks": choice.teks}
        for ikatan in self.ikatan:
            signed |= {f"ikatan.{ikatan.key}.id": ikatan.id, f"ikatan.{ikatan.key}.teks": ikatan.teks}
        return signed | {f"cetak.{name}": line for name, line in self.imprint.items()}

    @property
    def hasil_atasan(self) -> tuple[Pilihan, ...]:
        """The superior's results that may be chosen; empty where they were not known."""
        return self.pilihan.get("hasil_atasan", ())

    @cached_property
    def values(self) -> dict[str, str]:
        """What stands in all places, issued and filled in, by key."""
        return {**self.terkunci, **self.isian}

    @property
    def seen(self) -> dict[str, str]:
        """What was issued in the locked places and typed in the others; of a lone blank nothing is seen: it is nothing."""
        issued = {slot.key: self.terkunci.get(slot.key, "") for slot in self.layout.slots if slot.terkunci}
        return issued | {key: text for key, text in self.isian.items() if not is_blank(text)}

    def choices(self, shared: Mapping[str, Daftar]) -> dict[str, Daftar]:
        """All lists by name: the shared ones and those made for this workbook; an empty one of these is left out."""
        own = {name: Daftar(name, tuple(p.teks for p in given), {}) for name, given in self.pilihan.items() if given}
        return {**shared, **own}

    @cached_property
    def bound(self) -> dict[str, Ikatan]:
        """The bindings by the key of their place."""
        return {ikatan.key: ikatan for ikatan in self.ikatan}

    def signed(self, signing_key: bytes | None) -> "Form":
        """The same form with its stamp signed, over what a workbook can carry: what was issued is read back as our own.

        What is signed is about to be printed, in today's words.
        """
        form = self.storable()
        form = replace(form, imprint=to_rows(imprint_of(form.layout, form.placeholders)))
        return replace(form, stamp=form.stamp.signed(form.signed_values(), signing_key))

    def storable(self) -> "Form":
        """The same form without characters that no cell holds, and no text longer than the record of it can be."""
        return replace(
            self,
            terkunci={key: _storable(text) for key, text in self.terkunci.items()},
            konteks={name: _storable(text) for name, text in self.konteks.items()},
            pilihan={
                name: tuple(Pilihan(choice.id, _storable(choice.teks)) for choice in choices)
                for name, choices in self.pilihan.items()
            },
            ikatan=tuple(Ikatan(ikatan.key, ikatan.id, _storable(ikatan.teks)) for ikatan in self.ikatan),
        )

    def dengan_terbitan(self, number: int, signing_key: bytes | None) -> "Form":
        """The same form as issue `number`, signed."""
        return replace(self, stamp=self.stamp.model_copy(update={"terbitan": number})).signed(signing_key)

    def filled(self, isian: Mapping[str, str]) -> "Form":
        """The same form with other answers; empty ones are left out."""
        return replace(self, isian={key: text for key, text in isian.items() if text != ""})

    @cached_property
    def placeholders(self) -> dict[str, str]:
        """What the placeholders of printed texts stand for: locked slots by key, the context, the printed code."""
        replacements = {**self.terkunci, **self.konteks, "kode": self.stamp.id}
        for who in ("pegawai", "pejabat_penilai"):
            nip = self.terkunci.get(f"{who}_nip", "")
            # A penilai without NIP is legal (a Gubernur has none): then nothing is printed under his name.
            replacements[f"{who}_nip_tercetak"] = f"NIP. {nip}" if nip else ""
        return replacements


def _storable(text: str) -> str:
    """A text as cells hold it, also with a word printed before it."""
    if len(text) > _LONGEST or tak_muat(text):
        return dimuatkan(text.replace("\r\n", "\n").replace("\r", "\n"))[:_LONGEST]
    return text
