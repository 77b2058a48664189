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
_ABJAD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PERIKSA = _ABJAD + "*~$=U"
_KE_CROCKFORD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", _ABJAD)

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

    def ringkas(self, *, dengan_tanda: bool = True) -> str:
        """The stamp as one line of at most 255 characters; every value is led by a letter, so none can become a number."""
        jumlah = ",".join(f"{nama}:{banyak}" for nama, banyak in self.jumlah)
        bagian = [
            TANDA_AWAL,
            f"f={self.form}",
            f"v=V{self.versi}",
            f"s=S{self.shape}",
            f"k={self.id}",
            f"n=N{self.nip}",
            f"p=P{self.periode}",
            f"a=N{self.penilai}",
            f"j={jumlah}",
            f"t=T{self.terbitan}",
        ]
        if dengan_tanda:
            bagian.append(f"h={self.tanda}")
        return ";".join(bagian)

    @classmethod
    def parse(cls, teks: str) -> "Stamp | None":
        """The inverse of `ringkas`; None for anything else."""
        awal, *bagian = teks.strip().split(";")
        isi = dict(satu.split("=", 1) for satu in bagian if "=" in satu)
        if awal != TANDA_AWAL or not {"f", "v", "s", "k", "n", "p", "a", "j", "t", "h"} <= set(isi):
            return None
        try:
            mulai, selesai = isi["p"][1:].split("/")
            jumlah = tuple(
                (nama, int(banyak)) for nama, banyak in (satu.split(":") for satu in isi["j"].split(",") if satu)
            )
            return cls(
                form=isi["f"],
                versi=isi["v"][1:],
                shape=isi["s"][1:],
                id=isi["k"],
                nip=isi["n"][1:],
                periode=Periode.model_validate({"mulai": mulai, "selesai": selesai}),
                penilai=isi["a"][1:],
                jumlah=jumlah,
                terbitan=int(isi["t"][1:]),
                tanda=isi["h"],
            )
        except ValueError:
            return None

    def bertanda(self, terkunci: Mapping[str, str], signing_key: bytes | None) -> "Stamp":
        """The same stamp, signed over itself and the locked values; with a plain hash where `signing_key` is None."""
        return self.model_copy(update={"tanda": _tanda(self, terkunci, signing_key)})

    def check(self, terkunci: Mapping[str, str], signing_key: bytes | None) -> Putusan:
        """Whether the signature holds for these locked values.

        `tanpa-kunci`: issued without a key and unchanged; `belum-diperiksa`: signed with a key that is not here.
        """
        if self.tanda.startswith("sha:"):
            return "tanpa-kunci" if hmac.compare_digest(self.tanda, _tanda(self, terkunci, None)) else "salah"
        if signing_key is None:
            return "belum-diperiksa"
        return "sah" if hmac.compare_digest(self.tanda, _tanda(self, terkunci, signing_key)) else "salah"


def _tanda(stamp: Stamp, terkunci: Mapping[str, str], signing_key: bytes | None) -> str:
    pesan = json.dumps([stamp.ringkas(dengan_tanda=False), sorted(terkunci.items())], ensure_ascii=False).encode()
    jenis, cerna = "sha", hashlib.sha256(pesan).digest()
    if signing_key is not None:
        jenis, cerna = "hmac", hmac.new(signing_key, pesan, hashlib.sha256).digest()
    return f"{jenis}:{base64.urlsafe_b64encode(cerna).decode().rstrip('=')}"


def singkatan(nip: str, nama: str) -> str:
    """How a person stands in the stamp: the NIP, else `X` and eight digits of a hash; empty for nobody.

    The hash is of the name, or of a NIP that is no plain number or word and would not fit into the stamp.
    """
    if nip.isascii() and nip.isalnum() and len(nip) <= 24:
        return nip
    return "X" + hashlib.sha256((nip or nama).encode()).hexdigest()[:8] if nip or nama else ""


def kode_buku(form: str, nip: str, periode: Periode, penilai: str, signing_key: bytes | None) -> str:
    """The workbook id that is printed on the form: eight characters and a check character, `7K2M-9QXT-C`.

    The same person, period, penilai and form give the same code, whatever the issue number.
    """
    pesan = "|".join([form, nip, str(periode), penilai]).encode()
    cerna = hmac.new(signing_key or b"skpxl", pesan, hashlib.sha256).digest()[:5]
    delapan = base64.b32encode(cerna).decode().translate(_KE_CROCKFORD)
    return f"{delapan[:4]}-{delapan[4:]}-{karakter_periksa(delapan)}"


def karakter_periksa(kode: str) -> str:
    """The check character of a code: a weighted sum modulo 37, so that any single wrong or swapped character shows.

    A prime above the number of letters is needed for that; the five further characters are Crockford's.
    """
    jumlah = sum(urutan * _ABJAD.index(huruf) for urutan, huruf in enumerate(kode, start=2))
    return _PERIKSA[jumlah % 37]
