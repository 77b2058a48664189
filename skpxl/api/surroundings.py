"""What files are held against, as one value: campaign, settings, library, signing key, password, roster.

Every part is made when it is first asked for, and this module loads none of them: `--help` rests on it. It reads no received
file and prints nothing.
"""

import os
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skpxl.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skpxl.campaign.folder import Campaign
    from skpxl.campaign.issued import IssuedForm
    from skpxl.campaign.products import Reconciled
    from skpxl.campaign.settings import Settings
    from skpxl.findings import Finding
    from skpxl.model.kedatangan import Kedatangan
    from skpxl.model.periode import Periode
    from skpxl.model.unit import Organisasi
    from skpxl.receive.validate import Measure
    from skpxl.template.library import Library


@dataclass(frozen=True)
class Surroundings:
    """What was said, and what follows from it. Whatever is wrong with it is a SkpxlError.

    `campaign_folder` names the campaign, `roster` the workbook of the people where it is not the campaign's; `instansi` and
    `tahun` stand in for the campaign's settings. With `without_key` a campaign is read on whose key file is gone.
    """

    campaign_folder: Path | None = None
    templates: Path | None = None
    roster: Path | None = None
    instansi: str | None = None
    tahun: int | None = None
    without_key: bool = False

    @cached_property
    def campaign(self) -> "Campaign | None":
        """The campaign that was named, if one was: none is looked for."""
        from skpxl.campaign.folder import find_campaign

        return find_campaign(self.campaign_folder) if self.campaign_folder else None

    @cached_property
    def library(self) -> "Library":
        """The templates."""
        from skpxl.template.library import load_library

        return load_library(self.templates)

    @cached_property
    def signing_key(self) -> bytes | None:
        """The campaign's key; None without a campaign, and where its file is gone and `without_key` says to go on.

        Raises SkpxlError where it is gone and nobody said so.
        """
        if self.campaign is None or (self.without_key and not self.campaign.has_key):
            return None
        return self.campaign.signing_key()

    @property
    def key_is_gone(self) -> bool:
        """True where this campaign's files are read without its key."""
        return self.campaign is not None and self.signing_key is None

    @cached_property
    def password(self) -> str:
        """What protects the sheets; empty for none."""
        return self.campaign.password() if self.campaign else ""

    @cached_property
    def issued(self) -> "dict[str, IssuedForm]":
        """What is out, by the workbook's code; empty without a campaign."""
        from skpxl.campaign.issued import read_issued

        return read_issued(self.campaign) if self.campaign else {}

    @cached_property
    def aside(self) -> "Mapping[str, int]":
        """The files that were set aside in the campaign: size by SHA-256; none without a campaign."""
        from skpxl.campaign.aside import read_aside, sizes_by_digest

        return sizes_by_digest(read_aside(self.campaign.root)) if self.campaign else {}

    @property
    def kertas(self) -> str:
        """The campaign's paper size."""
        return self.campaign.settings.kertas if self.campaign else "A4"

    @property
    def roster_file(self) -> Path | None:
        """The roster named, else the campaign's, where it is there."""
        if self.roster is None and self.campaign and os.path.lexists(self.campaign.roster):
            return self.campaign.roster
        return self.roster

    @property
    def weights(self) -> "Mapping[str, str]":
        """The severity that the campaign gives to rules otherwise, by code; none without a campaign."""
        return self.campaign.settings.temuan if self.campaign else {}

    @property
    def masa(self) -> "Periode | None":
        """The period of the SKPs: the campaign's, or the year that was named; None where nobody says."""
        from skpxl.model.periode import Periode

        settings = self.campaign.settings if self.campaign else None
        if settings and self.tahun in (None, settings.tahun):
            return settings.masa
        return Periode.setahun(self.tahun) if self.tahun else None

    @cached_property
    def roster_read(self) -> "tuple[Organisasi, list[Finding]] | None":
        """What the roster says, with worded findings; None where there is none.

        A roster in another layout than ours is read by the campaign's map, where there is one.
        """
        from skpxl.findings.weights import weighed
        from skpxl.findings.wording import worded
        from skpxl.foreign.roster.mapping import NAMA_BERKAS, read_map
        from skpxl.foreign.roster.organisasi import read_roster
        from skpxl.foreign.roster.words import words_of

        if self.roster_file is None:
            return None
        map_file = self.campaign.root / NAMA_BERKAS if self.campaign else None
        peta = read_map(map_file) if map_file and os.path.lexists(map_file) else None
        golongan = list(self.library.daftar["golongan"].nilai)
        organisasi, findings = read_roster(
            self.roster_file,
            golongan=golongan,
            peta=peta,
            words=words_of(self.library),
            aturan=self.library.kepegawaian,
            periode=self.masa,
        )
        return organisasi, worded(weighed(findings, self.weights), self.library.pesan)

    @cached_property
    def products(self) -> "Reconciled | None":
        """The roster with the lasting ids of its products, held against the campaign's record; None without a roster.

        Without a campaign each product has an id of its own all the same, be its code missing or another one's.
        """
        from skpxl.campaign.products import NAMA_PRODUK, read_products, reconcile

        if self.roster_read is None:
            return None
        known = read_products(self.campaign.root / NAMA_PRODUK) if self.campaign else ()
        return reconcile(known, self.roster_read[0], self.library.sense)

    @property
    def organisasi(self) -> "Organisasi | None":
        """The people, units and products of the roster, if there is one."""
        return self.products.organisasi if self.products else None

    def settings(self, organisasi: "Organisasi | None" = None, **given: Any) -> "Settings":
        """The campaign's settings with what was said, and `given`, instead; without a campaign, these alone.

        Without a campaign the instansi may also come from a roster whose people all belong to one perangkat daerah.
        """
        from skpxl.campaign.settings import INSTANSI_KOSONG, settings_of
        from skpxl.campaign.today import this_year

        values: dict[str, Any] = self.campaign.settings.model_dump() if self.campaign else {}
        given = {"instansi": self.instansi, "tahun": self.tahun, **given}
        values |= {name: value for name, value in given.items() if value is not None}
        if values.get("instansi") == INSTANSI_KOSONG:
            values["instansi"] = ""
        if given["tahun"] is not None and self.campaign and given["tahun"] != self.campaign.settings.tahun:
            values["periode"] = None
        if not values.get("instansi") and organisasi and not self.campaign:
            perangkat_daerah = {organisasi.nama_perangkat_daerah(pegawai) for pegawai in organisasi.pegawai}
            if len(perangkat_daerah) == 1:
                values["instansi"] = perangkat_daerah.pop().upper()
        if not values.get("instansi"):
            raise UsageError(
                'Nama instansi belum diketahui; tambahkan --instansi "NAMA", atau isi `instansi` di skpxl.toml putaran SKP.'
            )
        values.setdefault("tahun", this_year())
        return settings_of(values)

    @cached_property
    def proof(self) -> "Measure":
        """What a file is held against to know whether it is genuine and the last issue; nothing on its content."""
        from skpxl.receive.validate import Measure

        return Measure(
            self.library,
            signing_key=self.signing_key,
            issued={code: form.terbitan for code, form in self.issued.items()},
            signatures={code: form.tanda for code, form in self.issued.items()},
            without_key=self.key_is_gone,
            order=self._order,
        )

    def _order(self) -> "Mapping[str, Kedatangan]":
        """When each content came, by its SHA-256, as the campaign's ledger has it. Raises SkpxlError where it cannot be had."""
        if self.campaign is None or not self.campaign.keeps_ledger:
            return {}
        from skpxl.ledger.book import open_ledger
        from skpxl.ledger.order import read_order

        with open_ledger(self.campaign) as ledger:
            return read_order(ledger)

    @cached_property
    def measure(self) -> "Measure":
        """What every received file is held against."""
        measure = replace(self.proof, instansi=self.instansi or "", periode=self.masa, organisasi=self.organisasi)
        if self.campaign is None:
            return measure
        settings = self.settings()
        return replace(measure, instansi=settings.instansi, weights=self.weights)
