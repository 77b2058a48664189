"""What a kenaikan pangkat or mutasi asks for: which papers of which year (SE BKN 19/2022), of whom, what predikat in them. It
looks at no file.

The lists are data: `workbook_templates/aturan/berkas.toml`.
"""

from typing import Literal, NamedTuple, Self

from pydantic import Field, model_validator

from skpxl.model.dasar import Model


class Dokumen(Model):
    """A kind of paper, its basis, who signs it, and whether it is about a whole year (`setahun`)."""

    nama: str = Field(min_length=1)
    dasar: str = ""
    penanda_tangan: tuple[str, ...] = ()
    setahun: bool = False
    terverifikasi: bool


class Perlu(Model):
    """A paper that is asked for; `tahun` counts from the year of the use: -1 is the year before."""

    dokumen: str
    tahun: Literal[0, -1, -2, -3]


class SyaratPredikat(Model):
    """The predikat that fulfil a use in every year its papers are about; any other falls short."""

    memenuhi: tuple[str, ...] = Field(min_length=1)
    dasar: str = ""
    terverifikasi: bool


class SyaratStatus(Model):
    """The statuses (aturan/kepegawaian.toml) of those for whom there is such a use at all; nobody else is asked for papers."""

    hanya: tuple[str, ...] = Field(min_length=1)
    dasar: str = ""
    terverifikasi: bool


class Keperluan(Model):
    """A use, for the years `mulai` to `sampai` (without: and later). Without `predikat` or `status` any will do."""

    nama: str = Field(min_length=1)
    dasar: str = ""
    mulai: int
    sampai: int | None = None
    perlu: tuple[Perlu, ...] = Field(min_length=1)
    predikat: SyaratPredikat | None = None
    status: SyaratStatus | None = None
    terverifikasi: bool

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.sampai is not None and self.sampai < self.mulai:
            raise ValueError("`sampai` mendahului `mulai`")
        return self

    def berlaku(self, tahun: int) -> bool:
        """Does it hold for a use in the year `tahun`?"""
        return self.mulai <= tahun and (self.sampai is None or tahun <= self.sampai)


class AturanBerkas(Model):
    """The kinds of papers and the uses, by their short names."""

    dokumen: dict[str, Dokumen]
    keperluan: dict[str, Keperluan]

    @model_validator(mode="after")
    def _check_known(self) -> Self:
        for name, use in self.keperluan.items():
            if unknown := [perlu.dokumen for perlu in use.perlu if perlu.dokumen not in self.dokumen]:
                raise ValueError(f"keperluan `{name}` menyebut dokumen `{unknown[0]}`, yang tidak ada di [dokumen]")
        return self


class DokumenPerlu(NamedTuple):
    """A paper that is needed: the short name of its kind, the kind itself, and the year it is about."""

    kode: str
    dokumen: Dokumen
    tahun: int


def dokumen_perlu(keperluan: str, tahun: int, aturan: AturanBerkas) -> list[DokumenPerlu]:
    """The papers for the use of that short name in the year `tahun`, in the order of the rule.

    Empty where the use is unknown or does not hold for that year.
    """
    use = aturan.keperluan.get(keperluan)
    if use is None or not use.berlaku(tahun):
        return []
    return [DokumenPerlu(p.dokumen, aturan.dokumen[p.dokumen], tahun + p.tahun) for p in use.perlu]
