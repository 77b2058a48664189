"""What files are held against, as one value: campaign, templates, signing key, password, roster. It reads no received file."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from skpxl.campaign.folder import Campaign, find_campaign
from skpxl.campaign.issued import read_issued
from skpxl.campaign.settings import INSTANSI_KOSONG
from skpxl.findings import Finding
from skpxl.findings.wording import worded
from skpxl.foreign.roster.mapping import NAMA_BERKAS, read_map
from skpxl.foreign.roster.organisasi import read_roster
from skpxl.foreign.roster.words import words_of
from skpxl.model.periode import Periode
from skpxl.receive.validate import Ukuran
from skpxl.template.library import load_library

if TYPE_CHECKING:
    from skpxl.model.unit import Organisasi
    from skpxl.template.library import Library


@dataclass(frozen=True)
class Surroundings:
    """What was said, and what follows from it; each part is read when it is first asked for. Faults are SkpxlErrors.

    `folder` is the campaign's, `roster` the workbook of the people where it is not the campaign's; `instansi` and `tahun`
    stand in for the campaign's settings. With `without_key` a campaign is read on whose key file is gone.
    """

    folder: Path | None = None
    roster: Path | None = None
    instansi: str = ""
    tahun: int | None = None
    templates: Path | None = None
    without_key: bool = False

    @cached_property
    def campaign(self) -> Campaign | None:
        """The campaign that was named, if one was: none is looked for."""
        return find_campaign(self.folder) if self.folder else None

    @cached_property
    def library(self) -> "Library":
        """The templates."""
        return load_library(self.templates)

    @cached_property
    def signing_key(self) -> bytes | None:
        """The campaign's key; None without a campaign, and where its file is gone and `without_key` was said."""
        if self.campaign is None or (self.without_key and not self.campaign.berkunci):
            return None
        return self.campaign.kunci()

    @cached_property
    def password(self) -> str:
        """What protects the sheets; empty for none."""
        return self.campaign.sandi() if self.campaign else ""

    @property
    def kertas(self) -> str:
        """The campaign's paper size."""
        return self.campaign.settings.kertas if self.campaign else "A4"

    @cached_property
    def roster_read(self) -> "tuple[Organisasi | None, list[Finding]]":
        """The roster that was named, else the campaign's where it is there, with worded findings.

        A roster in another layout than ours is read by the campaign's map, where there is one.
        """
        path = self.roster
        if path is None and self.campaign and self.campaign.roster.exists():
            path = self.campaign.roster
        if path is None:
            return None, []
        map_file = self.campaign.akar / NAMA_BERKAS if self.campaign else None
        roster_map = read_map(map_file) if map_file and map_file.exists() else None
        golongan = list(self.library.daftar["golongan"].nilai)
        organisasi, findings = read_roster(path, golongan=golongan, peta=roster_map, words=words_of(self.library))
        return organisasi, worded(findings, self.library.pesan)

    @cached_property
    def ukuran(self) -> Ukuran:
        """What every file is held against."""
        campaign = self.campaign
        instansi = self.instansi
        periode = Periode.setahun(self.tahun) if self.tahun else None
        if campaign:
            own = campaign.settings.instansi
            instansi = instansi or ("" if own == INSTANSI_KOSONG else own)
            periode = campaign.settings.masa if self.tahun in (None, campaign.settings.tahun) else periode
        return Ukuran(
            instansi,
            periode,
            self.roster_read[0],
            self.signing_key,
            terbitan=read_issued(campaign) if campaign else {},
            tanpa_kunci=campaign is not None and self.signing_key is None,
        )
