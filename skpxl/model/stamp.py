"""The stamp: who and what a workbook is, in one line of text, and its signature. It does not know where it is kept.

Protection only prevents accidents; integrity rests on the HMAC-SHA256 over the stamp and every locked value.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from skpxl.model.dasar import Model
from skpxl.model.periode import Periode

TANDA_AWAL = "SKPXL1"
# Crockford's base 32: no I, L, O or U, so a code read over the telephone cannot be misheard as a digit.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECK_ALPHABET = _ALPHABET + "*~$=U"
_TO_CROCKFORD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", _ALPHABET)

Putusan = Literal["sah", "salah", "tanpa-kunci", "belum-diperiksa"]


class Stamp(Model):
    """Form, version, shape, workbook id, person, period, superior, number of items per section and issue number.

    `nip` and `penilai` are NIPs, or `X` and a hash of the name where there is none. `tanda` is `hmac:` and 43 letters of
    base 64 (a defined name holds 255 characters), or `sha:` where the workbook was issued without a campaign key.
    """

    form: str
    versi: str
    shape: str
    id: Annotated[str, Field(pattern=r"^[0-9A-Z*~$=-]{1,16}$")]
    nip: Annotated[str, Field(max_length=24)]
    periode: Periode
    penilai: Annotated[str, Field(max_length=24)]
    # Bounded: a stamp is read from files that anybody may have changed.
    jumlah: tuple[tuple[str, Annotated[int, Field(ge=1, le=200)]], ...] = ()
    terbitan: Annotated[int, Field(ge=1, le=9999)] = 1
    tanda: Annotated[str, Field(pattern=r"^$|^(hmac|sha):[A-Za-z0-9_-]{43}$")] = ""

    def compact(self, *, signed: bool = True) -> str:
        """The stamp as one line of at most 255 characters; every value is led by a letter, so none can become a number."""
        counts = ",".join(f"{name}:{count}" for name, count in self.jumlah)
        parts = [
            TANDA_AWAL,
            f"f={self.form}",
            f"v=V{self.versi}",
            f"s=S{self.shape}",
            f"k={self.id}",
            f"n=N{self.nip}",
            f"p=P{self.periode}",
            f"a=N{self.penilai}",
            f"j={counts}",
            f"t=T{self.terbitan}",
        ]
        if signed:
            parts.append(f"h={self.tanda}")
        return ";".join(parts)

    @classmethod
    def parse(cls, text: str) -> "Stamp | None":
        """The inverse of `ringkas`; None for anything else."""
        first, *parts = text.strip().split(";")
        fields = dict(part.split("=", 1) for part in parts if "=" in part)
        if first != TANDA_AWAL or not {"f", "v", "s", "k", "n", "p", "a", "j", "t", "h"} <= set(fields):
            return None
        try:
            mulai, selesai = fields["p"][1:].split("/")
            counts = tuple(
                (name, int(count)) for name, count in (part.split(":") for part in fields["j"].split(",") if part)
            )
            return cls(
                form=fields["f"],
                versi=fields["v"][1:],
                shape=fields["s"][1:],
                id=fields["k"],
                nip=fields["n"][1:],
                periode=Periode.model_validate({"mulai": mulai, "selesai": selesai}),
                penilai=fields["a"][1:],
                jumlah=counts,
                terbitan=int(fields["t"][1:]),
                tanda=fields["h"],
            )
        except ValueError:
            return None

    def signed(self, locked: Mapping[str, str], signing_key: bytes | None) -> "Stamp":
        """The same stamp, signed over itself and the locked values; with a plain hash where `signing_key` is None."""
        return self.model_copy(update={"tanda": _signature(self, locked, signing_key)})

    def check(self, locked: Mapping[str, str], signing_key: bytes | None) -> Putusan:
        """Whether the signature holds for these locked values.

        `tanpa-kunci`: issued without a key and unchanged; `belum-diperiksa`: signed with a key that is not here.
        """
        if self.tanda.startswith("sha:"):
            return "tanpa-kunci" if hmac.compare_digest(self.tanda, _signature(self, locked, None)) else "salah"
        if signing_key is None:
            return "belum-diperiksa"
        return "sah" if hmac.compare_digest(self.tanda, _signature(self, locked, signing_key)) else "salah"


def _signature(stamp: Stamp, locked: Mapping[str, str], signing_key: bytes | None) -> str:
    message = json.dumps([stamp.compact(signed=False), sorted(locked.items())], ensure_ascii=False).encode()
    kind, hashed = "sha", hashlib.sha256(message).digest()
    if signing_key is not None:
        kind, hashed = "hmac", hmac.new(signing_key, message, hashlib.sha256).digest()
    return f"{kind}:{base64.urlsafe_b64encode(hashed).decode().rstrip('=')}"


def singkatan(nip: str, name: str) -> str:
    """How a person stands in the stamp: the NIP, else `X` and eight digits of a hash; empty for nobody.

    The hash is of the name, or of a NIP that is no plain number or word and would not fit into the stamp.
    """
    if nip.isascii() and nip.isalnum() and len(nip) <= 24:
        return nip
    return "X" + hashlib.sha256((nip or name).encode()).hexdigest()[:8] if nip or name else ""


def kode_buku(form: str, nip: str, periode: Periode, penilai: str, signing_key: bytes | None) -> str:
    """The workbook id that is printed on the form: eight characters and a check character, `7K2M-9QXT-C`.

    The same person, period, penilai and form give the same code, whatever the issue number.
    """
    message = "|".join([form, nip, str(periode), penilai]).encode()
    hashed = hmac.new(signing_key or b"skpxl", message, hashlib.sha256).digest()[:5]
    eight = base64.b32encode(hashed).decode().translate(_TO_CROCKFORD)
    return f"{eight[:4]}-{eight[4:]}-{karakter_periksa(eight)}"


def karakter_periksa(code: str) -> str:
    """The check character of a code: a weighted sum modulo 37, so that any single wrong or swapped character shows.

    A prime above the number of letters is needed for that; the five further characters are Crockford's.
    """
    total = sum(weight * _ALPHABET.index(letter) for weight, letter in enumerate(code, start=2))
    return _CHECK_ALPHABET[total % 37]
