"""What is said of kinds of jabatan, statuses, jenjang and titles in aturan/kepegawaian.toml; plain values, read elsewhere."""

from typing import Annotated, Literal

from pydantic import Field

from skpxl.model.dasar import Model

Pair = tuple[str, str]
Age = Annotated[int, Field(ge=40, le=100)]


class JenisJabatan(Model):
    """A kind of jabatan: other wordings of it, wordings that may mean it, when its holders retire, its lowest golongan ruang.

    `menilai` tells whether its holder can be a pejabat penilai.
    """

    kelompok: Literal["jpt", "administrasi", "fungsional"]
    sebutan: tuple[str, ...] = ()
    dugaan: tuple[str, ...] = ()
    usia_pensiun: Age
    golongan: str = ""
    menilai: bool = True


class JenisUmum(Model):
    """A wording that means one of several kinds."""

    sebutan: tuple[str, ...] = ()
    jenis: tuple[str, ...] = Field(min_length=2)


class StatusPegawai(Model):
    """A status: other wordings of it, and whether its holder has a NIP PNS or a NI PPPK, and a golongan at all."""

    sebutan: tuple[str, ...] = ()
    nomor: Literal["PNS", "PPPK"]
    tanpa_golongan: bool = False


class Sebutan(Model):
    """Other wordings of something."""

    sebutan: tuple[str, ...] = ()


class JenjangWajar(Model):
    """When holders of a jenjang retire, and the lowest and highest golongan ruang of it."""

    usia_pensiun: Age
    golongan: Pair


class Kategori(Model):
    """Keahlian or keterampilan: the kind of jabatan it is, its lowest and highest golongan of PNS and of PPPK."""

    jenis: str
    golongan: Pair
    pppk: Pair
    terverifikasi: bool = True


class NamaJabatan(Model):
    """How titles begin: the kinds that such a jabatan can be of (none: any), and when its holders retire where it says so."""

    kata: tuple[str, ...] = Field(min_length=1)
    jenis: tuple[str, ...] = ()
    usia_pensiun: Age | None = None


class AturanPppk(Model):
    """The first year of PPPK, and the number of somebody's first agreement in his NI PPPK."""

    tahun_pertama: int
    perjanjian_pertama: int
