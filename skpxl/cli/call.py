"""One call of the command line as one value: campaign, settings, library, signing key, password, roster.

It prints nothing but the warning that the key is gone, and each of its parts is made when it is first asked for: `--help`
of any command loads neither the campaign nor the templates.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from skpxl.errors import PenggunaanError

if TYPE_CHECKING:
    from skpxl.campaign.folder import Campaign
    from skpxl.campaign.settings import Settings
    from skpxl.findings import Finding
    from skpxl.model.unit import Organisasi
    from skpxl.template.library import Library

Command = Callable[..., Any]


@dataclass(frozen=True)
class Call:
    """What was typed for the whole call, and what follows from it.

    The fields are options: of `skpxl` itself first, then those that several commands share (`cli/options.py`); one that a
    command does not offer keeps its default.
    """

    campaign_folder: Path | None = None
    templates: Path | None = None
    debug: bool = False
    roster: Path | None = None
    instansi: str | None = None
    tahun: int | None = None
    without_key: bool = False
    decisions: Path | None = None
    output: Path | None = None
    force: bool = False
    as_json: bool = False

    @cached_property
    def campaign(self) -> "Campaign | None":
        """The campaign that `-C` names, or that the working directory lies in."""
        from skpxl.campaign.folder import find_campaign

        return find_campaign(self.campaign_folder)

    @cached_property
    def library(self) -> "Library":
        """The templates."""
        from skpxl.template.library import load_library

        return load_library(self.templates)

    @cached_property
    def signing_key(self) -> bytes | None:
        """The campaign's key; None without a campaign, and with `--without-key` where its file is gone, which is said.

        Raises SkpxlError where it is gone and nobody said to go on.
        """
        if self.campaign is None:
            return None
        if self.without_key and not self.campaign.berkunci:
            click.echo("PERHATIAN: kunci kampanye tidak ada, jadi keaslian formulir tidak diperiksa.", err=True)
            return None
        return self.campaign.kunci()

    @property
    def key_is_gone(self) -> bool:
        """True where this campaign's files are read without its key."""
        return self.campaign is not None and self.signing_key is None

    @cached_property
    def password(self) -> str:
        """What protects the sheets; empty for none."""
        return self.campaign.sandi() if self.campaign else ""

    @cached_property
    def issued(self) -> dict[str, int]:
        """The issue numbers that are out, by the workbook's code; empty without a campaign."""
        from skpxl.campaign.issued import read_issued

        return read_issued(self.campaign) if self.campaign else {}

    @property
    def kertas(self) -> str:
        """The campaign's paper size."""
        return self.campaign.settings.kertas if self.campaign else "A4"

    @property
    def roster_file(self) -> Path | None:
        """The roster named, else the campaign's, where it is there."""
        if self.roster is None and self.campaign and self.campaign.roster.exists():
            return self.campaign.roster
        return self.roster

    @cached_property
    def roster_read(self) -> "tuple[Organisasi, list[Finding]] | None":
        """What the roster says, with worded findings; None where there is none.

        A roster in another layout than ours is read by the campaign's map, where there is one.
        """
        from skpxl.findings.wording import worded
        from skpxl.foreign.roster.mapping import NAMA_BERKAS, read_map
        from skpxl.foreign.roster.organisasi import read_roster
        from skpxl.foreign.roster.words import words_of

        if self.roster_file is None:
            return None
        map_file = self.campaign.akar / NAMA_BERKAS if self.campaign else None
        peta = read_map(map_file) if map_file and map_file.exists() else None
        golongan = list(self.library.daftar["golongan"].nilai)
        organisasi, findings = read_roster(self.roster_file, golongan=golongan, peta=peta, words=words_of(self.library))
        return organisasi, worded(findings, self.library.pesan)

    @property
    def organisasi(self) -> "Organisasi | None":
        """The people and units of the roster, if there is one."""
        return self.roster_read[0] if self.roster_read else None

    def settings(self, organisasi: "Organisasi | None" = None, **given: Any) -> "Settings":
        """The campaign's settings with what the options, and `given`, say instead; without a campaign, these alone.

        The instansi may also come from a roster whose people all belong to one perangkat daerah.
        """
        from skpxl.campaign.settings import INSTANSI_KOSONG, Settings, this_year

        values: dict[str, Any] = self.campaign.settings.model_dump() if self.campaign else {}
        given = {"instansi": self.instansi, "tahun": self.tahun, **given}
        values |= {name: value for name, value in given.items() if value is not None}
        if values.get("instansi") == INSTANSI_KOSONG:
            values["instansi"] = ""
        if given["tahun"] is not None and self.campaign and given["tahun"] != self.campaign.settings.tahun:
            values["periode"] = None
        if not values.get("instansi") and organisasi:
            perangkat_daerah = {organisasi.nama_perangkat_daerah(pegawai) for pegawai in organisasi.pegawai}
            if len(perangkat_daerah) == 1:
                values["instansi"] = perangkat_daerah.pop().upper()
        if not values.get("instansi"):
            raise PenggunaanError(
                'Nama instansi belum diketahui; tambahkan --instansi "NAMA", atau isi `instansi` di skpxl.toml kampanye.'
            )
        values.setdefault("tahun", this_year())
        return Settings.model_validate(values)

    def sources(self, paths: Sequence[Path], *default: str) -> Sequence[Path]:
        """The files to read: `paths`, else the folder `default` of the campaign. Raises PenggunaanError without either."""
        if not paths and self.campaign:
            return (self.campaign.akar.joinpath(*default),)
        if not paths:
            raise PenggunaanError(
                "Berkas mana? Sebut berkas, folder atau .zip, atau jalankan di dalam folder kampanye."
            )
        return paths

    def destination(self, *default: str, ask: str = "Ke mana? Tambahkan -o.") -> Path:
        """Where the result goes: `--output`, else `default` inside the campaign; PenggunaanError(`ask`) without either."""
        if self.output is None and self.campaign:
            return self.campaign.akar.joinpath(*default)
        if self.output is None:
            raise PenggunaanError(ask)
        return self.output


def pass_call(command: Command) -> Command:
    """Hand the command its `Call` first; what the command returns is the exit code (None: 0)."""
    names = {field.name for field in fields(Call)}

    @wraps(command)
    def called(**options: Any) -> None:
        ctx = click.get_current_context()
        shared = {name: options.pop(name) for name in names & options.keys()}
        ctx.exit(command(replace(ctx.obj, **shared), **options) or 0)

    return called
